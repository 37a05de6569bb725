"""Refusals of notifications."""

from backend.kit.errors import DomainError, NotFound, Unavailable


class MessageNotFound(NotFound):
    """No such message."""

    code = "message_not_found"


class MailServerDown(Unavailable):
    """The mail server does not take the message now; it is tried again."""

    code = "mail_server_down"


class TextGatewayDown(Unavailable):
    """The gateway does not take the text message now; it is tried again."""

    code = "text_gateway_down"


class ReplyRefused(DomainError):
    """A reply to a text that the gateway did not sign."""

    code = "webhook_refused"
    status = 400


class TextRefused(DomainError):
    """The gateway will never send to this number: it is none, or its owner declined."""

    code = "text_refused"
