"""Every row lock of trust."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.trust.models import TrustReview


def lock_review(session: Session, review_id: UUID) -> TrustReview | None:
    """A review, nobody else's until the transaction ends."""
    return session.scalars(
        select(TrustReview)
        .where(TrustReview.__table__.c.id == review_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
