"""A write that was asked for twice under one key happens once, and both askers get the same answer.

The key belongs to whoever asks (`subject`). The claim is a row of the transaction that does the work, so it
costs one insert and one update, and a rollback forgets it: nothing was written, the same key may try again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import LargeBinary, SmallInteger, text
from sqlmodel import Field, Session, SQLModel

from backend.kit import clock
from backend.kit.errors import Conflict, InvalidInput
from backend.kit.model import instant, instant_or_none
from backend.kit.unit_of_work import transact

P = ParamSpec("P")
T = TypeVar("T")

KEPT = timedelta(hours=24)
# A process that says nothing for so long has died; its steps are idempotent themselves and may run again.
_PROCESS_LEASE = timedelta(seconds=90)


class ApiIdempotency(SQLModel, table=True):
    """One claimed key. `status` and `answer` are there once the work is done."""

    __tablename__ = "api_idempotency"

    subject: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    fingerprint: bytes = Field(sa_type=LargeBinary)
    status: int | None = Field(default=None, sa_type=SmallInteger)
    answer: bytes | None = Field(default=None, sa_type=LargeBinary)
    lease_until: datetime | None = instant_or_none()
    created_at: datetime = instant(index=True)


class KeyReused(InvalidInput):
    """The same idempotency key came with another request."""

    code = "idempotency_key_reused"


class StillRunning(Conflict):
    """The first request with this key has not ended yet."""

    code = "idempotency_key_in_use"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was answered with."""

    status: int
    body: bytes
    is_replay: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A request that names a key: who asks, under which key, for exactly what."""

    subject: str
    key: str
    fingerprint: bytes

    @classmethod
    def of(cls, *, subject: str, key: str, request: bytes) -> Claim:
        """The claim of a `request` (method, address and body together)."""
        return cls(subject, key, hashlib.sha256(request).digest())


def transact_once(
    claim: Claim,
    answer_of: Callable[[T], Answer],
    verb: Callable[Concatenate[Session, P], T],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> Answer:
    """Run `verb(session, …)` in one transaction with the claim, or give the answer of the first time.

    Raises KeyReused, StillRunning, and whatever the verb refuses (then the key is free again).
    """

    def work(session: Session) -> Answer:
        earlier = _claim(session, claim, lease_until=None)
        if earlier is not None:
            return earlier
        answer = answer_of(verb(session, *args, **kwargs))
        _keep(session, claim, answer)
        return answer

    return transact(work)


def run_once(
    claim: Claim,
    answer_of: Callable[[T], Answer],
    process: Callable[P, T],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> Answer:
    """Run a process that opens its own transactions, or give the answer of the first time.

    The claim is committed before it starts. When the process dies, the key is free again after 90 seconds.

    Raises KeyReused, StillRunning, and whatever the process refuses (then the key is free again).
    """
    earlier = transact(_claim, claim, lease_until=clock.now() + _PROCESS_LEASE)
    if earlier is not None:
        return earlier
    try:
        answer = answer_of(process(*args, **kwargs))
    except BaseException:
        transact(_release, claim)
        raise
    transact(_keep, claim, answer)
    return answer


def forget_old(session: Session, *, limit: int = 5_000) -> int:
    """Delete keys older than 24 hours, at most `limit`; how many there were. A job calls it."""
    result = session.execute(
        text(
            "DELETE FROM api_idempotency WHERE (subject, key) IN (SELECT subject, key FROM api_idempotency "
            "WHERE created_at < :before ORDER BY created_at LIMIT :limit)"
        ),
        {"before": clock.now() - KEPT, "limit": limit},
    )
    return int(result.rowcount)  # type: ignore[attr-defined]  # a cursor result, as for every DELETE


# Takes the key, or a dead process's key. The advisory lock makes a second asker answer at once instead of
# waiting for the first one's commit.
_TAKE = text(
    """
    INSERT INTO api_idempotency AS held (subject, key, fingerprint, lease_until, created_at)
    SELECT given.subject, given.key, :fingerprint, :lease_until, :now
    FROM (SELECT CAST(:subject AS text) AS subject, CAST(:key AS text) AS key) AS given
    WHERE pg_try_advisory_xact_lock(hashtextextended(given.subject || ' ' || given.key, 20261122))
    ON CONFLICT (subject, key) DO UPDATE
        SET lease_until = excluded.lease_until
        WHERE held.status IS NULL AND held.lease_until < :now AND held.fingerprint = excluded.fingerprint
    RETURNING 1
    """
)
_FIND = text(
    "SELECT fingerprint, status, answer FROM api_idempotency WHERE subject = :subject AND key = :key"
)


def _claim(session: Session, claim: Claim, *, lease_until: datetime | None) -> Answer | None:
    name = {"subject": claim.subject, "key": claim.key}
    taken = session.execute(
        _TAKE, {**name, "fingerprint": claim.fingerprint, "lease_until": lease_until, "now": clock.now()}
    ).first()
    if taken is not None:
        return None
    held = session.execute(_FIND, name).first()
    if held is not None and bytes(held.fingerprint) != claim.fingerprint:
        raise KeyReused(
            "This Idempotency-Key was used for another request. Use a new key for a new request.",
            field="Idempotency-Key",
        )
    if held is None or held.status is None:
        raise StillRunning("The first request with this Idempotency-Key is still running. Ask again shortly.")
    return Answer(held.status, bytes(held.answer), is_replay=True)


def _keep(session: Session, claim: Claim, answer: Answer) -> None:
    session.execute(
        text(
            "UPDATE api_idempotency SET status = :status, answer = :answer, lease_until = NULL "
            "WHERE subject = :subject AND key = :key"
        ),
        {"subject": claim.subject, "key": claim.key, "status": answer.status, "answer": answer.body},
    )


def _release(session: Session, claim: Claim) -> None:
    session.execute(
        text("DELETE FROM api_idempotency WHERE subject = :subject AND key = :key AND status IS NULL"),
        {"subject": claim.subject, "key": claim.key},
    )
