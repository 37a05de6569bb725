"""Plain statements: the driver's speed, the session's transaction, SQLAlchemy's errors."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from backend.inventory.models import Warehouse
from backend.kit.errors import InvalidInput
from backend.kit.rows import insertion, packed
from backend.kit.sql import Statement
from backend.kit.unit_of_work import query, transact
from tests.statements import recorded

_ADD = Statement(insertion(Warehouse.__table__, "rows"))
_CODES = Statement("SELECT code, id, '100%' AS text FROM warehouse WHERE code = ANY(:codes) ORDER BY code")


def row(code: str, **values: object) -> dict[str, object]:
    empty = dict.fromkeys(column.name for column in Warehouse.__table__.columns)
    return empty | Warehouse(code=code, name=code, country="US").model_dump() | values


def test_rows_of_one_statement_come_back_by_name_in_python_types(database: Engine):
    first, second = row("EWR1"), row("LAX1")
    with recorded(database) as seen:
        transact(lambda session: _ADD.run(session, rows=packed([first, second])))
    assert len(seen) == 1
    found = query(_CODES.all, codes=["LAX1", "EWR1", "ORD1"])
    assert [(one.code, one.id, one.text) for one in found] == [
        ("EWR1", first["id"], "100%"),
        ("LAX1", second["id"], "100%"),
    ]
    assert query(_CODES.first, codes=["ORD1"]) is None


def test_it_belongs_to_the_transaction(database: Engine):
    def fail(session: Session) -> None:
        _ADD.run(session, rows=packed([row("EWR1")]))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        transact(fail)
    assert query(_CODES.all, codes=["EWR1"]) == []


def test_errors_are_those_of_every_other_statement(database: Engine):
    twice = packed([row("EWR1"), row("EWR1")])
    with pytest.raises(IntegrityError):
        transact(lambda session: _ADD.run(session, rows=twice))
    with pytest.raises(InvalidInput):
        transact(lambda session: _ADD.run(session, rows=packed([row("EWR1", name="nul \x00")])))
    assert query(_CODES.all, codes=["EWR1"]) == []


def test_instants_and_json_travel_both_ways(database: Engine):
    at, document = datetime(2026, 11, 22, 10, 30, 0, 125000, tzinfo=UTC), {"a": [1, None, "ö"]}
    statement = Statement(
        "SELECT CAST(:at AS timestamptz) AS at, CAST(:document AS jsonb) AS document, :id AS id"
    )
    found = query(statement.first, at=at, document='{"a": [1, null, "ö"]}', id=(made := uuid4()))
    assert (found.at, found.document, found.id) == (at, document, made)
