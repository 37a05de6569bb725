"""Papers follow dispatch."""

from backend.orders.documents import process as documents
from backend.orders.events import OrderShipped
from jobs.job import on_event_outside


@on_event_outside
def write_invoice(event: OrderShipped) -> None:
    """A dispatched order has its invoice."""
    documents.invoice(event.order_id)
