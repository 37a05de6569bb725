"""What the stand-in is told when it starts."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

API_VERSION = "2026-10-28.endive"
"""The version `stripe` 16.1 sends with every request; events are rendered in it."""

PLATFORM = "acct_1LocalStandInPlatform"
"""The account the secret key belongs to."""


class StandInSettings(BaseModel):
    """Start-up settings of the stand-in.

    Durations are in seconds. With an empty `webhook_url` only endpoints created through the API are told.
    """

    model_config = ConfigDict(frozen=True)

    state_dir: Path
    secret_key: str = Field(default="sk_test_local", pattern=r"^sk_test_[A-Za-z0-9_]+$")
    webhook_url: str = ""
    webhook_secret: str = Field(default="whsec_local", pattern=r"^whsec_[A-Za-z0-9_+/=]+$")
    webhook_events: tuple[str, ...] = ("*",)
    webhook_retry_s: tuple[float, ...] = (1, 2, 5, 10, 30, 60, 300, 900, 3600, 10800)
    webhook_timeout_s: float = 10.0
    public_url: str = ""
    """Address the shopper's browser reaches the stand-in by; empty means the host the request came in on."""
    settlement_s: int = 0
    """How long captured money stays `pending` in the balance; Stripe takes two days."""
    later_s: float = 1.0
    """Delay before what Stripe does afterwards by itself: a dispute opens, a pending refund settles."""

    @property
    def publishable_key(self) -> str:
        """The browser's key, derived from the secret one so that a shop configures a single pair."""
        return "pk_test_" + self.secret_key.removeprefix("sk_test_")
