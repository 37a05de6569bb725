"""What a guest put into the cart is there after signing in."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from app.api import sessions
from app.api.application import create_api
from app.visitor_cookie import VisitorCookie
from backend.cart.schemas import CartChange
from backend.identity import cookies, service
from backend.kit.errors import Unavailable
from backend.kit.unit_of_work import transact

PASSWORD = "correct horse 9"


@pytest.fixture
def shop(database, redis_db):
    transact(service.sign_up, email="ada@example.com", name="Ada", password=PASSWORD)
    with TestClient(VisitorCookie(create_api()), base_url="http://localhost:3000") as client:
        client.post("/api/v1/session/end", follow_redirects=False)
        yield client


def sign_in(shop) -> dict:
    return shop.post("/api/v1/session", json={"email": "ada@example.com", "password": PASSWORD}).json()


def test_the_guests_cart_is_merged_into_the_persons_and_the_changes_are_told(shop, monkeypatch):
    merged = []

    def merge(_session, *, visitor_id, person_id):
        merged.append((visitor_id, person_id))
        return tuple(CartChange(f"Change {n}.", "capped") for n in range(5))

    monkeypatch.setattr(sessions.cart, "merge", merge)
    visitor = cookies.visitor_of(shop.cookies["agora_visitor"])
    answer = sign_in(shop)
    assert [(str(guest), str(person)) for guest, person in merged] == [(str(visitor), answer["person"]["id"])]
    assert answer["messages"] == [
        "Change 0.",
        "Change 1.",
        "3 more things changed. Please look through your cart.",
    ]


def test_a_cart_that_cannot_be_merged_now_does_not_keep_anybody_out(shop, monkeypatch):
    def away(_session, **_):
        raise Unavailable("Carts cannot be reached.")

    monkeypatch.setattr(sessions.cart, "merge", away)
    answer = sign_in(shop)
    assert answer["person"]["name"] == "Ada"
    assert answer["messages"] == ["Carts cannot be reached."]


def test_with_nothing_in_the_cart_nothing_is_told(shop):
    assert sign_in(shop)["messages"] == []
