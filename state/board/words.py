"""Numbers of the board as people read them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from backend.analytics.schemas import FunnelStep, Measure, Tile, Unit
from backend.kit.money import format_minor
from state.board.window import Asked

_POINTS = 60
_BETTER_DOWN = {Measure.ABANDONMENT, Measure.DRIFT}


@dataclass(frozen=True)
class TileView:
    """A key figure with its change in words; `href` leads to the rows behind it."""

    measure: str
    label: str
    value: str
    change: str
    tone: str
    href: str
    note: str
    is_chosen: bool
    points: list[float] = field(default_factory=list)


def tile_of(tile: Tile, asked: Asked, currency: str) -> TileView:
    """A tile in words."""
    return TileView(
        measure=tile.measure.value,
        label=tile.label,
        value=amount(tile.value, tile.unit, currency),
        change=change(tile, asked.period_words),
        tone=tone(tile),
        href=asked.link(measure=tile.measure.value) + "#rows",
        note=tile.explanation,
        is_chosen=tile.measure is asked.measure,
        points=thinned(tile.daily),
    )


def amount(value: int, unit: Unit, currency: str) -> str:
    """`$1,299.00`, `1,299` or `12.99 %`."""
    match unit:
        case Unit.MONEY:
            return format_minor(value, currency)
        case Unit.BASIS_POINTS:
            return f"{value // 100}.{value % 100:02d} %"
        case _:
            return count(value)


def count(value: int) -> str:
    """`12,999`."""
    return str(format_decimal(value, locale="en_US"))


def change(tile: Tile, period: str) -> str:
    """The change against the period before: its sign, how much, and against what."""
    before = f"the {period} before"
    if tile.measure is Measure.DRIFT:
        return "Everything adds up" if tile.value == 0 else "Numbers disagree: look at the days"
    if tile.value == tile.previous:
        return f"No change from {before}"
    direction = "up" if tile.value > tile.previous else "down"
    difference = abs(tile.value - tile.previous)
    if tile.unit is Unit.BASIS_POINTS:
        return f"{difference // 100}.{difference % 100:02d} points {direction} on {before}"
    if tile.previous == 0:
        return f"Nothing in {before}"
    tenths = (difference * 2000 + tile.previous) // (2 * tile.previous)
    return f"{count(tenths // 10)}.{tenths % 10} % {direction} on {before}"


def tone(tile: Tile) -> str:
    """Whether the change is good."""
    if tile.measure is Measure.DRIFT:
        return "negative" if tile.value else "positive"
    if tile.value == tile.previous or (tile.previous == 0 and tile.unit is not Unit.BASIS_POINTS):
        return "neutral"
    is_up = tile.value > tile.previous
    return "positive" if is_up != (tile.measure in _BETTER_DOWN) else "negative"


def thinned(daily: tuple[int, ...]) -> list[float]:
    """At most 60 points: means of as many stretches of days."""
    if len(daily) <= _POINTS:
        return list(daily)
    edges = [n * len(daily) // _POINTS for n in range(_POINTS + 1)]
    return [sum(daily[start:end]) // (end - start) for start, end in pairwise(edges)]


def country_name(code: str) -> str:
    """`Germany` for `DE`."""
    return str(Locale("en", "US").territories.get(code, code))


def span_of(asked: Asked) -> str:
    """`24 October to 22 November 2026`."""
    first, last = asked.window.from_day, asked.window.to_day
    if first == last:
        return format_date(last, "d MMMM y", locale="en_US")
    start = format_date(first, "d MMMM" if first.year == last.year else "d MMMM y", locale="en_US")
    return f"{start} to {format_date(last, 'd MMMM y', locale='en_US')}"


def as_of_words(at: datetime) -> str:
    """`As of 22 November 2026, 14:55:10 UTC`."""
    return "As of " + format_datetime(at.astimezone(UTC), "d MMMM y, HH:mm:ss", locale="en_US") + " UTC"


@dataclass(frozen=True)
class Step:
    """A step of the funnel: how many reached it, which part of those before, how wide its bar is."""

    label: str
    visitors: str
    share: str
    width: str


def funnel_of(steps: tuple[FunnelStep, ...]) -> list[Step]:
    """The funnel in words; the first step is the whole."""
    whole = steps[0].visitors if steps else 0
    shown = []
    for number, step in enumerate(steps):
        before = steps[number - 1].visitors if number else 0
        of_before = f"{_share(step.visitors, before)} of those before" if number and before else ""
        width = f"{max(1, step.visitors * 100 // whole)}%" if whole and step.visitors else "0%"
        shown.append(Step(step.label, count(step.visitors), of_before, width))
    return shown


def _share(part: int, whole: int) -> str:
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10} %"
