"""Text messages through Twilio's official SDK."""

from __future__ import annotations

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http import HttpClient
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from backend.kit import log
from backend.kit.config import settings
from backend.kit.resilience import guarded
from backend.notifications.errors import TextGatewayDown, TextRefused

logger = log.logger(__name__)

TIMEOUT_S = 10
# Of our account or for the moment, not of the number: 401 and 403 want an operator, and keep what is written.
_TRY_AGAIN = frozenset({401, 403, 408, 409, 429})
_SERVICE_PREFIX = "MG"


class TwilioSms:
    """One account. `sender` is a number of it or a messaging service (`MG…`)."""

    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        sender: str,
        http: HttpClient | None = None,
        breaker: str = "twilio",
    ):
        self._sender, self._breaker = sender, breaker
        self._client = Client(
            account_sid, auth_token, http_client=http or TwilioHttpClient(timeout=TIMEOUT_S, max_retries=0)
        )

    @classmethod
    def from_settings(cls) -> TwilioSms:
        """The account that the environment names."""
        chosen = settings()
        return cls(
            account_sid=chosen.twilio_account_sid,
            auth_token=chosen.twilio_auth_token.get_secret_value(),
            sender=chosen.twilio_from,
        )

    def send(self, *, phone: str, text: str) -> None:
        """Hand over one message. Twilio knows no idempotency key: a lost answer may mean two texts.

        Raises TextGatewayDown, TextRefused and, while Twilio is left alone after failures, Unavailable.
        """
        by_service = self._sender.startswith(_SERVICE_PREFIX)
        sender = {"messaging_service_sid" if by_service else "from_": self._sender}

        def sent() -> TwilioRestException | None:
            try:
                self._client.messages.create(to=phone, body=text, **sender)
            except TwilioRestException as error:
                if error.status >= 500 or error.status in _TRY_AGAIN:
                    raise
                return error
            return None

        try:
            refusal = guarded(self._breaker, sent)
        except (TwilioException, requests.RequestException, OSError) as silent:
            logger.warning("twilio did not take a text", error=type(silent).__name__)
            raise TextGatewayDown("Twilio does not take text messages now.") from silent
        if refusal is not None:
            raise TextRefused(
                "Twilio will not send to this number.", facts={"gateway_code": refusal.code}
            ) from refusal
