"""Stripe Tax: https://docs.stripe.com/api/tax/calculations and https://docs.stripe.com/api/tax/transactions."""

from __future__ import annotations

from typing import Any

from app.local.stripe.call import Call
from app.local.stripe.errors import InvalidRequest, ParameterError
from app.local.stripe.objects import tax as objects
from app.local.stripe.params import Params
from app.local.stripe.routes import Api

_CALCULATE = frozenset(
    {
        "currency", "customer", "customer_details", "expand", "line_items", "ship_from_details",
        "shipping_cost", "tax_date",
    }
)  # fmt: skip
_SELL = frozenset({"calculation", "expand", "metadata", "posted_at", "reference"})
_REVERSE = frozenset(
    {
        "expand", "flat_amount", "line_items", "metadata", "mode", "original_transaction", "reference",
        "shipping_cost",
    }
)  # fmt: skip
_BEHAVIORS = ("exclusive", "inclusive")
_ADDRESS = ("city", "country", "line1", "line2", "postal_code", "state")
_GOODS, _SHIPPING = "txcd_99999999", "txcd_92010001"


def calculate(call: Call) -> dict[str, Any]:
    """What the tax of a sale would be. Nothing is sold with that."""
    params = call.params
    params.allow(_CALCULATE)
    currency = params.required_text("currency")
    details = params.nested("customer_details")
    address = _address(details)
    if address["country"] == "US" and not address["postal_code"]:
        raise InvalidRequest(
            "You must provide a postal code for addresses in the United States.",
            code="customer_tax_location_invalid",
            param="customer_details[address]",
        )
    place = objects.Place(address)
    given = params.get("line_items")
    if not isinstance(given, list) or not given:
        raise ParameterError(
            "Missing required param: line_items.", code="parameter_missing", param="line_items"
        )
    lines = [
        objects.calculation_line(_line(Params(one, f"line_items[{number}]"), number), place)
        for number, one in enumerate(given)
    ]
    shipping = params.nested("shipping_cost")
    ship_from = params.nested("ship_from_details")
    body = objects.calculation(
        currency=currency,
        customer_details={
            "address": address,
            "address_source": details.choice("address_source", ("billing", "shipping")),
            "ip_address": details.text("ip_address"),
            "tax_ids": [],
            "taxability_override": details.choice(
                "taxability_override", ("customer_exempt", "none", "reverse_charge"), "none"
            ),
        },
        ship_from_details={"address": _address(ship_from)} if ship_from else None,
        lines=lines,
        shipping=objects.shipping_cost(_charge(shipping, _SHIPPING), place) if shipping else None,
        place=place,
    )
    call.store.add(body, call.account)
    return body


def retrieve(call: Call) -> dict[str, Any]:
    """One calculation."""
    call.params.allow(("expand",))
    return call.subject("tax.calculation").body


def sell(call: Call) -> dict[str, Any]:
    """A calculation was sold."""
    params = call.params
    params.allow(_SELL)
    reference = _fresh_reference(call)
    found = call.reference("tax.calculation", params.required_text("calculation"), "calculation")
    body = objects.transaction(found.body, reference=reference, metadata=params.metadata({}))
    call.store.add(body, call.account)
    return body


def reverse(call: Call) -> dict[str, Any]:
    """A sale was taken back, or a flat amount of it."""
    params = call.params
    params.allow(_REVERSE)
    reference = _fresh_reference(call)
    mode = params.choice("mode", ("full", "partial"))
    if mode is None:
        raise ParameterError("Missing required param: mode.", code="parameter_missing", param="mode")
    original = call.reference(
        "tax.transaction", params.required_text("original_transaction"), "original_transaction"
    )
    flat = params.integer("flat_amount", minimum=-(10**9), maximum=-1)
    if (mode == "partial") != (flat is not None):
        raise ParameterError("A partial reversal needs an amount.", param="flat_amount")
    left = objects.gross(original.body) - original.private.get("reversed", 0)
    wanted = left if flat is None else -flat
    if wanted > left or left == 0 or (flat is None and original.private.get("reversed")):
        raise InvalidRequest("The reversal exceeds what is left of the transaction.", param="flat_amount")
    body = objects.reversal(
        original.body, reference=reference, flat_amount=flat, metadata=params.metadata({})
    )
    call.store.add(body, call.account)
    original.private["reversed"] = original.private.get("reversed", 0) + wanted
    call.store.save(original)
    return body


def retrieve_transaction(call: Call) -> dict[str, Any]:
    """One transaction or reversal."""
    call.params.allow(("expand",))
    return call.subject("tax.transaction").body


def _fresh_reference(call: Call) -> str:
    reference = call.params.required_text("reference")
    if call.store.newest("tax.transaction", call.account, where={"reference": reference}, limit=1):
        raise InvalidRequest(
            f"A transaction with the reference {reference} exists already.",
            code="resource_already_exists",
            param="reference",
        )
    return reference


def _address(owner: Params) -> dict[str, Any]:
    address = owner.nested("address")
    address.required_text("country")
    return {name: address.text(name) for name in _ADDRESS}


def _charge(given: Params, code: str) -> dict[str, Any]:
    return {
        "amount": given.required_integer("amount"),
        "tax_behavior": given.choice("tax_behavior", _BEHAVIORS, "exclusive"),
        "tax_code": given.text("tax_code") or code,
    }


def _line(given: Params, number: int) -> dict[str, Any]:
    return {
        **_charge(given, _GOODS),
        "quantity": given.integer("quantity", minimum=1) or 1,
        "reference": given.text("reference") or f"L{number + 1}",
    }


ROUTES = (
    Api("POST", "/v1/tax/calculations", calculate),
    Api("GET", "/v1/tax/calculations/{id}", retrieve),
    Api("POST", "/v1/tax/transactions/create_from_calculation", sell),
    Api("POST", "/v1/tax/transactions/create_reversal", reverse),
    Api("GET", "/v1/tax/transactions/{id}", retrieve_transaction),
)
