"""The Stripe stand-in as a process of its own, and the payment contexts pointed at it."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import httpx
import pytest

from app.local import ports
from backend.kit.config import settings
from backend.payments import process
from backend.payments.providers import card_gateway
from backend.payments.stripe_gateway import StripeGateway
from tests import services

WEBHOOK_SECRET = "whsec_tests"
SECRET_KEY = "sk_test_tests"
_START_LIMIT_S = 30


class StandIn:
    """A running stand-in. The journal counts what really happened to cards, apart from its objects."""

    def __init__(self, base_url: str):
        self.base_url = base_url
        self._http = httpx.Client(base_url=base_url, timeout=30)

    def misbehave(self, **faults: Any) -> None:
        """Set faults: `timeout_after_success`, `fail_next`, `latency_ms`, …"""
        self._http.post("/_control", json=faults).raise_for_status()

    def behave(self) -> None:
        """A healthy Stripe again."""
        self._http.post("/_control/reset", json={}).raise_for_status()

    def journal(self, *references: str) -> dict[str, int]:
        """`charges`, `captures`, `held` and `kept` (minor units) over these payment intents."""
        intents = self._http.get("/_control/journal").json()["payment_intents"]
        lines = [intents[one] for one in references if one in intents]
        return {name: sum(line[name] for line in lines) for name in ("charges", "captures", "held", "kept")}

    def intents_of(self, checkout_id: object) -> list[dict[str, Any]]:
        """Every payment intent that was opened for a checkout."""
        listed = self._http.get("/v1/payment_intents", params={"limit": 100}, auth=(SECRET_KEY, "")).json()
        return [one for one in listed["data"] if one["metadata"].get("checkout_id") == str(checkout_id)]

    def event(self, reference: str, kind: str) -> bytes:
        """The raw body of the newest event of this kind about an intent."""
        listed = self._http.get("/v1/events", params={"limit": 100}, auth=(SECRET_KEY, "")).json()
        found = [
            one for one in listed["data"] if one["type"] == kind and one["data"]["object"]["id"] == reference
        ]
        return json.dumps(found[0]).encode()

    def events_about(self, references: set[str]) -> list[dict[str, Any]]:
        """Every event about these intents, their charges, refunds and disputes, the newest first."""
        listed = self._http.get("/v1/events", params={"limit": 100}, auth=(SECRET_KEY, "")).json()
        found = []
        for one in listed["data"]:
            subject = one["data"]["object"]
            if {subject.get("id"), subject.get("payment_intent")} & references:
                found.append(one)
        return found

    def deliver(self, event: dict[str, Any]) -> bool:
        """Put an event into the inbox, signed, as the webhook route does."""
        raw = json.dumps(event).encode()
        return process.receive_webhook("stripe", raw=raw, signature=signature_of(raw))

    def pause(self, seconds: float) -> None:
        """Let the stand-in, which has its own clock, go on for a moment."""
        time.sleep(seconds)

    @contextmanager
    def losing_an_answer(self, path: str) -> Iterator[None]:
        """The next request to `path` is done and its answer never arrives; we wait half a second."""
        self.misbehave(timeout_after_success={"count": 1, "path": path, "mode": "hold"})
        try:
            with self.in_a_hurry():
                yield
        finally:
            self.behave()

    @contextmanager
    def in_a_hurry(self) -> Iterator[None]:
        """We wait half a second for an answer, and do not ask again by ourselves."""
        hurried = StripeGateway(
            secret_key=SECRET_KEY,
            webhook_secret=WEBHOOK_SECRET,
            api_base=self.base_url,
            read_timeout_s=0.5,
            network_retries=0,
            breaker=f"stripe-{secrets.token_hex(4)}",
        )
        with mock.patch.object(process, "gateway_of", return_value=hurried):
            yield

    def pass_challenge(self, reference: str, client_secret: str, outcome: str = "complete") -> None:
        """The card holder says yes to the bank, or (`fail`) no."""
        answer = self._http.post(
            f"/3ds/{reference}", data={"client_secret": client_secret, "outcome": outcome}
        )
        assert answer.status_code in (204, 303), answer.text


def signature_of(raw: bytes, secret: str = WEBHOOK_SECRET, at: int | None = None) -> str:
    """A `Stripe-Signature` header over `raw` (https://docs.stripe.com/webhooks#verify-manually)."""
    moment = int(time.time()) if at is None else at
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + raw, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


@pytest.fixture(scope="session")
def _stand_in_process() -> Iterator[StandIn]:
    folder = services.run_folder() / f"stripe-{secrets.token_hex(4)}"
    port = ports.free_port()
    with (services.run_folder() / f"{folder.name}.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "app.local.stripe", "--port", str(port), "--state-dir", str(folder),
             "--secret-key", SECRET_KEY, "--webhook-secret", WEBHOOK_SECRET],
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    try:
        _wait_until_healthy(process, f"http://127.0.0.1:{port}")
        yield StandIn(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(10)


def _wait_until_healthy(process: subprocess.Popen[bytes], base_url: str) -> None:
    deadline = time.monotonic() + _START_LIMIT_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{base_url}/health", timeout=1).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise RuntimeError("the Stripe stand-in did not start")


def stripe_environment(running: StandIn) -> dict[str, str]:
    """The settings that name a running stand-in."""
    return {
        "STRIPE_API_BASE": running.base_url,
        "STRIPE_SECRET_KEY": SECRET_KEY,
        "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
    }


@pytest.fixture
def stand_in(_stand_in_process: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A healthy stand-in, named by this process's settings."""
    for name, value in stripe_environment(_stand_in_process).items():
        monkeypatch.setitem(os.environ, name, value)
    _forget()
    _stand_in_process.behave()
    yield _stand_in_process
    _stand_in_process.behave()
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    settings.cache_clear()
    card_gateway.cache_clear()
