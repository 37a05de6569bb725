"""What a job is: a verb called once per event or on the clock, in a transaction, retried on failure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from backend.kit import outbox
from backend.kit.errors import DomainError, Unavailable
from backend.kit.events import Event, event_from_wire
from backend.kit.log import bound_contextvars, logger
from backend.kit.unit_of_work import transact
from jobs.celery_app import app

MAX_RETRIES = 8
_log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A subscriber or a scheduled task under its wire name."""

    name: str

    def send(self, event: Event) -> None:
        """Put the job on the queue. Only the relay does, after the event's transaction has committed."""
        app.send_task(self.name, args=(event.wire_name, event.model_dump(mode="json")))


def on_event(verb: Callable[[Session, Any], None]) -> Job:
    """A job that runs `verb(session, event)` in one transaction, once however often it is delivered."""

    def once(session: Session, event: Event) -> None:
        if outbox.first_time(session, event.event_id, name):
            verb(session, event)

    name = _name_of(verb)
    _register(name, lambda event: transact(once, event))
    return Job(name)


def on_event_outside(process: Callable[[Any], None]) -> Job:
    """A job that calls the outside world: `process(event)` opens transactions and is idempotent by itself."""
    name = _name_of(process)
    _register(name, process)
    return Job(name)


def on_clock(verb: Callable[[Session], object]) -> Job:
    """A scheduled job that runs `verb(session)` in one transaction."""
    return on_clock_outside(lambda: transact(verb), name=_name_of(verb))


def on_clock_outside(process: Callable[[], object], *, name: str = "") -> Job:
    """A scheduled job that opens its own transactions. A missed run is not made up for."""
    name = name or _name_of(process)

    def run() -> None:
        with bound_contextvars(job=name):
            try:
                process()
            except DomainError as refusal:
                _log.warning("scheduled job refused", code=refusal.code, reason=refusal.message)

    app.task(name=name, expires=60)(run)
    return Job(name)


def _name_of(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__name__}"


def _register(name: str, work: Callable[[Any], None]) -> None:
    def run(task: Any, event_name: str, payload: dict[str, Any]) -> None:
        event = event_from_wire(event_name, payload)
        with bound_contextvars(job=name, event_id=str(event.event_id)):
            try:
                work(event)
            except DomainError as refusal:
                if not isinstance(refusal, Unavailable):
                    _log.warning("job refused", code=refusal.code, reason=refusal.message)
                    _give_up(event, name, refusal)
                    return
                _again(task, event, name, refusal)
            except Exception as error:  # noqa: BLE001 the queue's edge: kept, logged and tried again
                _log.exception("job failed")
                _again(task, event, name, error)

    app.task(name=name, bind=True, max_retries=MAX_RETRIES)(run)


def _again(task: Any, event: Event, name: str, error: Exception) -> None:
    """Retry after 1, 2, 4 … 128 s; then keep the failure for an operator."""
    if task.request.retries >= MAX_RETRIES:
        _give_up(event, name, error)
        return
    raise task.retry(exc=error, countdown=2**task.request.retries)


def _give_up(event: Event, name: str, error: Exception) -> None:
    transact(outbox.give_up, event.event_id, name, f"{type(error).__name__}: {error}")
