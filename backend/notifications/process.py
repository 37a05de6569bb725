"""Sending, outside any transaction: read, send, remember."""

from uuid import UUID

from backend.kit.unit_of_work import transact
from backend.notifications import service, smtp


def deliver(message_id: UUID) -> None:
    """Send a message unless it was sent. A crash after sending sends it again under the same Message-ID.

    Raises MailServerDown; the job tries again.
    """
    message = transact(service.to_send, message_id)
    if message is None:
        return
    smtp.send(
        message_id=str(message.id),
        recipient=message.recipient,
        subject=message.subject,
        text=message.text,
        html=message.html,
        opt_out_link=message.opt_out_link,
    )
    transact(service.mark_sent, message_id)
