"""What people text back, as Twilio hands it over: STOP ends texts to their number, START takes that back."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from twilio.request_validator import RequestValidator

from backend.kit.config import settings
from backend.notifications.errors import ReplyRefused

_STOP = frozenset(
    {
        "STOP",
        "STOPP",
        "STOPALL",
        "UNSUBSCRIBE",
        "CANCEL",
        "END",
        "QUIT",
        "REVOKE",
        "OPTOUT",
        "ABMELDEN",
        "ENDE",
    }
)
_START = frozenset({"START", "UNSTOP", "YES", "JA"})


class Wish(StrEnum):
    """What a reply asks for."""

    STOP = "stop"
    START = "start"
    NOTHING = "nothing"


def checked(url: str, fields: Mapping[str, str], signature: str) -> tuple[str, Wish]:
    """The number that a reply came from and what it asks for. `url` is the address that Twilio called.

    Raises ReplyRefused when it does not come from the account that is named here.
    """
    token = settings().twilio_auth_token.get_secret_value()
    phone = fields.get("From", "")
    if (
        not token
        or not RequestValidator(token).validate(url, dict(fields), signature)
        or fields.get("AccountSid") != settings().twilio_account_sid
        or not phone.startswith("+")
    ):
        raise ReplyRefused("This did not come from the account for text messages.")
    return phone, wish_of(fields.get("OptOutType", "") or fields.get("Body", ""))


def wish_of(words: str) -> Wish:
    """What somebody means who sends just this back."""
    word = words.strip().strip(".!").upper()
    if word in _STOP:
        return Wish.STOP
    return Wish.START if word in _START else Wish.NOTHING
