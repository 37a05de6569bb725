"""The desk's queue over REST: the desk alone, once per key."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text
from starlette.testclient import TestClient

from app.api.application import create_api
from app.visitor_cookie import VisitorCookie
from backend.identity import cookies
from backend.identity.schemas import Role
from backend.kit.unit_of_work import unit_of_work
from backend.orders import service as orders
from backend.trust.schemas import Decision
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.factories.sessions import token_of
from tests.factories.trust import deciding
from tests.stand_in import StandIn


@pytest.fixture
def desk(database: Engine, redis_db: object, stand_in: StandIn):
    shop.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=5, price_minor=5000)
    with deciding(Decision.REVIEW):
        shop.complete(shop.prepared((lamp, 1)))
    with TestClient(VisitorCookie(create_api()), base_url="http://localhost:3000") as client:
        client.cookies.set(cookies.SESSION_COOKIE, token_of(Role.DESK))
        yield client


def test_the_desk_sees_why_an_order_waits_and_approves_it_once(desk: TestClient):
    page = desk.get("/api/v1/desk/reviews").json()
    assert (page["total"], page["by_status"]) == (1, {"waiting": 1})
    (row,) = page["rows"]
    assert (row["status"], row["amount"]["currency"], row["email"]) == ("waiting", "USD", "ada@example.com")
    assert 0 < row["score"] < 1
    address = f"/api/v1/desk/reviews/{row['id']}"
    assert desk.get(address).json() == row
    key = {"idempotency-key": "approve-1"}
    first, again = (desk.post(f"{address}/approval", json={"note": "Fine."}, headers=key) for _ in range(2))
    assert (first.status_code, first.json()["status"], again.json()) == (200, "approved", first.json())
    late = desk.post(f"{address}/refusal", json={"note": "No."})
    assert (late.status_code, late.json()["error"]["code"]) == (409, "review_decided")
    assert (
        desk.get("/api/v1/desk/reviews", params={"status": "approved", "words": "ADA@"}).json()["total"] == 1
    )


def test_nobody_else_is_let_in(desk: TestClient):
    (row,) = desk.get("/api/v1/desk/reviews").json()["rows"]
    address = f"/api/v1/desk/reviews/{row['id']}"
    for token, status in ((token_of(Role.SELLER), 403), ("", 401)):
        desk.cookies.set(cookies.SESSION_COOKIE, token)
        assert desk.get("/api/v1/desk/reviews").status_code == status
        assert desk.get(address).status_code == status
        assert desk.post(f"{address}/approval", json={}).status_code == status
        assert desk.post(f"{address}/refusal", json={"note": "x"}).status_code == status
    desk.cookies.set(cookies.SESSION_COOKIE, token_of(Role.DESK))
    assert desk.get(address).json()["status"] == "waiting"


def test_whom_no_card_pays_for_cannot_be_asked_and_the_review_stays(desk: TestClient, database: Engine):
    (row,) = desk.get("/api/v1/desk/reviews").json()["rows"]
    with database.begin() as connection:
        connection.execute(text("UPDATE payment SET status = 'voided'"))
    refused = desk.post(f"/api/v1/desk/reviews/{row['id']}/authentication", json={})
    assert (refused.status_code, "cannot be asked" in refused.json()["error"]["message"]) == (409, True)
    assert desk.get("/api/v1/desk/reviews").json()["by_status"] == {"waiting": 1}


def test_a_guest_who_is_asked_opens_the_question_with_the_key_of_the_order_alone(
    desk: TestClient, database: Engine
):
    (row,) = desk.get("/api/v1/desk/reviews").json()["rows"]
    with database.connect() as connection:
        key = orders.link_key(connection.execute(text("SELECT id FROM purchase")).scalar_one())
    guest = {"authorization": f"Bearer {key}"}
    place = f"/api/v1/orders/{row['order_number']}/card-check"
    assert desk.get(place, headers=guest).json() == {"is_asked": False, "amount": None}
    early = desk.post(place, headers=guest)
    assert (early.status_code, early.json()["error"]["code"]) == (409, "payment_state")
    assert desk.post(f"/api/v1/desk/reviews/{row['id']}/authentication", json={}).json()["status"] == "asked"
    desk.cookies.clear()
    for answer in (desk.get(place), desk.post(place), desk.post(f"{place}/answer")):
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "purchase_not_found")
    amount = {"amount_minor": 100, "currency": "USD"}
    assert desk.get(place, headers=guest).json() == {"is_asked": True, "amount": amount}
    opened = desk.post(place, headers=guest).json()
    assert (opened["status"], opened["amount"], opened["client_secret"].startswith("pi_")) == (
        "created",
        amount,
        True,
    )
    assert desk.post(f"{place}/answer", headers=guest).json() == {"is_answered": False}


def test_the_books_are_compared_over_rest_by_the_desk_alone(desk: TestClient):
    run = desk.post("/api/v1/desk/reconciliation/runs")
    assert (run.status_code, run.json()["status"], run.json()["still_open"]) == (201, "done", 0)
    assert [one["id"] for one in desk.get("/api/v1/desk/reconciliation/runs").json()] == [run.json()["id"]]
    desk.cookies.set(cookies.SESSION_COOKIE, token_of(Role.SELLER))
    assert desk.post("/api/v1/desk/reconciliation/runs").status_code == 403
    assert (
        desk.post("/api/v1/desk/disputes/00000000-0000-0000-0000-000000000001/acceptance").status_code == 403
    )
