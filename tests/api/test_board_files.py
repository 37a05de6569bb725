"""The rows behind the board as a file."""

from __future__ import annotations

import csv
import io
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.api.application import create_api
from app.visitor_cookie import VisitorCookie
from backend.identity import cookies
from backend.identity.schemas import Role
from backend.kit import clock
from backend.kit.unit_of_work import unit_of_work
from tests.factories import board as make_board
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.factories.sessions import token_of


@pytest.fixture
def reader(database: Engine, redis_db: object):
    shop.tax_rates()
    with TestClient(VisitorCookie(create_api()), base_url="http://localhost:3000") as client:
        client.cookies.set(cookies.SESSION_COOKIE, token_of(Role.BOARD))
        yield client


def rows(reader, **wanted: object):
    today = clock.now().date().isoformat()
    answer = reader.get("/api/v1/board/rows.csv", params={"from_day": today, "to_day": today, **wanted})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_the_file_holds_every_order_of_the_window(reader):
    with unit_of_work() as session:
        seller = make.seller(session, name="=HYPERLINK(1)")
        lamp = make.offer(session, by=seller)
    bought = [make_board.bought(clock.now(), (lamp, 1)) for _ in range(3)]
    found = rows(reader)
    assert sum(int(row["total_minor"]) for row in found) == sum(one.total_minor for one in bought)
    assert {row["seller"] for row in found} == {"'=HYPERLINK(1)"}
    assert rows(reader, country="DE") == []


def test_days_and_drift_come_as_files_as_well(reader):
    today = clock.now().date()
    make_board.board(today, today)
    (day,) = rows(reader, rows="drift")
    assert (day["day"], day["drift_minor"]) == (today.isoformat(), "0")
    (day,) = rows(reader, rows="days")
    assert (day["visitors"], day["bought"]) == ("0", "0")


@pytest.mark.parametrize(
    "query",
    [
        {"from_day": "2026-01-05", "to_day": "2026-01-01"},
        {"from_day": "yesterday", "to_day": "2026-01-01"},
        {"from_day": "2026-01-01", "to_day": "2026-01-01", "rows": "passwords"},
        {"from_day": "2026-01-01", "to_day": "2026-01-01", "seller_id": "1"},
        {"from_day": "2024-01-01", "to_day": "2026-01-01"},
    ],
)
def test_windows_that_cannot_be_are_refused(reader, query):
    assert reader.get("/api/v1/board/rows.csv", params=query).status_code == 422


def test_only_the_board_takes_files(reader):
    query = {"from_day": date(2026, 1, 1).isoformat(), "to_day": date(2026, 1, 1).isoformat()}
    for token, status in (("", 401), (token_of(Role.SELLER, scope_id=uuid4()), 403)):
        reader.cookies.set(cookies.SESSION_COOKIE, token)
        assert reader.get("/api/v1/board/rows.csv", params=query).status_code == status
