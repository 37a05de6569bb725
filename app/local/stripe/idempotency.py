"""Idempotency keys as Stripe documents them for API v1.

https://docs.stripe.com/api/idempotent_requests: the status and body of the first request with a key are kept
once its endpoint began to run, errors included; the same key with other parameters is refused; so is a second
request while the first still runs. What failed validation, or ran into another request, is not kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.local.stripe.errors import IdempotencyKeyInUse, IdempotencyMismatch, ParameterError
from app.local.stripe.ids import now
from app.local.stripe.store import Store

KEPT_S = 48 * 3600
"""Stripe keeps keys for at least 24 hours."""
_LONGEST_KEY = 255


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What the first request with a key was answered."""

    status: int
    body: bytes
    request_id: str


class Idempotency:
    """The memory of keys, scoped to an account."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._running: set[tuple[str, str]] = set()
        self.prune()

    def prune(self) -> None:
        """Forget keys that are old enough."""
        self._store.run("DELETE FROM idempotency WHERE created < ?", (now() - KEPT_S,))

    def claim(self, account: str, key: str, fingerprint: str, path: str) -> StoredAnswer | None:
        """The stored answer to repeat, or None when the caller now owns the key and must `release` it.

        Raises `IdempotencyMismatch` for other parameters or another endpoint, `IdempotencyKeyInUse` while the
        first request runs.
        """
        if len(key) > _LONGEST_KEY:
            raise ParameterError(f"Idempotency keys must be at most {_LONGEST_KEY} characters.")
        if (account, key) in self._running:
            raise IdempotencyKeyInUse(key)
        rows = self._store.rows(
            "SELECT fingerprint, path, status, body, request_id FROM idempotency WHERE account = ? AND key "
            "= ?",
            (account, key),
        )
        if not rows:
            self._running.add((account, key))
            return None
        first, first_path, status, body, request_id = rows[0]
        if first_path != path:
            raise IdempotencyMismatch(
                "Keys for idempotent requests can only be used for the same endpoint they were first used "
                f"for ('{first_path}'). Try using a key other than '{key}' if you meant to execute a "
                "different request."
            )
        if first != fingerprint:
            raise IdempotencyMismatch(
                "Keys for idempotent requests can only be used with the same parameters they were first "
                f"used with. Try using a key other than '{key}' if you meant to execute a different request."
            )
        return StoredAnswer(status, body, request_id)

    def keep(self, account: str, key: str, fingerprint: str, path: str, answer: StoredAnswer) -> None:
        """Remember the answer; belongs into the transaction of the effect."""
        self._store.run(
            "INSERT OR REPLACE INTO idempotency VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (account, key, fingerprint, path, answer.status, answer.body, answer.request_id, now()),
        )

    def release(self, account: str, key: str) -> None:
        """The request that claimed the key is over."""
        self._running.discard((account, key))
