"""Plain SQL where every order passes: straight to the driver, in the session's transaction.

An expression that is built, compiled and looked up costs a statement twice what it takes to run. Here the
text is the statement: the server keeps it prepared, rows come back as the driver reads them (UUIDs, instants,
JSON). Errors are SQLAlchemy's, as for any other statement, so callers need not know. `run` waits for nobody:
`backend.kit.wire` says when it is sent.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from backend.kit.wire import Wire

_OURS: Any = object()
"""The context of statements that take care of their order themselves."""

_PARAMETER = re.compile(r"(?<!:):([a-z_]+)")


class Statement:
    """SQL with `:named` parameters; lists are arrays. Make one per module, not per call."""

    def __init__(self, text: str) -> None:
        self._text = _PARAMETER.sub(r"%(\1)s", text.replace("%", "%%"))
        self._make: Callable[[Iterable[Any]], Any] | None = None

    def run(self, session: Session, /, **parameters: Any) -> None:
        """Have it executed, together with the next statement that is asked for an answer, or at the commit.

        Its errors come with that one.
        """
        connection, wire = self._wire(session)
        self._tell(connection, parameters)
        wire.keep(self._text, parameters)

    def take_along(self, session: Session, /, **parameters: Any) -> None:
        """It is going to be asked with these parameters: the question goes along with the next one.

        It is put right behind that one, so it sees (and locks) what it would see then: nothing that is
        written in between may matter to it.
        """
        connection, wire = self._wire(session)
        self._tell(connection, parameters)
        wire.take_along(self._text, parameters)

    def all(self, session: Session, /, **parameters: Any) -> Sequence[Any]:
        """Every row, as a named tuple. Raises SQLAlchemy's errors."""
        cursor = self._asked(session, parameters)
        return self._named(cursor, cursor.fetchall())

    def first(self, session: Session, /, **parameters: Any) -> Any:
        """The first row as a named tuple, or None. Raises SQLAlchemy's errors."""
        cursor = self._asked(session, parameters)
        found = self._named(cursor, cursor.fetchmany(1))
        return found[0] if found else None

    def _named(self, cursor: psycopg.Cursor[Any], rows: Sequence[tuple[Any, ...]]) -> Sequence[Any]:
        if not rows:
            return rows
        make = self._make
        if make is None:
            # The text decides the columns, so they are asked for once.
            names = [column.name for column in cursor.description or ()]
            make = self._make = namedtuple("Row", names, rename=True)._make
        return [make(row) for row in rows]

    def _asked(self, session: Session, parameters: dict[str, Any]) -> psycopg.Cursor[Any]:
        connection, wire = self._wire(session)
        try:
            if (known := wire.answer_of(self._text, parameters)) is not None:
                return known
            self._tell(connection, parameters)
            return wire.ask(self._text, parameters)
        except psycopg.Error as error:
            raise _as_sqlalchemy(connection, error, self._text, parameters) from error

    @staticmethod
    def _wire(session: Session) -> tuple[Connection, Wire]:
        connection = session.connection()
        wire: Any = connection.connection.driver_connection
        return connection, wire

    def _tell(self, connection: Connection, parameters: dict[str, Any]) -> None:
        """Who counts or traces statements sees these, too."""
        connection.dispatch.before_cursor_execute(connection, None, self._text, parameters, _OURS, False)


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
        wire: Any = connection.connection.driver_connection
        if wire is not None:
            wire.forget_kept()

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "commit", lambda connection: _relay(connection, lambda wire: wire.commit_kept()))
    event.listen(engine, "rollback", forget)
    event.listen(engine, "rollback_savepoint", forget)


def _relay(connection: Connection, act: Callable[[Wire], None]) -> None:
    wire: Any = connection.connection.driver_connection
    text, parameters = wire.last_kept or ("", {})
    try:
        act(wire)
    except psycopg.Error as error:
        raise _as_sqlalchemy(connection, error, text, parameters) from error


def _as_sqlalchemy(
    connection: Connection, error: psycopg.Error, text: str, parameters: Mapping[str, Any]
) -> BaseException:
    found: BaseException = DBAPIError.instance(
        text, parameters, error, psycopg.Error, dialect=connection.dialect
    )
    return found
