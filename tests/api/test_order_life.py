"""An order's life over REST: smaller, elsewhere, back again, and its papers."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from backend.identity.schemas import Role
from backend.kit.unit_of_work import transact, unit_of_work
from backend.orders import service as orders
from tests.api.conftest import ADDRESS, completed, opened, prepared
from tests.factories import floor
from tests.factories.sessions import cookie_of


@pytest.fixture
def order(call, lamp):
    done = completed(call, prepared(call, opened(call, (lamp, 3))))
    shown = call("GET", f"/orders/{done['order_number']}", secret=done["access_token"])
    return shown.json() | {"access_token": done["access_token"]}


def deliver(number: str) -> None:
    with unit_of_work() as session:
        order_id = session.execute(
            text("UPDATE customer_order SET status = 'processing' WHERE number = :n RETURNING id"),
            {"n": number},
        ).scalar_one()
        session.execute(text("UPDATE payment SET status = 'captured', captured_minor = 0"))
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=floor.SYSTEM)
    transact(orders.mark_delivered, order_id, actor=floor.SYSTEM)


def test_fewer_units_and_another_street(call, order):
    part = order["parts"][0]
    address, secret = f"/orders/{order['number']}", order["access_token"]
    body = {
        "part_number": part["number"],
        "reason": "one is enough",
        "units": [{"item_id": part["items"][0]["id"], "quantity": 2}],
    }
    smaller = call("POST", f"{address}/unit-cancellation", body, secret=secret).json()
    assert (smaller["parts"][0]["items"][0]["quantity"], smaller["parts"][0]["items"][0]["cancelled"]) == (
        1,
        2,
    )
    moved = call("PUT", f"{address}/address", ADDRESS | {"line1": "2 Main St"}, secret=secret)
    assert moved.json()["address"]["line1"] == "2 Main St"
    far = ADDRESS | {"city": "Los Angeles", "region": "CA", "postcode": "90001"}
    refused = call("PUT", f"{address}/address", far, secret=secret)
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "address_changes_order")
    for method, path, sent in (
        ("POST", "unit-cancellation", body),
        ("PUT", "address", ADDRESS),
        ("GET", "papers", None),
        ("GET", "invoice.pdf", None),
        ("GET", "returns", None),
    ):
        assert call(method, f"{address}/{path}", sent, secret="forged").status_code == 404


def test_a_return_from_wish_to_finding(call, order):
    part = order["parts"][0]
    deliver(part["number"])
    wish = {
        "part_number": part["number"],
        "lines": [{"item_id": part["items"][0]["id"], "quantity": 1, "reason": "damaged"}],
    }
    path = f"/orders/{order['number']}/returns"
    assert call("POST", path, wish, secret="forged").status_code == 404
    asked = call("POST", path, wish, secret=order["access_token"])
    assert (asked.status_code, asked.json()["status"]) == (201, "label_issued")
    number = asked.json()["number"]
    assert call("GET", f"/returns/{number}").status_code == 404
    assert call("POST", f"/returns/{number}/receipt").status_code == 401
    worker = cookie_of(Role.FLOOR)
    assert call("POST", f"/returns/{number}/receipt", cookie=worker).json()["status"] == "received"
    assert call("GET", "/returns?status=received", cookie=worker).json()["total"] == 1
    listed = call("GET", path, secret=order["access_token"]).json()
    assert [one["status"] for one in listed] == ["received"]


def test_orders_are_found_by_words_status_and_year(call, lamp):
    cookie = cookie_of()
    done = call("GET", "/orders?words=lamp&status=pending&year=2026", cookie=cookie)
    assert (done.status_code, done.json()["total"]) == (200, 0)
    assert call("GET", "/orders?status=lost", cookie=cookie).status_code == 422
