"""Papers follow dispatch and refunds; refunds follow what was found in returned boxes."""

from sqlmodel import Session

from backend.identity.schemas import system_actor
from backend.orders import service as orders
from backend.orders.documents import process as documents
from backend.orders.events import OrderShipped, RefundSent, ReturnAccepted
from jobs.job import on_event, on_event_outside


@on_event_outside
def write_invoice(event: OrderShipped) -> None:
    """A dispatched order has its invoice."""
    documents.invoice(event.order_id)


@on_event_outside
def write_credit_note(event: RefundSent) -> None:
    """A refund of a dispatched order has its credit note."""
    documents.credit_note(event.order_id, event.refund_id)


@on_event
def refund_return(session: Session, event: ReturnAccepted) -> None:
    """What was accepted of a return is paid back."""
    orders.refund_return(session, event.return_id, actor=system_actor("returns"))
