"""Clients in processes of their own, so that driving the server does not wait for one interpreter lock."""

from __future__ import annotations

import multiprocessing
import threading
import time
from array import array
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty
from random import Random
from typing import Any

from app.bench.http import Broken, Connection
from app.bench.workloads import Workload, WrongAnswer

_MOST_PROCESSES = 2
_MOST_EXAMPLES = 5


@dataclass(frozen=True)
class Load:
    """How hard to drive: for `seconds`, or until `turns` have been taken altogether."""

    url: str
    clients: int
    seconds: float = 0
    turns: int = 0
    seed: int = 1


@dataclass
class Tally:
    """What came of it. Latencies in seconds, one per turn that was answered."""

    seconds: float = 0
    cpu_s: float = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    latencies: array[float] = field(default_factory=lambda: array("d"))
    errors: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def turns(self) -> int:
        """How many were answered rightly."""
        return sum(self.outcomes.values())

    def percentile_ms(self, percent: float) -> float:
        """The latency that so many per cent of the turns stay under, in milliseconds."""
        if not self.latencies:
            return 0.0
        ranked = sorted(self.latencies)
        return round(ranked[min(len(ranked) - 1, int(len(ranked) * percent / 100))] * 1000, 2)

    def take_in(self, other: Tally) -> None:
        """Add what another client counted."""
        self.seconds = max(self.seconds, other.seconds)
        self.cpu_s += other.cpu_s
        self.outcomes.update(other.outcomes)
        self.latencies.extend(other.latencies)
        self.errors += other.errors
        self.examples = [*self.examples, *other.examples][:_MOST_EXAMPLES]


def drive(load: Load, workload: Workload, say: Callable[[str], None]) -> Tally:
    """Run all clients to the end and add up what they counted."""
    context = multiprocessing.get_context("spawn")
    count = min(_MOST_PROCESSES, load.clients)
    results: Any = context.Queue()
    ready: Any = context.Barrier(count + 1)
    shares = [load.clients // count + (number < load.clients % count) for number in range(count)]
    turns = [load.turns // count + (number < load.turns % count) for number in range(count)]
    processes = [
        context.Process(
            target=_client_process,
            args=(load, workload, shares[number], turns[number], number, ready, results),
            daemon=True,
        )
        for number in range(count)
    ]
    for one in processes:
        one.start()
    ready.wait(60)
    began = time.monotonic()
    total, missing = Tally(), count
    while missing:
        try:
            total.take_in(results.get(timeout=5))
            missing -= 1
        except Empty:
            say(f"{time.monotonic() - began:.0f} s …")
            if any(one.exitcode not in (None, 0) for one in processes):
                raise RuntimeError("a client process died") from None
    for one in processes:
        one.join()
    return total


def _client_process(
    load: Load, workload: Workload, clients: int, turns: int, number: int, ready: Any, results: Any
) -> None:
    tallies = [Tally() for _ in range(clients)]
    left = _Countdown(turns) if load.turns else None
    ready.wait(60)
    cpu = time.process_time()
    began = time.perf_counter()
    threads = [
        threading.Thread(
            target=_client,
            args=(load, workload, tally, left, Random(f"{load.seed}:{number}:{position}")),  # noqa: S311 -- the same work for the same seed
        )
        for position, tally in enumerate(tallies)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    total = Tally(seconds=time.perf_counter() - began)
    for tally in tallies:
        total.take_in(tally)
    total.cpu_s = time.process_time() - cpu
    results.put(total)


class _Countdown:
    def __init__(self, turns: int) -> None:
        self._left = turns
        self._lock = threading.Lock()

    def take(self) -> bool:
        with self._lock:
            self._left -= 1
            return self._left >= 0


def _client(load: Load, workload: Workload, tally: Tally, left: _Countdown | None, chance: Random) -> None:
    deadline = time.perf_counter() + load.seconds
    with Connection(load.url) as connection:
        while left.take() if left else time.perf_counter() < deadline:
            began = time.perf_counter()
            try:
                outcome = workload.turn(connection, chance)
            except (WrongAnswer, Broken, OSError, ValueError, KeyError) as problem:
                tally.errors += 1
                if len(tally.examples) < _MOST_EXAMPLES:
                    tally.examples.append(f"{type(problem).__name__}: {problem}"[:400])
                continue
            tally.outcomes[outcome] += 1
            tally.latencies.append(time.perf_counter() - began)
