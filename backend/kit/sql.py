"""Plain SQL where every order passes: straight to the driver, in the session's transaction.

An expression that is built, compiled and looked up costs a statement twice what it takes to run. Here the
text is the statement: the server keeps it prepared, rows come back as the driver reads them (UUIDs, instants,
JSON). Errors are SQLAlchemy's, as for any other statement, so callers need not know.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import psycopg
from psycopg.rows import tuple_row
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

T = TypeVar("T")

_PARAMETER = re.compile(r"(?<!:):([a-z_]+)")


class Statement:
    """SQL with `:named` parameters; lists are arrays. Make one per module, not per call."""

    def __init__(self, text: str) -> None:
        self._text = _PARAMETER.sub(r"%(\1)s", text.replace("%", "%%"))

    def run(self, session: Session, /, **parameters: Any) -> None:
        """Execute it. Raises SQLAlchemy's errors."""
        self._executed(session, parameters, lambda cursor: None)

    def all(self, session: Session, /, **parameters: Any) -> Sequence[Any]:
        """Every row, as a named tuple."""
        return self._executed(session, parameters, lambda cursor: _named(cursor, cursor.fetchall()))

    def first(self, session: Session, /, **parameters: Any) -> Any:
        """The first row as a named tuple, or None."""
        found = self._executed(session, parameters, lambda cursor: _named(cursor, cursor.fetchmany(1)))
        return found[0] if found else None

    def _executed(
        self, session: Session, parameters: dict[str, Any], read: Callable[[psycopg.Cursor[Any]], T]
    ) -> T:
        connection = session.connection()
        driver: Any = connection.connection.driver_connection
        with driver.cursor(row_factory=tuple_row) as cursor:
            # Who counts or traces statements sees these, too.
            connection.dispatch.before_cursor_execute(connection, cursor, self._text, parameters, None, False)
            try:
                cursor.execute(self._text, parameters)
                return read(cursor)
            except psycopg.Error as error:
                raise DBAPIError.instance(
                    self._text, parameters, error, psycopg.Error, dialect=connection.dialect
                ) from error


def _named(cursor: psycopg.Cursor[Any], rows: Sequence[tuple[Any, ...]]) -> Sequence[Any]:
    if not rows:
        return rows
    make = _row_type(tuple(column.name for column in cursor.description or ()))._make
    return [make(row) for row in rows]


@lru_cache(maxsize=256)
def _row_type(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names, rename=True)
