"""Refusals of notifications."""

from backend.kit.errors import NotFound, Unavailable


class MessageNotFound(NotFound):
    """No such message."""

    code = "message_not_found"


class MailServerDown(Unavailable):
    """The mail server does not take the message now; it is tried again."""

    code = "mail_server_down"
