"""PayPal behind our Protocol: orders with intent AUTHORIZE, approved on PayPal's page, captured later.

The order is our reference. Its authorisation, captures and refunds are read from it, so nothing of PayPal's
needs a place in our tables. Amounts go over the wire as decimal strings in the currency's own digits.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

import requests
from paypalserversdk.configuration import Environment
from paypalserversdk.exceptions.api_exception import ApiException
from paypalserversdk.http.auth.o_auth_2 import ClientCredentialsAuthCredentials
from paypalserversdk.paypal_serversdk_client import PaypalServersdkClient

from backend.kit import log
from backend.kit.config import settings
from backend.kit.errors import Unavailable
from backend.kit.money import exponent
from backend.kit.resilience import guarded
from backend.payments.errors import GatewayRefusal, GatewaySilent, WebhookRefused
from backend.payments.gateway import PAYPAL_SIGNATURE_HEADERS
from backend.payments.schemas import GatewayPayment, GatewayStatus, PaymentRequest, WebhookMessage

T = TypeVar("T")
logger = log.logger(__name__)

TIMEOUT_S = 12
_WAITING = frozenset({"CREATED", "SAVED", "PAYER_ACTION_REQUIRED"})
_DECLINES = frozenset({"INSTRUMENT_DECLINED", "PAYER_CANNOT_PAY", "TRANSACTION_REFUSED"})


class PayPalGateway:
    """PayPal through its official SDK."""

    provider = "paypal"

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        webhook_id: str = "",
        is_live: bool = False,
        breaker: str = "paypal",
    ):
        self._webhook_id = webhook_id
        self._breaker = breaker
        self._client = PaypalServersdkClient(
            client_credentials_auth_credentials=ClientCredentialsAuthCredentials(
                o_auth_client_id=client_id, o_auth_client_secret=client_secret
            ),
            environment=Environment.PRODUCTION if is_live else Environment.SANDBOX,
            timeout=TIMEOUT_S,
            max_retries=0,
        )

    @classmethod
    def from_settings(cls) -> PayPalGateway:
        """The account that the environment names. Raises Unavailable when none is set."""
        chosen = settings()
        if not (chosen.paypal_client_id and chosen.paypal_client_secret.get_secret_value()):
            raise Unavailable("PayPal is not set up here. Please choose another way to pay.")
        return cls(
            client_id=chosen.paypal_client_id,
            client_secret=chosen.paypal_client_secret.get_secret_value(),
            webhook_id=chosen.paypal_webhook_id,
            is_live=chosen.paypal_env == "live",
        )

    def create(self, request: PaymentRequest, *, idempotency_key: str) -> GatewayPayment:
        """Open an order; the shopper approves it on PayPal's page and comes back to ours."""
        back = f"{settings().agora_public_url}/checkout/return?checkout={request.checkout_id}"
        context = {
            "return_url": back,
            "cancel_url": back,
            "user_action": "PAY_NOW",
            "shipping_preference": "NO_SHIPPING",
        }
        body = {
            "intent": "AUTHORIZE",
            "purchase_units": [
                {
                    "custom_id": str(request.checkout_id),
                    "reference_id": str(request.payment_id),
                    "amount": _amount(request.amount_minor, request.currency),
                }
            ],
            "payment_source": {"paypal": {"experience_context": context}},
        }
        return _as_payment(
            self._call(
                lambda: self._client.orders.create_order(
                    {
                        "body": body,
                        "paypal_request_id": idempotency_key,
                        "prefer": "return=representation",
                    }
                )
            )
        )

    def recover(self, request: PaymentRequest, *, idempotency_key: str) -> GatewayPayment:
        """The same order under the same key, or a new one that nobody has approved: neither holds money."""
        return self.retrieve(self.create(request, idempotency_key=idempotency_key).reference)

    def confirm(self, reference: str, *, method_token: str, idempotency_key: str) -> GatewayPayment:
        """Authorise what the shopper approved; `method_token` means nothing here."""
        try:
            self._call(
                lambda: self._client.orders.authorize_order(
                    {
                        "id": reference,
                        "paypal_request_id": idempotency_key,
                        "prefer": "return=representation",
                    }
                )
            )
        except GatewayRefusal as refusal:
            found = self.retrieve(reference)
            issue = str(refusal.facts.get("gateway_code", ""))
            if issue not in _DECLINES:
                return found
            return replace(
                found,
                status=GatewayStatus.REQUIRES_PAYMENT_METHOD,
                decline_code=issue.lower(),
                decline_message="PayPal declined this payment. Please choose another way to pay.",
            )
        return self.retrieve(reference)

    def retrieve(self, reference: str) -> GatewayPayment:
        """How the order stands now."""
        return _as_payment(self._order(reference))

    def capture(
        self, reference: str, *, amount_minor: int, final: bool, idempotency_key: str
    ) -> GatewayPayment:
        """Capture a part of the authorisation; `final` releases what is left."""
        order = self._order(reference)
        promised = _authorisation(order)
        if promised is None:
            raise GatewayRefusal("PayPal holds nothing for this payment that could be captured.")
        body = {"amount": _amount(amount_minor, _currency(order)), "final_capture": final}
        self._call(
            lambda: self._client.payments.capture_authorized_payment(
                {
                    "authorization_id": promised["id"],
                    "paypal_request_id": idempotency_key,
                    "prefer": "return=representation",
                    "body": body,
                }
            )
        )
        return self.retrieve(reference)

    def void(self, reference: str, *, idempotency_key: str) -> GatewayPayment:
        """Give the authorisation back. An order that was never authorised promises nothing and just ends."""
        order = self._order(reference)
        promised = _authorisation(order)
        if promised is None or promised["status"] in {"DENIED", "EXPIRED", "VOIDED"}:
            return replace(_as_payment(order), status=GatewayStatus.CANCELED, next_action=None)
        if promised["status"] != "CAPTURED":
            self._call(
                lambda: self._client.payments.void_payment(
                    {"authorization_id": promised["id"], "paypal_request_id": idempotency_key}
                )
            )
        return self.retrieve(reference)

    def refund(self, reference: str, *, amount_minor: int, idempotency_key: str) -> str:
        """Refund out of the captures, the oldest first; the id of the first refund.

        A repeated call leaves its own refunds out of the sum: it asks for the same parts under the same keys.
        """
        order = self._order(reference)
        made, left = [], amount_minor
        for number, (capture_id, spare_minor) in enumerate(_refundable(order, idempotency_key)):
            part = min(left, spare_minor)
            if part <= 0:
                continue
            body = {"amount": _amount(part, _currency(order)), "custom_id": idempotency_key[:127]}
            answer = self._call(
                lambda capture_id=capture_id, number=number, body=body: (
                    self._client.payments.refund_captured_payment(
                        {
                            "capture_id": capture_id,
                            "paypal_request_id": f"{idempotency_key}:{number}",
                            "prefer": "return=representation",
                            "body": body,
                        }
                    )
                )
            )
            made.append(str(answer["id"]))
            left -= part
        if left:
            raise GatewayRefusal(
                "PayPal holds less than what is to be refunded.", facts={"missing_minor": left}
            )
        return made[0]

    def parse_webhook(self, raw: bytes, signature: str) -> WebhookMessage:
        """Let PayPal itself check its signature over the raw body, then read it."""
        headers = signature.split("|")
        try:
            event = json.loads(raw)
        except ValueError as wrong:
            raise WebhookRefused("This is not an event of PayPal.") from wrong
        named = isinstance(event, dict) and all(isinstance(event.get(k), str) for k in ("id", "event_type"))
        if (
            not named
            or not isinstance(event.get("resource"), dict)
            or len(headers) != len(PAYPAL_SIGNATURE_HEADERS)
        ):
            raise WebhookRefused("This is not an event of PayPal.")
        if not all(headers) or not self._is_signed(raw, headers):
            raise WebhookRefused("The signature does not belong to this message.")
        resource = event["resource"]
        related = (resource.get("supplementary_data") or {}).get("related_ids") or {}
        order = (
            resource["id"] if event["event_type"].startswith("CHECKOUT.ORDER.") else related.get("order_id")
        )
        return WebhookMessage(event["id"], event["event_type"], event, reference=order)

    def _is_signed(self, raw: bytes, headers: list[str]) -> bool:
        if not self._webhook_id:
            return False
        named = {name.removeprefix("paypal-").replace("-", "_"): value
                 for name, value in zip(PAYPAL_SIGNATURE_HEADERS, headers, strict=True)}  # fmt: skip
        # The event goes back as it came: written anew, its signature would no longer fit.
        envelope = json.dumps({**named, "webhook_id": self._webhook_id})[:-1].encode()
        body = envelope + b', "webhook_event": ' + raw + b"}"

        def asked() -> bool:
            token = self._client.oauth_2.fetch_token().access_token
            answer = requests.post(
                f"{self._client.config.get_base_uri()}/v1/notifications/verify-webhook-signature",
                data=body,
                headers={"authorization": f"Bearer {token}", "content-type": "application/json"},
                timeout=TIMEOUT_S,
            )
            answer.raise_for_status()
            return bool(answer.json().get("verification_status") == "SUCCESS")

        return self._guarded(asked)

    def _order(self, reference: str) -> dict[str, Any]:
        return self._call(lambda: self._client.orders.get_order({"id": reference}))

    def _call(self, call: Callable[[], Any]) -> dict[str, Any]:
        """One call behind the breaker. What PayPal refuses does not count as a failure."""

        def answered() -> Any:
            try:
                return call()
            except ApiException as error:
                if error.response_code >= 500 or error.response_code in {401, 409, 429}:
                    raise
                return error

        answer = self._guarded(answered)
        if isinstance(answer, ApiException):
            said = _json(answer.response.text)
            details = said.get("details") or [{}]
            code = details[0].get("issue") or said.get("name") or str(answer.response_code)
            raise GatewayRefusal(f"PayPal refused: {code}.", facts={"gateway_code": code}) from answer
        return _json(answer.text)

    def _guarded(self, call: Callable[[], T]) -> T:
        try:
            return guarded(self._breaker, call)
        except (requests.RequestException, ApiException) as silent:
            logger.warning("paypal did not answer", error=str(silent))
            raise GatewaySilent(
                "PayPal did not answer. Nothing is charged twice: please try again in a moment."
            ) from silent


def _json(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _amount(amount_minor: int, currency: str) -> dict[str, str]:
    digits = exponent(currency)
    value = Decimal(amount_minor).scaleb(-digits)
    return {"currency_code": currency, "value": f"{value:.{digits}f}"}


def _minor(amount: dict[str, str]) -> int:
    return int(Decimal(amount["value"]).scaleb(exponent(amount["currency_code"])))


def _unit(order: dict[str, Any]) -> dict[str, Any]:
    unit: dict[str, Any] = order["purchase_units"][0]
    return unit


def _currency(order: dict[str, Any]) -> str:
    return str(_unit(order)["amount"]["currency_code"])


def _payments(order: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return list((_unit(order).get("payments") or {}).get(kind) or [])


def _authorisation(order: dict[str, Any]) -> dict[str, Any] | None:
    found = _payments(order, "authorizations")
    return found[-1] if found else None


def _refundable(order: dict[str, Any], idempotency_key: str) -> list[tuple[str, int]]:
    """Captures with what is left of each, without the refunds of this very call."""
    left = {one["id"]: _minor(one["amount"]) for one in _payments(order, "captures")}
    for one in _payments(order, "refunds"):
        up = next((link["href"] for link in one.get("links") or () if link.get("rel") == "up"), "")
        capture_id = up.rsplit("/", 1)[-1]
        if capture_id in left and one.get("custom_id") != idempotency_key[:127]:
            left[capture_id] -= _minor(one["amount"])
    return list(left.items())


def _as_payment(order: dict[str, Any]) -> GatewayPayment:
    amount = _unit(order)["amount"]
    captured = sum(
        _minor(one["amount"]) for one in _payments(order, "captures") if one["status"] != "DECLINED"
    )
    refunds = [one for one in _payments(order, "refunds") if one["status"] in {"COMPLETED", "PENDING"}]
    status, decline = _status(order)
    links = {link["rel"]: link["href"] for link in order.get("links") or ()}
    page = links.get("payer-action") or links.get("approve")
    goes_on = status is GatewayStatus.REQUIRES_ACTION and page
    return GatewayPayment(
        reference=order["id"],
        status=status,
        amount_minor=_minor(amount),
        captured_minor=captured,
        currency=amount["currency_code"],
        decline_code=decline,
        decline_message="PayPal declined this payment. Please choose another way to pay."
        if decline
        else None,
        next_action={"type": "redirect_to_url", "redirect_to_url": {"url": page}} if goes_on else None,
        is_multicapture=True,
        refunded_minor=sum(_minor(one["amount"]) for one in refunds),
    )


def _status(order: dict[str, Any]) -> tuple[GatewayStatus, str | None]:
    promised = _authorisation(order)
    if promised is not None:
        return {
            "CREATED": (GatewayStatus.AUTHORISED, None),
            "PARTIALLY_CAPTURED": (GatewayStatus.AUTHORISED, None),
            "CAPTURED": (GatewayStatus.CAPTURED, None),
            "DENIED": (GatewayStatus.REQUIRES_PAYMENT_METHOD, "denied"),
            "PENDING": (GatewayStatus.PROCESSING, None),
        }.get(promised["status"], (GatewayStatus.CANCELED, None))
    if order["status"] in _WAITING:
        return GatewayStatus.REQUIRES_ACTION, None
    return (GatewayStatus.APPROVED if order["status"] == "APPROVED" else GatewayStatus.CANCELED), None
