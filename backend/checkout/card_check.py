"""The desk wants to know that a new card is its shopper's: they type it once more, and their bank asks.

Nothing is charged, and the order's own payment is not touched (`payments.authenticating`).
"""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.kit.unit_of_work import transact
from backend.orders import service as orders
from backend.payments import authenticating, process
from backend.payments import service as payments
from backend.payments.errors import PaymentState
from backend.payments.schemas import PaymentView
from backend.trust import service as trust


@dataclass(frozen=True, slots=True)
class CardCheck:
    """A check that waits for its shopper: the card promises `amount_minor` and gets it back."""

    review_id: UUID
    checkout_id: UUID
    amount_minor: int
    currency: str


def asked(
    session: Session, number: str, *, actor: Actor, access_token: str | None = None
) -> CardCheck | None:
    """What the buyer of a purchase is asked, a guest with its token; None when nothing, or no typing, is.

    Raises PurchaseNotFound.
    """
    purchase = orders.purchase_by_number(session, number, actor=actor, access_token=access_token)
    review_id = trust.asked_about(session, purchase.checkout_id)
    if review_id is None:
        return None
    try:
        question = authenticating.require_askable(session, purchase.checkout_id)
    except PaymentState:
        return None
    if not question.is_typed:
        return None
    return CardCheck(review_id, purchase.checkout_id, question.amount_minor, question.currency)


def begin(number: str, *, actor: Actor, access_token: str | None = None) -> PaymentView:
    """Open the question: the browser confirms it with the client secret and the card that is typed.

    Safe to repeat. Raises PurchaseNotFound, PaymentState when nothing is asked (any more), GatewaySilent and
    Unavailable.
    """
    check = _require(number, actor, access_token)
    return authenticating.ask_typed(check.review_id, checkout_id=check.checkout_id)


def look(number: str, *, actor: Actor, access_token: str | None = None) -> PaymentView | None:
    """How the question stands by what the gateway says; None when it was never opened.

    An answer is told to the desk by itself. Raises what `begin` does.
    """
    check = _require(number, actor, access_token)
    opened = transact(payments.current_payment, check.review_id)
    return process.refresh(opened.id) if opened else None


def _require(number: str, actor: Actor, access_token: str | None) -> CardCheck:
    check = transact(asked, number, actor=actor, access_token=access_token)
    if check is None:
        raise PaymentState("Nothing is asked of you for this order.")
    return check
