"""Transactional outbox: an event is a row of the transaction that made it true."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Index, delete, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlmodel import Field, Session, SQLModel

from backend.kit import clock
from backend.kit.events import Event, event_from_wire
from backend.kit.model import instant, instant_or_none
from backend.kit.rows import insertion, packed
from backend.kit.sql import Statement

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


_ADD_EVENTS = Statement(insertion(OutboxEvent.__table__, "events"))  # type: ignore[attr-defined]  # made at run time


class JobReceipt(SQLModel, table=True):
    """Proof that `subscriber` did its work for `event_id`, written in the transaction of that work."""

    __tablename__ = "job_receipt"

    event_id: UUID = Field(primary_key=True)
    subscriber: str = Field(primary_key=True)
    done_at: datetime = instant()


class JobFailure(SQLModel, table=True):
    """A job that gave up on an event; an operator sends it again with `agora retry`."""

    __tablename__ = "job_failure"

    event_id: UUID = Field(primary_key=True)
    subscriber: str = Field(primary_key=True)
    error: str
    failed_at: datetime = instant()


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
        rows = [
            {
                "id": event.event_id,
                "name": event.wire_name,
                "payload": event.model_dump(mode="json"),
                "occurred_at": event.occurred_at,
            }
            for event in events
        ]
        _ADD_EVENTS.run(session, events=packed(rows))


def forget_since(session: Session, count: int) -> None:
    """Drop what was recorded after the first `count` events: that part did not happen."""
    del session.info.get(_PENDING, [])[count:]


def forget_pending(session: Session) -> None:
    """Drop what was recorded: the work did not happen."""
    session.info.pop(_PENDING, None)


def take_unpublished(session: Session, *, limit: int) -> list[Event]:
    """The oldest unpublished events, marked published in this transaction; other relays skip them."""
    rows = session.execute(
        select(OutboxEvent.id, OutboxEvent.name, OutboxEvent.payload)
        .where(OutboxEvent.published_at.is_(None))  # type: ignore[union-attr] # column operator
        .order_by(OutboxEvent.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    if rows:
        session.execute(
            update(OutboxEvent)
            .where(OutboxEvent.id.in_([row.id for row in rows]))  # type: ignore[attr-defined] # column operator
            .values(published_at=clock.now())
        )
    return [event_from_wire(row.name, row.payload) for row in rows]


def first_time(session: Session, event_id: UUID, subscriber: str) -> bool:
    """Whether `subscriber` has not done its work for this event yet; from now on it has."""
    statement = (
        upsert(JobReceipt)
        .values(event_id=event_id, subscriber=subscriber, done_at=clock.now())
        .on_conflict_do_nothing()
        .returning(JobReceipt.event_id)
    )
    return session.execute(statement).first() is not None


def give_up(session: Session, event_id: UUID, subscriber: str, error: str) -> None:
    """Keep a job's last failure for an operator."""
    statement = upsert(JobFailure).values(
        event_id=event_id, subscriber=subscriber, error=error[:2000], failed_at=clock.now()
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["event_id", "subscriber"],
            set_={"error": statement.excluded.error, "failed_at": statement.excluded.failed_at},
        )
    )


def take_failures(session: Session) -> list[tuple[str, str, Event]]:
    """(subscriber, last error, event) of every job that gave up; they are forgotten with this transaction."""
    rows = session.execute(
        select(JobFailure.subscriber, JobFailure.error, OutboxEvent.name, OutboxEvent.payload)
        .join(OutboxEvent, OutboxEvent.id == JobFailure.event_id)
        .order_by(JobFailure.failed_at)
    ).all()
    session.execute(delete(JobFailure))
    return [(row.subscriber, row.error, event_from_wire(row.name, row.payload)) for row in rows]


def purge(session: Session) -> None:
    """Drop events that were published more than 30 days ago, with their receipts, 5,000 at a time."""
    before = clock.now() - timedelta(days=30)
    old = (
        select(OutboxEvent.id).where(OutboxEvent.published_at < before).limit(5_000).scalar_subquery()  # type: ignore[operator] # column operator
    )
    dropped = session.scalars(
        delete(OutboxEvent).where(OutboxEvent.id.in_(old)).returning(OutboxEvent.id)  # type: ignore[attr-defined] # column operator
    ).all()
    session.execute(
        delete(JobReceipt).where(JobReceipt.event_id.in_(dropped))  # type: ignore[attr-defined] # column operator
    )
