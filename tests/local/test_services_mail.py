"""Mail goes into the sink by real SMTP, texts by their gateway; both are read by page and JSON."""

import smtplib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage

import httpx
import pytest

from app.local import ports
from app.local.migrations import ROOT
from app.local.service import CommandService
from backend.notifications.errors import TextGatewayDown
from backend.notifications.sink_sms import SinkSms


@dataclass(frozen=True)
class Sink:
    smtp_port: int
    http: httpx.Client

    def send(self, *recipients: str, subject: str, html: str = "") -> None:
        message = EmailMessage()
        message["From"] = "Agora <orders@agora.example>"
        message["To"] = recipients[0]
        message["Subject"] = subject
        message.set_content("Plain words, with Umlaut: schön.")
        if html:
            message.add_alternative(html, subtype="html")
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=10) as connection:
            connection.send_message(message, to_addrs=list(recipients))

    def messages(self, to: str) -> list[dict[str, object]]:
        found = self.http.get("/api/messages", params={"to": to}).raise_for_status().json()["messages"]
        assert isinstance(found, list)
        return found


@pytest.fixture(scope="module")
def sink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sink]:
    folder = tmp_path_factory.mktemp("sink")
    smtp_port, http_port = ports.free_port(), ports.free_port()
    command = [sys.executable, "-m", "app.local.mail", "--smtp-port", str(smtp_port)]
    service = CommandService(
        "mail",
        [*command, "--http-port", str(http_port), "--dir", str(folder / "mail")],
        environment={},
        directory=ROOT,
        log=folder / "log",
        healthy=lambda: ports.answers(smtp_port) and ports.answers(http_port),
    )
    service.launch()
    service.wait()
    with httpx.Client(base_url=f"http://127.0.0.1:{http_port}") as client:
        yield Sink(smtp_port, client)
    service.stop()


def test_a_message_is_found_by_its_recipient_with_both_bodies(sink: Sink) -> None:
    sink.send("found@buyer.example", subject="Your order A-1 – thank you", html="<h1>schön</h1>")
    sink.send("other@buyer.example", subject="Not this one")

    (message,) = sink.messages("FOUND@buyer.example")

    assert message["from"] == "Agora <orders@agora.example>"
    assert message["to"] == ["found@buyer.example"]
    assert message["subject"] == "Your order A-1 – thank you"
    assert "Umlaut: schön." in str(message["text"])
    assert "<h1>schön</h1>" in str(message["html"])
    page = sink.http.get("/", params={"to": "found@"}).text
    assert "Your order A-1 – thank you" in page
    assert "Not this one" not in page


def test_a_blind_copy_counts_as_recipient(sink: Sink) -> None:
    sink.send("open@buyer.example", "blind@buyer.example", subject="Two of you")
    assert [message["subject"] for message in sink.messages("blind@")] == ["Two of you"]


def test_the_newest_comes_first(sink: Sink) -> None:
    for number in range(3):
        sink.send("many@buyer.example", subject=f"Number {number}")
    subjects = [message["subject"] for message in sink.messages("many@")]
    assert subjects == ["Number 2", "Number 1", "Number 0"]


def test_a_hostile_message_is_shown_in_quarantine(sink: Sink) -> None:
    sink.send("evil@buyer.example", subject="<script>alert(1)</script>", html="<script>alert(1)</script>")
    (message,) = sink.messages("evil@")
    shown = sink.http.get(f"/messages/{message['id']}/html")
    assert shown.headers["content-security-policy"].startswith("sandbox")
    assert "<script>" not in sink.http.get("/", params={"to": "evil@"}).text
    assert "<script>" not in sink.http.get(f"/messages/{message['id']}").text


@pytest.mark.parametrize("mail_id", ["nonsense", "..%2f..%2fsecrets", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_message_is_a_404(sink: Sink, mail_id: str) -> None:
    assert sink.http.get(f"/messages/{mail_id}").status_code == 404
    assert sink.http.get(f"/api/messages/{mail_id}").status_code == 404


@pytest.mark.parametrize("limit", ["0", "501", "many", "-1"])
def test_a_limit_out_of_range_is_refused(sink: Sink, limit: str) -> None:
    assert sink.http.get("/api/messages", params={"limit": limit}).status_code == 400


def test_a_text_of_the_gateway_is_kept_and_shown_beside_the_mail(sink: Sink) -> None:
    gateway = SinkSms(str(sink.http.base_url))
    gateway.send(phone="+14155552671", text="Agora: we have your order A-1 <b>.")
    gateway.send(phone="+4915123456789", text="Agora: für Sie")

    (text,) = sink.http.get("/api/texts", params={"to": "415555"}).json()["texts"]
    newest = sink.http.get("/api/texts", params={"limit": "1"}).json()["texts"]

    assert (text["to"], text["text"]) == ("+14155552671", "Agora: we have your order A-1 <b>.")
    assert [one["text"] for one in newest] == ["Agora: für Sie"]
    page = sink.http.get("/", params={"to": "+1 415 555"}).text
    assert "Agora: we have your order A-1 &lt;b&gt;." in page
    assert "für Sie" not in page


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b'{"to": "+14155552671", "text": "by a form of another site"}', "text/plain", 415),
        (b'{"to": "0171 1234567", "text": "no number of the world"}', "application/json", 422),
        (b'{"to": "+14155552671", "text": ""}', "application/json", 422),
        (b"not json", "application/json", 422),
    ],
)
def test_what_is_no_text_message_is_refused_and_not_kept(
    sink: Sink, body: bytes, kind: str, status: int
) -> None:
    before = sink.http.get("/api/texts").json()
    answer = sink.http.post("/api/texts", content=body, headers={"content-type": kind})
    assert answer.status_code == status
    assert sink.http.get("/api/texts").json() == before


def test_a_sink_that_is_away_is_tried_again_later() -> None:
    with pytest.raises(TextGatewayDown):
        SinkSms(f"http://127.0.0.1:{ports.free_port()}").send(phone="+14155552671", text="nobody there")


def test_texts_are_forgotten_apart_from_mail(sink: Sink) -> None:
    sink.send("kept@buyer.example", subject="Kept")
    SinkSms(str(sink.http.base_url)).send(phone="+14155550000", text="to be forgotten")
    assert sink.http.delete("/api/texts").json()["cleared"] >= 1
    assert sink.http.get("/api/texts").json() == {"texts": []}
    assert len(sink.messages("kept@")) == 1
