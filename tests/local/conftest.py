"""A really started stand-in per module, and a small receiver that writes down every webhook."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
import stripe

ROOT = Path(__file__).resolve().parents[2]
SECRET_KEY = "sk_test_tests"
PUBLISHABLE_KEY = "pk_test_tests"
WEBHOOK_SECRET = "whsec_tests"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def eventually(check: Callable[[], Any], *, within_s: float = 10.0) -> Any:
    """The first truthy answer of `check`; fails the test when there is none in time."""
    deadline = time.monotonic() + within_s
    while not (answer := check()):
        if time.monotonic() > deadline:
            pytest.fail(f"did not happen within {within_s} s")
        time.sleep(0.02)
    return answer


@dataclass
class StandIn:
    """One stand-in process over its own state directory."""

    state_dir: Path
    webhook_url: str = ""
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "app.local.stripe", "--port", str(self.port)]
        command += ["--state-dir", str(self.state_dir), "--secret-key", SECRET_KEY]
        command += ["--webhook-url", self.webhook_url, "--webhook-secret", WEBHOOK_SECRET, "--later-s", "0.1"]
        self.process = subprocess.Popen(command, cwd=ROOT)
        eventually(self._answers, within_s=30)

    def _answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, "the stand-in died at its start"
        try:
            return httpx.get(f"{self.url}/health", timeout=1).status_code == 200
        except httpx.TransportError:
            return False

    def stop(self, *, kill: bool = False) -> None:
        if self.process is None:
            return
        if kill:
            self.process.kill()
        else:
            self.process.terminate()
        self.process.wait(10)
        self.process = None

    def client(
        self, *, retries: int = 0, timeout_s: float = 20, key: str = SECRET_KEY
    ) -> stripe.StripeClient:
        return stripe.StripeClient(
            key,
            base_addresses={"api": self.url},
            max_network_retries=retries,
            http_client=stripe.RequestsClient(timeout=timeout_s),
        )

    def control(self, **faults: Any) -> dict[str, Any]:
        answer = httpx.post(f"{self.url}/_control", json=faults)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def reset(self) -> None:
        assert httpx.post(f"{self.url}/_control/reset", json={}).status_code == 200

    def journal(self, payment_intent: str) -> dict[str, Any]:
        answer = httpx.get(f"{self.url}/_control/journal", params={"payment_intent": payment_intent})
        return answer.json()["payment_intents"].get(payment_intent, {})


@dataclass
class Received:
    """One webhook as it arrived."""

    body: bytes
    signature: str

    @property
    def event(self) -> dict[str, Any]:
        return json.loads(self.body)


class Receiver:
    """A webhook address; `answer` decides the status of each delivery."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.answer: Callable[[Received], int] = lambda _: 200
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                got = Received(body, self.headers["Stripe-Signature"])
                outer.received.append(got)
                self.send_response(outer.answer(got))
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/webhooks/stripe"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def about(self, identifier: str) -> list[dict[str, Any]]:
        """The events received about one object, in the order they came."""
        events = [got.event for got in list(self.received)]
        return [event for event in events if event["data"]["object"]["id"] == identifier]

    def types(self, identifier: str) -> list[str]:
        return [event["type"] for event in self.about(identifier)]


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory: pytest.TempPathFactory, receiver: Receiver) -> Iterator[StandIn]:
    stand_in = StandIn(tmp_path_factory.mktemp("stripe"), receiver.url)
    stand_in.start()
    yield stand_in
    stand_in.stop()


@pytest.fixture
def healthy(stand_in: StandIn, receiver: Receiver) -> Iterator[StandIn]:
    """The stand-in, its faults cleared before and after the test."""
    receiver.answer = lambda _: 200
    stand_in.reset()
    yield stand_in
    stand_in.reset()


@pytest.fixture
def sdk(stand_in: StandIn) -> stripe.StripeClient:
    return stand_in.client()
