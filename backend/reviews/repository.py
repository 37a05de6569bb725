"""Every query of reviews."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlmodel import Session

from backend.reviews.models import Review


def most_helpful(session: Session, product_id: UUID, *, limit: int, offset: int) -> Sequence[Review]:
    """Reviews of a product, most helpful first, then newest."""
    return session.scalars(
        select(Review)
        .where(Review.product_id == product_id)
        .order_by(
            Review.helpful_count.desc(),  # type: ignore[attr-defined] # column operator
            Review.created_at.desc(),  # type: ignore[attr-defined] # column operator
            Review.id,
        )
        .offset(offset)
        .limit(limit)
    ).all()


def per_star(session: Session, product_id: UUID) -> Sequence[Row[Any]]:
    """(rating, how many) of a product."""
    return session.execute(
        select(Review.rating, func.count()).where(Review.product_id == product_id).group_by(Review.rating)
    ).all()


def of_person(session: Session, product_id: UUID, person_id: UUID) -> Review | None:
    """What a person wrote about a product."""
    return session.scalars(
        select(Review).where(Review.product_id == product_id, Review.person_id == person_id)
    ).first()
