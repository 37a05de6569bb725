"""Bulk upload: progress, a report by row, nothing twice, nobody else's."""

from __future__ import annotations

import json
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text
from starlette.testclient import TestClient

from app.api.application import create_api
from app.visitor_cookie import VisitorCookie
from backend.identity import cookies
from backend.identity.schemas import Role
from backend.kit.cache import redis
from backend.kit.unit_of_work import unit_of_work
from tests.factories import inventory as make
from tests.factories.sessions import token_of

HEADER = "Handle,Title,Variant SKU,Variant Price,Variant Inventory Qty,Option1 Name,Option1 Value,Status\n"


@pytest.fixture
def seller_id(database: Engine, redis_db: object) -> UUID:
    with unit_of_work() as session:
        make.warehouse(session)
        return make.seller(session).id


@pytest.fixture
def warehouse_id(seller_id) -> UUID:
    with unit_of_work() as session:
        return make.warehouse(session).id


@pytest.fixture
def browser(seller_id):
    with TestClient(VisitorCookie(create_api()), base_url="http://localhost:3000") as client:
        client.cookies.set(cookies.SESSION_COOKIE, token_of(Role.SELLER, scope_id=seller_id))
        yield client


def feed(*prices: str) -> str:
    rows = [
        f"lamp-{n},Lamp {n},L-{n},{price},{n},Title,Default Title,active\n" for n, price in enumerate(prices)
    ]
    return HEADER + "".join(rows)


def upload(browser, body: str | bytes, seller_id, warehouse_id, *, name: str = "feed.csv", **form: str):
    return browser.post(
        "/api/v1/feeds",
        files={"file": (name, body)},
        data={"seller_id": str(seller_id), "warehouse_id": str(warehouse_id), **form},
    )


def lines(answer) -> list[dict]:
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


def products(database: Engine) -> int:
    with database.connect() as connection:
        return connection.execute(text("SELECT count(*) FROM product")).scalar_one()


def test_a_feed_is_taken_with_progress_and_a_report_of_what_was_refused(
    browser, seller_id, warehouse_id, database: Engine
):
    told = lines(upload(browser, feed("19.90", "free", "5.00"), seller_id, warehouse_id))
    assert told[-2] == {"done": 3, "total": 3}
    report = told[-1]["report"]
    assert (report["created"], report["refused"]) == (2, 1)
    assert [(row["line"], row["value"]) for row in report["errors"]] == [(3, "free")]
    assert products(database) == 2
    address = f"/api/v1/feeds/{report['id']}/report.csv"
    kept = browser.get(address, params={"seller_id": str(seller_id)})
    assert kept.text.splitlines()[0] == "line,field,reason,value"
    assert kept.text.splitlines()[1].startswith("3,Variant Price,")
    with database.connect() as connection:
        on_hand = connection.execute(text("SELECT sum(on_hand) FROM stock_balance")).scalar_one()
    assert on_hand == 0 + 2


def test_the_same_file_again_changes_nothing(browser, seller_id, warehouse_id, database: Engine):
    for created, unchanged in ((2, 0), (0, 2)):
        report = lines(upload(browser, feed("19.90", "5.00"), seller_id, warehouse_id))[-1]["report"]
        assert (report["created"], report["unchanged"], report["refused"]) == (created, unchanged, 0)
    assert products(database) == 2


def test_what_is_no_feed_is_refused_in_words(browser, seller_id, warehouse_id, database: Engine):
    last = lines(upload(browser, "a,b\n1,2\n", seller_id, warehouse_id))[-1]
    assert last["error"]["code"] == "invalid_input"
    assert "neither a Shopify export" in last["error"]["message"]
    for name, form in (
        ("feed.exe", {}),
        ("feed.csv", {"format": "excel"}),
    ):
        assert upload(browser, feed("1.00"), seller_id, warehouse_id, name=name, **form).status_code == 422
    assert upload(browser, feed("1.00"), seller_id, uuid4()).status_code == 422
    assert products(database) == 0


def test_bytes_that_are_no_text_are_refused_in_words(browser, seller_id, warehouse_id, database: Engine):
    last = lines(upload(browser, b"\xff\xfe\x00\x01" * 50, seller_id, warehouse_id))[-1]
    assert last["error"]["code"] == "invalid_input"
    assert products(database) == 0


def test_a_file_that_is_too_large_is_refused(browser, seller_id, warehouse_id, database: Engine):
    answer = upload(browser, "x" * 20_100_000, seller_id, warehouse_id)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "body_too_large")
    assert products(database) == 0


def test_one_upload_of_a_seller_at_a_time(browser, seller_id, warehouse_id, database: Engine):
    redis().set(f"feed-upload:{seller_id}", "1")
    refused = upload(browser, feed("1.00"), seller_id, warehouse_id)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "upload_running")
    redis().delete(f"feed-upload:{seller_id}")
    lines(upload(browser, feed("1.00"), seller_id, warehouse_id))
    assert not redis().exists(f"feed-upload:{seller_id}")


def test_nobody_uploads_for_another_seller_or_reads_their_report(
    browser, seller_id, warehouse_id, database: Engine
):
    report = lines(upload(browser, feed("free"), seller_id, warehouse_id))[-1]["report"]
    address = f"/api/v1/feeds/{report['id']}/report.csv"
    with unit_of_work() as session:
        other = make.seller(session).id
    assert upload(browser, feed("1.00"), other, warehouse_id).status_code == 404
    assert browser.get(address, params={"seller_id": str(other)}).status_code == 404
    for token, status in (
        ("", 401),
        (token_of(Role.BOARD), 403),
        (token_of(Role.SELLER, scope_id=other), 404),
    ):
        browser.cookies.set(cookies.SESSION_COOKIE, token)
        assert upload(browser, feed("1.00"), seller_id, warehouse_id).status_code == status
        assert browser.get(address, params={"seller_id": str(seller_id)}).status_code == status
    assert products(database) == 0
