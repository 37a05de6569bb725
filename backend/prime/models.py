"""Tables of prime."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from backend.kit import clock, ids
from backend.kit.model import instant, instant_or_none


class Membership(SQLModel, table=True):
    """A person's membership from `starts_at` to `ends_at`; `ended_at` is when it was stopped before that."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="span"),
        CheckConstraint("plan IN ('monthly', 'annual')", name="plan"),
        Index("uq_membership_open", "person_id", unique=True, postgresql_where=text("ended_at IS NULL")),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    plan: str
    starts_at: datetime = instant(default_factory=clock.now)
    ends_at: datetime = instant()
    ended_at: datetime | None = instant_or_none()
    granted_by: str
