"""SetupIntents: https://docs.stripe.com/api/setup_intents."""

from __future__ import annotations

from typing import Any

from app.local.stripe.call import LIST_PARAMS, Call
from app.local.stripe.confirmation import confirm
from app.local.stripe.errors import UnexpectedState
from app.local.stripe.methods import brought_method
from app.local.stripe.objects.payment import setup_intent
from app.local.stripe.routes import Api
from app.local.stripe.routes.intent_params import (
    BROWSER_CONFIRM,
    automatic_methods,
    by_secret,
    customer_id,
    method_types,
    refuse_payment_method_types,
)

_UPDATE = frozenset(
    {
        "allowed_payment_method_types", "attach_to_self", "customer", "customer_account", "description",
        "excluded_payment_method_types", "expand", "flow_directions", "metadata", "payment_method",
        "payment_method_configuration", "payment_method_data", "payment_method_options",
    }
)  # fmt: skip
_CREATE = _UPDATE | {
    "automatic_payment_methods", "confirm", "confirmation_token", "mandate_data", "on_behalf_of",
    "return_url", "single_use", "usage", "use_stripe_sdk",
}  # fmt: skip
_CONFIRM = BROWSER_CONFIRM | {"allowed_payment_method_types", "confirmation_token"}
_OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")


def create(call: Call) -> dict[str, Any]:
    """A new intent to keep a card, confirmed at once when asked."""
    params = call.params
    refuse_payment_method_types(call)
    params.allow(_CREATE)
    body = setup_intent(
        automatic_payment_methods=automatic_methods(call),
        payment_method_types=method_types(call),
        payment_method_options=dict(params.nested("payment_method_options")),
        usage=params.choice("usage", ("off_session", "on_session"), "off_session"),
        description=params.text("description"),
        metadata=params.metadata({}),
    )
    confirmed = params.flag("confirm")
    body["customer"] = customer_id(call)
    intent = call.store.add(body, call.account)
    call.emit("setup_intent.created", intent)
    if confirmed:
        confirm(call, intent)
    elif (used := brought_method(call)) is not None:
        body["payment_method"] = used.id
        body["status"] = "requires_confirmation"
        call.store.save(intent)
    return intent.body


def retrieve(call: Call) -> dict[str, Any]:
    """One intent; a browser needs its client secret."""
    call.params.allow(("client_secret", "expand"))
    return by_secret(call, "setup_intent").body


def update(call: Call) -> dict[str, Any]:
    """Change an intent."""
    params = call.params
    refuse_payment_method_types(call)
    params.allow(_UPDATE)
    intent = call.subject("setup_intent", "intent")
    body = intent.body
    if "description" in params:
        body["description"] = params.text("description")
    if "customer" in params:
        body["customer"] = customer_id(call)
    body["metadata"] = params.metadata(body["metadata"])
    if (used := brought_method(call)) is not None:
        if body["status"] not in _OPEN:
            raise UnexpectedState(
                "This SetupIntent's payment_method could not be updated because it has a status of "
                f"{body['status']}.",
                body,
            )
        body["payment_method"] = used.id
        body["status"] = "requires_confirmation"
        body["next_action"] = None
    call.store.save(intent)
    return body


def confirm_intent(call: Call) -> dict[str, Any]:
    """Confirm an intent."""
    refuse_payment_method_types(call)
    call.params.allow(BROWSER_CONFIRM if call.publishable else _CONFIRM)
    intent = by_secret(call, "setup_intent")
    confirm(call, intent)
    return intent.body


def cancel(call: Call) -> dict[str, Any]:
    """Give an intent up."""
    call.params.allow(("cancellation_reason", "expand"))
    reason = call.params.choice("cancellation_reason", ("abandoned", "requested_by_customer", "duplicate"))
    intent = call.subject("setup_intent", "intent")
    body = intent.body
    if body["status"] not in _OPEN:
        raise UnexpectedState(
            f"You cannot cancel this SetupIntent because it has a status of {body['status']}. Only a "
            f"SetupIntent with one of the following statuses may be canceled: {', '.join(_OPEN)}.",
            body,
        )
    body["status"] = "canceled"
    body["cancellation_reason"] = reason
    body["next_action"] = None
    call.store.save(intent)
    call.emit("setup_intent.canceled", intent)
    return body


def list_intents(call: Call) -> dict[str, Any]:
    """Intents, newest first."""
    call.params.allow(LIST_PARAMS | {"attach_to_self", "customer", "customer_account", "payment_method"})
    return call.page("setup_intent", call.where("customer", "payment_method"))


ROUTES = (
    Api("POST", "/v1/setup_intents", create),
    Api("POST", "/v1/setup_intents/{id}/confirm", confirm_intent, browser=True),
    Api("POST", "/v1/setup_intents/{id}/cancel", cancel),
    Api("GET", "/v1/setup_intents/{id}", retrieve, browser=True),
    Api("POST", "/v1/setup_intents/{id}", update),
    Api("GET", "/v1/setup_intents", list_intents),
)
