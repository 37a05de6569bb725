"""Sending, outside any transaction: read, send, remember."""

from collections.abc import Mapping
from importlib import import_module
from uuid import UUID

from backend.kit import log
from backend.kit.unit_of_work import transact
from backend.notifications import service, smtp
from backend.notifications.errors import TextRefused
from backend.notifications.schemas import Channel, OutgoingMessage
from backend.notifications.sms_gateway import sms_gateway

logger = log.logger(__name__)


def deliver(message_id: UUID) -> None:
    """Send a message unless it was sent.

    A crash after sending sends it again: a mail under the same Message-ID, a text as it is.

    Raises MailServerDown, TextGatewayDown, Unavailable; the job tries again.
    """
    message = transact(service.to_send, message_id)
    if message is None:
        return
    if message.channel is Channel.SMS:
        try:
            sms_gateway().send(phone=message.recipient, text=message.text)
        except TextRefused as refusal:
            logger.warning("text refused", message_id=str(message_id), **refusal.facts)
            transact(service.mark_failed, message_id)
            return
    else:
        _mail(message)
    transact(service.mark_sent, message_id)


def receive_reply(url: str, *, fields: Mapping[str, str], signature: str) -> None:
    """Heed what somebody texted back through Twilio: STOP or START of their number; the rest is nobody's.

    Repeating it is fine. Raises ReplyRefused for what Twilio did not sign; nothing is written then.
    """
    # The SDK takes its time to import: only who has an account pays for that.
    replies = import_module("backend.notifications.twilio_replies")
    phone, wish = replies.checked(url, fields, signature)
    if wish == "stop":
        transact(service.stop_texts, phone, source="text")
    elif wish == "start":
        transact(service.allow_texts, phone, source="text")


def _mail(message: OutgoingMessage) -> None:
    smtp.send(
        message_id=str(message.id),
        recipient=message.recipient,
        subject=message.subject,
        text=message.text,
        html=message.html,
        opt_out_link=message.opt_out_link,
    )
