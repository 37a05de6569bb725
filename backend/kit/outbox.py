"""Transactional outbox: an event is a row of the transaction that made it true."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, insert, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Session, SQLModel

from backend.kit.events import Event
from backend.kit.model import instant, instant_or_none

_PENDING = "outbox_pending"


class OutboxEvent(SQLModel, table=True):
    """One recorded event; `published_at` is set when every subscriber's job is on the queue."""

    __tablename__ = "outbox_event"
    __table_args__ = (
        Index("ix_outbox_event_unpublished", "id", postgresql_where=text("published_at IS NULL")),
    )

    id: UUID = Field(primary_key=True)
    name: str
    payload: dict[str, Any] = Field(sa_type=JSONB)
    occurred_at: datetime = instant()
    published_at: datetime | None = instant_or_none()


class JobReceipt(SQLModel, table=True):
    """Proof that `subscriber` did its work for `event_id`, written in the transaction of that work."""

    __tablename__ = "job_receipt"

    event_id: UUID = Field(primary_key=True)
    subscriber: str = Field(primary_key=True)
    done_at: datetime = instant()


def record(session: Session, event: Event) -> None:
    """Remember `event`; it is written just before the commit and forgotten by a rollback."""
    session.info.setdefault(_PENDING, []).append(event)


def pending(session: Session) -> list[Event]:
    """The events that this transaction wants to send."""
    return list(session.info.get(_PENDING, ()))


def write_pending(session: Session) -> None:
    """Insert the recorded events in one statement. Called by the unit of work alone."""
    events: list[Event] = session.info.pop(_PENDING, [])
    if events:
        session.execute(
            insert(OutboxEvent.__table__),  # type: ignore[attr-defined]
            [
                {
                    "id": event.event_id,
                    "name": event.wire_name,
                    "payload": event.model_dump(mode="json"),
                    "occurred_at": event.occurred_at,
                }
                for event in events
            ],
        )


def forget_pending(session: Session) -> None:
    """Drop what was recorded: the work did not happen."""
    session.info.pop(_PENDING, None)
