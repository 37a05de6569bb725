"""PayPal and Adyen as their SDKs meet them on the wire: small machines that answer as their docs say.

They stand behind the transport of `requests`, so everything above it is the unmodified SDK. Each keeps the
keys that it was sent: the same key twice is the same deed once.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from typing import Any

import Adyen
import pytest
import requests
from requests.adapters import HTTPAdapter

MERCHANT, HMAC_KEY = "AgoraTest", "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056"


class Double(ABC):
    """What both have in common: answers by route, faults, keys."""

    host = ""
    key_header = ""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str, str | None]] = []
        self.fault = ""
        self._answers: dict[str, tuple[int, Any]] = {}

    def keys(self, path: str) -> list[str | None]:
        """The idempotency keys sent to addresses that match `path`."""
        return [key for _, url, key in self.calls if re.search(path, url)]

    def answer(self, request: requests.PreparedRequest) -> tuple[int, Any]:
        """One request on the wire; the fault `silent` loses it, `lost` does it and loses the answer."""
        url = str(request.url)
        key = request.headers.get(self.key_header)
        self.calls.append((str(request.method), url, key))
        if "/oauth2/" in url:
            return self.route(str(request.method), url, "")
        if self.fault == "silent":
            raise requests.ReadTimeout("no answer")
        body = request.body.decode() if isinstance(request.body, bytes) else (request.body or "")
        done = self._answers.get(key) if key else None
        if done is None:
            done = self.route(str(request.method), url, body)
            if key:
                self._answers[key] = done
        if self.fault == "lost":
            raise requests.ReadTimeout("the answer was lost")
        return done

    @abstractmethod
    def route(self, method: str, url: str, body: str) -> tuple[int, Any]:
        """Do what is asked."""


class PayPal(Double):
    """Orders, authorisations, captures, refunds."""

    host, key_header = "api-m.sandbox.paypal.com", "PayPal-Request-Id"

    def __init__(self) -> None:
        super().__init__()
        self.orders: dict[str, dict[str, Any]] = {}
        self.declines = False

    def approve(self, reference: str) -> None:
        """The shopper agrees on PayPal's page."""
        self.orders[reference]["status"] = "APPROVED"

    def route(self, method: str, url: str, body: str) -> tuple[int, Any]:
        """The addresses that the adapter uses."""
        path = url.split(self.host)[1]
        if path == "/v1/oauth2/token":
            return 200, {"access_token": "A21", "token_type": "Bearer", "expires_in": 30000}
        if path == "/v1/notifications/verify-webhook-signature":
            said = json.loads(body)
            is_right = said["transmission_sig"] == "right" and said["webhook_id"] == "WH-1"
            return 200, {"verification_status": "SUCCESS" if is_right else "FAILURE"}
        given = json.loads(body) if body else {}
        steps = path.strip("/").split("/")
        if path == "/v2/checkout/orders":
            return 201, self._opened(given)
        if steps[1] == "checkout" and len(steps) == 4:
            return 200, self.orders[steps[3]]
        if steps[-1] == "authorize":
            return self._authorised(self.orders[steps[3]])
        return self._changed(steps[2], steps[3], steps[4], given)

    def _opened(self, given: dict[str, Any]) -> dict[str, Any]:
        number = f"ORDER{len(self.orders) + 1}"
        page = f"https://www.sandbox.paypal.com/checkoutnow?token={number}"
        order = {"id": number, "intent": given["intent"], "status": "PAYER_ACTION_REQUIRED",
                 "purchase_units": given["purchase_units"],
                 "links": [{"href": page, "rel": "payer-action", "method": "GET"}]}  # fmt: skip
        self.orders[number] = order
        return order

    def _authorised(self, order: dict[str, Any]) -> tuple[int, Any]:
        if self.declines:
            details = [{"issue": "INSTRUMENT_DECLINED", "description": "The instrument was declined."}]
            return 422, {"name": "UNPROCESSABLE_ENTITY", "debug_id": "d1", "details": details}
        unit = order["purchase_units"][0]
        promised = {"id": f"AUTH-{order['id']}", "status": "CREATED", "amount": unit["amount"]}
        unit["payments"] = {"authorizations": [promised]}
        order["status"] = "COMPLETED"
        return 201, order

    def _changed(self, kind: str, number: str, deed: str, given: dict[str, Any]) -> tuple[int, Any]:
        for order in self.orders.values():
            payments = order["purchase_units"][0].get("payments", {})
            for promised in payments.get("authorizations", []):
                if promised["id"] == number and deed == "void":
                    promised["status"] = "VOIDED"
                    return 200, promised
                if promised["id"] == number:
                    captures = payments.setdefault("captures", [])
                    made = {"id": f"CAP{len(captures) + 1}-{order['id']}", "status": "COMPLETED",
                            "amount": given["amount"]}  # fmt: skip
                    captures.append(made)
                    promised["status"] = "CAPTURED" if given["final_capture"] else "PARTIALLY_CAPTURED"
                    return 201, made
            if kind == "captures" and any(one["id"] == number for one in payments.get("captures", [])):
                refunds = payments.setdefault("refunds", [])
                up = f"https://{self.host}/v2/payments/captures/{number}"
                made = {"id": f"REF{len(refunds) + 1}-{order['id']}", "status": "COMPLETED",
                        "amount": given["amount"], "custom_id": given["custom_id"],
                        "links": [{"rel": "up", "href": up}]}  # fmt: skip
                refunds.append(made)
                return 201, made
        return 404, {"name": "RESOURCE_NOT_FOUND", "details": [{"issue": "INVALID_RESOURCE_ID"}]}


class AdyenDouble(Double):
    """Payment links and modifications; what happened is told in notifications (`told`)."""

    host, key_header = "checkout-test.adyen.com", "Idempotency-Key"

    def __init__(self) -> None:
        super().__init__()
        self.links: dict[str, dict[str, Any]] = {}
        self.told: list[dict[str, Any]] = []

    def heard(self, reference: str) -> list[dict[str, Any]]:
        """What the inbox holds about a payment of ours."""
        return [one for one in self.told if one["merchantReference"] == reference]

    def tell(self, link_id: str, code: str, *, amount: int, is_good: bool = True, psp: str = "") -> None:
        """Adyen notifies us."""
        link = self.links[link_id]
        self.told.append(
            {
                "eventCode": code,
                "success": "true" if is_good else "false",
                "reason": "Refused",
                "pspReference": psp or f"PSP-{link_id}",
                "merchantAccountCode": MERCHANT,
                "merchantReference": link["reference"],
                "amount": {"value": amount, "currency": link["amount"]["currency"]},
            }
        )

    def route(self, method: str, url: str, body: str) -> tuple[int, Any]:
        """The addresses that the adapter uses."""
        given = json.loads(body) if body else {}
        steps = url.split("/v72/")[1].split("/")
        if steps == ["paymentLinks"]:
            number = f"PL{len(self.links) + 1}"
            self.links[number] = {**given, "id": number, "status": "active",
                                  "url": f"https://test.adyen.link/{number}"}  # fmt: skip
            return 201, self.links[number]
        if steps[0] == "paymentLinks":
            self.links[steps[1]] |= given
            return 200, self.links[steps[1]]
        psp = f"{steps[2][:3].upper()}{len(self.told)}"
        code = {"captures": "CAPTURE", "refunds": "REFUND", "cancels": "CANCELLATION"}[steps[2]]
        link_id = steps[1].removeprefix("PSP-")
        self.tell(link_id, code, amount=given.get("amount", {}).get("value", 0), psp=psp)
        return 201, {"pspReference": psp, "status": "received", "paymentPspReference": steps[1]}


def notification(item: dict[str, Any], key: str = HMAC_KEY) -> bytes:
    """A notification on the wire, signed."""
    signature = Adyen.util.generate_notification_sig(item, key).decode()
    signed = {**item, "additionalData": {"hmacSignature": signature}}
    items = [{"NotificationRequestItem": signed}]
    return json.dumps({"live": "false", "notificationItems": items}).encode()


def install(monkeypatch: pytest.MonkeyPatch, *doubles: Double) -> None:
    """Let `requests` reach the doubles by their hosts; everything else goes where it went."""
    real = HTTPAdapter.send

    def send(self: HTTPAdapter, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        for double in doubles:
            if f"//{double.host}/" in str(request.url):
                status, shown = double.answer(request)
                answer = requests.Response()
                answer.status_code, answer.url, answer.request = status, str(request.url), request
                answer._content = json.dumps(shown).encode()
                answer.headers["content-type"] = "application/json"
                return answer
        return real(self, request, **options)

    monkeypatch.setattr(HTTPAdapter, "send", send)
