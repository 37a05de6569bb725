"""The board's parts: period and filters, tiles, charts, funnel, rows."""

from __future__ import annotations

import reflex as rx

from components.analytics.charts import chart
from components.analytics.rows import rows
from components.ui.badge import chip
from components.ui.button import button, link
from components.ui.card import alert, card, loading, skeleton
from components.ui.field import select_field, text_field
from components.ui.kinds import given, when
from components.ui.text import section_heading
from components.ui.tile import tile
from state.board.board_state import BoardState
from state.board.chart_states import CountryChart, DepartmentChart, GmvChart, SellerChart
from state.board.words import Step, TileView

_TILES = "grid grid-cols-[repeat(auto-fill,minmax(min(100%,14rem),1fr))] gap-3"


def board() -> rx.Component:
    """Everything of the window."""
    return rx.el.div(
        when(given(BoardState.refusal), alert(BoardState.refusal, tone="notice")),
        _choices(),
        rx.el.section(
            rx.el.h2("Key figures", class_name="sr-only"),
            rx.el.div(
                rx.foreach(BoardState.tiles, _tile), rx.foreach(BoardState.drift, _tile), class_name=_TILES
            ),
        ),
        rx.el.section(
            section_heading("Where it comes from", note="A bar is as long as its GMV; all begin at zero."),
            rx.el.div(
                rx.el.div(
                    chart("GMV per day (UTC)", GmvChart.figure, GmvChart.summary, height=300),
                    class_name="xl:col-span-2",
                ),
                _funnel(),
                chart("Departments", DepartmentChart.figure, DepartmentChart.summary),
                chart("Sellers", SellerChart.figure, SellerChart.summary),
                chart("Countries", CountryChart.figure, CountryChart.summary),
                class_name="mt-3 grid grid-cols-1 gap-3 xl:grid-cols-3",
            ),
        ),
        rows(),
        class_name="grid grid-cols-1 gap-6",
    )


def _choices() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Period and filters", class_name="sr-only"),
        rx.el.div(
            rx.foreach(BoardState.periods, lambda one: chip(one[0], href=one[1], selected=one[2])),
            rx.el.form(
                text_field(
                    "First day",
                    "from",
                    kind="date",
                    size="sm",
                    label_hidden=True,
                    default_value=BoardState.from_day,
                    max=BoardState.latest_day,
                    key=BoardState.from_day,
                ),
                rx.el.span("to", class_name="text-soft"),
                text_field(
                    "Last day",
                    "to",
                    kind="date",
                    size="sm",
                    label_hidden=True,
                    default_value=BoardState.to_day,
                    max=BoardState.latest_day,
                    key=BoardState.to_day,
                ),
                button("Show", size="sm", type="submit"),
                on_submit=BoardState.choose_days,
                aria_label="A period of your own",
                class_name="flex flex-wrap items-center gap-2",
            ),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.el.form(
            _choice("Seller", "seller", BoardState.sellers, BoardState.seller),
            _choice("Department", "department", BoardState.departments, BoardState.department),
            _choice("Country", "country", BoardState.countries, BoardState.country),
            button("Apply", size="sm", type="submit"),
            rx.cond(
                BoardState.is_narrowed,
                link("Show everything", BoardState.everything, class_name="px-2 font-semibold"),
            ),
            on_submit=BoardState.narrow,
            aria_label="Filters",
            class_name="mt-3 flex flex-wrap items-end gap-2",
        ),
        rx.el.p(
            rx.el.span(BoardState.span, class_name="font-semibold text-ink"),
            ". ",
            BoardState.as_of,
            ". Days begin at midnight UTC; today counts so far.",
            class_name="figures mt-3 text-soft",
        ),
    )


def _choice(label: str, name: str, options: rx.Var, value: rx.Var[str]) -> rx.Component:
    return rx.el.div(
        select_field(label, name, options, size="sm", default_value=value, key=value),
        class_name="min-w-40 max-sm:grow",
    )


def _tile(one: rx.Var[TileView]) -> rx.Component:
    return tile(
        one.label,
        one.value,
        change=one.change,
        tone=one.tone,
        points=one.points,
        href=one.href,
        title=one.note,
        aria_current=rx.cond(one.is_chosen, "true", "false"),
        class_name="min-h-38 figures aria-[current=true]:border-accent aria-[current=true]:ring-1 "
        "aria-[current=true]:ring-accent",
    )


def _funnel() -> rx.Component:
    return card(
        rx.el.h3("From visit to purchase", class_name="text-base font-bold"),
        rx.cond(
            BoardState.funnel.length() > 0,
            rx.el.ol(rx.foreach(BoardState.funnel, _step), class_name="mt-4 grid gap-4"),
            rx.el.p(
                "Visits are not split by seller, department or country.",
                class_name="mt-4 text-soft",
            ),
        ),
        class_name="min-w-0",
    )


def _step(step: rx.Var[Step]) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.span(step.label, class_name="font-semibold"),
            rx.el.span(
                rx.el.strong(step.visitors),
                rx.cond(step.share != "", rx.el.span(" · ", step.share, class_name="text-soft")),
                class_name="figures text-right",
            ),
            class_name="flex flex-wrap justify-between gap-x-4",
        ),
        rx.el.div(
            rx.el.div(style={"width": step.width}, class_name="h-3 rounded-[3px] bg-accent"),
            aria_hidden="true",
            class_name="mt-1.5 overflow-hidden rounded-[3px] bg-sunken",
        ),
    )


def board_skeleton() -> rx.Component:
    """The board to come."""
    return loading(
        "The numbers are being added up",
        skeleton("h-9 w-full max-w-xl"),
        skeleton("mt-3 h-15 w-full max-w-2xl"),
        rx.el.div(*(skeleton("h-38 w-full") for _ in range(7)), class_name=f"mt-12 {_TILES}"),
        rx.el.div(
            skeleton("h-96 w-full xl:col-span-2"),
            skeleton("h-96 w-full"),
            class_name="mt-6 grid gap-3 xl:grid-cols-3",
        ),
    )
