"""What waits at the service desk of the demo world: payments in review, goods on their way back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import system_actor
from backend.orders import service as orders
from backend.orders.models import OrderItem, Purchase
from backend.orders.schemas import ReturnLine, ReturnReason
from backend.trust import policy
from backend.trust.models import TrustAssessment, TrustReview

_DEMO = system_actor("demo")
MOST_REVIEWS = 8
REVIEWED_FROM_MINOR = 15_000
_SUSPICIONS: Sequence[tuple[float, tuple[str, ...]]] = (
    (0.91, ("4 earlier attempts with this card within a day", "a browser this shopper never used before")),
    (0.84, ("the amount is 6.2 times what this shopper usually spends", "fast shipping was chosen")),
    (0.78, ("bought without an account", "an address this shopper never used before")),
    (0.71, ("3 of the same item", "a network this shopper never used before")),
    (0.66, ("many digits in the e-mail address", "bought without an account")),
)
_REASONS = (ReturnReason.DOES_NOT_FIT, ReturnReason.DAMAGED, ReturnReason.CHANGED_MIND)
_NOTES = ("One size smaller would be right.", "The corner was dented when it came.", "")


def review_of(
    checkout_id: UUID, purchase: Purchase, *, number: int, now: datetime
) -> tuple[TrustAssessment, TrustReview]:
    """The `number`-th payment in review: what trust thought of it, and the desk's entry."""
    score, sentences = _SUSPICIONS[number % len(_SUSPICIONS)]
    at = purchase.placed_at
    assessment = TrustAssessment(
        payment_id=purchase.payment_id,
        checkout_id=checkout_id,
        score=score,
        decision="review",
        is_enforced=True,
        reasons=[
            {"feature": "demo", "weight": round(1.4 - place / 2, 3), "sentence": sentence}
            for place, sentence in enumerate(sentences)
        ],
        features=[],
        model_version="demo",
        at=at,
    )
    place = [purchase.address.get(part, "") for part in ("name", "line1", "postcode", "city", "country")]
    review = TrustReview(
        checkout_id=checkout_id,
        assessment_id=assessment.id,
        purchase_number=purchase.number,
        email=purchase.email,
        ship_to=", ".join(part for part in place if part),
        amount_minor=purchase.total_minor,
        currency=purchase.currency,
        opened_at=at,
        # The older ones are late, as on a busy day.
        due_at=max(at + policy.REVIEW_WITHIN, now + timedelta(minutes=35 * number - 60)),
    )
    return assessment, review


def load_returns(session: Session, delivered: Sequence[OrderItem]) -> None:
    """Returns of these delivered lines, some on their way and some arrived."""
    for number, item in enumerate(delivered):
        found = orders.request_return(
            session,
            item.order_id,
            lines=[ReturnLine(item.id, 1, _REASONS[number % 3])],
            note=_NOTES[number % 3],
            actor=_DEMO,
        )
        if number % 3 == 1:
            orders.receive_return(session, found.id, actor=_DEMO)
