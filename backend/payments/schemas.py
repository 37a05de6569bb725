"""What payments tell everyone above them, and what the gateway tells payments."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class Method(StrEnum):
    """How a shopper pays. `balance` is no choice: gift cards and store credit cover everything."""

    CARD = "card"
    BANK_TRANSFER = "bank_transfer"
    PAYPAL = "paypal"
    ADYEN = "adyen"
    BALANCE = "balance"


GATEWAY_METHODS = frozenset({Method.CARD, Method.PAYPAL, Method.ADYEN})
"""Ways to pay that go through a gateway: authorised now, captured later, refunded there."""

REDIRECT_METHODS = frozenset({Method.PAYPAL, Method.ADYEN})
"""Those that send the shopper to the provider's page and back."""


class TenderKind(StrEnum):
    """What pays a part of a total besides the payment."""

    GIFT_CARD = "gift_card"
    STORE_CREDIT = "store_credit"


class GatewayStatus(StrEnum):
    """Where a payment stands at the gateway, in our words."""

    AUTHORISED = "authorised"
    CAPTURED = "captured"
    REQUIRES_ACTION = "requires_action"
    APPROVED = "approved"
    """The shopper agreed on the provider's page; the promise is still to be asked for."""
    REQUIRES_PAYMENT_METHOD = "requires_payment_method"
    PROCESSING = "processing"
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True)
class CustomerUse:
    """Whose payment it is at the gateway, and whether the card is to be kept. Empty: nobody's, kept nowhere.

    `is_off_session` is a charge that was begun while the shopper was away; nobody's is a card to be typed.
    """

    person_id: UUID | None = None
    customer_reference: str | None = None
    saves_method: bool = False
    is_off_session: bool = False


NOBODYS = CustomerUse()


@dataclass(frozen=True, slots=True)
class GatewayMethod:
    """A card as the gateway keeps it. `token` never leaves the server."""

    token: str = field(repr=False)
    brand: str
    last4: str
    exp_month: int
    exp_year: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """What a gateway is asked for. Everything in it comes from the database, so a replay is word for word.

    Amounts in minor units of `currency`. `request_3ds`: the bank shall check that it is the card's holder.
    """

    payment_id: UUID
    checkout_id: UUID
    amount_minor: int
    currency: str
    method_token: str | None = None
    use: CustomerUse = NOBODYS
    request_3ds: bool = False


@dataclass(frozen=True, slots=True)
class GatewayPayment:
    """A payment as the gateway sees it now. Amounts in minor units of `currency`.

    `refused_charge` names the charge behind `decline_code`, so that each decline is told apart.
    `is_authenticated`: the bank has asked the card's holder (3-D Secure) and was answered.
    """

    reference: str
    status: GatewayStatus
    amount_minor: int
    captured_minor: int
    currency: str
    client_secret: str | None = field(default=None, repr=False)
    decline_code: str | None = None
    decline_message: str | None = None
    refused_charge: str | None = None
    next_action: dict[str, Any] | None = None
    is_multicapture: bool = False
    refunded_minor: int = 0
    method: GatewayMethod | None = None
    is_authenticated: bool = False


@dataclass(frozen=True, slots=True)
class PaymentView:
    """One attempt to pay a checkout. Amounts in minor units of `currency`.

    `reference` is what the shopper writes on a bank transfer, else the gateway's id. `is_check`: nothing is
    charged, the bank is only asked whose card it is.
    """

    id: UUID
    checkout_id: UUID
    attempt: int
    status: str
    method: str
    amount_minor: int
    captured_minor: int
    currency: str
    reference: str | None = None
    decline_code: str | None = None
    client_secret: str | None = field(default=None, repr=False)
    decline_message: str | None = None
    next_action: dict[str, Any] | None = None
    is_processing: bool = False
    provider: str = ""
    is_check: bool = False

    @property
    def is_secured(self) -> bool:
        """Whether an order may be placed on it: money promised, taken, or announced by transfer."""
        return self.status in {"authorised", "captured", "awaiting_transfer"}

    @property
    def is_live(self) -> bool:
        """Whether this attempt may still become, or already is, money."""
        return self.status not in {"voiding", "voided"}


@dataclass(frozen=True, slots=True)
class CaptureDue:
    """What to take at the gateway, in minor units; `is_final` gives back what is then left of the promise."""

    payment_id: UUID
    amount_minor: int
    is_final: bool


@dataclass(frozen=True, slots=True)
class WebhookMessage:
    """A provider's event, its signature already verified; `reference` names the payment that it is about."""

    provider_event_id: str
    kind: str
    payload: dict[str, Any]
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class WebhookSubject:
    """What an event in the inbox is about: `topic` is payment, dispute, refund, or empty: it concerns nobody.

    `object_reference` is the gateway's id of the dispute or the refund, `object_status` and `failure` what
    the gateway says of it.
    """

    webhook_event_id: UUID
    kind: str
    checkout_id: UUID | None
    is_processed: bool
    topic: str = ""
    provider: str = ""
    object_reference: str | None = None
    object_status: str = ""
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """One entry to be: a debit (above zero) or credit (below zero) in minor units of `currency`."""

    account: str
    owner_id: UUID | None
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """The sum of an account's entries in minor units of `currency`."""

    account: str
    owner_id: UUID | None
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class TransactionView:
    """One step of a payment's life. Amount in minor units of `currency`."""

    kind: str
    amount_minor: int
    currency: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SavedMethodView:
    """A saved card as its owner sees it."""

    id: UUID
    brand: str
    last4: str
    exp_month: int
    exp_year: int
    is_default: bool


@dataclass(frozen=True, slots=True)
class MethodSetup:
    """A card about to be saved without paying: the browser confirms it with the secret."""

    reference: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FundsMovement:
    """Money that a dispute moved at the gateway: below zero it was withdrawn. Minor units."""

    reference: str
    amount_minor: int
    fee_minor: int


@dataclass(frozen=True, slots=True)
class GatewayDispute:
    """A dispute as the gateway sees it now. `status` in our words. Amounts in minor units of `currency`."""

    reference: str
    payment_reference: str
    status: str
    reason: str
    amount_minor: int
    currency: str
    opened_at: datetime
    due_at: datetime | None
    movements: tuple[FundsMovement, ...]


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """What is known of the order behind a disputed payment; empty where nothing is."""

    customer_name: str = ""
    customer_email: str = ""
    product_description: str = ""
    shipping_address: str = ""
    shipping_carrier: str = ""
    shipping_tracking_number: str = ""
    shipping_date: str = ""


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A dispute as the desk sees it. Amounts in minor units of `currency`."""

    id: UUID
    payment_id: UUID
    checkout_id: UUID
    reference: str
    status: str
    reason: str
    amount_minor: int
    withdrawn_minor: int
    fee_minor: int
    currency: str
    due_at: datetime | None
    evidence: str
    evidence_by: str
    evidence_at: datetime | None
    opened_at: datetime
    closed_at: datetime | None
    given_up_by: str = ""


@dataclass(frozen=True, slots=True)
class GatewayMovement:
    """A line of the gateway's own books: kind is capture, refund or dispute; the amount is above zero.

    `payment_reference` is None for money that belongs to no payment that the gateway can name.
    """

    reference: str
    kind: str
    payment_reference: str | None
    amount_minor: int
    fee_minor: int
    currency: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseView:
    """A disagreement between the gateway's books and ours. Amounts in minor units of `currency`."""

    id: UUID
    kind: str
    subject: str
    provider: str
    status: str
    payment_id: UUID | None
    here_minor: int
    there_minor: int
    currency: str
    facts: dict[str, Any]
    note: str
    at: datetime
    opened_at: datetime
    closed_at: datetime | None
    note_by: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A disagreement that a comparison came upon."""

    kind: str
    subject: str
    payment_id: UUID | None
    here_minor: int
    there_minor: int
    currency: str
    at: datetime
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What a comparison came to. Fees in minor units, over all currencies of the window by currency."""

    movements: int
    opened: int
    closed: int
    still_open: int
    fees_booked: dict[str, int]


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A booking on a seller's account: above zero it is owed to the seller. Minor units of the statement.

    Of the amount, `promotion_minor` is what the marketplace paid for a discount (below zero: took back with a
    refund), and `commission_minor` was kept from it; both 0 where the shopper paid in another currency.
    """

    at: datetime
    kind: str
    order_id: UUID | None
    amount_minor: int
    balance_minor: int
    promotion_minor: int = 0
    commission_minor: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """A seller's account over some days in one currency: opening balance + lines = closing balance."""

    seller_id: UUID
    currency: str
    opening_minor: int
    closing_minor: int
    lines: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True)
class DailyTotal:
    """What an account was debited and credited on a day (UTC), minor units, both above zero."""

    day: date
    account: str
    currency: str
    debit_minor: int
    credit_minor: int


@dataclass(frozen=True, slots=True)
class GiftCardView:
    """A gift card as its holder sees it. `balance_minor` is what can be spent now."""

    id: UUID
    last_four: str
    initial_minor: int
    balance_minor: int
    currency: str
    status: str
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class IssuedGiftCard:
    """A new gift card with its code; None when this is the answer to a repeated wish."""

    card: GiftCardView
    code: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class CreditEntryView:
    """A change of store credit in minor units: `grant`, `redeem`, `give_back` or `refund`.

    `actor` is who granted it, as `person:…` or `system:…`, for staff alone.
    """

    kind: str
    amount_minor: int
    reason: str
    at: datetime
    actor: str = ""


@dataclass(frozen=True, slots=True)
class CreditView:
    """A person's store credit in one currency; `held_minor` more is set aside by checkouts under way."""

    currency: str
    balance_minor: int
    held_minor: int
    entries: tuple[CreditEntryView, ...]


@dataclass(frozen=True, slots=True)
class RedeemedGiftCard:
    """A gift card's money became store credit: `amount_minor` in the card's currency, and the credit now."""

    card: GiftCardView
    amount_minor: int
    credit: CreditView


@dataclass(frozen=True, slots=True)
class TenderView:
    """What a gift card or store credit pays of a checkout, in minor units. `last_four` is the card's."""

    id: UUID
    kind: TenderKind
    last_four: str | None
    amount_minor: int
    currency: str
    status: str


@dataclass(frozen=True, slots=True)
class OrderTenderView:
    """What a tender pays of one order, and what of that went back, in minor units."""

    tender_id: UUID
    kind: TenderKind
    source_id: UUID
    last_four: str | None
    amount_minor: int
    returned_minor: int

    @property
    def left_minor(self) -> int:
        """What is still the order's."""
        return self.amount_minor - self.returned_minor


@dataclass(frozen=True, slots=True)
class PayoutView:
    """Money sent to a seller, in minor units."""

    id: UUID
    seller_id: UUID
    amount_minor: int
    currency: str
    status: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """One attempt to pay a checkout as the desk sees it, with its steps. Amounts in minor units.

    `authorised_minor` is what the bank promised, also where it was taken since.
    """

    id: UUID
    attempt: int
    method: str
    status: str
    amount_minor: int
    authorised_minor: int
    captured_minor: int
    refunded_minor: int
    currency: str
    reference: str | None
    decline_code: str | None
    steps: tuple[TransactionView, ...]


@dataclass(frozen=True, slots=True)
class Booking:
    """A journal of the books: kind and entries as (account, minor units, currency); a debit is above zero."""

    at: datetime
    kind: str
    reference: str
    entries: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class DisputePage:
    """Those whose evidence is due first at the top. `page` starts at 1; `by_status` counts all."""

    rows: tuple[DisputeView, ...]
    total: int
    page: int
    size: int
    by_status: dict[str, int]


@dataclass(frozen=True, slots=True)
class CasePage:
    """The oldest money first. `page` starts at 1; `by_status` counts all."""

    rows: tuple[CaseView, ...]
    total: int
    page: int
    size: int
    by_status: dict[str, int]


@dataclass(frozen=True, slots=True)
class RunView:
    """A comparison of a window with the gateway's books. `status` is running, done or failed.

    `fees` in minor units by currency; `started_by` is `person:…` or `system:…`.
    """

    id: UUID
    provider: str
    since: datetime
    until: datetime
    started_by: str
    started_at: datetime
    ended_at: datetime | None
    status: str
    movements: int
    opened: int
    closed: int
    still_open: int
    fees: dict[str, int]
    failure: str


@dataclass(frozen=True, slots=True)
class GiftCardEntryView:
    """A change of a gift card: `issue`, `redeem` or `give_back`, in minor units of the card's currency."""

    kind: str
    amount_minor: int
    at: datetime


@dataclass(frozen=True, slots=True)
class GiftCardStepView:
    """A gift card became `disabled` or `active`: who did it, why and when."""

    to_status: str
    actor: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GiftCardFile:
    """A gift card as the desk sees it, newest entries first. `held_minor` is set aside by checkouts."""

    card: GiftCardView
    held_minor: int
    issued_by: str
    issued_at: datetime
    reason: str
    entries: tuple[GiftCardEntryView, ...]
    steps: tuple[GiftCardStepView, ...]


@dataclass(frozen=True, slots=True)
class GiftCardPage:
    """The newest first. `page` starts at 1; `by_status` counts all."""

    rows: tuple[GiftCardFile, ...]
    total: int
    page: int
    size: int
    by_status: dict[str, int]
