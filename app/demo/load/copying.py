"""Bulk loading by COPY: the demo world has hundreds of thousands of rows."""

from collections.abc import Iterable, Mapping
from typing import Any

from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy import JSON
from sqlmodel import Session, SQLModel


def copy_rows(session: Session, table: type[SQLModel], rows: Iterable[SQLModel]) -> int:
    """Write model instances by COPY, in the session's transaction; answers how many.

    Defaults are the model's.
    """
    columns = {column.name: isinstance(column.type, JSON) for column in table.__table__.columns}  # type: ignore[attr-defined] # every table has one
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.__tablename__),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
    )
    count = 0
    cursor = session.connection().connection.cursor()
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([_wire(getattr(row, column), is_json) for column, is_json in columns.items()])
            count += 1
    cursor.close()
    return count


def _wire(value: Any, is_json: bool) -> Any:
    if not is_json or value is None:
        return value
    return Jsonb(dict(value) if isinstance(value, Mapping) else value)
