"""Many rows in one statement: they travel as one JSON parameter, so the statement is always the same.

That keeps it prepared on the server and costs one round trip, however many rows and tables there are.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import to_json
from sqlalchemy import Table


def insertion(table: Table, parameter: str) -> str:
    """`INSERT … SELECT` of every column of `table` from the rows in `parameter`; there are no defaults."""
    columns = ", ".join(column.name for column in table.columns)
    return (
        f"INSERT INTO {table.name} ({columns}) SELECT {columns} "  # noqa: S608 -- names from our own tables
        f"FROM json_populate_recordset(CAST(NULL AS {table.name}), CAST(:{parameter} AS json))"
    )


def plain(row: Any) -> dict[str, Any]:
    """Name to value of a dataclass whose values are plain ones: `asdict` would copy each of them."""
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def packed(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as the parameter of an `insertion`."""
    return to_json(rows).decode()
