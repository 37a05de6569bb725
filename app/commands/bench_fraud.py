"""`agora bench-fraud`."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from typing import Annotated

import typer

from backend.trust import trees
from backend.trust.attempts import MOST_PER_LINK, Known, Link, Memory, Present, present
from backend.trust.judging import judge
from backend.trust.simulation import simulate


def command(
    payments: Annotated[int, typer.Option(help="How many are judged.", min=100)] = 5_000,
    seed: Annotated[int, typer.Option(help="The same number judges the same payments.")] = 1,
) -> None:
    """Judge payments one after the other: features, score, reasons, decision. No database.

    Measured is the time of one core, so that whatever else runs on the machine does not count.
    """
    model = trees.committed()
    year = simulate(seed, months=1, per_day=max(40, payments // 30))[:payments]
    memory, usual, worst = Memory(), [], []
    for one in year:
        began = time.thread_time()
        now = present(one.subject, at=one.at, account_opened_at=one.account_opened_at, key=b"bench")
        building = time.thread_time() - began
        known = memory.known(now)
        usual.append(building + _judged(now, known, one.subject.amount_minor))
        past = now.as_past(one.outcome)
        full: Known = {link: [past] * MOST_PER_LINK for link in Link}
        worst.append(building + _judged(now, full, one.subject.amount_minor))
        memory.add(past)
    figures = {"bench": "fraud", "payments": len(year), "trees": len(model.trees), "cores": os.cpu_count()}
    print(json.dumps(figures | {"usual_ms": _percentiles(usual), "full_history_ms": _percentiles(worst)}))  # noqa: T201 -- the last line, for machines


def _judged(now: Present, known: Known, amount_minor: int) -> float:
    began = time.thread_time()
    judge(now, known, amount_minor=amount_minor)
    return time.thread_time() - began


def _percentiles(seconds: Sequence[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    return {
        f"p{percent}": round(ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] * 1000, 3)
        for percent in (50, 95, 99)
    }
