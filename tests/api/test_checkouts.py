"""From a cart to an order over REST."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from backend.kit.unit_of_work import unit_of_work
from tests.api.conftest import ADDRESS, completed, opened, prepared
from tests.factories import inventory as make


def held(database, offer) -> int:
    with database.connect() as connection:
        return connection.execute(
            text(
                "SELECT sum(b.reserved) FROM stock_balance b"
                " JOIN offer_component c ON c.stock_item_id = b.stock_item_id WHERE c.offer_id = :offer"
            ),
            {"offer": offer.id},
        ).scalar_one()


def test_a_guest_orders_in_three_calls_and_looks_at_the_order_with_the_fourth(call, lamp):
    with unit_of_work() as session:
        rug = make.offer(session, on_hand=9, price_minor=700)
    cart = opened(call, (lamp, 1), (rug, 2))
    checkout = prepared(call, cart)
    totals = {name: one["amount_minor"] for name, one in checkout["totals"].items()}
    assert totals["subtotal"] == 6400
    assert totals["total"] == totals["subtotal"] + totals["shipping"] + totals["tax"]
    assert totals["tax"] > 0
    assert totals["shipping"] > 0
    done = completed(call, checkout, expected_total_minor=totals["total"])
    assert done["status"] == "completed"
    order = call("GET", f"/orders/{done['order_number']}", secret=done["access_token"]).json()
    assert order["totals"] == checkout["totals"]
    assert order["transfer_reference"].startswith("T-")
    assert sorted(item["sku"] for part in order["parts"] for item in part["items"]) == sorted(
        item["sku"] for part in checkout["orders"] for item in part["items"]
    )
    assert call("GET", f"/carts/{cart['id']}", secret=cart["access_token"]).status_code == 404


def test_completing_twice_is_one_order(call, lamp, count):
    checkout = prepared(call, opened(call, (lamp, 1)))
    first = completed(call, checkout)
    assert completed(call, checkout) == first
    assert (count("purchase"), count("customer_order"), count("payment")) == (1, 1, 1)


def test_preparing_holds_the_stock_and_says_how_to_ship(call, lamp, database):
    checkout = prepared(call, opened(call, (lamp, 2)))
    assert held(database, lamp) == 2
    assert checkout["status"] == "prepared"
    assert checkout["address"] == {**ADDRESS, "line2": "", "phone": ""}
    assert "standard" in {one["code"] for one in checkout["shipping_options"]}
    shown = call("GET", f"/checkouts/{checkout['id']}", secret=checkout["access_token"]).json()
    assert shown == {**checkout, "access_token": None}


def test_preparing_again_updates_the_checkout_and_gives_a_new_secret(call, lamp):
    cart = opened(call, (lamp, 1))
    first = prepared(call, cart)
    again = prepared(call, cart, shipping_method="express")
    assert again["id"] == first["id"]
    assert again["totals"]["shipping"]["amount_minor"] > first["totals"]["shipping"]["amount_minor"]
    refused = call("GET", f"/checkouts/{first['id']}", secret=first["access_token"])
    assert refused.status_code == 404


def test_a_checkout_is_not_there_for_strangers(call, lamp, count):
    checkout = prepared(call, opened(call, (lamp, 1)))
    stranger = prepared(call, opened(call, (lamp, 1)))["access_token"]
    for secret in (None, stranger, "forged"):
        for method, path, body in (
            ("GET", "", None),
            ("POST", "/completion", {}),
            ("POST", "/payment", None),
        ):
            answer = call(method, f"/checkouts/{checkout['id']}{path}", body, secret=secret)
            assert (answer.status_code, answer.json()["error"]["code"]) == (404, "checkout_not_found")
    assert count("purchase") == 0


def test_another_total_than_the_shopper_saw_is_refused_and_nothing_is_held(call, lamp, database):
    cart = opened(call, (lamp, 1))
    wish = {
        "cart_id": cart["id"],
        "email": "ada@example.com",
        "address": ADDRESS,
        "payment_method": "bank_transfer",
        "expected_total_minor": 1,
    }
    refused = call("POST", "/checkouts", wish, secret=cart["access_token"])
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "total_changed")
    assert held(database, lamp) == 0


def test_what_is_sold_out_is_refused_with_what_is_left(call, lamp):
    first, second = opened(call, (lamp, 3)), opened(call, (lamp, 4))
    prepared(call, first)
    wish = {"cart_id": second["id"], "email": "bob@example.com", "address": ADDRESS}
    refused = call("POST", "/checkouts", wish, secret=second["access_token"])
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "out_of_stock")
    assert refused.json()["error"]["facts"]["lines"] == [
        {"offer_id": str(lamp.id), "requested": 4, "available": 2}
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"address": {**ADDRESS, "region": "ZZ"}}, "region"),
        ({"address": {**ADDRESS, "postcode": "1"}}, "postcode"),
        ({"address": {**ADDRESS, "city": ""}}, "address.city"),
        ({"shipping_method": "rocket"}, "shipping_method"),
        ({"payment_method": "cash"}, "payment_method"),
        ({"total_minor": 1}, "total_minor"),
    ],
)
def test_a_wrong_wish_names_its_field_and_writes_nothing(call, lamp, count, wrong, field):
    cart = opened(call, (lamp, 1))
    wish = {"cart_id": cart["id"], "email": "ada@example.com", "address": ADDRESS} | wrong
    refused = call("POST", "/checkouts", wish, secret=cart["access_token"])
    assert (refused.status_code, refused.json()["error"]["field"]) == (422, field)
    assert count("checkout") == 0


def test_a_card_is_charged_once_and_a_decline_can_be_tried_again(call, lamp, stand_in, count):
    checkout = prepared(call, opened(call, (lamp, 1)), payment_method="card")
    declined = completed(call, checkout, payment_method_token="pm_card_visa_chargeDeclined")
    assert (declined["status"], declined["decline_code"]) == ("requires_payment_method", "generic_decline")
    assert count("purchase") == 0
    done = completed(call, checkout, payment_method_token="pm_card_visa")
    assert done["status"] == "completed"
    assert completed(call, checkout, payment_method_token="pm_card_visa") == done
    intents = [one["id"] for one in stand_in.intents_of(checkout["id"])]
    total = checkout["totals"]["total"]["amount_minor"]
    assert stand_in.journal(*intents) == {"charges": 1, "captures": 0, "held": total, "kept": 0}


def test_a_browser_gets_a_client_secret_for_cards_and_nothing_to_confirm_for_transfers(call, lamp, stand_in):
    card = prepared(call, opened(call, (lamp, 1)), payment_method="card")
    opened_payment = call("POST", f"/checkouts/{card['id']}/payment", secret=card["access_token"]).json()
    assert opened_payment["payment"]["client_secret"].startswith("pi_")
    assert opened_payment["payment"]["amount"] == card["totals"]["total"]
    transfer = prepared(call, opened(call, (lamp, 1)))
    answer = call("POST", f"/checkouts/{transfer['id']}/payment", secret=transfer["access_token"])
    assert answer.json() == {"payment": None}
