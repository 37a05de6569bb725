"""The board's charts: one state each, because a figure is sent whole whenever it changes."""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go
import reflex as rx

from backend.analytics.schemas import BoardView, Measure, Slice
from backend.kit.money import format_minor
from state.board.words import country_name

_MOST_BARS = 8
_DAY_MS = 86_400_000


def _nothing_yet() -> go.Figure:
    """Without Plotly's own template, which every page of the shop would carry along."""
    return go.Figure(layout={"template": {}})


class GmvChart(rx.State):
    """GMV per day."""

    figure: go.Figure = _nothing_yet()
    summary: str = ""


class DepartmentChart(rx.State):
    """GMV per department."""

    figure: go.Figure = _nothing_yet()
    summary: str = ""


class SellerChart(rx.State):
    """GMV per seller."""

    figure: go.Figure = _nothing_yet()
    summary: str = ""


class CountryChart(rx.State):
    """GMV per destination."""

    figure: go.Figure = _nothing_yet()
    summary: str = ""


async def show_charts(state: rx.State, view: BoardView) -> None:
    """Draw all of them for a view of the board."""
    (gmv,) = (tile for tile in view.tiles if tile.measure is Measure.GMV)
    countries = [Slice(one.key, country_name(one.key), one.gmv_minor, one.orders) for one in view.countries]
    drawn = (
        (GmvChart, *per_day(view.days, gmv.daily, view.currency)),
        (DepartmentChart, *ranked(view.departments, view.currency)),
        (SellerChart, *ranked(view.sellers, view.currency)),
        (CountryChart, *ranked(countries, view.currency)),
    )
    for chart, figure, summary in drawn:
        substate = await state.get_state(chart)
        if substate.figure != figure:
            substate.figure, substate.summary = figure, summary


def per_day(days: Sequence[date], amounts: Sequence[int], currency: str) -> tuple[go.Figure, str]:
    """Bars from zero, the best day named on its bar. Amounts in minor units; and the same in a sentence."""
    best = max(range(len(days)), key=lambda n: amounts[n])
    labels = ["" for _ in days]
    if amounts[best]:
        labels[best] = _short(amounts[best], currency)
    bars = go.Bar(
        x0=days[0].isoformat(),
        dx=_DAY_MS,
        # Bars are as long as whole units; the exact amount is in the words.
        y=[amount // 100 for amount in amounts],
        customdata=[format_minor(amount, currency) for amount in amounts],
        hovertemplate="%{x|%a %-d %b %Y}<br><b>%{customdata}</b><extra></extra>",
        text=labels,
        textposition="outside",
        textangle=0,
        textfont={"size": 13},
        constraintext="none",
        cliponaxis=False,
    )
    layout = {
        "margin": {"l": 56, "r": 8, "t": 28, "b": 32},
        "xaxis": {"type": "date", "fixedrange": True, "tickformat": "%-d %b", "nticks": 8},
        "yaxis": {
            "rangemode": "tozero",
            "fixedrange": True,
            "tickprefix": "$",
            "tickformat": ",d",
            "nticks": 5,
        },
        "bargap": 0.25,
    }
    total = format_minor(sum(amounts), currency)
    summary = f"{total} in {len(days)} days; the best was {days[best]:%d %B %Y} with {bars.customdata[best]}."
    return _figure(bars, layout), summary


def ranked(slices: Sequence[Slice], currency: str) -> tuple[go.Figure, str]:
    """The largest as bars from zero with amount and share beside them; the rest as one."""
    total = sum(one.gmv_minor for one in slices)
    shown = [(one.label, one.gmv_minor) for one in slices[:_MOST_BARS]]
    rest = slices[_MOST_BARS:]
    if rest:
        shown.append((f"{len(rest)} others", sum(one.gmv_minor for one in rest)))
    words = [f"{_short(amount, currency)} · {_per_cent(amount, total)}" for _, amount in shown]
    bars = go.Bar(
        orientation="h",
        y=[label for label, _ in shown],
        x=[amount // 100 for _, amount in shown],
        text=words,
        textposition="outside",
        textfont={"size": 13},
        constraintext="none",
        cliponaxis=False,
        customdata=[format_minor(amount, currency) for _, amount in shown],
        hovertemplate="%{y}<br><b>%{customdata}</b><extra></extra>",
    )
    longest = max((amount for _, amount in shown), default=0) // 100
    layout = {
        "margin": {"l": 8, "r": 8, "t": 0, "b": 0},
        # Room for the words beside the longest bar.
        "xaxis": {"visible": False, "fixedrange": True, "range": [0, max(1, longest * 2)]},
        "yaxis": {"autorange": "reversed", "fixedrange": True, "automargin": True},
        "bargap": 0.35,
    }
    summary = "; ".join(
        f"{label} {amount}" for (label, _), amount in zip(shown, bars.customdata or (), strict=True)
    )
    return _figure(bars, layout), summary


def _figure(bars: go.Bar, layout: dict) -> go.Figure:
    # An empty template: the page brings its own, for light and dark.
    return go.Figure(bars, {**layout, "template": {}, "uirevision": "board", "autosize": True})


def _short(amount_minor: int, currency: str) -> str:
    """`$1.2M`, `$48.3k`, `$930`."""
    units = amount_minor // 100
    sign = format_minor(0, currency).rstrip("0.,").strip()
    for size, suffix in ((1_000_000, "M"), (1_000, "k")):
        if units >= size:
            tenths = units * 10 // size
            return f"{sign}{tenths // 10}.{tenths % 10}{suffix}"
    return f"{sign}{units}"


def _per_cent(part: int, whole: int) -> str:
    return f"{(part * 200 + whole) // (2 * whole)} %" if whole else "0 %"
