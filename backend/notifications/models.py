"""Tables of notifications."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from backend.kit import clock, ids
from backend.kit.model import instant, instant_or_none


class Message(SQLModel, table=True):
    """An e-mail to one recipient about one event.

    `topic` is empty for what has to be told; what may be declined names what it is about.
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("event_id", "template", "recipient"),
        CheckConstraint("status IN ('queued', 'sent', 'failed', 'withdrawn')", name="status"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    event_id: UUID
    template: str
    recipient: str = Field(index=True)
    subject: str
    body_text: str
    body_html: str
    topic: str = Field(default="", sa_column_kwargs={"server_default": ""})
    status: str = "queued"
    created_at: datetime = instant(default_factory=clock.now)
    sent_at: datetime | None = instant_or_none()


class MailChoice(SQLModel, table=True):
    """Whether an address wants mail about a topic. Without a row it does not; `source` says who chose."""

    __tablename__ = "mail_choice"

    address: str = Field(primary_key=True)
    topic: str = Field(primary_key=True)
    is_wanted: bool
    source: str
    chosen_at: datetime = instant(default_factory=clock.now)
