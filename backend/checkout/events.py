"""What happened to checkouts."""

from uuid import UUID

from backend.kit.events import Event


class CheckoutPrepared(Event):
    """A shopper saw the final price of a cart and its stock is held."""

    checkout_id: UUID
    cart_id: UUID
    person_id: UUID | None
    visitor_id: UUID | None
    total_minor: int
    currency: str


class CheckoutCompleted(Event):
    """A checkout became a purchase."""

    checkout_id: UUID
    cart_id: UUID
    purchase_id: UUID
    person_id: UUID | None
    visitor_id: UUID | None
    total_minor: int
    currency: str


class CheckoutExpired(Event):
    """A checkout ended without a purchase; `reason` is expired, sold_out or changed."""

    checkout_id: UUID
    cart_id: UUID
    person_id: UUID | None
    visitor_id: UUID | None
    reason: str


class CartReminderPlanned(Event):
    """A cart was left long enough for its owner to be reminded of it, if it is still so when that is done."""

    reminder_id: UUID
