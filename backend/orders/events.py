"""What happened to orders. Amounts in minor units of `currency`."""

from uuid import UUID

from backend.kit.events import Event


class PurchasePlaced(Event):
    """A checkout became a purchase."""

    purchase_id: UUID
    number: str
    checkout_id: UUID
    total_minor: int
    currency: str
    email: str


class OrderPlaced(Event):
    """One seller's part of a purchase, from one warehouse."""

    purchase_id: UUID
    order_id: UUID
    order_number: str
    seller_id: UUID
    warehouse_id: UUID
    status: str
    total_minor: int
    currency: str
    email: str


class OrderReleased(Event):
    """The money is promised or here: the warehouse may start."""

    order_id: UUID
    warehouse_id: UUID


class OrderShipped(Event):
    """A parcel of it left the warehouse, with `units` by line; with the last one (`is_last`) all of it."""

    order_id: UUID
    purchase_id: UUID
    order_number: str
    email: str
    carrier: str
    tracking_number: str
    parcel_id: UUID | None = None
    position: int = 1
    is_last: bool = True
    units: dict[UUID, int] | None = None


class OrderDelivered(Event):
    """The shopper has it."""

    order_id: UUID
    purchase_id: UUID
    order_number: str
    email: str


class OrderCancelled(Event):
    """It will not be sent; its stock is back on the shelf."""

    order_id: UUID
    purchase_id: UUID
    order_number: str
    warehouse_id: UUID
    seller_id: UUID
    total_minor: int
    currency: str
    email: str
    reason: str


class OrderReturned(Event):
    """The shopper sent it back and it arrived."""

    order_id: UUID
    purchase_id: UUID
    order_number: str
    email: str


class OrderReduced(Event):
    """Some of its units were cancelled before the warehouse began; the rest is sent."""

    order_id: UUID
    purchase_id: UUID
    order_number: str
    change_id: UUID
    seller_id: UUID
    amount_minor: int
    currency: str
    email: str


class AddressChanged(Event):
    """A purchase goes to another address now."""

    purchase_id: UUID
    number: str
    email: str


class ReturnMoved(Event):
    """A return is in another state now."""

    return_id: UUID
    return_number: str
    order_id: UUID
    purchase_id: UUID
    status: str
    email: str


class ReturnAccepted(Event):
    """A return was inspected and something of it is owed back to the shopper."""

    return_id: UUID
    order_id: UUID
    purchase_id: UUID
    refund_minor: int
    currency: str


class RefundApproved(Event):
    """Money is to be sent back through the gateway or the bank."""

    refund_id: UUID
    order_id: UUID


class RefundSent(Event):
    """Money is on its way back to the shopper; `to` is origin or credit."""

    refund_id: UUID
    order_id: UUID
    purchase_id: UUID
    order_number: str
    email: str
    amount_minor: int
    currency: str
    to: str


class RefundFailed(Event):
    """The gateway or the bank would not have it: the money is still owed."""

    refund_id: UUID
    order_id: UUID
    failure: str


class ConfirmationAsked(Event):
    """The desk sends a purchase's confirmation once more."""

    purchase_id: UUID
    number: str
