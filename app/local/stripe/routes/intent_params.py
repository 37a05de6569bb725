"""Parameters that PaymentIntents and SetupIntents share."""

from __future__ import annotations

from typing import Any

from app.local.stripe.call import Call
from app.local.stripe.errors import InvalidRequest, NotFound, ParameterError
from app.local.stripe.store import Record

# What a browser may say when it confirms with a publishable key.
BROWSER_CONFIRM = frozenset(
    {
        "client_secret", "expand", "expected_payment_method_type", "mandate_data", "payment_method",
        "payment_method_data", "payment_method_options", "radar_options", "receipt_email", "return_url",
        "setup_future_usage", "shipping", "use_stripe_sdk",
    }
)  # fmt: skip
_TYPES_REMOVED = (
    "The `payment_method_types` parameter is no longer supported on this API version. Use dynamic payment "
    "methods, `allowed_payment_method_types` or `excluded_payment_method_types` instead."
)
KNOWN_TYPES = ("card",)


def refuse_payment_method_types(call: Call) -> None:
    """API version 2026-09-30.endive took `payment_method_types` away from create, update and confirm."""
    if "payment_method_types" in call.params:
        raise ParameterError(
            _TYPES_REMOVED, code="payment_method_types_no_longer_supported", param="payment_method_types"
        )


def method_types(call: Call) -> list[str]:
    """The payment method types a new intent offers, out of those the stand-in knows."""
    allowed, excluded = (
        call.params.texts("allowed_payment_method_types"),
        call.params.texts("excluded_payment_method_types"),
    )
    if allowed and ("automatic_payment_methods" in call.params or excluded):
        raise ParameterError(
            "You may only specify one of these parameters: allowed_payment_method_types, "
            "automatic_payment_methods, excluded_payment_method_types.",
            param="allowed_payment_method_types",
        )
    offered = [kind for kind in KNOWN_TYPES if (not allowed or kind in allowed) and kind not in excluded]
    if not offered:
        raise InvalidRequest(
            "No valid payment method types for this intent. The stand-in knows the type card.",
            param="allowed_payment_method_types",
        )
    return offered


def automatic_methods(call: Call) -> dict[str, Any] | None:
    """How payment methods are chosen; automatic unless a list was given (since 2023-08-16)."""
    if "allowed_payment_method_types" in call.params:
        return None
    given = call.params.nested("automatic_payment_methods")
    given.allow(("enabled", "allow_redirects"))
    enabled = given.flag("enabled", default=True)
    if not enabled:
        return {"enabled": False}
    return {
        "allow_redirects": given.choice("allow_redirects", ("always", "never"), "always"),
        "enabled": True,
    }


def customer_id(call: Call) -> str | None:
    """The id of the customer parameter, who must exist."""
    identifier = call.params.text("customer")
    if identifier is not None:
        call.reference("customer", identifier, "customer")
    return identifier


def by_secret(call: Call, kind: str) -> Record:
    """The intent of the path; a browser must also know its client secret."""
    record = call.subject(kind, "intent")
    if call.publishable:
        secret = call.params.text("client_secret")
        if secret is None:
            raise ParameterError(
                "Missing required param: client_secret.", code="parameter_missing", param="client_secret"
            )
        if secret != record.body["client_secret"]:
            raise NotFound(kind, record.id, "intent")
    return record
