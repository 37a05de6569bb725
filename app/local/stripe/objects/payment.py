"""PaymentIntent, SetupIntent, PaymentMethod and Token."""

from __future__ import annotations

from typing import Any

from app.local.stripe.cards import TestCard
from app.local.stripe.ids import client_secret, new_id, now


def _card_options(given: dict[str, Any]) -> dict[str, Any]:
    card = {"installments": None, "mandate_options": None, "network": None}
    asked = given.get("card") if isinstance(given.get("card"), dict) else {}
    return {**given, "card": {**card, "request_three_d_secure": "automatic", **(asked or {})}}


def payment_intent(
    *,
    amount: int,
    currency: str,
    capture_method: str,
    confirmation_method: str,
    automatic_payment_methods: dict[str, Any] | None,
    payment_method_types: list[str],
    payment_method_options: dict[str, Any],
    **given: Any,
) -> dict[str, Any]:
    """A new PaymentIntent; `amount` in minor units of `currency`."""
    identifier = new_id("pi")
    intent: dict[str, Any] = {
        "id": identifier,
        "object": "payment_intent",
        "amount": amount,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": automatic_payment_methods,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": capture_method,
        "client_secret": client_secret(identifier),
        "confirmation_method": confirmation_method,
        "created": now(),
        "currency": currency,
        "customer": None,
        "customer_account": None,
        "description": None,
        "excluded_payment_method_types": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "managed_payments": {"enabled": False},
        "metadata": {},
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": _card_options(payment_method_options),
        "payment_method_types": payment_method_types,
        "processing": None,
        "receipt_email": None,
        "review": None,
        "setup_future_usage": None,
        "shipping": None,
        "source": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": None,
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": None,
    }
    intent.update(given)
    return intent


def setup_intent(
    *,
    automatic_payment_methods: dict[str, Any] | None,
    payment_method_types: list[str],
    payment_method_options: dict[str, Any],
    **given: Any,
) -> dict[str, Any]:
    """A new SetupIntent."""
    identifier = new_id("seti")
    intent: dict[str, Any] = {
        "id": identifier,
        "object": "setup_intent",
        "application": None,
        "automatic_payment_methods": automatic_payment_methods,
        "cancellation_reason": None,
        "client_secret": client_secret(identifier),
        "created": now(),
        "customer": None,
        "customer_account": None,
        "description": None,
        "excluded_payment_method_types": None,
        "flow_directions": None,
        "last_setup_error": None,
        "latest_attempt": None,
        "livemode": False,
        "mandate": None,
        "metadata": {},
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": _card_options(payment_method_options),
        "payment_method_types": payment_method_types,
        "single_use_mandate": None,
        "status": "requires_payment_method",
        "usage": "off_session",
    }
    intent.update(given)
    return intent


def billing_details(given: dict[str, Any] | None = None) -> dict[str, Any]:
    """Billing details with every field, the given ones filled in."""
    given = given or {}
    address = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state")) | _known(
        given.get("address")
    )
    return {
        "address": address,
        "email": given.get("email") or None,
        "name": given.get("name") or None,
        "phone": given.get("phone") or None,
        "tax_id": given.get("tax_id") or None,
    }


def _known(address: Any) -> dict[str, Any]:
    if not isinstance(address, dict):
        return {}
    fields = ("city", "country", "line1", "line2", "postal_code", "state")
    return {name: address[name] or None for name in fields if name in address}


def payment_method(
    card: TestCard, *, exp_month: int, exp_year: int, billing: dict[str, Any], **given: Any
) -> dict[str, Any]:
    """A new PaymentMethod of type card."""
    address = billing["address"]
    return {
        "id": new_id("pm"),
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": billing,
        "card": {
            "brand": card.brand,
            "checks": {
                "address_line1_check": card.line1_check if address["line1"] else None,
                "address_postal_code_check": card.postal_check if address["postal_code"] else None,
                "cvc_check": card.cvc_check,
            },
            "country": card.country,
            "display_brand": card.brand,
            "exp_month": exp_month,
            "exp_year": exp_year,
            "fingerprint": card.fingerprint,
            "funding": card.funding,
            "generated_from": None,
            "last4": card.last4,
            "networks": {"available": [card.brand], "preferred": None},
            "regulated_status": "unregulated",
            "three_d_secure_usage": {"supported": card.authentication != "not_supported"},
            "wallet": None,
        },
        "created": now(),
        "customer": None,
        "customer_account": None,
        "livemode": False,
        "metadata": {},
        "type": "card",
        **given,
    }


_TOKEN_BRANDS = {
    "visa": "Visa", "mastercard": "MasterCard", "amex": "American Express", "discover": "Discover",
    "diners": "Diners Club", "jcb": "JCB", "unionpay": "UnionPay",
}  # fmt: skip


def token(card: TestCard, *, exp_month: int, exp_year: int, billing: dict[str, Any]) -> dict[str, Any]:
    """A new single-use card token."""
    address = billing["address"]
    return {
        "id": new_id("tok"),
        "object": "token",
        "card": {
            "id": new_id("card"),
            "object": "card",
            "address_city": address["city"],
            "address_country": address["country"],
            "address_line1": address["line1"],
            "address_line1_check": None,
            "address_line2": address["line2"],
            "address_state": address["state"],
            "address_zip": address["postal_code"],
            "address_zip_check": None,
            "brand": _TOKEN_BRANDS[card.brand],
            "country": card.country,
            "cvc_check": "unchecked",
            "dynamic_last4": None,
            "exp_month": exp_month,
            "exp_year": exp_year,
            "fingerprint": card.fingerprint,
            "funding": card.funding,
            "last4": card.last4,
            "metadata": {},
            "name": billing["name"],
            "networks": {"preferred": None},
            "regulated_status": "unregulated",
            "tokenization_method": None,
        },
        "client_ip": None,
        "created": now(),
        "livemode": False,
        "type": "card",
        "used": False,
    }
