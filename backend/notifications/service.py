"""The verbs of notifications."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from backend.kit import clock, ids, outbox
from backend.kit.errors import InvalidInput
from backend.notifications import choices
from backend.notifications.choices import Topic, agree, choose, opt_out, opt_out_of, wanted, withdraw
from backend.notifications.errors import MessageNotFound
from backend.notifications.events import MessageQueued
from backend.notifications.models import Message
from backend.notifications.rendering import render
from backend.notifications.schemas import OutgoingMessage

__all__ = [
    "Topic",
    "agree",
    "choose",
    "mark_sent",
    "opt_out",
    "opt_out_of",
    "queue",
    "to_send",
    "wanted",
    "withdraw",
]


def queue(
    session: Session,
    *,
    event_id: UUID,
    template: str,
    recipient: str,
    facts: Mapping[str, Any],
    topic: Topic | None = None,
) -> None:
    """Write a message about an event; a second one for the same event, template and recipient is not written.

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
    rendered = render(template, facts)
    statement = (
        insert(Message)
        .values(
            id=ids.new_id(),
            event_id=event_id,
            template=template,
            recipient=address,
            subject=rendered.subject,
            body_text=rendered.text,
            body_html=rendered.html,
            topic=topic or "",
            status="queued",
            created_at=clock.now(),
        )
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
    if message.topic and message.topic not in choices.wanted(session, message.recipient):
        message.status = "withdrawn"
        return None
    return OutgoingMessage(
        id=message.id,
        recipient=message.recipient,
        subject=message.subject,
        text=message.body_text,
        html=message.body_html,
        opt_out_link=choices.opt_out_link(message.recipient, message.topic) if message.topic else "",
    )


def mark_sent(session: Session, message_id: UUID) -> None:
    """The mail server has it."""
    message = session.get(Message, message_id, with_for_update=True)
    if message is not None and message.status != "sent":
        message.status, message.sent_at = "sent", clock.now()
