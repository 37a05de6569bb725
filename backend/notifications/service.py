"""The verbs of notifications."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from backend.kit import clock, ids, outbox
from backend.kit.errors import InvalidInput
from backend.kit.locales import DEFAULT_LOCALE, DEFAULT_ZONE
from backend.notifications import choices, sms_gateway
from backend.notifications.choices import Topic, agree, choose, opt_out, opt_out_of, wanted, withdraw
from backend.notifications.errors import MessageNotFound
from backend.notifications.events import MessageQueued
from backend.notifications.models import Message
from backend.notifications.rendering import render, render_text
from backend.notifications.schemas import Channel, OutgoingMessage, Reader

__all__ = [
    "Topic",
    "agree",
    "choose",
    "mark_failed",
    "mark_sent",
    "opt_out",
    "opt_out_of",
    "queue",
    "tell",
    "texts_are_offered",
    "to_send",
    "wanted",
    "withdraw",
]

TEXTED: Mapping[str, Topic] = {
    "order_placed": Topic.ORDER_TEXTS,
    "order_reduced": Topic.ORDER_TEXTS,
    "order_cancelled": Topic.ORDER_TEXTS,
    "order_shipped": Topic.DELIVERY_TEXTS,
    "order_delivered": Topic.DELIVERY_TEXTS,
    "return_moved": Topic.RETURN_TEXTS,
    "refund_sent": Topic.RETURN_TEXTS,
}
"""What is told by text message, too, to who wants that."""

_E164 = re.compile(r"\+[1-9]\d{6,14}")
_BETWEEN_DIGITS = re.compile(r"[\s()/.\-]")


def texts_are_offered() -> bool:
    """Whether text messages can be sent from here at all."""
    return sms_gateway.is_offered()


def tell(
    session: Session, *, event_id: UUID, template: str, reader: Reader, facts: Mapping[str, Any]
) -> None:
    """Write what an event means to its reader: an e-mail always, a text message when they chose those.

    Each is written once per event and template. Raises InvalidInput as `queue` does.
    """
    queue(
        session,
        event_id=event_id,
        template=template,
        recipient=reader.email,
        facts=facts,
        locale=reader.locale,
        time_zone=reader.time_zone,
    )
    topic, phone = TEXTED.get(template), _BETWEEN_DIGITS.sub("", reader.phone)
    if topic is None or not reader.chosen_by or not _E164.fullmatch(phone) or not texts_are_offered():
        return
    if topic not in wanted(session, reader.chosen_by, [topic]):
        return
    _write(
        session,
        event_id=event_id,
        template=template,
        channel=Channel.SMS.value,
        locale=reader.locale,
        recipient=phone,
        subject="",
        body_text=render_text(template, facts, locale=reader.locale, time_zone=reader.time_zone),
        body_html="",
        topic=topic.value,
        chosen_by=reader.chosen_by.lower(),
    )


def queue(
    session: Session,
    *,
    event_id: UUID,
    template: str,
    recipient: str,
    facts: Mapping[str, Any],
    topic: Topic | None = None,
    locale: str = DEFAULT_LOCALE,
    time_zone: str = DEFAULT_ZONE,
) -> None:
    """Write an e-mail about an event; a second one for the same event and template is not written.

    With a `topic` it is mail that may be declined: it is sent only while the address wants it, with the
    headers that let it be declined by one press; `opt_out_link` is known to the template.

    Raises InvalidInput when the recipient is no e-mail address.
    """
    try:
        address = validate_email(recipient, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise InvalidInput(f"{recipient!r} is not an e-mail address.", field="recipient") from error
    if topic is not None:
        facts = {**facts, "opt_out_link": choices.opt_out_link(address, topic)}
    rendered = render(template, facts, locale=locale, time_zone=time_zone)
    _write(
        session,
        event_id=event_id,
        template=template,
        channel=Channel.EMAIL.value,
        locale=locale,
        recipient=address,
        subject=rendered.subject,
        body_text=rendered.text,
        body_html=rendered.html,
        topic=topic or "",
        chosen_by=address.lower() if topic else "",
    )


def _write(session: Session, **values: Any) -> None:
    statement = (
        insert(Message)
        .values(id=ids.new_id(), status="queued", created_at=clock.now(), **values)
        .on_conflict_do_nothing()
        .returning(Message.id)
    )
    written = session.execute(statement).first()
    if written is not None:
        outbox.record(session, MessageQueued(message_id=written[0]))


def to_send(session: Session, message_id: UUID) -> OutgoingMessage | None:
    """The message when it still waits, else None. Raises MessageNotFound."""
    message = session.get(Message, message_id, with_for_update=True)
    if message is None:
        raise MessageNotFound("There is no such message.")
    if message.status != "queued":
        return None
    if message.topic and message.topic not in choices.wanted(session, message.chosen_by):
        message.status = "withdrawn"
        return None
    channel = Channel(message.channel)
    declinable = message.topic and channel is Channel.EMAIL
    return OutgoingMessage(
        id=message.id,
        recipient=message.recipient,
        subject=message.subject,
        text=message.body_text,
        html=message.body_html,
        opt_out_link=choices.opt_out_link(message.recipient, message.topic) if declinable else "",
        channel=channel,
    )


def mark_sent(session: Session, message_id: UUID) -> None:
    """The mail server, or the gateway of text messages, has it."""
    message = session.get(Message, message_id, with_for_update=True)
    if message is not None and message.status != "sent":
        message.status, message.sent_at = "sent", clock.now()


def mark_failed(session: Session, message_id: UUID) -> None:
    """It will never arrive; the mail about the same event says it."""
    message = session.get(Message, message_id, with_for_update=True)
    if message is not None and message.status == "queued":
        message.status = "failed"
