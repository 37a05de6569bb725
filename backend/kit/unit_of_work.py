"""One call, one transaction. The only place in Agora that commits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

from psycopg.errors import DeadlockDetected, SerializationFailure
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlmodel import Session
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from backend.kit import db, outbox, sql
from backend.kit.errors import InvalidInput, Unavailable
from backend.kit.log import logger

log = logger(__name__)
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
def attempt(session: Session) -> Iterator[None]:
    """A part that may fail while the rest of the transaction goes on: a savepoint.

    When the block raises, its rows are undone, its events forgotten, and the error goes on to the caller.
    """
    recorded = len(outbox.pending(session))
    try:
        with session.begin_nested():
            yield
            session.flush()
            sql.send_kept(session)
    except BaseException:
        outbox.forget_since(session, recorded)
        raise


@contextmanager
def reading() -> Iterator[Session]:
    """A session for reads that may lag (the replica when one is configured). It never writes.

    Each statement sees what was committed when it began.
    """
    session = Session(db.reading_engine(), expire_on_commit=False, autoflush=False)
    try:
        yield session
    finally:
        session.close()


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except DataError as unstorable:
        raise InvalidInput(
            "A value is out of range or contains a character that cannot be stored."
        ) from unstorable
    except (OperationalError, NoConnectionFree) as away:
        log.warning("the database is away or too busy", problem=str(away).splitlines()[0])
        raise Unavailable("Agora is very busy at the moment. Please try again in a few seconds.") from away


def _lost_a_race(error: BaseException) -> bool:
    return isinstance(error, OperationalError) and isinstance(
        error.orig, DeadlockDetected | SerializationFailure
    )


def transact(verb: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run `verb(session, …)` in a unit of work.

    A deadlock or a serialization failure is tried again, 3 times in all.

    Raises what the verb refuses, InvalidInput for a value that the database cannot hold, Unavailable when
    the database is away or too busy.
    """
    with _refusals():
        return _transact(verb, *args, **kwargs)


def query(verb: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a reading `verb(session, …)` that may lag behind the last commit.

    Raises as `transact` does.
    """
    with _refusals(), reading() as session:
        return verb(session, *args, **kwargs)


def _transact(verb: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    try:
        return _once(verb, *args, **kwargs)
    except OperationalError as error:
        if not _lost_a_race(error):
            raise
    return _again(_once, verb, *args, **kwargs)  # type: ignore[no-any-return]  # passed through


def _once(verb: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    with unit_of_work() as session:
        return verb(session, *args, **kwargs)


def _again(*call: Any, **kwargs: Any) -> Any:
    """The second and third attempt."""
    retrying = Retrying(
        retry=retry_if_exception(_lost_a_race),
        stop=stop_after_attempt(2),
        wait=wait_random_exponential(multiplier=0.02, max=0.2),
        reraise=True,
    )
    return retrying(*call, **kwargs)
