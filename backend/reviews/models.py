"""Tables of reviews."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from backend.kit import clock, ids
from backend.kit.model import instant


class Review(SQLModel, table=True):
    """A published review."""

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
        Index("ix_review_product_created", "product_id", "created_at"),
        Index("uq_review_product_person", "product_id", "person_id", unique=True),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    product_id: UUID = Field(foreign_key="product.id", ondelete="CASCADE")
    person_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    author_name: str
    rating: int
    title: str
    body: str
    is_verified: bool = False
    helpful_count: int = 0
    created_at: datetime = instant(default_factory=clock.now)
