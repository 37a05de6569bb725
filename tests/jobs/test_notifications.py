"""An e-mail is written once per event and sent after the commit; a mail server that is away loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import Engine, text

from app.local.ports import free_port
from backend.kit import ids
from backend.kit.config import settings
from backend.kit.errors import InvalidInput
from backend.kit.unit_of_work import transact
from backend.notifications import process, service
from backend.notifications.errors import MailServerDown

FACTS = {"order_number": "A-1", "link": "http://x.example"}


class Inbox:
    def __init__(self) -> None:
        self.mails: list[tuple[list[str], bytes]] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802 aiosmtpd's name
        self.mails.append((envelope.rcpt_tos, envelope.content))  # type: ignore[attr-defined] # aiosmtpd's envelope
        return "250 OK"


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    box = Inbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{controller.port}")
    settings.cache_clear()
    yield box
    controller.stop()
    settings.cache_clear()


def queue(event_id: UUID, recipient: str = "ada@example.com") -> None:
    transact(service.queue, event_id=event_id, template="order_delivered", recipient=recipient, facts=FACTS)


def messages(engine: Engine) -> list[tuple[UUID, str]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text("SELECT id, status FROM message ORDER BY id"))]


def test_one_event_is_one_message_and_one_mail(database: Engine, inbox: Inbox) -> None:
    event_id = ids.new_id()
    queue(event_id)
    queue(event_id)
    ((message_id, status),) = messages(database)
    assert status == "queued"
    process.deliver(message_id)
    process.deliver(message_id)
    ((recipients, content),) = inbox.mails
    assert recipients == ["ada@example.com"]
    assert b"Subject: Delivered: A-1" in content
    assert str(message_id).encode() in content
    assert messages(database) == [(message_id, "sent")]


def test_a_mail_server_that_is_away_leaves_the_message_queued(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{free_port()}")
    settings.cache_clear()
    queue(ids.new_id())
    ((message_id, _),) = messages(database)
    with pytest.raises(MailServerDown):
        process.deliver(message_id)
    assert messages(database) == [(message_id, "queued")]
    settings.cache_clear()


def test_a_recipient_that_is_no_address_is_refused(database: Engine) -> None:
    with pytest.raises(InvalidInput) as refusal:
        queue(ids.new_id(), "ada@@example\r\nBcc: all@example.com")
    assert refusal.value.field == "recipient"
    assert messages(database) == []
