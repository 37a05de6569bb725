"""Values that live as long as they are true: kept while their source says that nothing has changed.

Each value carries a stamp of what it was made from. Every second and a half, while somebody asks, one cheap
question fetches the present stamps of all values in use; where a stamp is the same, the value is good for
another two seconds, where it differs, the value is dropped. So an unchanged world is answered from memory,
and a change is seen as soon as a cache that lives two seconds would see it.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import Generic, TypeVar

from sqlmodel import Session

from backend.kit.errors import DomainError
from backend.kit.log import logger
from backend.kit.unit_of_work import query

log = logger(__name__)
K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

# Whoever was asked for within so many seconds is proven with the others.
_IN_USE_S = 10.0
_MOST_PROVEN = 2_000
# When a value has lived so much of the time that it is good for, it is proven again.
_PROVEN_AGAIN = 0.75


class Kept(Generic[T]):
    """A value in a ProvenCache. Hold on to it as long as you like, but ask `is_fresh` before each use."""

    __slots__ = ("_asked_at", "_cache", "_ends_at", "_fresh_until", "_stamp", "_weight", "value")

    def __init__(
        self,
        cache: ProvenCache[K, T],
        value: T,
        *,
        stamp: Hashable,
        fresh_until: float,
        ends_at: float,
        weight: int,
    ) -> None:
        self.value = value
        self._cache = cache
        self._stamp = stamp
        self._asked_at = 0.0
        self._fresh_until = fresh_until
        self._ends_at = ends_at
        self._weight = weight

    def is_fresh(self) -> bool:
        """Whether the value was true at most two seconds ago. Waits for nothing."""
        now = self._cache.now()
        self._asked_at = now
        if now >= self._cache.next_round_at:
            self._cache.begin_round()
        return now < self._fresh_until


class ProvenCache(Generic[K, T]):
    """At most `most_bytes` of values as `weigh` estimates them, each for at most `ends_s` seconds.

    `stamps(session, keys)` names the present stamp of each key; a key that is gone is missing. A value that
    nobody asked for in the last ten seconds is not proven with the others, but alone when it is asked for.
    Threads and event loops may share it.
    """

    def __init__(
        self,
        stamps: Callable[[Session, Collection[K]], Mapping[K, Hashable]],
        *,
        weigh: Callable[[T], int],
        most_bytes: int,
        ends_s: float,
        fresh_s: float = 2.0,
    ) -> None:
        self._stamps = stamps
        self._weigh = weigh
        self._most_bytes = most_bytes
        self._ends_s = ends_s
        self._fresh_s = fresh_s
        self._kept: OrderedDict[K, Kept[T]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._round = threading.Lock()
        self._turns: dict[Hashable, threading.Lock] = {}
        self.next_round_at = 0.0
        # Seams for tests: the time, and how a round is run beside the requests.
        self.now: Callable[[], float] = time.monotonic
        self.aside: Callable[[Callable[[], None]], None] = _in_a_thread

    @property
    def bytes(self) -> int:
        """What the kept values weigh together."""
        return self._bytes

    def peek(self, key: K) -> Kept[T] | None:
        """The value of `key` when it is at hand and fresh. Waits for nothing."""
        kept = self._kept.get(key)
        return kept if kept is not None and kept.is_fresh() else None

    def get(self, session: Session, key: K, build: Callable[[], tuple[Hashable, T]]) -> Kept[T]:
        """The value of `key`: at hand, proven now, or built. One thread builds while others wait.

        `build` answers the stamp and the value; the stamp must not be younger than the value. Call it before
        `session` has asked anything, so that nobody waits with a connection in hand.
        """
        found = self.peek(key)
        if found is not None:
            return found
        with self._lock:
            turn = self._turns.setdefault(key, threading.Lock())
        with turn:
            try:
                found = self.peek(key) or self._proven(session, [key]).get(key)
                if found is None:
                    began = self.now()
                    stamp, value = build()
                    found = self._put(key, value, stamp=stamp, began=began)
                return found
            finally:
                with self._lock:
                    self._turns.pop(key, None)

    def get_many(
        self,
        session: Session,
        keys: Collection[K],
        build: Callable[[Collection[K]], Iterable[tuple[K, Hashable, T]]],
    ) -> dict[K, T]:
        """The values of `keys`; the missing ones are built together, and `build` may leave some out."""
        found = {key: kept for key in keys if (kept := self.peek(key)) is not None}
        if len(found) < len(keys):
            found |= self._proven(session, [key for key in keys if key not in found])
        if missing := [key for key in keys if key not in found]:
            began = self.now()
            for key, stamp, value in build(missing):
                found[key] = self._put(key, value, stamp=stamp, began=began)
        return {key: kept.value for key, kept in found.items()}

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            for kept in self._kept.values():
                kept._fresh_until = 0.0
            self._kept.clear()
            self._bytes = 0

    def _put(self, key: K, value: T, *, stamp: Hashable, began: float) -> Kept[T]:
        ends_at = began + self._ends_s
        kept = Kept(
            self,
            value,
            stamp=stamp,
            fresh_until=min(began + self._fresh_s, ends_at),
            ends_at=ends_at,
            weight=self._weigh(value),
        )
        kept._asked_at = began
        with self._lock:
            self._drop(key)
            self._kept[key] = kept
            self._bytes += kept._weight
            while self._bytes > self._most_bytes and len(self._kept) > 1:
                self._drop(next(iter(self._kept)))
        return kept

    def _drop(self, key: K) -> None:
        gone = self._kept.pop(key, None)
        if gone is not None:
            self._bytes -= gone._weight

    def begin_round(self) -> None:
        """Prove what is in use, beside the caller, unless that was begun a moment ago."""
        now = self.now()
        with self._lock:
            if now < self.next_round_at:
                return
            self.next_round_at = now + self._fresh_s * _PROVEN_AGAIN
        self.aside(self._prove_aside)

    def _prove_aside(self) -> None:
        with self._round:
            try:
                query(self._prove, ())
            except DomainError as away:
                # Nothing is lost: what is not proven ends by itself.
                log.warning("kept values are not proven", problem=str(away))

    def _proven(self, session: Session, keys: Collection[K]) -> dict[K, Kept[T]]:
        """Those of `keys` that were kept, grew too old, and turn out to be true still."""
        now = self.now()
        old = [kept for key in keys if (kept := self._kept.get(key)) is not None and now < kept._ends_at]
        if not old:
            return {}
        with self._round:
            # Another thread may have proven them while this one waited for its turn.
            if any(kept._fresh_until <= self.now() for kept in old):
                with self._lock:
                    self.next_round_at = self.now() + self._fresh_s * _PROVEN_AGAIN
                self._prove(session, keys)
        return {key: kept for key in keys if (kept := self.peek(key)) is not None}

    def _prove(self, session: Session, keys: Collection[K]) -> None:
        began = self.now()
        with self._lock:
            asked = {
                key: kept
                for key, kept in self._kept.items()
                if kept._asked_at > began - _IN_USE_S and began < kept._ends_at
            }
            if len(asked) > _MOST_PROVEN:
                latest = sorted(asked.items(), key=lambda one: one[1]._asked_at, reverse=True)
                asked = dict(latest[:_MOST_PROVEN])
            asked |= {key: kept for key in keys if (kept := self._kept.get(key)) is not None}
        if not asked:
            return
        present = self._stamps(session, asked.keys())
        for key, kept in asked.items():
            if present.get(key) == kept._stamp:
                kept._fresh_until = min(began + self._fresh_s, kept._ends_at)
                continue
            kept._fresh_until = 0.0
            with self._lock:
                if self._kept.get(key) is kept:
                    self._drop(key)


def _in_a_thread(work: Callable[[], None]) -> None:
    threading.Thread(target=work, name="proving", daemon=True).start()
