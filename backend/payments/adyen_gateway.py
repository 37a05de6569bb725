"""Adyen behind our Protocol: a payment link on Adyen's page, authorised there, captured later.

Adyen cannot be asked how a payment stands: it tells, in signed notifications. What it has told us (`heard`,
by our payment's id) together with the link is how a payment stands. Captures, cancels and refunds are
accepted at once and done a little later; one that fails after that is told as well.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import Adyen
import requests

from backend.kit import log
from backend.kit.config import settings
from backend.kit.errors import Unavailable
from backend.kit.resilience import guarded
from backend.payments.errors import GatewayRefusal, GatewaySilent, KeyTaken, WebhookRefused
from backend.payments.schemas import GatewayPayment, GatewayStatus, PaymentRequest, WebhookMessage

logger = log.logger(__name__)

TIMEOUT_S = 12
_LONGEST_KEY = 64
_KEY_IN_USE = "704"

Heard = Callable[[str], Sequence[Mapping[str, Any]]]


class AdyenGateway:
    """Adyen through its official library."""

    provider = "adyen"

    def __init__(
        self,
        *,
        api_key: str,
        merchant_account: str,
        hmac_key: str,
        heard: Heard,
        live_prefix: str = "",
        takes_parts: bool = False,
        breaker: str = "adyen",
    ):
        self._merchant = merchant_account
        self._hmac_key = hmac_key
        self._heard = heard
        self._takes_parts = takes_parts
        self._breaker = breaker
        client = Adyen.Adyen(
            xapikey=api_key,
            platform="live" if live_prefix else "test",
            live_endpoint_prefix=live_prefix or None,
            http_timeout=TIMEOUT_S,
            http_force="requests",
        )
        self._links = client.checkout.payment_links_api
        self._changes = client.checkout.modifications_api

    @classmethod
    def from_settings(cls, heard: Heard) -> AdyenGateway:
        """The account that the environment names. Raises Unavailable when none is set."""
        chosen = settings()
        if not (chosen.adyen_api_key.get_secret_value() and chosen.adyen_merchant_account):
            raise Unavailable("Adyen is not set up here. Please choose another way to pay.")
        return cls(
            api_key=chosen.adyen_api_key.get_secret_value(),
            merchant_account=chosen.adyen_merchant_account,
            hmac_key=chosen.adyen_hmac_key.get_secret_value(),
            live_prefix=chosen.adyen_live_prefix,
            takes_parts=chosen.adyen_multiple_captures,
            heard=heard,
        )

    def create(self, request: PaymentRequest, *, idempotency_key: str) -> GatewayPayment:
        """Open a payment link; the shopper pays on Adyen's page and comes back to ours."""
        body = {
            "merchantAccount": self._merchant,
            "reference": str(request.payment_id),
            "amount": {"value": request.amount_minor, "currency": request.currency},
            "returnUrl": f"{settings().agora_public_url}/checkout/return?checkout={request.checkout_id}",
            "reusable": False,
            "manualCapture": True,
            "metadata": {"checkoutId": str(request.checkout_id)},
        }
        return self._as_payment(
            self._call(lambda: self._links.payment_links(body, idempotency_key=_key(idempotency_key)))
        )

    def recover(self, request: PaymentRequest, *, idempotency_key: str) -> GatewayPayment:
        """The same link under the same key, or a new one that nobody has paid: neither holds money."""
        return self.retrieve(self.create(request, idempotency_key=idempotency_key).reference)

    def confirm(self, reference: str, *, method_token: str, idempotency_key: str) -> GatewayPayment:
        """Nothing is left to do for us: the shopper confirms on Adyen's page."""
        return self.retrieve(reference)

    def retrieve(self, reference: str) -> GatewayPayment:
        """How the link stands, and what was told of its payment."""
        return self._as_payment(self._call(lambda: self._links.get_payment_link(reference)))

    def capture(
        self, reference: str, *, amount_minor: int, final: bool, idempotency_key: str
    ) -> GatewayPayment:
        """Capture a part; whether the rest is released is a setting of the account."""
        found = self.retrieve(reference)
        self._change(
            self._changes.capture_authorised_payment, found, amount_minor, idempotency_key, "captured"
        )
        captured = found.captured_minor + amount_minor
        is_done = final or captured == found.amount_minor
        return replace(
            found,
            captured_minor=captured,
            status=GatewayStatus.CAPTURED if is_done else found.status,
        )

    def void(self, reference: str, *, idempotency_key: str) -> GatewayPayment:
        """End the link, or cancel what was authorised on it."""
        found = self.retrieve(reference)
        if found.status in {GatewayStatus.CANCELED, GatewayStatus.CAPTURED}:
            return found
        if found.refused_charge is None or found.decline_code:
            self._call(
                lambda: self._links.update_payment_link(
                    {"status": "expired"}, reference, idempotency_key=_key(idempotency_key)
                )
            )
        else:
            self._change(
                self._changes.cancel_authorised_payment_by_psp_reference,
                found, None, idempotency_key, "cancelled",
            )  # fmt: skip
        return replace(found, status=GatewayStatus.CANCELED, next_action=None)

    def refund(self, reference: str, *, amount_minor: int, idempotency_key: str) -> str:
        """Refund captured money."""
        found = self.retrieve(reference)
        answer = self._change(
            self._changes.refund_captured_payment, found, amount_minor, idempotency_key, "refunded"
        )
        return str(answer["pspReference"])

    def parse_webhook(self, raw: bytes, signature: str) -> WebhookMessage:
        """Read a notification whose signature is right; it is inside the body, so `signature` is not used."""
        try:
            sent = json.loads(raw)
            (wrapped,) = sent["notificationItems"]
            item = wrapped["NotificationRequestItem"]
            is_right = Adyen.util.is_valid_hmac_notification(sent, self._hmac_key)
            name = f"{item['eventCode']}:{item['pspReference']}:{item['success']}"
            reference = str(item["merchantReference"])
        except (ValueError, KeyError, TypeError, AttributeError) as wrong:
            raise WebhookRefused("This is not a notification of Adyen.") from wrong
        if not self._hmac_key or not is_right or item.get("merchantAccountCode") != self._merchant:
            raise WebhookRefused("The signature does not belong to this message.")
        return WebhookMessage(name, str(item["eventCode"]), item, reference=reference)

    def _change(
        self,
        verb: Callable[..., Any],
        found: GatewayPayment,
        amount_minor: int | None,
        idempotency_key: str,
        what: str,
    ) -> dict[str, Any]:
        if found.refused_charge is None or found.decline_code:
            raise GatewayRefusal(f"Adyen holds nothing for this payment that could be {what}.")
        body: dict[str, Any] = {"merchantAccount": self._merchant, "reference": idempotency_key[:80]}
        if amount_minor is not None:
            body["amount"] = {"value": amount_minor, "currency": found.currency}
        return self._call(lambda: verb(body, found.refused_charge, idempotency_key=_key(idempotency_key)))

    def _call(self, call: Callable[[], Any]) -> dict[str, Any]:
        """One call behind the breaker. What Adyen refuses does not count as a failure."""
        refusals = (Adyen.AdyenAPIValidationError, Adyen.AdyenAPIUnprocessableEntity)

        def answered() -> Any:
            try:
                return call()
            except Adyen.AdyenError as error:
                if isinstance(error, refusals) or getattr(error, "status_code", 0) == 404:
                    return error
                raise

        try:
            answer = guarded(self._breaker, answered)
        except (requests.RequestException, Adyen.AdyenError) as silent:
            logger.warning("adyen did not answer", error=str(silent))
            raise GatewaySilent(
                "Adyen did not answer. Nothing is charged twice: please try again in a moment."
            ) from silent
        if isinstance(answer, Adyen.AdyenError):
            code = str(getattr(answer, "error_code", "") or "refused")
            if code == _KEY_IN_USE:
                raise KeyTaken("This payment was already asked for in another way.") from answer
            raise GatewayRefusal(f"Adyen refused: {code}.", facts={"gateway_code": code}) from answer
        message: dict[str, Any] = answer.message
        return message

    def _as_payment(self, link: dict[str, Any]) -> GatewayPayment:
        told = _Told.of(self._heard(str(link["reference"])))
        status = told.status(int(link["amount"]["value"]), str(link["status"]))
        is_declined = status is GatewayStatus.REQUIRES_PAYMENT_METHOD
        page = link.get("url") if status is GatewayStatus.REQUIRES_ACTION else None
        return GatewayPayment(
            reference=str(link["id"]),
            status=status,
            amount_minor=int(link["amount"]["value"]),
            captured_minor=told.captured_minor,
            currency=str(link["amount"]["currency"]),
            decline_code=(told.reason or "refused") if is_declined else None,
            decline_message="Your payment was declined. Please choose another way to pay."
            if is_declined
            else None,
            refused_charge=told.refused if is_declined else told.authorised,
            next_action={"type": "redirect_to_url", "redirect_to_url": {"url": page}} if page else None,
            is_multicapture=self._takes_parts,
            refunded_minor=told.refunded_minor,
        )


class _Told:
    """What notifications come to, in whatever order and number they came."""

    def __init__(self) -> None:
        self.authorised: str | None = None
        self.refused: str | None = None
        self.reason = ""
        self.is_cancelled = False
        self.captured_minor = 0
        self.refunded_minor = 0

    @classmethod
    def of(cls, items: Sequence[Mapping[str, Any]]) -> _Told:
        told = cls()
        seen: dict[str, dict[str, int]] = {"CAPTURE": {}, "REFUND": {}}
        failed: set[str] = set()
        for item in items:
            code, psp = item["eventCode"], item["pspReference"]
            is_good = item["success"] == "true"
            if code == "AUTHORISATION" and is_good:
                told.authorised = psp
            elif code == "AUTHORISATION":
                told.refused, told.reason = psp, str(item.get("reason") or "").lower()
            elif code == "CANCELLATION" and is_good:
                told.is_cancelled = True
            elif code in seen and is_good:
                seen[code][psp] = int(item["amount"]["value"])
            elif code in {"CAPTURE_FAILED", "REFUND_FAILED"}:
                failed.add(psp)
        told.captured_minor, told.refunded_minor = (
            sum(value for psp, value in seen[code].items() if psp not in failed)
            for code in ("CAPTURE", "REFUND")
        )
        return told

    def status(self, amount_minor: int, link_status: str) -> GatewayStatus:
        if self.is_cancelled:
            return GatewayStatus.CANCELED
        if self.authorised:
            is_done = self.captured_minor >= amount_minor
            return GatewayStatus.CAPTURED if is_done else GatewayStatus.AUTHORISED
        if link_status in {"completed", "paid", "paymentPending"}:
            return GatewayStatus.PROCESSING
        if link_status == "expired":
            return GatewayStatus.CANCELED
        return GatewayStatus.REQUIRES_PAYMENT_METHOD if self.refused else GatewayStatus.REQUIRES_ACTION


def _key(idempotency_key: str) -> str:
    """Adyen takes 64 characters; a longer key is told by its digest."""
    if len(idempotency_key) <= _LONGEST_KEY:
        return idempotency_key
    return hashlib.sha256(idempotency_key.encode()).hexdigest()
