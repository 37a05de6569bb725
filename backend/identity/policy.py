"""When an account rests after failed sign-ins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

MOST_FAILURES = 5
WINDOW = timedelta(minutes=15)
REST = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Attempts:
    """Failed sign-ins of one account: how many since when, and until when it rests."""

    failed: int = 0
    since: datetime | None = None
    locked_until: datetime | None = None

    def is_locked(self, now: datetime) -> bool:
        """Whether no attempt counts now, not even with the right password."""
        return self.locked_until is not None and now < self.locked_until

    def after_failure(self, now: datetime) -> Attempts:
        """One more failure: the fifth within 15 minutes locks the account for 15 minutes."""
        fresh = self.since is None or now - self.since >= WINDOW
        failed, since = (1, now) if fresh else (self.failed + 1, self.since)
        if failed >= MOST_FAILURES:
            return Attempts(locked_until=now + REST)
        return Attempts(failed, since)
