"""`agora bench`."""

from __future__ import annotations

import json
import os
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Annotated, Any

import typer
from rich.markup import escape

from app.bench import hot_stock, processor_time, serving, window
from app.bench.clients import Load, Tally, drive
from app.bench.workloads import Ordering, Reading, Searching, Workload
from app.commands.terminal import DEFAULT_DATA_DIR, DataDir, errors, refusals
from app.demo.catalogue.model import Size
from app.demo.defaults import DEFAULT_SIZE
from app.local.failure import StartFailed
from backend.kit import clock
from backend.payments.schemas import Method

_WARM_UP_S = 2
_CARD = "pm_card_visa"


class Bench(StrEnum):
    """What is measured."""

    SEARCH = "search"
    PRODUCT = "product"
    ORDERS = "orders"
    HOT = "hot"


def command(
    what: Annotated[Bench, typer.Argument(help="What the clients do.")],
    clients: Annotated[int, typer.Option(help="How many at the same time.", min=1, max=512)] = 8,
    seconds: Annotated[float, typer.Option(help="For how long.", min=0.5)] = 10,
    url: Annotated[str, typer.Option(help="A running Agora; else the one on --data-dir, else our own.")] = "",
    payment: Annotated[Method, typer.Option(help="How orders are paid.")] = Method.BANK_TRANSFER,
    code: Annotated[str, typer.Option(help="orders: a promotion code that every order uses.")] = "",
    distinct: Annotated[int, typer.Option(help="search: how many different questions.", min=1)] = 1_000,
    stock: Annotated[int, typer.Option(help="hot: units there are.", min=0)] = 1_000,
    buyers: Annotated[int, typer.Option(help="hot: buyers who want one each.", min=1)] = 10_000,
    workers: Annotated[int, typer.Option(help="Web server processes of our own Agora.", min=1)] = 2,
    size: Annotated[Size, typer.Option(help="Demo world of our own Agora.")] = DEFAULT_SIZE,
    jobs: Annotated[bool, typer.Option(help="Let our own Agora do its background jobs meanwhile.")] = False,
    seed: Annotated[int, typer.Option(help="The same number asks for the same things.")] = 1,
    data_dir: DataDir = DEFAULT_DATA_DIR,
) -> None:
    """Drive the REST API and print one JSON object as the last line. Progress goes to standard error."""
    with (
        refusals(),
        serving.served(
            Path(data_dir), url=url, workers=workers, size=size, with_jobs=jobs, say=_say
        ) as served,
    ):
        chance = Random(seed)  # noqa: S311 -- the same work for the same seed
        if what is Bench.HOT and served.state is None:
            raise StartFailed(
                "hot counts stock in the database: let it run on its own machine and data folder"
            )
        processor_time.wait_until_idle(served.state)
        load = Load(served.url, clients, seconds=seconds, seed=seed)
        card = _CARD if payment is Method.CARD else None
        if what is Bench.HOT:
            found = _hot(served, Load(served.url, clients, turns=buyers, seed=seed), stock, card, chance)
        else:
            workload, facts = _prepared(what, served.url, distinct, card, code, chance)
            _say("warming up")
            drive(Load(served.url, clients, seconds=_WARM_UP_S, seed=seed + 1), workload, _say)
            found = _measured(served, load, workload, what) | facts
    print(json.dumps({"bench": what.value, "clients": clients, **found}))  # noqa: T201 -- the last line, for machines


def _prepared(
    what: Bench, url: str, distinct: int, card: str | None, code: str, chance: Random
) -> tuple[Workload, dict[str, Any]]:
    _say("looking at what there is")
    slugs = window.product_slugs(url)
    if what is Bench.SEARCH:
        asked = window.queries(url, slugs, count=distinct, chance=chance)
        return Searching.prepared(url, asked), {"products": len(slugs), "questions": len(asked)}
    if what is Bench.PRODUCT:
        return Reading.prepared(slugs), {"products": len(slugs)}
    offers = window.offers_in_stock(url, slugs)
    facts = {"products": len(slugs), "skus": len(offers), "payment": "card" if card else "bank_transfer"}
    return Ordering(offers, card=card, code=code or None), facts | ({"code": code} if code else {})


def _measured(served: serving.Served, load: Load, workload: Workload, what: Bench) -> dict[str, Any]:
    _say(f"{load.clients} clients for {load.seconds:.0f} s")
    since, before = clock.now(), processor_time.used_s(served.state)
    tally = drive(load, workload, _say)
    used = processor_time.between(before, processor_time.used_s(served.state))
    found = _figures(tally, used)
    if what is Bench.ORDERS and served.state is not None:
        _say("counting orders and checking every invariant")
        found |= {"orders_in_database": hot_stock.orders_since(since), **_truths()}
    return found


def _hot(served: serving.Served, load: Load, stock: int, card: str | None, chance: Random) -> dict[str, Any]:
    offer = hot_stock.prepare(stock, chance)
    _say(f"{load.turns} buyers, {stock} units, {load.clients} at a time")
    before = processor_time.used_s(served.state)
    tally = drive(load, Ordering([str(offer.id)], lines=1, card=card), _say)
    used = processor_time.between(before, processor_time.used_s(served.state))
    _say("counting stock and checking every invariant")
    sold, left = hot_stock.sold(offer), hot_stock.left(offer)
    refused = tally.outcomes["refused"]
    return _figures(tally, used) | {
        "stock": stock,
        "sold": sold,
        "acknowledged": tally.outcomes["sold"],
        "refused": refused,
        "oversold": max(0, sold - stock),
        "undersold": min(left, refused),
        **_truths(),
    }


def _figures(tally: Tally, used: dict[str, float]) -> dict[str, Any]:
    for example in tally.examples:
        _say(f"error: {example}")
    cpu = {**used, "client": round(tally.cpu_s, 2)}
    turns = tally.turns or 1
    return {
        "per_s": round(tally.turns / tally.seconds, 1),
        "p50_ms": tally.percentile_ms(50),
        "p95_ms": tally.percentile_ms(95),
        "p99_ms": tally.percentile_ms(99),
        "turns": tally.turns,
        "outcomes": dict(tally.outcomes),
        "errors": tally.errors,
        "seconds": round(tally.seconds, 2),
        "cpu_s": cpu,
        "cpu_ms_each": {name: round(seconds * 1000 / turns, 3) for name, seconds in cpu.items()},
        "cores": os.cpu_count(),
    }


def _truths() -> dict[str, Any]:
    violations = hot_stock.violations()
    for one in violations[:5]:
        _say(f"violated: {one}")
    return {"violations": len(violations)}


def _say(line: str) -> None:
    errors.print(f"[dim]bench[/] {escape(line)}")
