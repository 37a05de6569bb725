"""Carts over REST: the guest's secret opens them, a repeated change counts once."""

from __future__ import annotations

from uuid import uuid4

from backend.identity import cookies
from backend.kit.unit_of_work import unit_of_work
from tests.api.conftest import opened
from tests.factories import inventory as make


def line(offer, quantity=1):
    return {"offer_id": str(offer.id), "quantity": quantity}


def quantities(cart):
    return {one["offer_id"]: one["quantity"] for one in cart["lines"]}


def test_a_program_without_cookies_opens_a_cart_and_comes_back_with_its_secret(call, lamp):
    cart = opened(call, (lamp, 2))
    assert cart["subtotal"] == {"amount_minor": 10000, "currency": "USD"}
    assert (cart["count"], cart["has_problems"], cart["changes"]) == (2, False, [])
    again = call("GET", f"/carts/{cart['id']}", secret=cart["access_token"])
    assert (again.status_code, again.json()) == (200, cart)


def test_the_secret_is_the_browsers_cookie_so_both_see_one_cart(call, lamp):
    cart = opened(call, (lamp, 1))
    cookie = f"{cookies.VISITOR_COOKIE}={cart['access_token']}"
    assert call("GET", f"/carts/{cart['id']}", cookie=cookie).json() == cart


def test_a_cart_is_not_there_for_strangers_and_forgers(call, lamp):
    cart = opened(call, (lamp, 1))
    stranger = opened(call, (lamp, 1))["access_token"]
    for secret in (None, stranger, "forged", cart["access_token"][:-1] + "?"):
        answer = call("GET", f"/carts/{cart['id']}", secret=secret)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "cart_not_found")
        answer = call("POST", f"/carts/{cart['id']}/lines", {"lines": [line(lamp)]}, secret=secret)
        assert answer.status_code == 404
    assert call("GET", f"/carts/{cart['id']}", secret=cart["access_token"]).json()["count"] == 1


def test_lines_are_added_changed_and_removed(call, lamp):
    with unit_of_work() as session:
        rug = make.offer(session, on_hand=9, price_minor=700)
    cart = opened(call, (lamp, 1))
    address, secret = f"/carts/{cart['id']}/lines", cart["access_token"]
    added = call("POST", address, {"lines": [line(lamp), line(rug, 3)]}, secret=secret)
    assert (added.status_code, quantities(added.json())) == (201, {str(lamp.id): 2, str(rug.id): 3})
    changed = call("PUT", f"{address}/{rug.id}", {"quantity": 5}, secret=secret)
    assert (changed.status_code, quantities(changed.json())) == (200, {str(lamp.id): 2, str(rug.id): 5})
    removed = call("DELETE", f"{address}/{lamp.id}", secret=secret)
    assert (removed.status_code, quantities(removed.json())) == (200, {str(rug.id): 5})
    assert removed.json()["subtotal"]["amount_minor"] == 3500


def test_more_than_there_is_stops_at_what_there_is_and_says_so(call, lamp):
    cart = opened(call, (lamp, 9))
    assert cart["count"] == 5
    assert "only 5 are available" in cart["changes"][0]["message"]


def test_one_line_that_cannot_be_bought_leaves_the_cart_as_it_was(call, lamp):
    with unit_of_work() as session:
        gone = make.offer(session, on_hand=0)
        withdrawn = make.offer(session, on_hand=4, is_active=False)
    cart = opened(call, (lamp, 1))
    for other, code in ((gone, "sold_out"), (withdrawn, "not_sold")):
        refused = call(
            "POST",
            f"/carts/{cart['id']}/lines",
            {"lines": [line(lamp), line(other)]},
            secret=cart["access_token"],
        )
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, code)
    assert call("GET", f"/carts/{cart['id']}", secret=cart["access_token"]).json() == cart


def test_the_same_key_adds_once_also_for_a_program_without_cookies(call, lamp):
    key = str(uuid4())
    first = call("POST", "/carts", {"lines": [line(lamp)]}, idempotency_key=key)
    again = call("POST", "/carts", {"lines": [line(lamp)]}, idempotency_key=key)
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["idempotent-replayed"] == "true"
    cart, key = first.json(), str(uuid4())
    for _ in range(2):
        added = call(
            "POST",
            f"/carts/{cart['id']}/lines",
            {"lines": [line(lamp)]},
            secret=cart["access_token"],
            idempotency_key=key,
        )
        assert added.json()["count"] == 2


def test_bad_bodies_are_refused_and_name_the_field(call, lamp):
    for body, field in (
        ({"lines": []}, "lines"),
        ({"lines": [{"offer_id": "x"}]}, "lines.0.offer_id"),
        ({"lines": [line(lamp, 0)]}, "lines.0.quantity"),
        ({"lines": [line(lamp, 100)]}, "lines.0.quantity"),
        ({"lines": [line(lamp)], "price": 1}, "price"),
        ({"lines": [line(lamp), line(lamp)]}, "lines"),
    ):
        refused = call("POST", "/carts", body)
        assert (refused.status_code, refused.json()["error"]["field"]) == (422, field)


def test_a_line_is_saved_for_later_looked_at_and_moved_back(call, lamp):
    cart = opened(call, (lamp, 2))
    address, secret = f"/carts/{cart['id']}/saved", cart["access_token"]
    moved = call("POST", address, {"offer_id": str(lamp.id)}, secret=secret)
    assert (moved.status_code, moved.json()["lines"]) == (200, [])
    (line,) = call("GET", address, secret=secret).json()
    assert (line["offer_id"], line["quantity"], line["can_move"]) == (str(lamp.id), 2, True)
    assert (line["note"], line["note_kind"]) == ("Only 5 left.", "few")
    assert call("GET", address).json()["error"]["code"] == "cart_not_found"
    back = call("POST", f"{address}/{lamp.id}/move", secret=secret)
    assert (back.status_code, quantities(back.json())) == (200, {str(lamp.id): 2})
    again = call("POST", f"{address}/{lamp.id}/move", secret=secret)
    assert (again.status_code, again.json()["error"]["code"]) == (404, "not_saved")
    call("POST", address, {"offer_id": str(lamp.id)}, secret=secret)
    for _ in range(2):
        assert call("DELETE", f"{address}/{lamp.id}", secret=secret).status_code == 204
    assert call("GET", address, secret=secret).json() == []
