"""Whom messages are for, and messages on their way out."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Channel(StrEnum):
    """How a message leaves."""

    EMAIL = "email"
    SMS = "sms"


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a message is for, and how they read.

    Texts about an order go to `order_phone`, the number that asked for them at this very order, or else to
    `phone`, the number of the account with the e-mail address `chosen_by`, when its choice says so. All three
    are empty for who gets e-mail alone. Numbers are E.164.
    """

    email: str
    locale: str = "en_US"
    time_zone: str = "UTC"
    phone: str = ""
    chosen_by: str = ""
    order_phone: str = ""


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A message that waits to leave; `opt_out_link` is empty for what has to be told and for texts."""

    id: UUID
    recipient: str
    subject: str
    text: str
    html: str
    opt_out_link: str = ""
    channel: Channel = Channel.EMAIL
