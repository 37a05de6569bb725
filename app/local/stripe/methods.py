"""Cards that a request brings along, and the payment methods made of them."""

from __future__ import annotations

import time
from typing import Any

from app.local.stripe import cards
from app.local.stripe.call import Call
from app.local.stripe.cards import TestCard
from app.local.stripe.errors import CardDeclined, InvalidRequest, NoSuchReference, ParameterError
from app.local.stripe.ids import now
from app.local.stripe.objects.payment import billing_details, payment_method, token
from app.local.stripe.params import Params
from app.local.stripe.store import Record

_TEST_CARD_MONTH = 12


def _next_year() -> int:
    return time.gmtime(now()).tm_year + 1


def _expiry(card: Params) -> tuple[int, int]:
    """Month and year; `CardDeclined` when they are no date or in the past."""
    month = card.required_integer("exp_month")
    year = card.required_integer("exp_year")
    year += 2000 if year < 100 else 0
    if not 1 <= month <= 12:
        raise CardDeclined(
            "Your card's expiration month is invalid.", code="invalid_expiry_month", param="exp_month"
        )
    today = time.gmtime(now())
    if not today.tm_year <= year <= today.tm_year + 50:
        raise CardDeclined(
            "Your card's expiration year is invalid.", code="invalid_expiry_year", param="exp_year"
        )
    if (year, month) < (today.tm_year, today.tm_mon):
        raise CardDeclined(
            "Your card's expiration month is invalid.", code="invalid_expiry_month", param="exp_month"
        )
    return month, year


def _read_card(card: Params) -> tuple[TestCard, int, int]:
    """The test card of `card[number]` and its expiry."""
    month, year = _expiry(card)
    found = cards.by_number(card.required_text("number"))
    cvc = card.text("cvc")
    digits = 4 if found.brand == "amex" else 3
    if cvc is not None and (not cvc.isdigit() or len(cvc) not in (3, digits)):
        raise CardDeclined("Your card's security code is invalid.", code="invalid_cvc", param="cvc")
    return found, month, year


def new_token(call: Call) -> Record:
    """A single-use token for the card of the request."""
    card = call.params.nested("card")
    if not card:
        raise ParameterError(
            "You must supply either a card, customer, PII data, bank account, or account.", param="card"
        )
    found, month, year = _read_card(card)
    address = {
        "city": card.text("address_city"),
        "country": card.text("address_country"),
        "line1": card.text("address_line1"),
        "line2": card.text("address_line2"),
        "postal_code": card.text("address_zip"),
        "state": card.text("address_state"),
    }
    billing = billing_details({"name": card.text("name"), "address": address})
    body = token(found, exp_month=month, exp_year=year, billing=billing)
    return call.store.add(body, call.account, card=found.name, billing=billing)


def new_method(call: Call, given: Params, param: str) -> Record:
    """A payment method from `type=card` and `card[number]` or `card[token]`."""
    kind = given.text("type", required=True)
    if kind != "card":
        raise InvalidRequest(
            f"The payment method type provided: {kind} is invalid. The stand-in knows the type card.",
            param=f"{param}[type]" if param else "type",
        )
    card = given.nested("card")
    billing: dict[str, Any] = dict(given.nested("billing_details"))
    name = card.text("token")
    if name is None:
        found, month, year = _read_card(card)
    elif (stored := call.store.get("token", name, call.account)) is not None:
        if stored.body["used"]:
            raise InvalidRequest(
                f"You cannot use a Stripe token more than once: {name}.", code="token_already_used"
            )
        stored.body["used"] = True
        call.store.save(stored)
        found = _known(stored.private["card"])
        month, year = stored.body["card"]["exp_month"], stored.body["card"]["exp_year"]
        billing = {**stored.private["billing"], **billing}
    else:
        by_name = cards.by_name(name.removeprefix("tok_")) if name.startswith("tok_") else None
        if by_name is None:
            raise NoSuchReference("token", name, "card[token]")
        found, month, year = by_name, _TEST_CARD_MONTH, _next_year()
    body = payment_method(
        found, exp_month=month, exp_year=year, billing=billing_details(billing), metadata=given.metadata({})
    )
    if allow_redisplay := given.choice("allow_redisplay", ("always", "limited", "unspecified")):
        body["allow_redisplay"] = allow_redisplay
    return call.store.add(body, call.account, card=found.name, set_up=False)


def test_method(call: Call, name: str) -> dict[str, Any] | None:
    """What `pm_card_…` stands for: a fresh payment method each time, None for another id."""
    found = cards.by_name(name.removeprefix("pm_card_")) if name.startswith("pm_card_") else None
    if found is None:
        return None
    return payment_method(found, exp_month=_TEST_CARD_MONTH, exp_year=_next_year(), billing=billing_details())


def method(call: Call, identifier: str, param: str = "payment_method") -> Record:
    """The payment method with this id; a `pm_card_…` test id becomes a stored one, as at Stripe."""
    body = test_method(call, identifier)
    if body is not None:
        name = _known(identifier.removeprefix("pm_card_")).name
        return call.store.add(body, call.account, card=name, set_up=False)
    found = call.store.get("payment_method", identifier, call.account)
    if found is None:
        raise InvalidRequest(f"No such PaymentMethod: '{identifier}'", code="resource_missing", param=param)
    return found


def brought_method(call: Call) -> Record | None:
    """The payment method that the request names or carries, None when it has none."""
    identifier = call.params.text("payment_method")
    if identifier is not None:
        return method(call, identifier)
    data = call.params.nested("payment_method_data")
    return new_method(call, data, "payment_method_data") if data else None


def card_of(record: Record) -> TestCard:
    """The test card behind a stored payment method."""
    return _known(record.private["card"])


def _known(name: str) -> TestCard:
    found = cards.by_name(name)
    assert found is not None, f"no test card is called {name}"
    return found


def attach(call: Call, record: Record, customer: str) -> None:
    """Keep a payment method for a customer; saved cards can be used again."""
    if record.body["customer"] == customer:
        return
    if record.body["customer"] is not None:
        raise InvalidRequest(
            "The payment method you provided has already been attached to a customer.",
            code="payment_method_unexpected_state",
        )
    record.body["customer"] = customer
    call.store.save(record)
    call.emit("payment_method.attached", record)
