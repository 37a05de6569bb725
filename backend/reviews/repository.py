"""Every query of reviews."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlmodel import Session

from backend.kit.sql import Statement
from backend.reviews.models import Review

_SUMMARY = Statement(
    """
    SELECT id, author_name, rating, title, body, is_verified, helpful_count, created_at,
        count(*) FILTER (WHERE rating = 1) OVER everyone, count(*) FILTER (WHERE rating = 2) OVER everyone,
        count(*) FILTER (WHERE rating = 3) OVER everyone, count(*) FILTER (WHERE rating = 4) OVER everyone,
        count(*) FILTER (WHERE rating = 5) OVER everyone
    FROM review WHERE product_id = :product_id
    WINDOW everyone AS ()
    ORDER BY helpful_count DESC, created_at DESC, id LIMIT :limit
    """
)


def summary(session: Session, product_id: UUID, *, limit: int) -> Sequence[Row[Any]]:
    """The most helpful reviews, each beside how many there are per star (the last five columns)."""
    return _SUMMARY.all(session, product_id=product_id, limit=limit)


def of_person(session: Session, product_id: UUID, person_id: UUID) -> Review | None:
    """What a person wrote about a product."""
    return session.scalars(
        select(Review).where(Review.product_id == product_id, Review.person_id == person_id)
    ).first()
