"""Seller central's front page."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.seller.pictures import small_picture
from components.ui.badge import badge, status
from components.ui.button import link
from components.ui.card import card, empty_state, loading, skeleton
from components.ui.kinds import Text
from components.ui.table import Column, table
from components.ui.text import section_heading
from components.ui.tile import tile
from state.seller.dashboard_state import Best, DashboardState, Scarce

_TILES = "grid gap-3 sm:grid-cols-2 xl:grid-cols-4"
_LIST = "divide-y divide-line"


def dashboard() -> rx.Component:
    """Today, the last 30 days, what is to ship, what runs out, what sells."""
    return rx.el.div(
        rx.el.section(
            rx.el.h2("Key figures", class_name="sr-only"),
            rx.el.div(
                tile(
                    "Sales, last 30 days",
                    DashboardState.sales,
                    change=DashboardState.sales_change,
                    tone=DashboardState.sales_tone,
                    points=DashboardState.points,
                    title="Goods after discounts, without cancelled orders",
                ),
                tile(
                    "Today",
                    DashboardState.today,
                    change=DashboardState.today_change,
                    href=routes.seller_orders(),
                ),
                tile(
                    "Orders to ship",
                    DashboardState.to_ship,
                    change=DashboardState.to_ship_note,
                    tone=DashboardState.to_ship_tone,
                    href=routes.seller_orders(status="processing"),
                ),
                tile(
                    "Running out",
                    DashboardState.scarce_count,
                    change="Offers with five pieces or fewer",
                    href=routes.seller_products(),
                ),
                class_name=f"figures {_TILES}",
            ),
        ),
        rx.el.section(
            section_heading(
                "Ship these first",
                action=link("All orders to ship", routes.seller_orders(status="processing")),
            ),
            rx.el.div(_waiting(), class_name="mt-3"),
        ),
        rx.el.div(
            rx.el.section(
                section_heading("Running out", note="Five pieces or fewer can be sold."),
                rx.el.div(_scarce(), class_name="mt-3"),
            ),
            rx.el.section(
                section_heading("Best sellers", note="By goods sold in the last 30 days."),
                rx.el.div(_best(), class_name="mt-3"),
            ),
            class_name="grid grid-cols-1 gap-6 xl:grid-cols-2",
        ),
        class_name="grid grid-cols-1 gap-8",
    )


def _waiting() -> rx.Component:
    return table(
        "Orders to ship, the most urgent first",
        [
            Column("Order", lambda row: rx.el.span(row.number, class_name="figures whitespace-nowrap")),
            Column("What", lambda row: row.what),
            Column("Pieces", lambda row: row.pieces, number=True, hide_below="sm"),
            Column(
                "Ship by",
                lambda row: status(row.ship_by, rx.cond(row.is_late, "negative", "notice")),
            ),
            Column("Total", lambda row: row.total, number=True, hide_below="sm"),
        ],
        DashboardState.waiting,
        row_href=lambda row: routes.seller_orders(status="processing", q="") + "&q=" + row.number,
        empty=empty_state(
            "Nothing waits to be shipped",
            "New orders appear here as soon as they are paid.",
            symbol="package-check",
        ),
    )


def _scarce() -> rx.Component:
    def row(one: rx.Var[Scarce]) -> rx.Component:
        return _row(
            one.picture,
            one.title,
            one.options,
            badge(one.left, rx.cond(one.is_gone, "negative", "notice")),
            href=one.href,
        )

    return rx.cond(
        DashboardState.scarce.length() > 0,
        card(rx.el.ul(rx.foreach(DashboardState.scarce, row), class_name=_LIST), padded=False),
        card(empty_state("Nothing runs out", "Every offer has more than five pieces.", symbol="boxes")),
    )


def _best() -> rx.Component:
    def row(one: rx.Var[Best]) -> rx.Component:
        return _row(
            one.picture,
            one.title,
            rx.el.span(one.units, " sold"),
            rx.el.strong(one.goods, class_name="figures text-base"),
        )

    return rx.cond(
        DashboardState.best.length() > 0,
        card(rx.el.ol(rx.foreach(DashboardState.best, row), class_name=_LIST), padded=False),
        card(
            empty_state(
                "Nothing sold in 30 days", "Check that your offers are on sale and in stock.", symbol="tag"
            )
        ),
    )


def _row(
    picture: Text, title: Text, note: Text | rx.Component, end: rx.Component, *, href: Text = ""
) -> rx.Component:
    parts = (
        small_picture(picture, "size-12"),
        rx.el.div(
            rx.el.p(title, class_name="truncate font-semibold"),
            rx.el.p(note, class_name="truncate text-soft"),
            class_name="min-w-0 grow",
        ),
        end,
    )
    look = "flex min-h-16 items-center gap-3 px-4 py-2"
    linked = isinstance(href, rx.Var) or bool(href)
    return rx.el.li(
        rx.el.a(*parts, href=href, class_name=f"{look} hover:bg-sunken")
        if linked
        else rx.el.div(*parts, class_name=look)
    )


def dashboard_skeleton() -> rx.Component:
    """The page to come."""
    return loading(
        "Your numbers are being loaded",
        rx.el.div(*(skeleton("h-36 w-full") for _ in range(4)), class_name=_TILES),
        skeleton("mt-8 h-8 w-48"),
        skeleton("mt-3 h-64 w-full"),
    )
