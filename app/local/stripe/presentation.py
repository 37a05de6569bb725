"""What a caller gets to see: expanded references for the shop, a trimmed intent for the browser."""

from __future__ import annotations

from typing import Any

from app.local.stripe.call import Call
from app.local.stripe.errors import ParameterError
from app.local.stripe.ids import now

_KINDS = {
    "pi": "payment_intent",
    "seti": "setup_intent",
    "pm": "payment_method",
    "ch": "charge",
    "re": "refund",
    "dp": "dispute",
    "cus": "customer",
    "txn": "balance_transaction",
    "tr": "transfer",
    "trr": "transfer_reversal",
    "acct": "account",
    "fee": "application_fee",
}
_DEEPEST = 4

# What Stripe shows of an intent to a publishable key: no customer, no metadata, no charge.
_BROWSER_FIELDS = {
    "payment_intent": (
        "id", "object", "amount", "amount_details", "automatic_payment_methods", "canceled_at",
        "cancellation_reason", "capture_method", "client_secret", "confirmation_method", "created",
        "currency", "description", "last_payment_error", "livemode", "next_action", "payment_method",
        "payment_method_configuration_details", "payment_method_types", "processing", "receipt_email",
        "setup_future_usage", "shipping", "source", "status",
    ),
    "setup_intent": (
        "id", "object", "automatic_payment_methods", "cancellation_reason", "client_secret", "created",
        "description", "last_setup_error", "livemode", "next_action", "payment_method",
        "payment_method_configuration_details", "payment_method_types", "status", "usage",
    ),
}  # fmt: skip


def for_browser(body: dict[str, Any]) -> dict[str, Any]:
    """The object as a publishable key sees it."""
    fields = _BROWSER_FIELDS.get(body.get("object", ""))
    if fields is not None:
        return {name: body[name] for name in fields}
    for kind in _BROWSER_FIELDS:
        if isinstance(body.get(kind), dict):
            body = {**body, kind: for_browser(body[kind])}
    return body


def present(call: Call, body: dict[str, Any]) -> dict[str, Any]:
    """The object with the references the request asks to expand.

    Source: https://docs.stripe.com/api/expanding_objects.
    """
    shown = _current(call, body)
    for position, path in enumerate(call.params.texts("expand")):
        steps = path.split(".")
        if len(steps) > _DEEPEST:
            raise ParameterError(
                f"You cannot expand more than {_DEEPEST} levels of a property: {path}",
                param=f"expand[{position}]",
            )
        shown = _expand(call, shown, steps, path, position)
    return for_browser(shown) if call.publishable else shown


def _current(call: Call, body: dict[str, Any]) -> dict[str, Any]:
    """What time or deliveries have changed since the object was stored."""
    kind = body.get("object")
    if kind == "balance_transaction" and body["status"] == "pending" and body["available_on"] <= now():
        return {**body, "status": "available"}
    if kind == "event":
        return {**body, "pending_webhooks": call.events.pending(body["id"])}
    if kind == "list":
        return {**body, "data": [_current(call, item) for item in body["data"]]}
    return body


def _expand(call: Call, node: Any, steps: list[str], path: str, position: int) -> Any:
    if not steps or node is None:
        return node
    if isinstance(node, list):
        return [_expand(call, item, steps, path, position) for item in node]
    step, rest = steps[0], steps[1:]
    if not isinstance(node, dict) or step not in node:
        raise _not_expandable(path, position)
    value = node[step]
    if isinstance(value, str):
        kind = _KINDS.get(value.split("_", 1)[0])
        found = call.store.get(kind, value) if kind else None
        if found is None:
            raise _not_expandable(path, position)
        value = _current(call, found.body)
    elif value is not None and not isinstance(value, dict | list):
        raise _not_expandable(path, position)
    return {**node, step: _expand(call, value, rest, path, position)}


def _not_expandable(path: str, position: int) -> ParameterError:
    return ParameterError(f"This property cannot be expanded ({path}).", param=f"expand[{position}]")
