"""Trust learns what became of payments; orders follow what its desk decided."""

from sqlmodel import Session

from backend.identity.schemas import system_actor
from backend.kit.unit_of_work import transact
from backend.orders import service as orders
from backend.payments import authenticating
from backend.payments import service as payments
from backend.payments.events import CardChecked, DisputeChanged, PaymentAuthorised, PaymentFailed
from backend.trust import service as trust
from backend.trust.events import AuthenticationAsked, ReviewApproved, ReviewRefused
from backend.trust.schemas import Label, LabelSource, Outcome
from jobs.job import on_clock, on_event, on_event_outside

_DESK = system_actor("trust")
_FRAUDULENT = "fraudulent"
_VERDICTS = {"lost": Label.FRAUD, "won": Label.GOOD}


@on_event
def note_paid(session: Session, event: PaymentAuthorised) -> None:
    """The bank said yes."""
    trust.record_outcome(session, event.payment_id, Outcome.PAID)


@on_event
def note_declined(session: Session, event: PaymentFailed) -> None:
    """The bank said no."""
    trust.record_outcome(session, event.payment_id, Outcome.DECLINED)


@on_event
def note_dispute(session: Session, event: DisputeChanged) -> None:
    """A bank has decided whether its card holder had paid: lost over fraud is fraud, won is not."""
    if event.checkout_id is None or event.reason != _FRAUDULENT or event.status not in _VERDICTS:
        return
    trust.record_label(session, event.checkout_id, _VERDICTS[event.status], source=LabelSource.DISPUTE)


@on_event_outside
def ask_shopper(event: AuthenticationAsked) -> None:
    """The bank asks who paid an order in review; a card that is kept nowhere is typed by its shopper."""
    authenticating.ask(event.review_id, checkout_id=event.checkout_id)


@on_event_outside
def take_answer(event: CardChecked) -> None:
    """The bank was answered, or not."""
    checkout_id = transact(trust.review, event.subject_id, actor=_DESK).checkout_id
    proof = authenticating.answer(event.payment_id, checkout_id=checkout_id)
    transact(
        trust.answer,
        event.subject_id,
        is_authenticated=proof is authenticating.CardProof.PROVED,
        is_other_card=proof is authenticating.CardProof.OTHER_CARD,
        actor=_DESK,
    )


@on_event
def stop_asking(session: Session, event: ReviewApproved | ReviewRefused) -> None:
    """The desk has decided: nobody need ask the shopper any more."""
    payments.drop_payments(session, event.review_id)


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
