"""The verbs of analytics."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from types import ModuleType
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlmodel import Session

from backend.analytics import locks, repository
from backend.analytics.models import DailyFunnel
from backend.analytics.policy import (
    basis_points,
    department_parts,
    ratio,
)
from backend.analytics.schemas import (
    BestSeller,
    BoardFilter,
    BoardView,
    Choices,
    DayFact,
    FunnelStep,
    Measure,
    OrderFact,
    OrderFacts,
    Reconciliation,
    SellerSales,
    Slice,
    StorefrontEventInput,
    Tile,
    Unit,
)
from backend.identity.schemas import Actor, Role
from backend.kit import clock, ids
from backend.kit.errors import InvalidInput, NotFound

MAX_WINDOW_DAYS = 366
MAX_PAGE = 2_000
_RECENT_DAYS = 31


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
    put_funnel(session, day, _rollups().funnel_of(repository.events_of(session, day)))


def roll_up_sales(session: Session, day: date) -> None:
    """Compute a day's sales anew from orders."""
    locks.day(session, day)
    sales = _rollups().sales_of(repository.order_lines(session, day))
    repository.replace_sales(session, day, [{**row, "seller_id": UUID(row["seller_id"])} for row in sales])


def _rollups() -> ModuleType:
    """Polars comes with it: half a second and 60 MB that a process which only shows pages is spared."""
    return import_module("backend.analytics.rollups")


def put_funnel(session: Session, day: date, steps: Mapping[str, int]) -> None:
    """Keep a day's distinct visitors per step; buyers are counted from purchases."""
    locks.day(session, day)
    counted = {**steps, "buyers": repository.purchases_on(session, day)}
    repository.replace_funnel(session, day, counted, at=clock.now())


def roll_up_recent(session: Session) -> None:
    """Bring the last 31 days (UTC) up to date: today, and what was missed while nothing ran."""
    today = clock.now().date()
    _finish(session, today - timedelta(days=_RECENT_DAYS), today)


def _finish(session: Session, from_day: date, to_day: date) -> None:
    for day in repository.unfinished_days(session, from_day, min(to_day, clock.now().date())):
        roll_up(session, day)


def board(session: Session, window: BoardFilter, *, actor: Actor) -> BoardView:
    """Every number of a window against the window of the same length before it; `drift` is apart.

    Today, and days whose roll-up is missing, are rolled up in this transaction, so call it in a unit of work.
    Raises Forbidden for anybody but the board, InvalidInput for a window that is empty or over 366 days.
    """
    before = _checked(window, actor)
    _finish(session, before.from_day, window.to_day)
    now, then = repository.sales(session, window), repository.sales(session, before)
    funnels = repository.funnels(session, window.from_day, window.to_day)
    earlier = repository.funnels(session, before.from_day, before.to_day)
    days = _days(window)
    sellers, departments = repository.names(session)
    return BoardView(
        window=window,
        currency=repository.CURRENCY,
        days=days,
        tiles=(
            *_sales_tiles(window, days, now, then, funnels, earlier),
            *([] if window.is_narrowed else _funnel_tiles(days, funnels, earlier)),
        ),
        departments=_slices(now, "department", departments),
        sellers=_slices(now, "seller_id", sellers),
        countries=_slices(now, "country", {}),
        funnel=() if window.is_narrowed else _funnel_steps(funnels),
        as_of=clock.now(),
    )


def choices(session: Session, *, actor: Actor) -> Choices:
    """What the board can be narrowed to. Raises Forbidden."""
    actor.require_role(Role.BOARD, Role.OPERATOR)
    sellers, departments = repository.names(session)
    return Choices(
        sellers=tuple((str(one), name) for one, name in sellers.items()),
        departments=tuple(departments.items()),
        countries=tuple(repository.destinations(session)),
    )


def drift(session: Session, window: BoardFilter, *, actor: Actor) -> Tile:
    """How far GMV by roll-up, by orders and by the books lie apart, day by day summed; it should be zero.

    Narrowing does not apply: the books know no departments. Raises as `board`.
    """
    before = _checked(window, actor)
    found = reconcile(session, window.from_day, window.to_day)
    earlier = reconcile(session, before.from_day, before.to_day)
    return Tile(
        Measure.DRIFT,
        "Drift",
        Unit.MONEY,
        sum(one.drift_minor for one in found),
        sum(one.drift_minor for one in earlier),
        tuple(one.drift_minor for one in found),
        "Differences between GMV by roll-up, by orders and by the ledger, each day's summed.",
    )


def reconcile(session: Session, from_day: date, to_day: date) -> tuple[Reconciliation, ...]:
    """GMV of each day by roll-up, by orders and by the books."""
    rolled = repository.rolled_up_totals(session, from_day, to_day)
    placed = repository.order_totals(session, from_day, to_day)
    booked = repository.committed_in_ledger(session, from_day, to_day)
    return tuple(
        Reconciliation(day, rolled.get(day, 0), placed.get(day, 0), booked.get(day, 0))
        for day in _days(BoardFilter(from_day, to_day))
    )


def reconciliation_behind(
    session: Session, window: BoardFilter, *, actor: Actor
) -> tuple[Reconciliation, ...]:
    """The days behind the drift tile, the latest first. Raises as `board`."""
    _checked(window, actor)
    return reconcile(session, window.from_day, window.to_day)[::-1]


def days_behind(session: Session, window: BoardFilter, *, actor: Actor) -> tuple[DayFact, ...]:
    """The days behind conversion and abandonment, the latest first. Raises as `board`."""
    _checked(window, actor)
    return tuple(
        DayFact(
            day=one.day,
            visitors=one.visitors,
            viewers=one.viewers,
            adders=one.adders,
            checkout_starters=one.checkout_starters,
            buyers=one.buyers,
            conversion_bps=_conversion(one),
            abandonment_bps=_abandonment(one),
        )
        for one in reversed(repository.funnels(session, window.from_day, window.to_day))
    )


def orders_behind(
    session: Session, window: BoardFilter, *, page: int = 1, size: int = 50, actor: Actor
) -> OrderFacts:
    """A page of the orders behind a tile; they add up to it. Raises as `board`, InvalidInput for the page."""
    _checked(window, actor)
    if page < 1 or not 1 <= size <= MAX_PAGE:
        raise InvalidInput(f"Pages are counted from 1 and have at most {MAX_PAGE} rows.", field="page")
    rows, total = repository.orders_behind(session, window, offset=(page - 1) * size, limit=size)
    parts = _parts_of(session, rows) if window.department and rows else {}
    return OrderFacts(
        tuple(
            OrderFact(
                number=row.number,
                placed_at=row.placed_at,
                seller_name=row.seller_name,
                country=row.country or "",
                status=row.status,
                total_minor=row.total_minor,
                counted_minor=parts[row.id][window.department] if parts else row.total_minor,
                currency=row.currency,
            )
            for row in rows
        ),
        total,
    )


def _parts_of(session: Session, rows: Sequence[Row[Any]]) -> dict[UUID, dict[str, int]]:
    weights: dict[UUID, dict[str, int]] = {row.id: {} for row in rows}
    for line in repository.lines_of_orders(session, list(weights)):
        of_order = weights[UUID(line.order_id)]
        of_order[line.department] = of_order.get(line.department, 0) + line.line_total_minor
    return {row.id: department_parts(row.total_minor, weights[row.id]) for row in rows}


def seller_sales(session: Session, seller_id: UUID, *, days: int = 30, actor: Actor) -> SellerSales:
    """What a seller sold in the last `days` days (UTC, today included) and before. Three statements.

    Raises NotFound for anybody who is not of this seller, InvalidInput.
    """
    actor.require_role(Role.SELLER, Role.OPERATOR)
    if not (actor.is_system or Role.OPERATOR in actor.roles or seller_id in actor.seller_ids):
        raise NotFound("There is no such seller.")
    if not 1 <= days <= MAX_WINDOW_DAYS:
        raise InvalidInput(f"Choose 1 to {MAX_WINDOW_DAYS} days.", field="days")
    today = clock.now().date()
    first = today - timedelta(days=days - 1)
    earlier = repository.goods_sold(
        session, seller_id, first - timedelta(days=days), first - timedelta(days=1)
    )
    rows = {row.day: row for row in repository.goods_sold(session, seller_id, first, today)}
    shown = tuple(first + timedelta(days=n) for n in range(days))
    daily = tuple(rows[day].goods_minor if day in rows else 0 for day in shown)
    return SellerSales(
        days=shown,
        daily_minor=daily,
        goods_minor=sum(daily),
        previous_minor=sum(row.goods_minor for row in earlier),
        orders=sum(row.orders for row in rows.values()),
        orders_today=rows[today].orders if today in rows else 0,
        goods_today_minor=daily[-1],
        currency=repository.CURRENCY,
        best=tuple(
            BestSeller(row.product_id, row.title, row.picture_key or "", row.units, row.goods_minor)
            for row in repository.best_sellers(session, seller_id, first, today, limit=5)
        ),
    )


def _checked(window: BoardFilter, actor: Actor) -> BoardFilter:
    """The window before; refuses who may not look, and windows that cannot be."""
    actor.require_role(Role.BOARD, Role.OPERATOR)
    length = (window.to_day - window.from_day).days + 1
    if not 1 <= length <= MAX_WINDOW_DAYS:
        raise InvalidInput(f"Choose a window of 1 to {MAX_WINDOW_DAYS} days.", field="window")
    if window.from_day < _EARLIEST:
        raise InvalidInput("Choose a later first day.", field="window")
    return replace(
        window, from_day=window.from_day - timedelta(days=length), to_day=window.from_day - timedelta(days=1)
    )


_EARLIEST = date(2000, 1, 1)


def _days(window: BoardFilter) -> tuple[date, ...]:
    length = (window.to_day - window.from_day).days + 1
    return tuple(window.from_day + timedelta(days=n) for n in range(length))


def _per_day(days: Sequence[date], pairs: Iterable[tuple[date, int]]) -> tuple[int, ...]:
    sums = dict.fromkeys(days, 0) | dict(pairs)
    return tuple(sums[day] for day in days)


def _orders_of(window: BoardFilter, row: Row[Any]) -> int:
    # Within one department an order is one however large its part is.
    return row.orders_with if window.department else row.orders


def _sales_tiles(
    window: BoardFilter,
    days: Sequence[date],
    now: Sequence[Row[Any]],
    then: Sequence[Row[Any]],
    funnels: Sequence[DailyFunnel],
    earlier: Sequence[DailyFunnel],
) -> list[Tile]:
    by_day = [row for row in now if row.day is not None]
    before = [row for row in then if row.day is not None]
    gmv = _per_day(days, ((row.day, row.gmv_minor) for row in by_day))
    units = _per_day(days, ((row.day, row.units) for row in by_day))
    orders = _per_day(days, ((row.day, _orders_of(window, row)) for row in by_day))
    gmv_before = sum(row.gmv_minor for row in before)
    orders_before = sum(_orders_of(window, row) for row in before)
    # Purchases are not split by seller; a narrowed board counts orders instead.
    narrowed = window.is_narrowed
    bought = orders if narrowed else _per_day(days, ((one.day, one.buyers) for one in funnels))
    bought_before = orders_before if narrowed else sum(one.buyers for one in earlier)
    return [
        Tile(
            Measure.GMV,
            "GMV",
            Unit.MONEY,
            sum(gmv),
            gmv_before,
            gmv,
            "Totals of all orders placed: goods, shipping and tax, cancelled ones included.",
        ),
        Tile(
            Measure.ORDERS,
            "Orders",
            Unit.COUNT,
            sum(orders),
            orders_before,
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
            f"GMV per {'order' if narrowed else 'purchase'}.",
        ),
        Tile(
            Measure.UNITS,
            "Units sold",
            Unit.COUNT,
            sum(units),
            sum(row.units for row in before),
            units,
            "Pieces in the orders placed.",
        ),
    ]


def _conversion(one: DailyFunnel) -> int:
    return basis_points(one.buyers, one.visitors)


def _abandonment(one: DailyFunnel) -> int:
    return basis_points(max(one.adders - one.buyers, 0), one.adders)


def _summed(funnels: Sequence[DailyFunnel], day: date) -> DailyFunnel:
    steps = ("visitors", "viewers", "searchers", "adders", "checkout_starters", "buyers")
    return DailyFunnel(day=day, **{name: sum(getattr(one, name) for one in funnels) for name in steps})


def _funnel_tiles(
    days: Sequence[date], funnels: Sequence[DailyFunnel], earlier: Sequence[DailyFunnel]
) -> list[Tile]:
    by_day = {one.day: one for one in funnels}
    shown = [by_day.get(day) or DailyFunnel(day=day) for day in days]
    whole, before = _summed(funnels, days[0]), _summed(earlier, days[0])
    return [
        Tile(
            Measure.CONVERSION,
            "Conversion",
            Unit.BASIS_POINTS,
            _conversion(whole),
            _conversion(before),
            tuple(_conversion(one) for one in shown),
            "Purchases per distinct visitor of a day.",
        ),
        Tile(
            Measure.ABANDONMENT,
            "Cart abandonment",
            Unit.BASIS_POINTS,
            _abandonment(whole),
            _abandonment(before),
            tuple(_abandonment(one) for one in shown),
            "Visitors who filled a cart and did not buy that day.",
        ),
    ]


def _slices(rows: Sequence[Row[Any]], key: str, labels: Mapping[Any, str]) -> tuple[Slice, ...]:
    # An order over several departments is one with each of them.
    count = "orders_with" if key == "department" else "orders"
    sums = [
        (getattr(row, key), row.gmv_minor, getattr(row, count))
        for row in rows
        if getattr(row, key) is not None
    ]
    ranked = sorted(sums, key=lambda one: (-one[1], str(one[0])))
    return tuple(Slice(str(one), labels.get(one, str(one)), gmv, orders) for one, gmv, orders in ranked)


def _funnel_steps(funnels: Sequence[DailyFunnel]) -> tuple[FunnelStep, ...]:
    steps = (
        ("Visited", "visitors"),
        ("Viewed a product", "viewers"),
        ("Filled a cart", "adders"),
        ("Began checkout", "checkout_starters"),
        ("Bought", "buyers"),
    )
    return tuple(FunnelStep(label, sum(getattr(one, name) for one in funnels)) for label, name in steps)
