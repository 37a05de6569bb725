"""Stripe behind our Protocol: PaymentIntents with manual capture.

Amounts and currency come from the request (the database), never from a browser. `API_VERSION` is pinned here,
so that an upgrade of the SDK changes no shape behind our back. The SDK retries a lost connection itself,
under the same idempotency key.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import urlsplit

import stripe

from backend.kit import log
from backend.kit.config import settings
from backend.kit.errors import Unavailable
from backend.kit.resilience import guarded
from backend.payments.errors import GatewayRefusal, GatewaySilent, KeyTaken, MethodRefused, WebhookRefused
from backend.payments.schemas import (
    GatewayMethod,
    GatewayPayment,
    GatewayStatus,
    PaymentRequest,
    WebhookMessage,
)
from backend.payments.stripe_http import http_client

T = TypeVar("T")
_Json = dict[str, Any]
logger = log.logger(__name__)

API_VERSION = "2026-10-28.endive"
CONNECT_TIMEOUT_S = 3.0
READ_TIMEOUT_S = 12.0
NETWORK_RETRIES = 2
_INTENTS = "/v1/payment_intents"

# How long calls take is nobody's business but ours, and it costs each of them.
stripe.enable_telemetry = False

_STATUS = {
    "requires_capture": GatewayStatus.AUTHORISED,
    "succeeded": GatewayStatus.CAPTURED,
    "requires_action": GatewayStatus.REQUIRES_ACTION,
    "requires_payment_method": GatewayStatus.REQUIRES_PAYMENT_METHOD,
    "requires_confirmation": GatewayStatus.REQUIRES_PAYMENT_METHOD,
    "processing": GatewayStatus.PROCESSING,
    "canceled": GatewayStatus.CANCELED,
}


class StripeGateway:
    """Cards through Stripe, or through whatever answers like Stripe at `api_base`."""

    provider = "stripe"

    def __init__(
        self,
        *,
        secret_key: str,
        webhook_secret: str,
        api_base: str = "",
        read_timeout_s: float = READ_TIMEOUT_S,
        network_retries: int = NETWORK_RETRIES,
        breaker: str = "stripe",
    ):
        address = urlsplit(api_base or stripe.DEFAULT_API_BASE)
        self._breaker = breaker
        self._webhook_secret = webhook_secret
        self.client = stripe.StripeClient(
            secret_key,
            stripe_version=API_VERSION,
            base_addresses={"api": api_base} if api_base else None,
            max_network_retries=network_retries,
            http_client=http_client(
                connect_timeout_s=CONNECT_TIMEOUT_S,
                read_timeout_s=read_timeout_s,
                host=address.netloc,
                scheme=address.scheme,
            ),
        )

    @classmethod
    def from_settings(cls) -> StripeGateway:
        """The gateway that the environment names. Raises Unavailable when no key is set."""
        chosen = settings()
        if not chosen.stripe_secret_key.get_secret_value():
            raise Unavailable("Card payments are not set up here. Please choose another way to pay.")
        return cls(
            secret_key=chosen.stripe_secret_key.get_secret_value(),
            webhook_secret=chosen.stripe_webhook_secret.get_secret_value(),
            api_base=chosen.stripe_api_base,
        )

    def create(self, request: PaymentRequest, *, idempotency_key: str) -> GatewayPayment:
        """Open a PaymentIntent; with a method token confirm it in the same call."""
        params = self._create_params(request)
        return self._intent_or_decline(_INTENTS, params, idempotency_key)

    def recover(self, request: PaymentRequest, *, idempotency_key: str) -> GatewayPayment:
        """Look a lost `create` up by its key, without authorising anything.

        The same key without the card tells the two cases apart: Stripe accepts it when the lost request never
        arrived (an empty intent is opened) and refuses it as a mismatch when it did. Only then the original
        is replayed, which returns the recorded answer. The intent is then read as it stands now.
        """
        without_card = replace(request, method_token=None)
        try:
            found = self.create(without_card, idempotency_key=idempotency_key)
        except KeyTaken:
            found = self.create(request, idempotency_key=idempotency_key)
        return self.retrieve(found.reference)

    def confirm(self, reference: str, *, method_token: str, idempotency_key: str) -> GatewayPayment:
        """Confirm an open intent with a card."""
        params: Any = {
            "payment_method": method_token,
            "return_url": return_url(),
            "expand": ["latest_charge"],
        }
        return self._intent_or_decline(f"{_INTENTS}/{reference}/confirm", params, idempotency_key)

    def retrieve(self, reference: str) -> GatewayPayment:
        """Read the intent and its latest charge."""
        return _as_payment(self._raw("get", f"{_INTENTS}/{reference}", {"expand": ["latest_charge"]}))

    def capture(
        self, reference: str, *, amount_minor: int, final: bool, idempotency_key: str
    ) -> GatewayPayment:
        """Capture a part; `final` releases what is left."""
        params: Any = {"amount_to_capture": amount_minor, "expand": ["latest_charge"]}
        if not final:
            params["final_capture"] = False
        return _as_payment(
            self._raw("post", f"{_INTENTS}/{reference}/capture", params, idempotency_key=idempotency_key)
        )

    def void(self, reference: str, *, idempotency_key: str) -> GatewayPayment:
        """Cancel the intent, which releases what is left; one that is done answers as it stands."""
        try:
            return _as_payment(
                self._raw(
                    "post",
                    f"{_INTENTS}/{reference}/cancel",
                    {"cancellation_reason": "abandoned"},
                    idempotency_key=idempotency_key,
                )
            )
        except GatewayRefusal:
            found = self.retrieve(reference)
            if found.status not in {GatewayStatus.CANCELED, GatewayStatus.CAPTURED}:
                raise
            return found

    def refund(self, reference: str, *, amount_minor: int, idempotency_key: str) -> str:
        """Refund captured money to the card it came from."""
        made = self.call(
            lambda: self.client.v1.refunds.create(
                {"payment_intent": reference, "amount": amount_minor}, {"idempotency_key": idempotency_key}
            )
        )
        return str(made.id)

    def parse_webhook(self, raw: bytes, signature: str) -> WebhookMessage:
        """Verify the signature over the raw body, then read it."""
        try:
            text = raw.decode()
            stripe.WebhookSignature.verify_header(
                text, signature, self._webhook_secret, tolerance=stripe.Webhook.DEFAULT_TOLERANCE
            )
            event = json.loads(text)
        except (stripe.SignatureVerificationError, ValueError) as wrong:
            raise WebhookRefused("The signature does not belong to this message.") from wrong
        named = isinstance(event, dict) and all(isinstance(event.get(key), str) for key in ("id", "type"))
        if not named or not isinstance(event.get("data"), dict):
            raise WebhookRefused("This is not an event of Stripe.")
        subject = event["data"].get("object")
        subject = subject if isinstance(subject, dict) else {}
        intent = (
            subject.get("id") if subject.get("object") == "payment_intent" else subject.get("payment_intent")
        )
        return WebhookMessage(
            provider_event_id=event["id"],
            kind=event["type"],
            payload=event,
            reference=intent if isinstance(intent, str) else None,
        )

    def _create_params(self, request: PaymentRequest) -> Any:
        params: dict[str, Any] = {
            "amount": request.amount_minor,
            "currency": request.currency.lower(),
            "capture_method": "manual",
            "allowed_payment_method_types": ["card"],
            "payment_method_options": {"card": {"request_multicapture": "if_available"}},
            "transfer_group": str(request.checkout_id),
            "metadata": {"checkout_id": str(request.checkout_id), "payment_id": str(request.payment_id)},
            "expand": ["latest_charge"],
        }
        if request.use.customer_reference:
            params["customer"] = request.use.customer_reference
        if request.use.saves_method:
            params["setup_future_usage"] = "off_session"
        if request.request_3ds:
            params["payment_method_options"]["card"]["request_three_d_secure"] = "any"
        if request.method_token:
            params |= {
                "confirm": True,
                "payment_method": request.method_token,
            }
            params |= {"off_session": True} if request.use.is_off_session else {"return_url": return_url()}
        return params

    def _intent_or_decline(self, path: str, params: Any, idempotency_key: str) -> GatewayPayment:
        try:
            return _as_payment(self._raw("post", path, params, idempotency_key=idempotency_key))
        except stripe.CardError as declined:
            intent = _error_of(declined).get("payment_intent")
            if intent is None:
                raise
            return _as_payment(intent)

    def _raw(self, method: str, path: str, params: Any, **options: str) -> _Json:
        """An answer as JSON has it: making the SDK's objects of it costs more than the call."""
        answer: Any = self.call(lambda: self.client.raw_request(method, path, **params, **options))
        found: _Json = answer.data
        return found

    def call(self, call: Callable[[], T]) -> T:
        """One call behind the breaker. A decline passes as CardError and does not count as a failure."""

        def answered() -> T | stripe.CardError | stripe.InvalidRequestError | stripe.IdempotencyError:
            try:
                return call()
            except (stripe.CardError, stripe.InvalidRequestError, stripe.IdempotencyError) as refusal:
                return refusal

        try:
            answer = guarded(self._breaker, answered)
        except (stripe.APIConnectionError, stripe.APIError, stripe.RateLimitError) as silent:
            logger.warning("stripe did not answer", error=str(silent))
            raise GatewaySilent(
                "The payment service did not answer. Nothing is charged twice: please try again in a moment."
            ) from silent
        if isinstance(answer, stripe.IdempotencyError):
            if answer.http_status == 409:
                raise GatewaySilent(
                    "This payment is being worked on. Please try again in a moment."
                ) from answer
            raise KeyTaken("This payment was already asked for in another way.") from answer
        if isinstance(answer, stripe.InvalidRequestError):
            if answer.param == "payment_method":
                raise MethodRefused(
                    "This card cannot be used here. Please enter it again or choose another one.",
                    field="payment_method_token",
                    facts={"gateway_code": answer.code},
                ) from answer
            if answer.code == "amount_too_small":
                raise MethodRefused(
                    "What is left to pay is too little for a card. Please use less of your gift cards and "
                    "credit, or pay by bank transfer.",
                    facts={"gateway_code": answer.code},
                ) from answer
            if answer.code in _STATE_CODES:
                raise GatewayRefusal(
                    f"The payment service refused: {answer.user_message}", facts={"gateway_code": answer.code}
                ) from answer
            raise answer
        if isinstance(answer, stripe.CardError):
            raise answer
        return answer


_STATE_CODES = frozenset(
    {
        "payment_intent_unexpected_state",
        "charge_already_captured",
        "charge_expired_for_capture",
        "amount_too_large",
        "resource_missing",
        "payment_method_unexpected_state",
        "dispute_closed",
    }
)


def return_url() -> str:
    """Where the bank's page sends the shopper; Stripe adds which payment it was."""
    return f"{settings().agora_public_url}/checkout/return"


def _error_of(refusal: stripe.StripeError) -> _Json:
    body: Any = refusal.json_body
    return body.get("error") or {} if isinstance(body, dict) else {}


def _as_payment(intent: _Json) -> GatewayPayment:
    declined = intent.get("last_payment_error") if intent["status"] == "requires_payment_method" else None
    declined = declined or {}
    charge = intent.get("latest_charge")
    charge = charge if isinstance(charge, dict) else None
    card = _card(charge)
    return GatewayPayment(
        reference=intent["id"],
        status=_STATUS[intent["status"]],
        amount_minor=intent["amount"],
        captured_minor=intent["amount_received"],
        currency=intent["currency"].upper(),
        client_secret=intent.get("client_secret"),
        # A bank's question that was not passed has a code and no decline code.
        decline_code=(declined.get("decline_code") or declined.get("code") or "declined")
        if declined
        else None,
        decline_message=declined.get("message"),
        refused_charge=declined.get("charge"),
        next_action=intent.get("next_action") or None,
        is_multicapture=(card.get("multicapture") or {}).get("status") == "available",
        refunded_minor=charge["amount_refunded"] if charge else 0,
        method=_method(charge, card),
        is_authenticated=(card.get("three_d_secure") or {}).get("result") == "authenticated",
    )


def _card(charge: _Json | None) -> _Json:
    details = charge.get("payment_method_details") if charge else None
    return details.get("card") or {} if details else {}


def _method(charge: _Json | None, card: _Json) -> GatewayMethod | None:
    token = charge.get("payment_method") if charge else None
    if not card or token is None:
        return None
    return GatewayMethod(
        token=token,
        brand=card.get("brand") or "card",
        last4=card.get("last4") or "",
        exp_month=card["exp_month"],
        exp_year=card["exp_year"],
        fingerprint=card.get("fingerprint") or token,
    )
