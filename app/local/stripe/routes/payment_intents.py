"""PaymentIntents: https://docs.stripe.com/api/payment_intents."""

from __future__ import annotations

from typing import Any

from app.local.stripe import charging
from app.local.stripe.call import LIST_PARAMS, Call
from app.local.stripe.confirmation import confirm
from app.local.stripe.errors import InvalidRequest, NoSuchReference, ParameterError, UnexpectedState
from app.local.stripe.ids import now
from app.local.stripe.methods import brought_method
from app.local.stripe.money import chargeable, currency_code
from app.local.stripe.objects.payment import payment_intent
from app.local.stripe.params import Params
from app.local.stripe.routes import Api
from app.local.stripe.routes.intent_params import (
    BROWSER_CONFIRM,
    automatic_methods,
    by_secret,
    customer_id,
    method_types,
    refuse_payment_method_types,
)
from app.local.stripe.settings import PLATFORM
from app.local.stripe.store import Record

_UPDATE = frozenset(
    {
        "allowed_payment_method_types", "amount", "amount_details", "application_fee_amount",
        "capture_method", "currency", "customer", "customer_account", "description",
        "excluded_payment_method_types", "expand", "hooks", "metadata", "payment_details", "payment_method",
        "payment_method_configuration", "payment_method_data", "payment_method_options", "receipt_email",
        "setup_future_usage", "shipping", "statement_descriptor", "statement_descriptor_suffix",
        "transfer_data", "transfer_group",
    }
)  # fmt: skip
_CREATE = _UPDATE | {
    "automatic_payment_methods", "confirm", "confirmation_method", "confirmation_token",
    "error_on_requires_action", "mandate", "mandate_data", "off_session", "on_behalf_of", "radar_options",
    "return_url", "use_stripe_sdk",
}  # fmt: skip
_CONFIRM = BROWSER_CONFIRM | {
    "allowed_payment_method_types", "amount_details", "amount_to_confirm", "capture_method",
    "confirmation_token", "error_on_requires_action", "excluded_payment_method_types", "hooks", "mandate",
    "off_session", "payment_details",
}  # fmt: skip
_CAPTURE = frozenset(
    {
        "amount_details", "amount_to_capture", "application_fee_amount", "expand", "final_capture", "hooks",
        "metadata", "payment_details", "statement_descriptor", "statement_descriptor_suffix",
        "transfer_data",
    }
)  # fmt: skip
_CAPTURE_METHODS = ("automatic", "automatic_async", "manual")
_CANCELLATION_REASONS = ("duplicate", "fraudulent", "requested_by_customer", "abandoned")
_CANCELABLE = (
    "requires_payment_method", "requires_capture", "requires_confirmation", "requires_action", "processing",
)  # fmt: skip
_OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")
_DESCRIPTORS = ("statement_descriptor", "statement_descriptor_suffix")
_FIXED_ONCE_CONFIRMED = (
    "amount", "currency", "capture_method", "customer", "payment_method", "payment_method_data",
    "application_fee_amount", "setup_future_usage",
)  # fmt: skip


def create(call: Call) -> dict[str, Any]:
    """A new intent, confirmed at once when asked."""
    params = call.params
    refuse_payment_method_types(call)
    params.allow(_CREATE)
    amount = params.required_integer("amount", minimum=1)
    currency = currency_code(params.required_text("currency"))
    body = payment_intent(
        amount=amount,
        currency=currency,
        capture_method=params.choice("capture_method", _CAPTURE_METHODS, "automatic_async") or "",
        confirmation_method=params.choice("confirmation_method", ("automatic", "manual"), "automatic") or "",
        automatic_payment_methods=automatic_methods(call),
        payment_method_types=method_types(call),
        payment_method_options=dict(params.nested("payment_method_options")),
        metadata=params.metadata({}),
        **_settable(params),
    )
    only_with_confirm = [
        name for name in ("off_session", "return_url", "error_on_requires_action") if params.get(name)
    ]
    confirmed = params.flag("confirm")
    if only_with_confirm and not confirmed:
        name = only_with_confirm[0]
        raise ParameterError(
            f"The parameter `{name}` cannot be passed when creating a PaymentIntent unless `confirm` is set "
            "to true.",
            param=name,
        )
    chargeable(amount, currency)
    body["customer"] = customer_id(call)
    body["on_behalf_of"] = params.text("on_behalf_of")
    body["transfer_data"] = _transfer_data(call)
    body["application_fee_amount"] = _application_fee(call, amount, body["transfer_data"])
    intent = call.store.add(body, call.account)
    call.emit("payment_intent.created", intent)
    if confirmed:
        confirm(call, intent)
    elif (used := brought_method(call)) is not None:
        body["payment_method"] = used.id
        body["status"] = "requires_confirmation"
        call.store.save(intent)
    return intent.body


def _settable(params: Params) -> dict[str, Any]:
    """What may be set on create and update alike."""
    given: dict[str, Any] = {}
    for name in ("description", "receipt_email", "transfer_group", *_DESCRIPTORS):
        if name in params:
            given[name] = params.text(name, longest=22 if name in _DESCRIPTORS else 5000)
    if "setup_future_usage" in params:
        given["setup_future_usage"] = params.choice("setup_future_usage", ("off_session", "on_session"))
    if "shipping" in params:
        given["shipping"] = _shipping(params.nested("shipping")) if params["shipping"] else None
    return given


def _shipping(given: Params) -> dict[str, Any]:
    given.allow(("address", "carrier", "name", "phone", "tracking_number"))
    address = given.nested("address")
    fields = ("city", "country", "line1", "line2", "postal_code", "state")
    return {
        "address": {name: address.text(name) for name in fields},
        "carrier": given.text("carrier"),
        "name": given.required_text("name"),
        "phone": given.text("phone"),
        "tracking_number": given.text("tracking_number"),
    }


def _transfer_data(call: Call) -> dict[str, Any] | None:
    given = call.params.nested("transfer_data")
    if not given:
        return None
    given.allow(("amount", "destination"))
    destination = given.required_text("destination")
    if call.store.get("account", destination) is None:
        raise NoSuchReference("destination", destination, "transfer_data[destination]")
    data: dict[str, Any] = {"destination": destination}
    if (amount := given.integer("amount", minimum=1)) is not None:
        data["amount"] = amount
    return data


def _application_fee(call: Call, amount: int, transfer_data: dict[str, Any] | None) -> int | None:
    fee = call.params.integer("application_fee_amount", minimum=0)
    if fee is None:
        return None
    if call.account == PLATFORM and transfer_data is None:
        raise InvalidRequest(
            "Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment "
            "(using an OAuth key or Stripe-Account header) or destination payment (using "
            "`transfer_data[destination]`).",
            param="application_fee_amount",
        )
    if fee > amount:
        raise InvalidRequest(
            "Your application fee amount cannot be greater than the amount of the charge.",
            param="application_fee_amount",
        )
    return fee


def retrieve(call: Call) -> dict[str, Any]:
    """One intent; a browser needs its client secret."""
    call.params.allow(("client_secret", "expand"))
    return by_secret(call, "payment_intent").body


def update(call: Call) -> dict[str, Any]:
    """Change an intent; what the card holder agreed to is fixed once it is confirmed."""
    params = call.params
    refuse_payment_method_types(call)
    params.allow(_UPDATE)
    intent = call.subject("payment_intent", "intent")
    body = intent.body
    if body["status"] not in _OPEN:
        for name in _FIXED_ONCE_CONFIRMED:
            if name in params:
                raise UnexpectedState(
                    f"This PaymentIntent's {name} could not be updated because it has a status of "
                    f"{body['status']}. You may only update the {name} of a PaymentIntent with one of the "
                    f"following statuses: {', '.join(_OPEN)}.",
                    body,
                )
    amount = params.integer("amount", minimum=1)
    currency = currency_code(given) if (given := params.text("currency")) else body["currency"]
    if amount is not None or currency != body["currency"]:
        chargeable(amount or body["amount"], currency)
        body["amount"], body["currency"] = amount or body["amount"], currency
    body.update(_settable(params))
    body["metadata"] = params.metadata(body["metadata"])
    if "customer" in params:
        body["customer"] = customer_id(call)
    if (chosen := params.choice("capture_method", _CAPTURE_METHODS)) is not None:
        body["capture_method"] = chosen
    if "transfer_data" in params:
        body["transfer_data"] = _transfer_data(call)
    if "application_fee_amount" in params:
        body["application_fee_amount"] = _application_fee(call, body["amount"], body["transfer_data"])
    if "payment_method_options" in params:
        body["payment_method_options"]["card"].update(params.nested("payment_method_options").nested("card"))
    if (used := brought_method(call)) is not None:
        body["payment_method"] = used.id
        body["status"] = "requires_confirmation"
        body["next_action"] = None
    elif body["status"] == "requires_action" and (amount is not None or "currency" in params):
        # What the bank was asked to authenticate is no longer what would be charged.
        body["status"] = "requires_confirmation"
        body["next_action"] = None
    call.store.save(intent)
    return body


def confirm_intent(call: Call) -> dict[str, Any]:
    """Confirm an intent."""
    refuse_payment_method_types(call)
    call.params.allow(BROWSER_CONFIRM if call.publishable else _CONFIRM)
    intent = by_secret(call, "payment_intent")
    given = _settable(call.params)
    chosen = call.params.choice("capture_method", _CAPTURE_METHODS)
    if intent.body["status"] in _OPEN:
        intent.body.update(given)
        if chosen is not None:
            intent.body["capture_method"] = chosen
    confirm(call, intent)
    return intent.body


def capture(call: Call) -> dict[str, Any]:
    """Take what was authorised, or a part of it; the rest is released, or kept by `final_capture=false`.

    Several captures need multicapture: https://docs.stripe.com/payments/multicapture.
    """
    params = call.params
    params.allow(_CAPTURE)
    wanted = params.integer("amount_to_capture", minimum=1)
    intent = call.subject("payment_intent", "intent")
    body = intent.body
    if body["status"] != "requires_capture":
        reason = (
            "it has already been captured."
            if body["status"] == "succeeded"
            else f"it has a status of {body['status']}. Only a PaymentIntent with one of the following "
            "statuses may be captured: requires_capture."
        )
        raise UnexpectedState(f"This PaymentIntent could not be captured because {reason}", body)
    amount = body["amount_capturable"] if wanted is None else wanted
    if amount > body["amount_capturable"]:
        raise InvalidRequest(
            "The payment could not be captured because the requested capture amount is greater than the "
            "authorized amount. If you are trying to collect a tip or over-capture, your account might not "
            "be configured for those features. Contact us via https://support.stripe.com/contact/",
            code="amount_too_large",
            param="amount_to_capture",
        )
    body["metadata"] = params.metadata(body["metadata"])
    if "application_fee_amount" in params:
        body["application_fee_amount"] = _application_fee(call, amount, body["transfer_data"])
    charge = _charge(call, intent)
    final = params.flag("final_capture", default=True)
    details = charge.body["payment_method_details"]["card"]
    if not final and details["multicapture"]["status"] != "available":
        raise InvalidRequest(
            "This PaymentIntent does not support multicapture, so `final_capture` cannot be `false`.",
            param="final_capture",
        )
    if charging.capture(call, intent, charge, amount, final=final):
        call.emit("charge.captured", charge)
        call.emit("payment_intent.succeeded", intent)
    else:
        call.emit("charge.updated", charge)
        call.emit("payment_intent.amount_capturable_updated", intent)
    return body


def cancel(call: Call) -> dict[str, Any]:
    """Give an intent up; an authorisation is released."""
    call.params.allow(("cancellation_reason", "expand"))
    reason = call.params.choice("cancellation_reason", _CANCELLATION_REASONS)
    intent = call.subject("payment_intent", "intent")
    give_up(call, intent, reason)
    return intent.body


def give_up(call: Call, intent: Record, reason: str | None) -> None:
    """Cancel an intent that may still take money; what it captured in part stays captured."""
    body = intent.body
    if body["status"] not in _CANCELABLE:
        raise UnexpectedState(
            f"You cannot cancel this PaymentIntent because it has a status of {body['status']}. Only a "
            f"PaymentIntent with one of the following statuses may be canceled: {', '.join(_CANCELABLE)}.",
            body,
        )
    if body["status"] == "requires_capture":
        charge = _charge(call, intent)
        charging.release(call, charge)
        if reason == "expired":
            call.emit("charge.expired", charge)
    body["amount_capturable"] = 0
    body["canceled_at"] = now()
    body["cancellation_reason"] = reason
    body["next_action"] = None
    body["status"] = "canceled"
    call.store.save(intent)
    call.emit("payment_intent.canceled", intent)


def _charge(call: Call, intent: Record) -> Record:
    charge = call.store.get("charge", intent.body["latest_charge"])
    assert charge is not None, "an authorised intent has its charge"
    return charge


def list_intents(call: Call) -> dict[str, Any]:
    """Intents, newest first."""
    call.params.allow(LIST_PARAMS | {"customer", "customer_account"})
    return call.page("payment_intent", call.where("customer"))


ROUTES = (
    Api("POST", "/v1/payment_intents", create),
    Api("POST", "/v1/payment_intents/{id}/confirm", confirm_intent, browser=True),
    Api("POST", "/v1/payment_intents/{id}/capture", capture),
    Api("POST", "/v1/payment_intents/{id}/cancel", cancel),
    Api("GET", "/v1/payment_intents/{id}", retrieve, browser=True),
    Api("POST", "/v1/payment_intents/{id}", update),
    Api("GET", "/v1/payment_intents", list_intents),
)
