"""The verbs of reviews."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.kit import outbox
from backend.kit.errors import Forbidden
from backend.orders import service as orders
from backend.reviews import repository
from backend.reviews.events import RatingChanged
from backend.reviews.models import Review
from backend.reviews.schemas import ReviewDraft, ReviewSummary, ReviewView


def summary(session: Session, product_id: UUID, *, limit: int = 8) -> ReviewSummary:
    """The star histogram of a product and its most helpful reviews. One statement."""
    found = repository.summary(session, product_id, limit=max(limit, 1))
    one, two, three, four, five = found[0][-5:] if found else (0, 0, 0, 0, 0)
    return ReviewSummary(
        count=one + two + three + four + five,
        total=one + 2 * two + 3 * three + 4 * four + 5 * five,
        per_star=(one, two, three, four, five),
        reviews=tuple(_view(review) for review in found[:limit]),
    )


def write(session: Session, product_id: UUID, draft: ReviewDraft, *, actor: Actor) -> ReviewView:
    """Publish or edit the person's review of a product they bought and received.

    Raises SignInRequired, Forbidden for a product that was never delivered to them.
    """
    person_id = actor.require_person()
    if not orders.has_received(session, person_id=person_id, product_id=product_id):
        raise Forbidden("You can review a product once it has been delivered to you.")
    review = repository.of_person(session, product_id, person_id)
    if review is None:
        review = Review(
            product_id=product_id,
            person_id=person_id,
            author_name=_public_name(actor.name),
            is_verified=True,
            **draft.model_dump(),
        )
        session.add(review)
    else:
        review.rating, review.title, review.body = draft.rating, draft.title, draft.body
    session.flush()
    now = summary(session, product_id, limit=0)
    outbox.record(session, RatingChanged(product_id=product_id, count=now.count, total=now.total))
    return _view(review)


def _public_name(name: str) -> str:
    """First name and initial: `Ada L.`"""
    first, *rest = name.split() or ["Customer"]
    return f"{first} {rest[-1][0]}." if rest else first


def _view(review: Review | Row[Any]) -> ReviewView:
    return ReviewView(
        id=review.id,
        author_name=review.author_name,
        rating=review.rating,
        title=review.title,
        body=review.body,
        is_verified=review.is_verified,
        helpful_count=review.helpful_count,
        created_at=review.created_at,
    )
