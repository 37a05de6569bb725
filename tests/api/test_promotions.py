"""Promotions over REST: codes at a cart, and those who run promotions."""

from __future__ import annotations

from tests.api.conftest import ADDRESS, opened
from tests.factories import promotions as promo


def test_a_code_at_a_cart_lowers_its_checkout(call, lamp):
    promo.promotion("TEN")
    cart = opened(call, (lamp, 2))
    secret = cart["access_token"]
    shown = call("POST", f"/carts/{cart['id']}/codes", {"code": "ten"}, secret=secret)
    assert shown.status_code == 201
    assert (shown.json()["codes"], shown.json()["discount"]["amount_minor"]) == (["TEN"], 1000)
    wish = {"cart_id": cart["id"], "email": "ada@example.com", "address": ADDRESS}
    checkout = call("POST", "/checkouts", wish, secret=secret).json()
    assert checkout["promotions"] == [
        {
            "name": "TEN",
            "code": "TEN",
            "kind": "percentage",
            "amount": {"amount_minor": 1000, "currency": "USD"},
        }
    ]
    assert checkout["totals"]["discount"]["amount_minor"] == 1000
    gone = call("DELETE", f"/carts/{cart['id']}/codes/ten", secret=secret)
    assert (gone.status_code, gone.json()["codes"]) == (200, [])


def test_a_refusal_names_the_field_and_keeps_nothing(call, lamp):
    cart = opened(call, (lamp, 1))
    answer = call("POST", f"/carts/{cart['id']}/codes", {"code": "NOWHERE"}, secret=cart["access_token"])
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["field"]) == (409, "code_unknown", "code")
    again = call("GET", f"/carts/{cart['id']}", secret=cart["access_token"]).json()
    assert again["codes"] == []


def test_strangers_run_no_promotions(call, lamp):
    for path in ("/promotions", f"/sellers/{lamp.seller_id}/promotions"):
        assert call("GET", path).status_code == 401
        body = {"name": "All", "kind": "percentage", "percent": "100"}
        assert call("POST", path, body).status_code == 401
