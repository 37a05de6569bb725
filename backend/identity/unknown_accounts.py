"""Failed attempts on addresses that nobody has, counted as if somebody had.

Otherwise the lock of an account would tell a stranger that the account exists.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from redis.exceptions import RedisError

from backend.identity.policy import MOST_FAILURES, REST, WINDOW, Attempts
from backend.kit import clock
from backend.kit.cache import redis
from backend.kit.log import logger

log = logger(__name__)


def count_failure(email: str) -> Attempts:
    """The attempts on `email` after one more. Counts in Redis; nothing is kept longer than the lock."""
    name = hashlib.sha256(email.strip().lower().encode()).hexdigest()
    counter, lock = f"agora:sign-in:failed:{name}", f"agora:sign-in:locked:{name}"
    now = clock.now()
    try:
        if (until := redis().get(lock)) is not None:
            return Attempts(locked_until=datetime.fromtimestamp(int(until), UTC))  # type: ignore[arg-type]  # bytes are fine for int()
        failed = int(redis().incr(counter))  # type: ignore[arg-type]  # typed for the async client, too
        if failed == 1:
            redis().expire(counter, int(WINDOW.total_seconds()))
        if failed < MOST_FAILURES:
            return Attempts(failed, now)
        locked_until = now + REST
        redis().set(lock, int(locked_until.timestamp()), ex=int(REST.total_seconds()))
        redis().delete(counter)
    except RedisError as problem:
        log.warning("attempts on unknown accounts are not counted", problem=str(problem))
        return Attempts()
    return Attempts(locked_until=locked_until)
