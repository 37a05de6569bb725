"""One call, one transaction. The only place in Agora that commits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, TypeVar

from psycopg.errors import DeadlockDetected, SerializationFailure
from sqlalchemy.exc import OperationalError
from sqlmodel import Session
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from backend.kit import db, outbox

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """A session that commits once when the block ends well and otherwise leaves nothing behind."""
    session = Session(db.engine(), expire_on_commit=False)
    try:
        yield session
        session.flush()
        outbox.write_pending(session)
        session.commit()
    except BaseException:
        outbox.forget_pending(session)
        session.rollback()
        raise
    finally:
        session.close()


@contextmanager
def reading() -> Iterator[Session]:
    """A session for reads that may lag (the replica when one is configured). It never commits."""
    session = Session(db.replica_engine(), expire_on_commit=False, autoflush=False)
    try:
        yield session
    finally:
        session.rollback()
        session.close()


def _lost_a_race(error: BaseException) -> bool:
    return isinstance(error, OperationalError) and isinstance(
        error.orig, DeadlockDetected | SerializationFailure
    )


def transact(verb: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run `verb(session, …)` in a unit of work.

    A deadlock or a serialization failure is tried again, 3 times in all.
    """
    for attempt in Retrying(
        retry=retry_if_exception(_lost_a_race),
        stop=stop_after_attempt(3),
        wait=wait_random_exponential(multiplier=0.02, max=0.2),
        reraise=True,
    ):
        with attempt, unit_of_work() as session:
            result = verb(session, *args, **kwargs)
    return result


def query(verb: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a reading `verb(session, …)` that may lag behind the last commit."""
    with reading() as session:
        return verb(session, *args, **kwargs)
