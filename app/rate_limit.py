"""How often one address may try something. Counted in Redis, so every worker counts together."""

from __future__ import annotations

from dataclasses import dataclass

from redis.exceptions import RedisError

from backend.kit.cache import redis
from backend.kit.errors import TooManyRequests
from backend.kit.log import logger

log = logger(__name__)

_COUNT = """
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return {count, redis.call('TTL', KEYS[1])}
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries of `name` within `window_s` seconds of the first."""

    name: str
    most: int
    window_s: int


# An office behind one address signs in at nine; a guesser needs thousands.
SIGN_IN = Limit("sign-in", most=60, window_s=60)
SIGN_UP = Limit("sign-up", most=60, window_s=600)
# A family types its cards in one evening; each code is one of 2^80.
GIFT_CARD = Limit("gift-card", most=60, window_s=600)


def count(limit: Limit, who: str) -> None:
    """Count one try of `who`. Lets everybody pass while Redis is away: accounts have locks of their own.

    Raises TooManyRequests with `facts.retry_after_s`.
    """
    try:
        tries, left_s = redis().eval(_COUNT, 1, f"agora:limit:{limit.name}:{who}", limit.window_s)  # type: ignore[misc]  # typed for the async client too
    except RedisError as problem:
        log.warning("tries are not counted", limit=limit.name, problem=str(problem))
        return
    if tries > limit.most:
        raise TooManyRequests(
            f"Too many attempts from your address. Please wait {left_s} seconds and try again.",
            facts={"retry_after_s": max(1, left_s)},
        )
