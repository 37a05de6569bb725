"""Where text messages go: Twilio when an account is named, else the local sink, else nowhere."""

from functools import lru_cache
from importlib import import_module
from typing import Any, Protocol

from backend.kit.config import settings
from backend.notifications.errors import TextGatewayDown


class SmsGateway(Protocol):
    """Takes one text message at a time."""

    def send(self, *, phone: str, text: str) -> None:
        """Hand a message to the carrier's door; `phone` is E.164, such as +14155552671.

        Raises TextGatewayDown (try again) and TextRefused (never for this number).
        """


def is_offered() -> bool:
    """Whether there is anywhere to send a text message to."""
    return _has_twilio() or bool(settings().sms_sink_url)


@lru_cache(maxsize=1)
def sms_gateway() -> SmsGateway:
    """The gateway of this process. Tests call `sms_gateway.cache_clear()` after changing settings.

    Raises TextGatewayDown when there is none.
    """
    if _has_twilio():
        return _open("twilio_sms", "TwilioSms")
    if settings().sms_sink_url:
        return _open("sink_sms", "SinkSms")
    raise TextGatewayDown("No account for text messages is named: there is nowhere to send them to.")


def _open(module: str, name: str) -> SmsGateway:
    # The SDK takes its time to import: only who has an account pays for that.
    adapter: Any = getattr(import_module(f"backend.notifications.{module}"), name)
    found: SmsGateway = adapter.from_settings()
    return found


def _has_twilio() -> bool:
    chosen = settings()
    return bool(
        chosen.twilio_account_sid and chosen.twilio_auth_token.get_secret_value() and chosen.twilio_from
    )
