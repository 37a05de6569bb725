"""Text messages to the local sink, which shows them beside the mail and delivers to nobody."""

from __future__ import annotations

import requests

from backend.kit.config import settings
from backend.notifications.errors import TextGatewayDown

_TIMEOUT_S = 5


class SinkSms:
    """The sink at `SMS_SINK_URL`."""

    def __init__(self, url: str):
        self._url = url.rstrip("/")

    @classmethod
    def from_settings(cls) -> SinkSms:
        """The sink that the environment names."""
        return cls(settings().sms_sink_url)

    def send(self, *, phone: str, text: str) -> None:
        """Keep one message in the sink. Raises TextGatewayDown."""
        try:
            answer = requests.post(
                f"{self._url}/api/texts", json={"to": phone, "text": text}, timeout=_TIMEOUT_S
            )
            answer.raise_for_status()
        except requests.RequestException as error:
            raise TextGatewayDown(f"The local sink did not take the text message: {error}") from error
