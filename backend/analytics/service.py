"""The verbs of analytics."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import polars as pl
from sqlalchemy import Row
from sqlmodel import Session

from backend.analytics import repository
from backend.analytics.models import DailyFunnel
from backend.analytics.policy import basis_points, daily_funnel, daily_sales, ratio
from backend.analytics.schemas import (
    BoardFilter,
    BoardView,
    FunnelStep,
    Measure,
    OrderFact,
    Reconciliation,
    Slice,
    StorefrontEventInput,
    Tile,
    Unit,
)
from backend.identity.schemas import Actor, Role
from backend.kit import clock, ids
from backend.kit.errors import InvalidInput

MAX_WINDOW_DAYS = 366
_CURRENCY = "USD"


def record(session: Session, events: Sequence[StorefrontEventInput]) -> None:
    """Remember what visitors did."""
    if events:
        repository.add_events(
            session,
            [
                {
                    "id": ids.new_id(),
                    "visitor_id": event.visitor_id,
                    "kind": event.kind.value,
                    "product_id": event.product_id,
                    "facts": event.facts,
                    "at": event.at or clock.now(),
                }
                for event in events
            ],
        )


def roll_up(session: Session, day: date) -> None:
    """Compute a day's sales and funnel anew from orders and events; running it again changes nothing."""
    roll_up_sales(session, day)
    events = repository.events_of(session, day)
    steps = daily_funnel(
        pl.DataFrame({"visitor_id": [row.visitor_id for row in events], "kind": [row.kind for row in events]})
    )
    put_funnel(session, day, steps)


def roll_up_sales(session: Session, day: date) -> None:
    """Compute a day's sales anew from orders."""
    lines = repository.order_lines(session, day)
    frame = pl.DataFrame([dict(row._mapping) for row in lines]) if lines else pl.DataFrame()
    repository.replace_sales(
        session, day, [{**row, "seller_id": UUID(row["seller_id"])} for row in daily_sales(frame).to_dicts()]
    )


def put_funnel(session: Session, day: date, steps: Mapping[str, int]) -> None:
    """Keep a day's distinct visitors per step; buyers are counted from purchases."""
    repository.replace_funnel(session, day, {**steps, "buyers": repository.purchases_on(session, day)})


def roll_up_recent(session: Session) -> None:
    """Bring today and yesterday (UTC) up to date."""
    today = clock.now().date()
    for day in (today - timedelta(days=1), today):
        roll_up(session, day)


def board(session: Session, window: BoardFilter, *, actor: Actor) -> BoardView:
    """Every number of a window against the window of the same length before it.

    Today is computed live: it is rolled up in this transaction, so call it in a unit of work.
    Raises Forbidden for anybody but the board, InvalidInput for a window that is empty or over 366 days.
    """
    actor.require_role(Role.BOARD, Role.OPERATOR)
    length = (window.to_day - window.from_day).days + 1
    if not 1 <= length <= MAX_WINDOW_DAYS:
        raise InvalidInput(f"Choose a window of 1 to {MAX_WINDOW_DAYS} days.", field="window")
    before = replace(
        window, from_day=window.from_day - timedelta(days=length), to_day=window.from_day - timedelta(days=1)
    )
    if window.from_day <= (today := clock.now().date()) <= window.to_day:
        roll_up(session, today)
    now, then = repository.sales(session, window), repository.sales(session, before)
    funnels = repository.funnels(session, window.from_day, window.to_day)
    earlier = repository.funnels(session, before.from_day, before.to_day)
    days = tuple(window.from_day + timedelta(days=n) for n in range(length))
    sellers, departments = repository.names(session)
    return BoardView(
        window=window,
        currency=_CURRENCY,
        days=days,
        tiles=(
            *_sales_tiles(days, now, then, funnels, earlier, is_narrowed=_is_narrowed(window)),
            *([] if _is_narrowed(window) else _funnel_tiles(days, funnels, earlier)),
            *([] if _is_narrowed(window) else [_drift_tile(session, window, before)]),
        ),
        departments=_slices(now, "department", departments),
        sellers=_slices(now, "seller_id", sellers),
        countries=_slices(now, "country", {}),
        funnel=_funnel_steps(funnels),
        as_of=clock.now(),
    )


def reconcile(session: Session, window: BoardFilter) -> Reconciliation:
    """GMV of a window by roll-up, by orders and by the books."""
    rolled = sum(row.gmv_minor for row in repository.sales(session, window))
    orders = repository.order_totals(session, window)
    ledger = repository.committed_in_ledger(session, window)
    return Reconciliation(rolled, orders, ledger, max(rolled, orders, ledger) - min(rolled, orders, ledger))


def orders_behind(
    session: Session, window: BoardFilter, *, page: int = 1, size: int = 50, actor: Actor
) -> tuple[tuple[OrderFact, ...], int]:
    """A page of the orders behind a tile and how many there are. Raises Forbidden."""
    actor.require_role(Role.BOARD, Role.OPERATOR)
    rows, total = repository.orders_behind(session, window, offset=(max(page, 1) - 1) * size, limit=size)
    return tuple(OrderFact(*row) for row in rows), total


def _is_narrowed(window: BoardFilter) -> bool:
    return bool(window.seller_id or window.department or window.country)


def _per_day(days: Sequence[date], pairs: Iterable[tuple[date, int]]) -> tuple[int, ...]:
    sums = dict.fromkeys(days, 0)
    for day, amount in pairs:
        sums[day] += amount
    return tuple(sums[day] for day in days)


def _sales_tiles(
    days: Sequence[date],
    now: Sequence[Row[Any]],
    then: Sequence[Row[Any]],
    funnels: Sequence[DailyFunnel],
    earlier: Sequence[DailyFunnel],
    *,
    is_narrowed: bool,
) -> list[Tile]:
    gmv = _per_day(days, ((row.day, row.gmv_minor) for row in now))
    units = _per_day(days, ((row.day, row.units) for row in now))
    orders = _per_day(days, ((row.day, row.orders) for row in now))
    # Purchases are not split by seller; a narrowed board counts orders instead.
    bought = orders if is_narrowed else _per_day(days, ((one.day, one.buyers) for one in funnels))
    bought_before = sum(row.orders for row in then) if is_narrowed else sum(one.buyers for one in earlier)
    gmv_before = sum(row.gmv_minor for row in then)
    per = "order" if is_narrowed else "purchase"
    return [
        Tile(
            Measure.GMV,
            "GMV",
            Unit.MONEY,
            sum(gmv),
            gmv_before,
            gmv,
            "Totals of all orders placed, goods, shipping and tax, cancelled ones included.",
        ),
        Tile(
            Measure.ORDERS,
            "Orders",
            Unit.COUNT,
            sum(orders),
            sum(row.orders for row in then),
            orders,
            "Orders placed; a purchase from two sellers is two orders.",
        ),
        Tile(
            Measure.AVERAGE_ORDER_VALUE,
            "Average order value",
            Unit.MONEY,
            ratio(sum(gmv), sum(bought)),
            ratio(gmv_before, bought_before),
            tuple(ratio(amount, count) for amount, count in zip(gmv, bought, strict=True)),
            f"GMV per {per}.",
        ),
        Tile(
            Measure.UNITS,
            "Units sold",
            Unit.COUNT,
            sum(units),
            sum(row.units for row in then),
            units,
            "Pieces in the orders placed.",
        ),
    ]


def _funnel_tiles(
    days: Sequence[date], funnels: Sequence[DailyFunnel], earlier: Sequence[DailyFunnel]
) -> list[Tile]:
    by_day = {one.day: one for one in funnels}
    empty = DailyFunnel(day=days[0])
    shown = [by_day.get(day, empty) for day in days]

    def totals(some: Sequence[DailyFunnel]) -> tuple[int, int, int]:
        return sum(f.visitors for f in some), sum(f.adders for f in some), sum(f.buyers for f in some)

    visitors, adders, buyers = totals(funnels)
    visitors_before, adders_before, buyers_before = totals(earlier)
    return [
        Tile(
            Measure.CONVERSION,
            "Conversion",
            Unit.BASIS_POINTS,
            basis_points(buyers, visitors),
            basis_points(buyers_before, visitors_before),
            tuple(basis_points(one.buyers, one.visitors) for one in shown),
            "Purchases per visitor and day.",
        ),
        Tile(
            Measure.ABANDONMENT,
            "Cart abandonment",
            Unit.BASIS_POINTS,
            basis_points(max(adders - buyers, 0), adders),
            basis_points(max(adders_before - buyers_before, 0), adders_before),
            tuple(basis_points(max(one.adders - one.buyers, 0), one.adders) for one in shown),
            "Visitors who filled a cart and did not buy that day.",
        ),
    ]


def _drift_tile(session: Session, window: BoardFilter, before: BoardFilter) -> Tile:
    found = reconcile(session, window)
    return Tile(
        Measure.DRIFT,
        "Drift",
        Unit.MONEY,
        found.drift_minor,
        reconcile(session, before).drift_minor,
        (),
        "The largest difference between GMV by roll-up, by orders and by the ledger. It should be zero.",
    )


def _slices(rows: Sequence[Row[Any]], key: str, labels: dict[Any, str]) -> tuple[Slice, ...]:
    sums: dict[Any, tuple[int, int]] = {}
    for row in rows:
        gmv, orders = sums.get(getattr(row, key), (0, 0))
        sums[getattr(row, key)] = (gmv + row.gmv_minor, orders + row.orders)
    ranked = sorted(sums.items(), key=lambda entry: (-entry[1][0], str(entry[0])))
    return tuple(Slice(str(one), labels.get(one, str(one)), gmv, orders) for one, (gmv, orders) in ranked)


def _funnel_steps(funnels: Sequence[DailyFunnel]) -> tuple[FunnelStep, ...]:
    steps = (
        ("Visited", "visitors"),
        ("Viewed a product", "viewers"),
        ("Filled a cart", "adders"),
        ("Began checkout", "checkout_starters"),
        ("Bought", "buyers"),
    )
    return tuple(FunnelStep(label, sum(getattr(one, name) for one in funnels)) for label, name in steps)
