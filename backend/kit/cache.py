"""Caches. The shared one is Redis; the near one lives in this process for seconds."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Generic, TypeVar

from redis import Redis

from backend.kit.config import settings

T = TypeVar("T")


@lru_cache(maxsize=1)
def redis() -> Redis:
    """The shared Redis of this process (carts, rate limits, caches). Answers bytes."""
    return Redis.from_url(
        settings().redis_url,
        socket_timeout=2,
        socket_connect_timeout=2,
        health_check_interval=30,
        max_connections=64,
    )


class NearCache(Generic[T]):
    """At most `size` values for `ttl_s` seconds each, in this process, safe between threads.

    One thread computes a missing value while others with the same key wait for it.
    """

    def __init__(self, *, size: int, ttl_s: float):
        self._size = size
        self._ttl_s = ttl_s
        self._values: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()
        self._lock = threading.Lock()
        self._computing: dict[Hashable, threading.Lock] = {}

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The value of `key`, computed when it is missing or too old."""
        found = self._fresh(key)
        if found is not None:
            return found[1]
        with self._lock:
            turn = self._computing.setdefault(key, threading.Lock())
        with turn:
            found = self._fresh(key)
            if found is not None:
                return found[1]
            try:
                value = compute()
                self.put(key, value)
                return value
            finally:
                with self._lock:
                    self._computing.pop(key, None)

    def _fresh(self, key: Hashable) -> tuple[float, T] | None:
        entry = self._values.get(key)
        return entry if entry is not None and entry[0] > time.monotonic() else None

    def peek(self, key: Hashable) -> T | None:
        """The value of `key` when it is there and fresh. Computes and waits for nothing."""
        found = self._fresh(key)
        return found[1] if found is not None else None

    def forget(self, key: Hashable) -> None:
        """Drop `key`; the next `get` computes it."""
        with self._lock:
            self._values.pop(key, None)

    def put(self, key: Hashable, value: T) -> None:
        """Keep `value` from now on for `ttl_s` seconds."""
        with self._lock:
            self._values[key] = (time.monotonic() + self._ttl_s, value)
            self._values.move_to_end(key)
            while len(self._values) > self._size:
                self._values.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
