"""Plain SQL where every order passes: straight to the driver, in the session's transaction.

An expression that is built, compiled and looked up costs a statement twice what it takes to run. Here the
text is the statement: the server keeps it prepared, rows come back as the driver reads them (UUIDs, instants,
JSON). Errors are SQLAlchemy's, as for any other statement, so callers need not know. `run` waits for nobody:
`backend.kit.wire` says when it is sent.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import psycopg
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from backend.kit.wire import Answer, Query, Sent, Wire

_OURS: Any = object()
"""The context of statements that take care of their order themselves."""

# A table was changed after a statement on it was prepared, or somebody deallocated it.
_PREPARED_IN_VAIN = {"0A000", "26000"}
_TALK = "talk"
_OUR_OWN = 1  # `send_kept_before_others` listens, too


class _Talk(NamedTuple):
    transaction: object
    connection: Connection
    wire: Wire
    has_listeners: bool


class Statement:
    """SQL with `:named` parameters; lists are arrays. Make one per module, not per call."""

    def __init__(self, text: str) -> None:
        self._query = Query(text)
        self._make: Callable[[Iterable[Any]], Any] | None = None

    def run(self, session: Session, /, **parameters: Any) -> None:
        """Have it executed, together with the next statement that is asked for an answer, or at the commit.

        Its errors come with that one.
        """
        talk = _talk(session)
        self._tell(talk, parameters)
        talk.wire.keep(Sent.of(self._query, parameters))

    def take_along(self, session: Session, /, **parameters: Any) -> None:
        """It is going to be asked with these parameters: the question goes along with the next one.

        It is put right behind that one, so it sees (and locks) what it would see then: nothing that is
        written in between may matter to it.
        """
        talk = _talk(session)
        self._tell(talk, parameters)
        talk.wire.take_along(Sent.of(self._query, parameters))

    def all(self, session: Session, /, **parameters: Any) -> Sequence[Any]:
        """Every row, as a named tuple. Raises SQLAlchemy's errors."""
        answer = self._asked(session, parameters)
        if not answer.result.ntuples:
            return []
        make = self._make
        if make is None:
            # The text decides the columns, so they are asked for once.
            make = self._make = namedtuple("Row", answer.names(), rename=True)._make
        return answer.rows(make)

    def first(self, session: Session, /, **parameters: Any) -> Any:
        """The first row as a named tuple, or None. Raises SQLAlchemy's errors."""
        found = self.all(session, **parameters)
        return found[0] if found else None

    def _asked(self, session: Session, parameters: dict[str, Any]) -> Answer:
        talk = _talk(session)
        asked = Sent.of(self._query, parameters)
        try:
            if (known := talk.wire.answer_of(asked)) is not None:
                return known
            self._tell(talk, parameters)
            return talk.wire.ask(asked)
        except psycopg.Error as error:
            raise _as_sqlalchemy(talk.connection, error, asked) from error

    def _tell(self, talk: _Talk, parameters: dict[str, Any]) -> None:
        """Who counts or traces statements sees these, too."""
        if talk.has_listeners:
            tell = talk.connection.engine.dispatch.before_cursor_execute
            tell(talk.connection, None, self._query.text, parameters, _OURS, False)


def _talk(session: Session) -> _Talk:
    """How to reach the server; looked up once per transaction and savepoint, which begin by that."""
    kept: _Talk | None = session.info.get(_TALK)
    if kept is not None and kept.transaction is _transaction(session):
        return kept
    connection = session.connection()
    wire: Any = connection.connection.driver_connection
    listeners = connection.engine.dispatch.before_cursor_execute
    found = session.info[_TALK] = _Talk(_transaction(session), connection, wire, len(listeners) > _OUR_OWN)
    return found


def _transaction(session: Session) -> object:
    return session.get_nested_transaction() or session.get_transaction() or object()


def send_kept(session: Session) -> None:
    """Send what is kept now, so that its errors come here. Raises SQLAlchemy's errors."""
    _relay(session.connection(), lambda wire: wire.send_kept())


def send_kept_before_others(engine: Engine) -> None:
    """Keep the order of statements on `engine`: what is kept goes before any other, and with the commit."""

    def before(
        connection: Connection, cursor: Any, _text: str, _parameters: Any, context: Any, *_: Any
    ) -> None:
        if context is not _OURS:
            _relay(connection, lambda wire: wire.send_kept())

    def forget(connection: Connection, *_: Any) -> None:
        if not connection.invalidated:
            wire: Any = connection.connection.driver_connection
            if wire is not None:
                wire.forget_kept()

    def begin_anew(context: ExceptionContext) -> None:
        if getattr(context.original_exception, "sqlstate", None) in _PREPARED_IN_VAIN:
            context.is_disconnect = True

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "commit", lambda connection: _relay(connection, lambda wire: wire.commit_kept()))
    event.listen(engine, "rollback", forget)
    event.listen(engine, "rollback_savepoint", forget)
    event.listen(engine, "handle_error", begin_anew)


def _relay(connection: Connection, act: Callable[[Wire], None]) -> None:
    wire: Any = connection.connection.driver_connection
    last: Sent | None = wire.last_kept
    try:
        act(wire)
    except psycopg.Error as error:
        raise _as_sqlalchemy(connection, error, last) from error


def _as_sqlalchemy(connection: Connection, error: psycopg.Error, asked: Sent | None) -> BaseException:
    if error.sqlstate in _PREPARED_IN_VAIN:
        connection.invalidate(error)
    text = asked.query.text if asked else ""
    parameters = dict(zip(asked.query.names, asked.values, strict=True)) if asked else {}
    found: BaseException = DBAPIError.instance(
        text, parameters, error, psycopg.Error, dialect=connection.dialect
    )
    return found
