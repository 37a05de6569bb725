"""Trust learns what became of payments; orders follow what its desk decided."""

from sqlmodel import Session

from backend.identity.schemas import system_actor
from backend.orders import service as orders
from backend.payments.events import PaymentAuthorised, PaymentFailed
from backend.trust import service as trust
from backend.trust.events import ReviewApproved, ReviewRefused
from backend.trust.schemas import Outcome
from jobs.job import on_clock, on_event

_DESK = system_actor("trust")


@on_event
def note_paid(session: Session, event: PaymentAuthorised) -> None:
    """The bank said yes."""
    trust.record_outcome(session, event.payment_id, Outcome.PAID)


@on_event
def note_declined(session: Session, event: PaymentFailed) -> None:
    """The bank said no."""
    trust.record_outcome(session, event.payment_id, Outcome.DECLINED)


@on_event
def release_orders(session: Session, event: ReviewApproved) -> None:
    """The desk has looked: the warehouses may start."""
    orders.lift_hold(session, event.checkout_id, actor=_DESK)


@on_event
def cancel_orders(session: Session, event: ReviewRefused) -> None:
    """The desk says no: the orders are cancelled, so that stock and money go back."""
    orders.cancel_purchase(
        session, event.checkout_id, actor=_DESK, reason="We could not confirm the payment of this order."
    )


forget_old = on_clock(trust.forget_old)
