"""Promotions over REST: codes at a cart, and those who run promotions."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from backend.identity.schemas import Role
from backend.kit import clock
from backend.kit.unit_of_work import unit_of_work
from tests.api.conftest import ADDRESS, opened
from tests.factories import inventory as make
from tests.factories import promotions as promo
from tests.factories.sessions import cookie_of

SELLER_PAYS = {"funded_by": "seller", "marketplace_share_bps": 0}


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


def test_a_seller_changes_the_name_the_end_and_the_limit_and_ends_it_once(call, lamp):
    cookie = cookie_of(Role.SELLER, scope_id=lamp.seller_id)
    own = promo.promotion(seller_id=lamp.seller_id, max_uses=50, **SELLER_PAYS)
    place = f"/sellers/{lamp.seller_id}/promotions/{own}"
    until = (clock.now() + timedelta(days=3)).replace(microsecond=0)
    wish = {"name": "Three days", "ends_at": until.isoformat(), "max_uses": 80}
    changed = call("PUT", place, wish, cookie=cookie)
    assert changed.status_code == 200
    assert (changed.json()["name"], changed.json()["max_uses"]) == ("Three days", 80)
    assert changed.json()["ends_at"] == until.isoformat().replace("+00:00", "Z")
    lifted = call("PUT", place, {"name": "No limit"}, cookie=cookie)
    assert (lifted.status_code, lifted.json()["error"]["field"]) == (422, "max_uses")
    ended = call("POST", f"{place}/end", cookie=cookie)
    assert (ended.status_code, ended.json()["state"], ended.json()["name"]) == (200, "ended", "Three days")
    assert call("POST", f"{place}/end", cookie=cookie).json()["ends_at"] == ended.json()["ends_at"]
    late = call("PUT", place, wish, cookie=cookie)
    assert (late.status_code, late.json()["error"]["field"]) == (422, "ends_at")


def test_a_promotion_of_another_seller_or_of_the_marketplace_is_not_found_and_stays(call, lamp):
    with unit_of_work() as session:
        theirs = make.offer(session).seller_id
    cookie = cookie_of(Role.SELLER, scope_id=lamp.seller_id)
    board = cookie_of(Role.BOARD)
    wish = {"name": "Mine now", "ends_at": None, "max_uses": None}
    foreign, market = promo.promotion(seller_id=theirs, **SELLER_PAYS), promo.promotion()
    for place in (
        f"/sellers/{theirs}/promotions/{foreign}",
        f"/sellers/{lamp.seller_id}/promotions/{foreign}",
        f"/sellers/{lamp.seller_id}/promotions/{market}",
        f"/sellers/{lamp.seller_id}/promotions/{uuid4()}",
    ):
        for answer in (
            call("PUT", place, wish, cookie=cookie),
            call("POST", f"{place}/end", cookie=cookie),
        ):
            assert (answer.status_code, answer.json()["error"]["code"]) == (404, "promotion_not_found")
    assert call("POST", f"/promotions/{market}/end", cookie=cookie).status_code == 403
    names = {
        one["id"]: (one["name"], one["state"]) for one in call("GET", "/promotions", cookie=board).json()
    }
    assert names == {str(foreign): ("Ten off", "running"), str(market): ("Ten off", "running")}
    assert call("PUT", f"/promotions/{market}", wish, cookie=board).json()["name"] == "Mine now"
    assert call("POST", f"/promotions/{market}/end", cookie=board).json()["state"] == "ended"


@pytest.mark.parametrize("ends_at", ["2099-01-01T00:00:00", "tomorrow"])
def test_an_end_without_a_zone_is_refused(call, lamp, ends_at):
    cookie = cookie_of(Role.SELLER, scope_id=lamp.seller_id)
    own = promo.promotion(seller_id=lamp.seller_id, **SELLER_PAYS)
    wish = {"name": "x", "ends_at": ends_at}
    answer = call("PUT", f"/sellers/{lamp.seller_id}/promotions/{own}", wish, cookie=cookie)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_input")
