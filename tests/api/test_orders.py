"""Orders over REST: who sees them, who stops them, money that arrives by bank."""

from __future__ import annotations

import pytest

from backend.identity import service as identity
from backend.identity.cookies import SESSION_COOKIE
from backend.identity.schemas import Role, system_actor
from backend.kit.unit_of_work import transact, unit_of_work
from tests.api.conftest import completed, opened, prepared
from tests.factories import inventory as make


@pytest.fixture
def order(call, lamp):
    with unit_of_work() as session:
        rug = make.offer(session, on_hand=9, price_minor=700)
    done = completed(call, prepared(call, opened(call, (lamp, 1), (rug, 1))))
    shown = call("GET", f"/orders/{done['order_number']}", secret=done["access_token"])
    return shown.json() | {"access_token": done["access_token"]}


def signed_in(call, email="ada@example.com", *roles: Role) -> str:
    call("POST", "/people", {"email": email, "name": "Ada", "password": "correct horse 9"})
    person = transact(identity.person_by_email, email)
    for role in roles:
        transact(identity.grant_role, person.id, role, actor=system_actor("tests"))
    answer = call("POST", "/session", {"email": email, "password": "correct horse 9"})
    return f"{SESSION_COOKIE}={answer.cookies[SESSION_COOKIE]}"


def test_an_order_is_not_there_for_strangers(call, order):
    address = f"/orders/{order['number']}"
    for answer in (
        call("GET", address),
        call("GET", address, secret="forged"),
        call("GET", address, cookie=signed_in(call)),
        call("GET", "/orders/A-0000-0000", secret=order["access_token"]),
        call("POST", f"{address}/cancellation", {"reason": "mine"}, secret="forged"),
    ):
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "purchase_not_found")


def test_cancelling_stops_every_part_or_the_one_that_is_named(call, order):
    address = f"/orders/{order['number']}/cancellation"
    first, second = (part["number"] for part in order["parts"])
    body = {"reason": "Too many", "part_number": first}
    one = call("POST", address, body, secret=order["access_token"])
    assert {part["number"]: part["status"] for part in one.json()["parts"]} == {
        first: "cancelled",
        second: "pending",
    }
    rest = call("POST", address, {"reason": "Moved away"}, secret=order["access_token"]).json()
    assert {part["status"] for part in rest["parts"]} == {"cancelled"}
    assert rest["parts"][1]["history"][-1]["reason"] == "Moved away"


def test_cancelling_an_unknown_part_stops_nothing(call, order):
    refused = call(
        "POST",
        f"/orders/{order['number']}/cancellation",
        {"reason": "x", "part_number": "A-1"},
        secret=order["access_token"],
    )
    assert (refused.status_code, refused.json()["error"]["field"]) == (404, "part_number")
    shown = call("GET", f"/orders/{order['number']}", secret=order["access_token"]).json()
    assert {part["status"] for part in shown["parts"]} == {"pending"}


def transfer_of(order, **changes):
    total = order["totals"]["total"]
    return {
        "reference": order["transfer_reference"],
        "amount_minor": total["amount_minor"],
        "currency": total["currency"],
        "bank_reference": "BANK-1",
    } | changes


def test_only_the_desk_and_operators_say_that_money_arrived(call, order, count):
    for cookie, status in ((None, 401), (signed_in(call), 403)):
        headers = {"cookie": cookie} if cookie else {}
        assert call("POST", "/bank-transfers", transfer_of(order), **headers).status_code == status
    assert count("payment_transaction") == 0


def test_a_transfer_settles_its_order_once(call, order, count):
    desk = signed_in(call, "desk@example.com", Role.DESK)
    for _ in range(2):
        answer = call("POST", "/bank-transfers", transfer_of(order), cookie=desk)
        assert (answer.status_code, answer.json()["status"]) == (201, "captured")
        assert answer.json()["received"] == order["totals"]["total"]
    assert count("payment_transaction") == 1
    shown = call("GET", f"/orders/{order['number']}", secret=order["access_token"]).json()
    assert (shown["payment_status"], shown["transfer_reference"]) == ("captured", None)


def test_a_transfer_of_another_amount_is_refused_and_nothing_is_booked(call, order, count):
    desk = signed_in(call, "desk@example.com", Role.DESK)
    journals = count("ledger_journal")
    refused = call("POST", "/bank-transfers", transfer_of(order, amount_minor=1), cookie=desk)
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "transfer_mismatch")
    assert (count("payment_transaction"), count("ledger_journal")) == (0, journals)


def test_a_person_lists_the_orders_placed_while_signed_in_and_nobody_elses(call, order, lamp):
    ada = signed_in(call)
    cart = call("POST", "/carts", {"lines": [{"offer_id": str(lamp.id)}]}, cookie=ada).json()
    assert cart["access_token"] is None
    wish = {
        "cart_id": cart["id"],
        "email": "ada@example.com",
        "payment_method": "bank_transfer",
        "address": {
            "name": "Ada",
            "line1": "Hauptstr. 1",
            "city": "Berlin",
            "postcode": "10115",
            "country": "DE",
        },
    }
    checkout = call("POST", "/checkouts", wish, cookie=ada).json()
    assert (checkout["access_token"], checkout["prices_include_tax"]) == (None, True)
    done = call("POST", f"/checkouts/{checkout['id']}/completion", {}, cookie=ada).json()
    listed = call("GET", "/orders", cookie=ada).json()
    assert (listed["total"], listed["orders"][0]["number"]) == (1, done["order_number"])
    assert call("GET", "/orders").status_code == 401
