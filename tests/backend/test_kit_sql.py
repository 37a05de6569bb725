"""Plain statements: the driver's speed, the session's transaction, SQLAlchemy's errors."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import NullPool
from sqlmodel import Session, select

from backend.inventory.models import Warehouse
from backend.kit.errors import InvalidInput
from backend.kit.rows import insertion, packed
from backend.kit.sql import Statement
from backend.kit.unit_of_work import attempt, query, transact
from backend.kit.wire import Wire
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


class Talks:
    """How often a connection waits for the server."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        talk, command = Wire._talk, Wire._exec_command

        def talked(wire: Wire, *args: object, **options: object) -> object:
            self.count += 1
            return talk(wire, *args, **options)

        def commanded(wire: Wire, *args: object, **options: object) -> object:
            self.count += 1
            return command(wire, *args, **options)

        monkeypatch.setattr(Wire, "_talk", talked)
        monkeypatch.setattr(Wire, "_exec_command", commanded)


def test_what_nobody_reads_travels_with_the_next_question_or_the_commit(database: Engine, monkeypatch):
    query(_CODES.all, codes=[])  # a connection is there
    talks = Talks(monkeypatch)

    def add_and_look(session: Session) -> list[str]:
        _ADD.run(session, rows=packed([row("EWR1")]))
        assert talks.count == 0
        seen = [one.code for one in _CODES.all(session, codes=["EWR1", "LAX1"])]
        assert talks.count == 1, "BEGIN, what was kept and the question are one"
        _ADD.run(session, rows=packed([row("LAX1")]))
        return seen

    assert transact(add_and_look) == ["EWR1"]
    assert talks.count <= 3, (
        "what was kept and COMMIT are one; the driver looks whether there is anything left"
    )
    monkeypatch.undo()
    assert [one.code for one in query(_CODES.all, codes=["EWR1", "LAX1"])] == ["EWR1", "LAX1"]


def test_a_kept_statement_goes_before_any_other_and_fails_there(database: Engine):
    def add_and_count(session: Session) -> int:
        _ADD.run(session, rows=packed([row("EWR1")]))
        return len(session.exec(select(Warehouse)).all())

    assert transact(add_and_count) == 1
    with pytest.raises(IntegrityError, match="warehouse"):
        transact(add_and_count)

    def add_and_ask(session: Session) -> None:
        _ADD.run(session, rows=packed([row("EWR1")]))
        _CODES.all(session, codes=[])

    with pytest.raises(IntegrityError, match="warehouse"):
        transact(add_and_ask)
    assert [one.code for one in query(_CODES.all, codes=["EWR1"])] == ["EWR1"]


def test_what_was_kept_in_a_part_that_failed_is_not_sent(database: Engine):
    def two_parts(session: Session) -> None:
        _ADD.run(session, rows=packed([row("EWR1")]))
        with pytest.raises(ZeroDivisionError), attempt(session):
            _ADD.run(session, rows=packed([row("LAX1")]))
            raise ZeroDivisionError
        with pytest.raises(IntegrityError), attempt(session):
            _ADD.run(session, rows=packed([row("EWR1")]))
        _ADD.run(session, rows=packed([row("ORD1")]))

    transact(two_parts)
    found = query(_CODES.all, codes=["EWR1", "LAX1", "ORD1"])
    assert [one.code for one in found] == ["EWR1", "ORD1"]


def test_a_rollback_forgets_what_was_kept(database: Engine):
    def fail(session: Session) -> None:
        _CODES.all(session, codes=[])
        _ADD.run(session, rows=packed([row("EWR1")]))
        raise ZeroDivisionError

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            transact(fail)
    transact(lambda session: _CODES.all(session, codes=[]))
    assert query(_CODES.all, codes=["EWR1"]) == []


def test_a_commit_that_the_database_refuses_is_an_error_and_writes_nothing(database: Engine):
    journal, entry = uuid4(), uuid4()
    at = datetime(2026, 11, 22, tzinfo=UTC)

    def unbalanced(session: Session) -> None:
        Statement(
            "INSERT INTO ledger_journal (id, kind, reference, idempotency_key, at) "
            "VALUES (:id, 'test', 'test', 'test', :at)"
        ).run(session, id=journal, at=at)
        Statement(
            "INSERT INTO ledger_entry (id, journal_id, account, amount_minor, currency) "
            "VALUES (:id, :journal, 'bank', 100, 'USD')"
        ).run(session, id=entry, journal=journal)

    with pytest.raises(DBAPIError, match="zero"):
        transact(unbalanced)
    count = Statement("SELECT count(*) AS rows FROM ledger_journal WHERE id = :id")
    assert query(count.first, id=journal).rows == 0


def test_reads_begin_no_transaction_and_see_what_is_committed(database: Engine, monkeypatch):
    query(_CODES.all, codes=[])
    talks = Talks(monkeypatch)
    assert query(_CODES.all, codes=["EWR1"]) == []
    assert talks.count == 1


def test_what_is_larger_than_any_buffer_arrives(database: Engine):
    echo = Statement("SELECT length(CAST(:text AS text)) AS size")
    large = "x" * 20_000_000
    assert query(echo.first, text=large).size == len(large)

    def add(session: Session) -> int:
        _ADD.run(session, rows=packed([row("EWR1", name=large)]))
        return int(echo.first(session, text=large).size)

    assert transact(add) == len(large)


def test_a_question_that_is_coming_travels_with_an_earlier_one(database: Engine):
    def ask(session: Session) -> tuple[list[str], list[str], list[str]]:
        _ADD.run(session, rows=packed([row("EWR1"), row("LAX1")]))
        _CODES.take_along(session, codes=["LAX1"])
        first = _CODES.all(session, codes=["EWR1"])
        talks = []
        wire: Any = session.connection().connection.driver_connection
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(wire, "_talk", lambda *_, **__: talks.append(1))
            along = _CODES.all(session, codes=["LAX1"])
        assert talks == []
        again = _CODES.all(session, codes=["LAX1"])
        return tuple([one.code for one in found] for found in (first, along, again))

    with recorded(database) as seen:
        assert transact(ask) == (["EWR1"], ["LAX1"], ["LAX1"])
    assert len(seen) == 4


def test_a_question_that_nobody_asks_after_all_is_forgotten_with_its_transaction(database: Engine):
    transact(lambda session: _CODES.take_along(session, codes=["EWR1"]))

    def ask(session: Session) -> list[str]:
        _CODES.take_along(session, codes=["EWR1"])
        assert _CODES.all(session, codes=["LAX1"]) == []
        return []

    transact(ask)
    transact(lambda session: _ADD.run(session, rows=packed([row("EWR1")])))
    assert [one.code for one in transact(_CODES.all, codes=["EWR1"])] == ["EWR1"]


def test_a_question_that_was_not_sent_yet_is_asked_when_its_answer_is_wanted(database: Engine):
    transact(lambda session: _ADD.run(session, rows=packed([row("EWR1")])))

    def ask(session: Session) -> list[str]:
        _CODES.take_along(session, codes=["EWR1"])
        return [one.code for one in _CODES.all(session, codes=["EWR1"])]

    with recorded(database) as seen:
        assert transact(ask) == ["EWR1"]
    assert len(seen) == 1


def test_our_statements_are_planned_once(database: Engine):
    mode = Statement("SELECT current_setting('plan_cache_mode') AS mode")
    assert transact(mode.first).mode == "force_generic_plan"
    assert query(mode.first).mode == "auto"


def test_a_statement_on_a_table_that_changed_is_prepared_anew(database: Engine):
    database.dispose()  # from now on there is one connection, and another one changes the table
    elsewhere = create_engine(database.url, poolclass=NullPool)
    everything = Statement("SELECT * FROM warehouse WHERE code = ANY(:codes)")
    transact(lambda session: _ADD.run(session, rows=packed([row("EWR1")])))
    before = transact(everything.first, codes=["EWR1"])
    with elsewhere.begin() as connection:
        connection.execute(text("ALTER TABLE warehouse ADD COLUMN lift text"))
    try:
        again = Statement("SELECT * FROM warehouse WHERE code = ANY(:codes)")
        with pytest.raises(DBAPIError, match="cached plan"):
            transact(again.first, codes=["EWR1"])
        found = transact(again.first, codes=["EWR1"])
        assert (*found,) == (*before, None)
    finally:
        with elsewhere.begin() as connection:
            connection.execute(text("ALTER TABLE warehouse DROP COLUMN lift"))
        database.dispose()


def test_a_refusal_leaves_prepared_what_was_prepared(database: Engine):
    names = Statement("SELECT count(*) AS rows FROM pg_prepared_statements WHERE name LIKE 'agora%'")

    def fail(session: Session) -> None:
        names.first(session)
        raise ZeroDivisionError

    transact(lambda session: _CODES.all(session, codes=[]))
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            transact(fail)
    assert transact(names.first).rows >= 3
