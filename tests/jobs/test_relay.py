"""What a transaction recorded happens after its commit: once per subscriber, whatever is lost on the way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session

from backend.catalog.events import ProductChanged
from backend.kit import ids, outbox
from backend.kit.errors import Conflict, Unavailable
from backend.kit.unit_of_work import transact, unit_of_work
from jobs import relay
from jobs.celery_app import app
from jobs.job import MAX_RETRIES, Job, on_event
from jobs.retrying import send_failed_again

done: list[UUID] = []


@on_event
def remember(session: Session, event: ProductChanged) -> None:
    done.append(event.product_id)


@on_event
def refuse(session: Session, event: ProductChanged) -> None:
    session.execute(text("INSERT INTO search_query VALUES ('half', 1, 1, now())"))
    raise Conflict("not this one")


@on_event
def stumble(session: Session, event: ProductChanged) -> None:
    raise Unavailable("away")


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs run where they are sent, as a worker would run them."""
    monkeypatch.setattr(app, "send_task", lambda name, args: app.tasks[name].apply(args=args, throw=False))
    done.clear()


@pytest.fixture
def subscribed(monkeypatch: pytest.MonkeyPatch) -> Any:
    def subscribe(*jobs: Job) -> None:
        monkeypatch.setattr(relay, "SUBSCRIPTIONS", {ProductChanged: jobs})

    return subscribe


def record() -> ProductChanged:
    event = ProductChanged(product_id=ids.new_id())
    with unit_of_work() as session:
        outbox.record(session, event)
    return event


def counted(engine: Engine, table: str, condition: str = "true") -> int:
    with engine.connect() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table} WHERE {condition}")).scalar_one()


def test_a_committed_event_reaches_its_subscribers_once(database: Engine, subscribed: Any) -> None:
    subscribed(remember)
    event = record()
    assert transact(relay.publish_batch) == 1
    assert transact(relay.publish_batch) == 0
    assert done == [event.product_id]


def test_a_rolled_back_event_is_never_sent(database: Engine, subscribed: Any) -> None:
    subscribed(remember)
    with pytest.raises(Conflict), unit_of_work() as session:
        outbox.record(session, ProductChanged(product_id=ids.new_id()))
        raise Conflict("no")
    assert transact(relay.publish_batch) == 0
    assert (done, counted(database, "outbox_event")) == ([], 0)


def test_a_crash_between_sending_and_committing_sends_again_and_the_work_is_done_once(
    database: Engine, subscribed: Any
) -> None:
    subscribed(remember)
    event = record()
    with pytest.raises(RuntimeError), unit_of_work() as session:
        relay.publish_batch(session)
        raise RuntimeError("the relay dies here")
    assert counted(database, "outbox_event", "published_at IS NULL") == 1
    assert transact(relay.publish_batch) == 1
    assert done == [event.product_id]


def test_a_refusal_leaves_no_half_and_is_kept_for_an_operator(database: Engine, subscribed: Any) -> None:
    subscribed(refuse, remember)
    event = record()
    transact(relay.publish_batch)
    assert done == [event.product_id]
    assert counted(database, "search_query") == 0
    assert counted(database, "job_receipt") == 1
    assert (
        counted(database, "job_failure", "subscriber LIKE '%refuse' AND error = 'Conflict: not this one'")
        == 1
    )


def test_a_job_that_stays_unavailable_is_tried_again_and_then_kept(
    database: Engine, subscribed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []
    task = app.tasks[stumble.name]
    original = task.retry

    def retry(*args: Any, **options: Any) -> Any:
        tries.append(options["countdown"])
        return original(*args, **options)

    monkeypatch.setattr(task, "retry", retry)
    subscribed(stumble)
    record()
    transact(relay.publish_batch)
    assert tries == [2**n for n in range(MAX_RETRIES)]
    assert counted(database, "job_failure", "subscriber LIKE '%stumble'") == 1


def test_what_gave_up_is_sent_once_more_and_done_once(
    database: Engine, subscribed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribed(refuse, remember)
    event = record()
    transact(relay.publish_batch)
    assert counted(database, "job_failure") == 1
    queue: list[tuple[str, Any]] = []
    monkeypatch.setattr(app, "send_task", lambda name, args: queue.append((name, args)))
    assert transact(send_failed_again) == [(refuse.name, "Conflict: not this one")]
    assert counted(database, "job_failure") == 0
    for name, args in [*queue, (remember.name, queue[0][1])]:
        app.tasks[name].apply(args=args)
    assert done == [event.product_id]
    assert counted(database, "job_failure") == 1
