"""Currencies over REST: what there is, a cart in one of them, its change, its checkout with a VAT number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from backend.kit import clock
from backend.pricing import currencies
from tests.factories.currencies import rates


@pytest.fixture(autouse=True)
def _rates(database):
    rates(USD="1.10", JPY="165.00")
    yield
    currencies.forget()


def test_the_currencies_are_told_with_their_rate_and_its_day(call):
    answer = call("GET", "/currencies").json()
    assert answer["home"] == "USD"
    told = {one["code"]: (one["decimals"], Decimal(one["rate"])) for one in answer["currencies"]}
    assert told == {
        "USD": (2, Decimal(1)),
        "EUR": (2, Decimal("0.909090909091")),
        "JPY": (0, Decimal(150)),
    }
    assert {one["rate_of"] for one in answer["currencies"]} == {None, clock.now().date().isoformat()}


def test_a_cart_is_opened_in_a_currency_changes_it_and_is_charged_in_it(call, lamp):
    lines = [{"offer_id": str(lamp.id), "quantity": 2}]
    cart = call("POST", "/carts", {"lines": lines, "currency": "EUR"}).json()
    secret = cart["access_token"]
    # 50.00 dollars are 45.45 euros.
    assert cart["subtotal"] == {"amount_minor": 9098, "currency": "EUR"}
    refused = call("POST", f"/carts/{cart['id']}/lines", {"lines": lines, "currency": "JPY"}, secret=secret)
    assert refused.json()["error"]["code"] == "other_currency"
    in_yen = call("PUT", f"/carts/{cart['id']}/currency", {"currency": "JPY"}, secret=secret).json()
    assert in_yen["subtotal"] == {"amount_minor": 14960, "currency": "JPY"}
    unknown = call("PUT", f"/carts/{cart['id']}/currency", {"currency": "XAU"}, secret=secret)
    assert unknown.json()["error"]["code"] == "currency_not_known"
    wish = {
        "cart_id": cart["id"],
        "email": "ada@example.com",
        "address": {
            "name": "Ada Byron",
            "line1": "1 Main St",
            "city": "Brooklyn",
            "region": "NY",
            "postcode": "11201",
            "country": "US",
        },
    }
    checkout = call("POST", "/checkouts", wish, secret=secret).json()
    # 4.99 dollars of shipping are 749 yen; New York takes 4 % of each: 598 and 30.
    assert checkout["totals"]["total"] == {"amount_minor": 14960 + 749 + 628, "currency": "JPY"}
    (tax,) = checkout["tax_lines"]
    assert (tax["jurisdiction"], Decimal(tax["rate"])) == ("US-NY", Decimal("0.04"))
    assert (tax["base"]["amount_minor"], tax["amount"]["amount_minor"]) == (15709, 628)
    wrong = call("POST", "/checkouts", wish | {"tax_number": "DE12"}, secret=secret)
    assert wrong.json()["error"]["code"] == "invalid_input"
