"""PaymentMethods and Tokens: https://docs.stripe.com/api/payment_methods."""

from __future__ import annotations

from typing import Any

from app.local.stripe.call import LIST_PARAMS, Call
from app.local.stripe.errors import InvalidRequest
from app.local.stripe.methods import attach, card_of, method, new_method, new_token, test_method
from app.local.stripe.objects.payment import billing_details
from app.local.stripe.routes import Api

_CREATE = frozenset(
    {
        "allow_redisplay", "billing_details", "card", "customer", "expand", "metadata", "payment_method",
        "radar_options", "type",
    }
)  # fmt: skip


def create(call: Call) -> dict[str, Any]:
    """A payment method of type card."""
    call.params.allow(_CREATE)
    return new_method(call, call.params, "").body


def retrieve(call: Call) -> dict[str, Any]:
    """One payment method; a `pm_card_…` test id shows what it stands for."""
    call.params.allow(("expand",))
    return test_method(call, call.path["id"]) or call.subject("payment_method", "payment_method").body


def update(call: Call) -> dict[str, Any]:
    """Change billing details, expiry or metadata."""
    call.params.allow(("allow_redisplay", "billing_details", "card", "expand", "metadata"))
    record = call.subject("payment_method", "payment_method")
    body = record.body
    given = call.params.nested("billing_details")
    if given:
        current = body["billing_details"]
        address = {**current["address"], **given.nested("address")}
        body["billing_details"] = billing_details({**current, **given, "address": address})
    card = call.params.nested("card")
    for name in ("exp_month", "exp_year"):
        if (value := card.integer(name, minimum=1)) is not None:
            body["card"][name] = value
    if (shown := call.params.choice("allow_redisplay", ("always", "limited", "unspecified"))) is not None:
        body["allow_redisplay"] = shown
    body["metadata"] = call.params.metadata(body["metadata"])
    call.store.save(record)
    call.emit("payment_method.updated", record)
    return body


def attach_to_customer(call: Call) -> dict[str, Any]:
    """Keep a payment method for a customer; the bank checks the card and may decline."""
    call.params.allow(("customer", "customer_account", "expand"))
    customer = call.reference("customer", call.params.required_text("customer"), "customer")
    record = method(call, call.path["id"])
    card = card_of(record)
    if card.decline is not None and card.declines_attach:
        raise card.decline.error()
    attach(call, record, customer.id)
    return record.body


def detach(call: Call) -> dict[str, Any]:
    """Forget a saved payment method; it can not be used again."""
    call.params.allow(("expand",))
    record = call.subject("payment_method", "payment_method")
    if record.body["customer"] is None:
        raise InvalidRequest(
            "The payment method you provided is not attached to a customer so detachment is impossible.",
            code="payment_method_unexpected_state",
        )
    previous = record.body["customer"]
    record.body["customer"] = None
    record.private["used"] = True
    call.store.save(record)
    call.emit("payment_method.detached", record, {"customer": previous})
    return record.body


def list_methods(call: Call) -> dict[str, Any]:
    """Saved payment methods, newest first."""
    call.params.allow(
        (LIST_PARAMS - {"created"}) | {"customer", "customer_account", "type", "allow_redisplay"}
    )
    call.params.choice("type", ("card",))
    if "customer" in call.params:
        call.reference("customer", call.params.required_text("customer"), "customer")
    return call.page("payment_method", call.where("customer"))


def create_token(call: Call) -> dict[str, Any]:
    """A single-use token for a card."""
    call.params.allow(("card", "expand"))
    return new_token(call).body


def retrieve_token(call: Call) -> dict[str, Any]:
    """One token."""
    call.params.allow(("expand",))
    return call.subject("token", "token").body


ROUTES = (
    Api("POST", "/v1/payment_methods", create, browser=True),
    Api("GET", "/v1/payment_methods", list_methods),
    Api("POST", "/v1/payment_methods/{id}/attach", attach_to_customer),
    Api("POST", "/v1/payment_methods/{id}/detach", detach),
    Api("GET", "/v1/payment_methods/{id}", retrieve),
    Api("POST", "/v1/payment_methods/{id}", update),
    Api("POST", "/v1/tokens", create_token, browser=True),
    Api("GET", "/v1/tokens/{id}", retrieve_token),
)
