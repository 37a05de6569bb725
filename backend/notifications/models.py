"""Tables of notifications."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from backend.kit import clock, ids
from backend.kit.model import instant, instant_or_none


class Message(SQLModel, table=True):
    """An e-mail or a text message about one event, in the language of its reader.

    `recipient` is an address or a phone number. `topic` is empty for what has to be told; what may be
    declined names what it is about, and `chosen_by` is the address whose choice decides whether it leaves.
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("event_id", "template", "channel"),
        CheckConstraint("status IN ('queued', 'sent', 'failed', 'withdrawn')", name="status"),
        CheckConstraint("channel IN ('email', 'sms')", name="channel"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    event_id: UUID
    template: str
    channel: str = Field(default="email", sa_column_kwargs={"server_default": "email"})
    locale: str = Field(default="en_US", sa_column_kwargs={"server_default": "en_US"})
    recipient: str = Field(index=True)
    subject: str
    body_text: str
    body_html: str
    topic: str = Field(default="", sa_column_kwargs={"server_default": ""})
    chosen_by: str = Field(default="", sa_column_kwargs={"server_default": ""})
    status: str = "queued"
    created_at: datetime = instant(default_factory=clock.now)
    sent_at: datetime | None = instant_or_none()


class MailChoice(SQLModel, table=True):
    """Whether an address wants to be told about a topic; `source` says who chose. No row is a no."""

    __tablename__ = "mail_choice"

    address: str = Field(primary_key=True)
    topic: str = Field(primary_key=True)
    is_wanted: bool
    source: str
    chosen_at: datetime = instant(default_factory=clock.now)
