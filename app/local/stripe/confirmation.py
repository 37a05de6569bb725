"""What happens when an intent is confirmed, and when the card holder comes back from the bank.

States as documented at https://docs.stripe.com/payments/paymentintents/lifecycle.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from app.local.stripe import cards, charging
from app.local.stripe.call import Call
from app.local.stripe.cards import Decline, TestCard
from app.local.stripe.errors import CardDeclined, InvalidRequest, ParameterError, StripeError, UnexpectedState
from app.local.stripe.methods import attach, brought_method, card_of, method
from app.local.stripe.store import Record

AUTHENTICATION_FAILED = (
    "We are unable to authenticate your payment method. Please choose a different payment method and try "
    "again."
)
_MISSING_METHOD = (
    "You cannot confirm this {name} because it's missing a payment method. You can either update the {name} "
    "with "
    "a payment method and then confirm it again, or confirm it again directly with a payment method or "
    "ConfirmationToken."
)
_NEEDS_RETURN_URL = (
    "This {name} is configured to accept payment methods enabled in your Dashboard. Because some of these "
    "payment "
    "methods might redirect your customer off of your page, you must provide a `return_url`. If you don't "
    "want to "
    "accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and "
    "`automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents."
)
NAMES = {"payment_intent": "PaymentIntent", "setup_intent": "SetupIntent"}
_ERROR_FIELDS = {"payment_intent": "last_payment_error", "setup_intent": "last_setup_error"}
_CONFIRMABLE = ("requires_payment_method", "requires_confirmation", "requires_action")


def confirm(call: Call, intent: Record) -> None:
    """Confirm a PaymentIntent or SetupIntent with the request's parameters.

    Raises `CardDeclined` when the card says no, `UnexpectedState` when the intent is past confirming.
    """
    body = intent.body
    name = NAMES[body["object"]]
    if body["status"] not in _CONFIRMABLE:
        reason = (
            "it has already succeeded after being previously confirmed."
            if body["status"] == "succeeded"
            else f"it has a status of {body['status']}. Only a {name} with one of the following statuses may "
            f"be confirmed: {', '.join(_CONFIRMABLE)}."
        )
        raise UnexpectedState(f"You cannot confirm this {name} because {reason}", body)
    used = brought_method(call)
    if used is None and body["payment_method"] is None:
        raise UnexpectedState(_MISSING_METHOD.format(name=name), body)
    if used is None:
        used = method(call, body["payment_method"])
    _require_return_url(call, body, name)
    _usable(intent, used)
    previous = body["status"]
    body["payment_method"] = used.id
    body["next_action"] = None
    body[_ERROR_FIELDS[body["object"]]] = None
    card = card_of(used)
    off_session = call.params.text("off_session") not in (None, "false")
    asked = str(_card_options(call, body).get("request_three_d_secure") or "automatic")
    authenticated = intent.private.pop("authenticated", None) == used.id
    if not authenticated and _needs_authentication(card, used, off_session=off_session, asked=asked):
        if card.challenge_error is not None:
            _decline(call, intent, used, card.challenge_error, authenticated=False)
        if off_session:
            _decline(call, intent, used, cards.AUTHENTICATION_REQUIRED, authenticated=False)
        if call.params.flag("error_on_requires_action"):
            _refuse(
                call,
                intent,
                used,
                CardDeclined(
                    "This payment required an authentication action to complete, but "
                    "`error_on_requires_action` was set. When you're ready, you can upgrade your "
                    "integration to handle actions at "
                    "https://stripe.com/docs/payments/payment-intents/upgrade-to-handle-actions.",
                    code="authentication_required",
                    decline_code="authentication_not_handled",
                ),
            )
        _challenge(call, intent)
        if previous != "requires_action":
            call.emit(f"{body['object']}.requires_action", intent)
        return
    _proceed(call, intent, used, authenticated=authenticated)


def complete_challenge(call: Call, intent: Record, *, passed: bool) -> None:
    """The card holder answered the bank: go on with the payment, or give the payment method up.

    A decline after authentication stays on the intent as its last error; it is not raised, because nobody's
    API request is waiting for it.
    """
    body = intent.body
    if body["status"] != "requires_action":
        raise UnexpectedState(
            f"This {NAMES[body['object']]} does not wait for authentication; it has a status of "
            f"{body['status']}.",
            body,
        )
    used = method(call, body["payment_method"])
    body["next_action"] = None
    if not passed:
        _give_up(
            call,
            intent,
            used,
            InvalidRequest(AUTHENTICATION_FAILED, code=f"{body['object']}_authentication_failure"),
        )
        return
    if body.get("confirmation_method") == "manual":
        intent.private["authenticated"] = used.id
        body["status"] = "requires_confirmation"
        call.store.save(intent)
        return
    try:
        _proceed(call, intent, used, authenticated=True)
    except CardDeclined:
        # Recorded on the intent with its event; the caller reads the intent.
        return


def _proceed(call: Call, intent: Record, used: Record, *, authenticated: bool) -> None:
    body = intent.body
    card = card_of(used)
    if body["object"] == "setup_intent":
        if card.decline is not None and card.declines_attach:
            _decline(call, intent, used, card.decline, authenticated=authenticated)
        _set_up(call, intent, used)
        return
    if card.decline is not None:
        _decline(call, intent, used, card.decline, authenticated=authenticated)
    charge = charging.authorise(call, intent, used, decline=None, authenticated=authenticated)
    used.private["used"] = True
    call.store.save(used)
    if body["setup_future_usage"]:
        used.private["set_up"] = True
        call.store.save(used)
        if body["customer"]:
            attach(call, used, body["customer"])
    if body["capture_method"] == "manual":
        body["status"] = "requires_capture"
        body["amount_capturable"] = body["amount"]
        call.store.save(intent)
        call.emit("charge.succeeded", charge)
        call.emit("payment_intent.amount_capturable_updated", intent)
    else:
        charging.capture(call, intent, charge, body["amount"])
        call.emit("charge.succeeded", charge)
        call.emit("payment_intent.succeeded", intent)


def _set_up(call: Call, intent: Record, used: Record) -> None:
    body = intent.body
    used.private["set_up"] = True
    call.store.save(used)
    if body["customer"]:
        attach(call, used, body["customer"])
    body["status"] = "succeeded"
    call.store.save(intent)
    call.emit("setup_intent.succeeded", intent)


def _needs_authentication(card: TestCard, used: Record, *, off_session: bool, asked: str) -> bool:
    match card.authentication:
        case "required":
            return True
        case "required_unless_set_up":
            return not (off_session and used.private.get("set_up"))
        case "required_on_session":
            return not off_session
        case "optional":
            return asked in ("any", "challenge")
        case "not_supported" | "not_enrolled":
            return False


def _card_options(call: Call, body: dict[str, Any]) -> dict[str, Any]:
    given = call.params.nested("payment_method_options").nested("card")
    return {**body["payment_method_options"].get("card", {}), **given}


def _require_return_url(call: Call, body: dict[str, Any], name: str) -> None:
    """Automatic payment methods may redirect, so confirming without Stripe.js needs a way back."""
    automatic = body["automatic_payment_methods"]
    redirects = bool(automatic and automatic["enabled"]) and automatic.get("allow_redirects") != "never"
    given = call.params.text("return_url")
    if redirects and not given and not call.publishable and not call.params.flag("use_stripe_sdk"):
        raise InvalidRequest(_NEEDS_RETURN_URL.format(name=name))
    if given and not given.startswith(("http://", "https://")) and "://" not in given:
        raise ParameterError("Not a valid URL", code="url_invalid", param="return_url")


def _usable(intent: Record, used: Record) -> None:
    """A payment method belongs to its customer; without one it serves a single payment."""
    owner, customer = used.body["customer"], intent.body["customer"]
    if owner is not None and owner != customer:
        raise InvalidRequest(
            f"The PaymentMethod {used.id} belongs to the Customer {owner}. Please include the Customer in "
            "the `customer` parameter on the PaymentIntent.",
            param="payment_method",
        )
    if owner is None and used.private.get("used"):
        raise InvalidRequest(
            "The provided PaymentMethod was previously used with a PaymentIntent without Customer "
            "attachment, shared with a connected account without Customer attachment, or was detached from "
            "a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach "
            "it to a Customer first."
        )


def _challenge(call: Call, intent: Record) -> None:
    """Send the card holder to the bank: a dialog of Stripe.js, or a page with a way back."""
    body = intent.body
    return_url = call.params.text("return_url")
    secret = urlencode({"client_secret": body["client_secret"]})
    in_page = call.params.flag("use_stripe_sdk") or return_url is None
    if in_page:
        body["next_action"] = {
            "type": "use_stripe_sdk",
            "use_stripe_sdk": {
                "type": "three_d_secure_redirect",
                "stripe_js": f"{call.base_url}/3ds/challenge/{intent.id}?{secret}",
            },
        }
    else:
        body["next_action"] = {
            "type": "redirect_to_url",
            "redirect_to_url": {
                "return_url": return_url,
                "url": f"{call.base_url}/3ds/redirect/{intent.id}?{secret}",
            },
        }
    body["status"] = "requires_action"
    call.store.save(intent)


def _decline(call: Call, intent: Record, used: Record, decline: Decline, *, authenticated: bool) -> None:
    """Record the failed attempt and raise its `CardDeclined`."""
    error = decline.error()
    if intent.body["object"] == "payment_intent":
        charge = charging.authorise(call, intent, used, decline=decline, authenticated=authenticated)
        error.facts["charge"] = charge.id
        call.emit("charge.failed", charge)
    _refuse(call, intent, used, error)


def _refuse(call: Call, intent: Record, used: Record, error: CardDeclined) -> None:
    _give_up(call, intent, used, error)
    error.facts[intent.body["object"]] = intent.body
    raise error


def _give_up(call: Call, intent: Record, used: Record, error: StripeError) -> None:
    """Back to `requires_payment_method`, with the reason on the intent."""
    kind = intent.body["object"]
    error.facts["payment_method"] = used.body
    intent.body[_ERROR_FIELDS[kind]] = error.body()
    intent.body["status"] = "requires_payment_method"
    intent.body["payment_method"] = None
    intent.body["next_action"] = None
    call.store.save(intent)
    call.emit(
        "payment_intent.payment_failed" if kind == "payment_intent" else "setup_intent.setup_failed", intent
    )
