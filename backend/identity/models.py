"""Tables of identity."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from backend.kit import clock, ids
from backend.kit.model import instant, instant_or_none


class Person(SQLModel, table=True):
    """A human with an account.

    `locale`, `time_zone` (an IANA name) and `currency` (to see prices in) are empty until somebody says them.
    `text_phone` is where texts go that the person chose, E.164.
    """

    __tablename__ = "person"
    __table_args__ = (Index("uq_person_email_lower", text("lower(email)"), unique=True),)

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    email: str
    name: str
    password_hash: str
    locale: str = ""
    time_zone: str = ""
    currency: str = Field(default="", sa_column_kwargs={"server_default": ""})
    text_phone: str = Field(default="", sa_column_kwargs={"server_default": ""})
    failed_attempts: int = 0
    failing_since: datetime | None = instant_or_none()
    locked_until: datetime | None = instant_or_none()
    created_at: datetime = instant(default_factory=clock.now)


class SignInSession(SQLModel, table=True):
    """One signed-in browser. The cookie holds the secret; the table holds its SHA-256."""

    __tablename__ = "sign_in_session"

    token_hash: bytes = Field(sa_type=LargeBinary, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    user_agent: str = ""
    created_at: datetime = instant(default_factory=clock.now)
    expires_at: datetime = instant()
    revoked_at: datetime | None = instant_or_none()


class RoleGrant(SQLModel, table=True):
    """A role of a person, for everything (`scope_id` empty) or for one seller or warehouse."""

    __tablename__ = "role_grant"
    __table_args__ = (
        CheckConstraint("role IN ('seller', 'floor', 'board', 'desk', 'operator')", name="role"),
        UniqueConstraint("person_id", "role", "scope_id", postgresql_nulls_not_distinct=True),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    role: str
    scope_id: UUID | None = None
    granted_at: datetime = instant(default_factory=clock.now)


class Address(SQLModel, table=True):
    """An entry of a person's address book."""

    __tablename__ = "address"
    __table_args__ = (
        Index("uq_address_default", "person_id", unique=True, postgresql_where=text("is_default")),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    fields: dict[str, Any] = Field(sa_type=JSONB)
    is_default: bool = False
    created_at: datetime = instant(default_factory=clock.now)


class AuditEntry(SQLModel, table=True):
    """Who did what to what; written with the change itself."""

    __tablename__ = "audit_entry"

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    person_id: UUID | None = Field(default=None, index=True)
    action: str
    subject_type: str
    subject_id: str
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    at: datetime = instant(default_factory=clock.now)
