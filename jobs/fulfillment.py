"""The floor's list follows orders; the local carrier's parcels follow the clock."""

from sqlmodel import Session

from backend.fulfillment import service as fulfillment
from backend.orders.events import OrderCancelled, OrderReduced, OrderReleased
from jobs.job import on_clock, on_event


@on_event
def open_pick_task(session: Session, event: OrderReleased) -> None:
    """A released order is on the floor's list."""
    fulfillment.open_task(session, event.order_id)


@on_event
def cancel_pick_task(session: Session, event: OrderCancelled) -> None:
    """A cancelled order leaves the list."""
    fulfillment.cancel_task(session, event.order_id)


@on_event
def trim_pick_task(session: Session, event: OrderReduced) -> None:
    """The list asks for no more than the order still wants."""
    fulfillment.trim_task(session, event.order_id)


advance_parcels = on_clock(fulfillment.advance_parcels)
