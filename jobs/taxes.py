"""Orders in the books of a tax service. `SUBSCRIPTIONS` has these only where one is set."""

from backend.checkout import tax_booking
from backend.orders.events import AddressChanged, OrderCancelled, OrderReduced, PurchasePlaced, RefundSent
from jobs.job import on_event_outside


@on_event_outside
def book_purchase(event: PurchasePlaced) -> None:
    """What was calculated is sold."""
    tax_booking.book(event.purchase_id)


@on_event_outside
def book_moved(event: AddressChanged) -> None:
    """It is sold to another place than it was booked for."""
    tax_booking.book(event.purchase_id)


@on_event_outside
def take_back_order(event: OrderCancelled) -> None:
    """A cancelled order owes no tax."""
    tax_booking.take_back(event.purchase_id, event.order_id, cause_id=event.order_id)


@on_event_outside
def take_back_units(event: OrderReduced) -> None:
    """Units that were cancelled owe none either."""
    tax_booking.take_back(
        event.purchase_id, event.order_id, cause_id=event.change_id, amount_minor=event.amount_minor
    )


@on_event_outside
def take_back_refund(event: RefundSent) -> None:
    """Nor does what was paid back."""
    tax_booking.take_back(
        event.purchase_id, event.order_id, cause_id=event.refund_id, amount_minor=event.amount_minor
    )
