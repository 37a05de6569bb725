"""The rows behind a tile: orders, days, or days reconciled."""

from dataclasses import dataclass

import reflex as rx
from babel.dates import format_date, format_datetime

from backend.analytics import service as analytics
from backend.analytics.schemas import DayFact, Measure, OrderFact, Reconciliation, Unit
from backend.identity.schemas import Actor
from backend.kit.money import format_minor
from state import gateway
from state.board.window import Asked
from state.board.words import amount, count, country_name
from state.paging import page_steps

_PER_PAGE = 25
_DAILY = {Measure.CONVERSION, Measure.ABANDONMENT}
_TONES = {
    "delivered": "positive",
    "partly_shipped": "accent",
    "shipped": "accent",
    "processing": "notice",
    "pending": "neutral",
    "cancelled": "negative",
    "returned": "negative",
}


@dataclass(frozen=True)
class OrderRow:
    """An order."""

    number: str
    placed: str
    seller: str
    country: str
    status: str
    tone: str
    total: str
    counted: str


@dataclass(frozen=True)
class DayRow:
    """A day of the funnel."""

    day: str
    visitors: str
    viewers: str
    adders: str
    starters: str
    buyers: str
    conversion: str
    abandonment: str


@dataclass(frozen=True)
class DriftRow:
    """A day's GMV three ways."""

    day: str
    roll_up: str
    orders: str
    ledger: str
    drift: str
    tone: str


class RowsState(rx.State):
    """One page of rows; `kind` says of which sort."""

    kind: str = "orders"
    title: str = ""
    note: str = ""
    export_href: str = ""
    is_part: bool = False
    orders: list[OrderRow] = []
    days: list[DayRow] = []
    drift: list[DriftRow] = []
    pages: list[tuple[str, str, bool]] = []
    previous: str = ""
    following: str = ""


_MOST_DAYS = 92


async def show_rows(rows: RowsState, asked: Asked, actor: Actor) -> None:
    """Put the rows of an address into the state."""
    rows.orders, rows.days, rows.drift = [], [], []
    rows.pages, rows.previous, rows.following = [], "", ""
    if asked.measure is Measure.DRIFT:
        await _show_drift(rows, asked, actor)
    elif asked.measure in _DAILY and not asked.window.is_narrowed:
        await _show_days(rows, asked, actor)
    else:
        await _show_orders(rows, asked, actor)
    rows.export_href = asked.export(rows.kind)


async def _show_orders(rows: RowsState, asked: Asked, actor: Actor) -> None:
    found = await gateway.read(
        analytics.orders_behind, asked.window, page=asked.page, size=_PER_PAGE, actor=actor
    )
    rows.kind, rows.title = "orders", "The orders behind these numbers"
    rows.is_part = bool(asked.window.department)
    rows.note = f"{count(found.total)} order{'' if found.total == 1 else 's'}, the newest first"
    rows.orders = [order_row(one) for one in found.rows]
    last = -(-found.total // _PER_PAGE)
    rows.pages, rows.previous, rows.following = page_steps(
        asked.page, last, lambda number: asked.link(page=number) + "#rows"
    )


async def _show_days(rows: RowsState, asked: Asked, actor: Actor) -> None:
    found = await gateway.read(analytics.days_behind, asked.window, actor=actor)
    rows.kind, rows.title = "days", "The days behind conversion and abandonment"
    rows.note = "Distinct visitors per step of each day (UTC), the latest first"
    rows.days = [day_row(one) for one in found[:_MOST_DAYS]]


async def _show_drift(rows: RowsState, asked: Asked, actor: Actor) -> None:
    found = await gateway.read(analytics.reconciliation_behind, asked.window, actor=actor)
    rows.kind, rows.title = "drift", "GMV three ways, day by day"
    rows.note = "By roll-up, by the orders themselves and by the ledger, the latest first"
    rows.drift = [drift_row(one) for one in found[:_MOST_DAYS]]


def order_row(one: OrderFact) -> OrderRow:
    """An order in words."""
    return OrderRow(
        number=one.number,
        placed=format_datetime(one.placed_at, "d MMM y, HH:mm", locale="en_US"),
        seller=one.seller_name,
        country=country_name(one.country),
        status=one.status.capitalize(),
        tone=_TONES.get(one.status, "neutral"),
        total=format_minor(one.total_minor, one.currency),
        counted=format_minor(one.counted_minor, one.currency),
    )


def day_row(one: DayFact) -> DayRow:
    """A day in words."""
    return DayRow(
        day=format_date(one.day, "EEE d MMM y", locale="en_US"),
        visitors=count(one.visitors),
        viewers=count(one.viewers),
        adders=count(one.adders),
        starters=count(one.checkout_starters),
        buyers=count(one.buyers),
        conversion=amount(one.conversion_bps, Unit.BASIS_POINTS, ""),
        abandonment=amount(one.abandonment_bps, Unit.BASIS_POINTS, ""),
    )


def drift_row(one: Reconciliation) -> DriftRow:
    """A day's three sums in words."""
    return DriftRow(
        day=format_date(one.day, "EEE d MMM y", locale="en_US"),
        roll_up=format_minor(one.roll_up_minor, "USD"),
        orders=format_minor(one.orders_minor, "USD"),
        ledger=format_minor(one.ledger_minor, "USD"),
        drift=format_minor(one.drift_minor, "USD"),
        tone="negative" if one.drift_minor else "positive",
    )
