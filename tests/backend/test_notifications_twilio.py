"""Texts through Twilio's own SDK, over real sockets, against answers of the shapes that Twilio documents."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from twilio.http.http_client import TwilioHttpClient

from backend.kit.errors import Unavailable
from backend.notifications.errors import TextGatewayDown, TextRefused
from backend.notifications.twilio_sms import TwilioSms

pytestmark = pytest.mark.usefixtures("redis_db")

SID, TOKEN, OURS = "AC" + "a" * 32, "token-of-tests", "+15005550006"
QUEUED = {
    "sid": "SM" + "b" * 32,
    "account_sid": SID,
    "messaging_service_sid": None,
    "api_version": "2010-04-01",
    "body": "Agora: für Sie, 12,50 €",
    "date_created": "Sat, 28 Nov 2026 04:00:00 +0000",
    "date_sent": None,
    "date_updated": "Sat, 28 Nov 2026 04:00:00 +0000",
    "direction": "outbound-api",
    "error_code": None,
    "error_message": None,
    "from": OURS,
    "num_media": "0",
    "num_segments": "1",
    "price": None,
    "price_unit": "USD",
    "status": "queued",
    "to": "+4915123456789",
    "uri": f"/2010-04-01/Accounts/{SID}/Messages/SM{'b' * 32}.json",
    "subresource_uris": {"media": f"/2010-04-01/Accounts/{SID}/Messages/SM{'b' * 32}/Media.json"},
}


def refusal(status: int, code: int, message: str) -> tuple[int, dict[str, Any]]:
    more = f"https://www.twilio.com/docs/errors/{code}"
    return status, {"code": code, "message": message, "more_info": more, "status": status}


class Double:
    """Twilio's API on loopback: answers what it is told to and keeps what it was sent."""

    def __init__(self) -> None:
        self.answer: tuple[int, Any] = (201, QUEUED)
        self.requests: list[tuple[str, str, dict[str, list[str]]]] = []
        double = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                double.requests.append((self.path, self.headers["authorization"], parse_qs(body)))
                status, shown = double.answer
                raw = json.dumps(shown).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *_: object) -> None:
                """Nothing on the screen."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"


class ToDouble(TwilioHttpClient):
    """The SDK's own client, at another host."""

    def __init__(self, url: str):
        super().__init__(timeout=5, max_retries=0)
        self.host = url

    def request(self, method: str, url: str, *args: Any, **options: Any) -> Any:
        return super().request(method, url.replace("https://api.twilio.com", self.host), *args, **options)


@pytest.fixture
def twilio() -> Iterator[Double]:
    double = Double()
    yield double
    double.server.shutdown()
    double.server.server_close()


def account(url: str, *, sender: str = OURS, breaker: str = "twilio-tests") -> TwilioSms:
    return TwilioSms(account_sid=SID, auth_token=TOKEN, sender=sender, http=ToDouble(url), breaker=breaker)


def test_a_text_is_one_call_with_number_words_and_sender(twilio: Double):
    account(twilio.url).send(phone="+4915123456789", text="Agora: für Sie, 12,50 €")
    basic = base64.b64encode(f"{SID}:{TOKEN}".encode()).decode()
    assert twilio.requests == [
        (
            f"/2010-04-01/Accounts/{SID}/Messages.json",
            f"Basic {basic}",
            {"To": ["+4915123456789"], "From": [OURS], "Body": ["Agora: für Sie, 12,50 €"]},
        )
    ]


def test_a_messaging_service_is_named_instead_of_a_number(twilio: Double):
    account(twilio.url, sender="MG" + "c" * 32).send(phone="+14155552671", text="Hello")
    ((_, _, sent),) = twilio.requests
    assert sent == {"To": ["+14155552671"], "MessagingServiceSid": ["MG" + "c" * 32], "Body": ["Hello"]}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (refusal(400, 21211, "The 'To' number +1415 is not a valid phone number."), 21211),
        (refusal(400, 21610, "Attempt to send to unsubscribed recipient"), 21610),
        (refusal(400, 21614, "'To' number is not a valid mobile number"), 21614),
    ],
)
def test_a_number_that_never_takes_texts_is_refused_for_good(twilio: Double, answer, code: int):
    twilio.answer = answer
    with pytest.raises(TextRefused) as refused:
        account(twilio.url).send(phone="+14155552671", text="Hello")
    assert refused.value.facts == {"gateway_code": code}
    assert len(twilio.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [
        refusal(401, 20003, "Authenticate"),
        refusal(429, 20429, "Too Many Requests"),
        refusal(500, 20500, "An internal server error has occurred"),
        (503, {}),
    ],
)
def test_what_is_of_the_moment_is_tried_again_later(twilio: Double, answer):
    twilio.answer = answer
    with pytest.raises(TextGatewayDown):
        account(twilio.url, breaker=f"twilio-{answer[0]}").send(phone="+14155552671", text="Hello")
    assert len(twilio.requests) == 1


def test_a_gateway_that_is_away_is_left_alone_after_a_while(twilio: Double):
    twilio.server.shutdown()
    twilio.server.server_close()
    gateway = account(twilio.url, breaker="twilio-away")
    seen: set[type[Exception]] = set()
    for _ in range(30):
        with pytest.raises(Unavailable) as away:
            gateway.send(phone="+14155552671", text="Hello")
        seen.add(type(away.value))
    assert seen == {TextGatewayDown, Unavailable}
