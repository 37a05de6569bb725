"""The verbs of notifications."""

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
from backend.notifications.choices import (
    TEXT_TOPICS,
    Topic,
    agree,
    allow_texts,
    choose,
    choose_all,
    has_stopped,
    opt_out,
    opt_out_of,
    stop_texts,
    wanted,
    withdraw,
)
from backend.notifications.errors import MessageNotFound
from backend.notifications.events import MessageQueued
from backend.notifications.models import Message
from backend.notifications.rendering import render, render_text
from backend.notifications.schemas import Channel, OutgoingMessage, Reader

__all__ = [
    "TEXT_TOPICS",
    "Topic",
    "agree",
    "allow_texts",
    "choose",
    "choose_all",
    "has_stopped",
    "mark_failed",
    "mark_sent",
    "opt_out",
    "opt_out_of",
    "queue",
    "queue_text",
    "stop_texts",
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
    "transfer_received": Topic.ORDER_TEXTS,
    "payment_needed": Topic.ORDER_TEXTS,
    "order_shipped": Topic.DELIVERY_TEXTS,
    "order_delivered": Topic.DELIVERY_TEXTS,
    "return_moved": Topic.RETURN_TEXTS,
    "refund_sent": Topic.RETURN_TEXTS,
}
"""What is told by text message, too, to who wants that."""


def texts_are_offered() -> bool:
    """Whether text messages can be sent from here at all."""
    return sms_gateway.is_offered()


def tell(
    session: Session, *, event_id: UUID, template: str, reader: Reader, facts: Mapping[str, Any]
) -> None:
    """Write what an event means to its reader: an e-mail always, a text message when they asked for those.

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
    topic = TEXTED.get(template)
    if topic is None:
        return
    told = {
        "event_id": event_id,
        "template": template,
        "facts": facts,
        "locale": reader.locale,
        "time_zone": reader.time_zone,
    }
    if reader.order_phone:
        queue_text(session, phone=reader.order_phone, **told)
    elif reader.phone and reader.chosen_by and topic in wanted(session, reader.chosen_by, [topic]):
        queue_text(session, phone=reader.phone, topic=topic, chosen_by=reader.chosen_by, **told)


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


def queue_text(
    session: Session,
    *,
    event_id: UUID,
    template: str,
    phone: str,
    facts: Mapping[str, Any],
    topic: Topic | None = None,
    chosen_by: str = "",
    locale: str = DEFAULT_LOCALE,
    time_zone: str = DEFAULT_ZONE,
) -> None:
    """Write a text message about an event to a number, once per event and template.

    None is written where none are offered. With a `topic` it is sent only while the account with the address
    `chosen_by` wants it; never to a number whose owner wants no texts.
    """
    if not texts_are_offered():
        return
    _write(
        session,
        event_id=event_id,
        template=template,
        channel=Channel.SMS.value,
        locale=locale,
        recipient=phone,
        subject="",
        body_text=render_text(template, facts, locale=locale, time_zone=time_zone),
        body_html="",
        topic=topic or "",
        chosen_by=chosen_by.lower(),
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
    if channel is Channel.SMS and has_stopped(session, message.recipient):
        message.status = "withdrawn"
        return None
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
