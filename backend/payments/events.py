"""What happened to money. Amounts in minor units of `currency`."""

from uuid import UUID

from backend.kit.events import Event


class PaymentAuthorised(Event):
    """The bank promised the money."""

    checkout_id: UUID
    payment_id: UUID
    amount_minor: int
    currency: str


class PaymentCaptured(Event):
    """Money was taken: the whole payment or, parcel by parcel, a part of it."""

    checkout_id: UUID
    payment_id: UUID
    amount_minor: int
    currency: str


class PaymentFailed(Event):
    """The bank said no; the shopper may try again."""

    checkout_id: UUID
    payment_id: UUID
    decline_code: str


class PaymentVoided(Event):
    """The promise was given back; nothing will be taken on it."""

    checkout_id: UUID
    payment_id: UUID


class TransferReceived(Event):
    """A bank transfer arrived in full."""

    checkout_id: UUID
    payment_id: UUID
    amount_minor: int
    currency: str


class WebhookReceived(Event):
    """A provider's event is in the inbox, waiting to be interpreted."""

    webhook_event_id: UUID


class PaymentNeedsShopper(Event):
    """A charge that the shopper was not there for: their bank wants to hear from them first.

    `is_check`: nothing is charged, the desk only wants to know that the card is theirs.
    """

    checkout_id: UUID
    payment_id: UUID
    person_id: UUID
    amount_minor: int
    currency: str
    is_check: bool = False


class CardChecked(Event):
    """A shopper who was asked whether a card is theirs has answered the bank, or the bank did not ask.

    `subject_id` is what it was asked for.
    """

    subject_id: UUID
    payment_id: UUID


class MethodSaved(Event):
    """A person's card is kept, as they asked."""

    person_id: UUID
    saved_method_id: UUID


class MethodRemoved(Event):
    """A person took a saved card away."""

    person_id: UUID
    saved_method_id: UUID


class DisputeChanged(Event):
    """A dispute was opened, waits for evidence, or was decided. Amount is what is disputed.

    `reason` is the bank's, such as fraudulent.
    """

    dispute_id: UUID
    payment_id: UUID
    checkout_id: UUID | None = None
    reason: str = ""
    status: str
    amount_minor: int
    currency: str
