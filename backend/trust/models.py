"""Tables of trust."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Float, Index, LargeBinary, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from backend.kit import clock, ids
from backend.kit.model import instant, instant_or_none, minor_units


def _identifier(*, is_optional: bool = False) -> Any:
    """A keyed hash of 16 bytes: tells that two are the same, not what they are."""
    return Field(sa_type=LargeBinary, nullable=is_optional, **({"default": None} if is_optional else {}))


class TrustAttempt(SQLModel, table=True):
    """An attempt to pay by card: who and from where as hashes, how much, and what became of it."""

    __tablename__ = "trust_attempt"
    __table_args__ = (
        CheckConstraint("outcome IN ('open', 'paid', 'declined', 'refused')", name="outcome"),
        *(
            Index(f"ix_trust_attempt_{link}", link, "at")
            for link in ("email", "visitor", "address", "network", "card")
        ),
        Index("ix_trust_attempt_at", "at"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    payment_id: UUID = Field(unique=True)
    checkout_id: UUID = Field(index=True)
    at: datetime = instant(default_factory=clock.now)
    amount_minor: int = minor_units()
    currency: str
    country: str
    outcome: str = "open"
    disputed_at: datetime | None = instant_or_none()
    email: bytes = _identifier()
    visitor: bytes | None = _identifier(is_optional=True)
    address: bytes = _identifier()
    network: bytes | None = _identifier(is_optional=True)
    card: bytes | None = _identifier(is_optional=True)


class TrustAssessment(SQLModel, table=True):
    """What trust thought of a payment, with the features it looked at. Written once.

    `is_enforced` is false while the shop only observes: then the decision was noted and not followed.
    """

    __tablename__ = "trust_assessment"
    __table_args__ = (
        CheckConstraint("decision IN ('accept', 'challenge', 'review', 'refuse')", name="decision"),
        CheckConstraint("score BETWEEN 0 AND 1", name="score"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    payment_id: UUID = Field(unique=True)
    checkout_id: UUID = Field(index=True)
    score: float = Field(sa_type=Float(53))
    decision: str
    is_enforced: bool
    reasons: list[dict[str, Any]] = Field(sa_type=JSONB)
    features: list[float | None] = Field(sa_type=JSONB)
    model_version: str
    at: datetime = instant(default_factory=clock.now)


class TrustReview(SQLModel, table=True):
    """An order that is kept from the warehouse until the desk has looked.

    `asked` while its shopper was asked to prove to the bank that the card is theirs.
    """

    __tablename__ = "trust_review"
    __table_args__ = (
        CheckConstraint("status IN ('waiting', 'asked', 'approved', 'refused')", name="status"),
        CheckConstraint(
            "(status IN ('waiting', 'asked')) = (decided_at IS NULL) "
            "AND (decided_at IS NULL) = (decided_by IS NULL)",
            name="decided",
        ),
        CheckConstraint(
            "(asked_at IS NULL) = (asked_by IS NULL) AND (status <> 'asked' OR asked_at IS NOT NULL)",
            name="asked",
        ),
        Index("ix_trust_review_status_due", "status", "due_at"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    checkout_id: UUID = Field(unique=True)
    assessment_id: UUID = Field(foreign_key="trust_assessment.id")
    purchase_number: str
    email: str
    ship_to: str
    amount_minor: int = minor_units()
    currency: str
    status: str = "waiting"
    opened_at: datetime = instant(default_factory=clock.now)
    due_at: datetime = instant()
    asked_by: str | None = None
    asked_at: datetime | None = instant_or_none()
    decided_by: str | None = None
    decided_at: datetime | None = instant_or_none()
    note: str = ""


class TrustLabel(SQLModel, table=True):
    """What a payment turned out to be, and who said so: the truth that the next model learns from."""

    __tablename__ = "trust_label"
    __table_args__ = (
        UniqueConstraint("checkout_id", "source"),
        CheckConstraint("label IN ('fraud', 'good')", name="label"),
        CheckConstraint("source IN ('dispute', 'chargeback', 'desk')", name="source"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    checkout_id: UUID
    label: str
    source: str
    at: datetime = instant(default_factory=clock.now)
