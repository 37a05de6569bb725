"""The rows that make a tile's number."""

from __future__ import annotations

import reflex as rx

from components.ui.badge import status
from components.ui.button import link_button
from components.ui.card import empty_state
from components.ui.navigation import pagination
from components.ui.table import Column, table
from components.ui.text import section_heading
from state.board.rows_state import RowsState


def rows() -> rx.Component:
    """The rows of the chosen tile, page by page, and as a file."""
    return rx.el.section(
        section_heading(
            RowsState.title,
            note=RowsState.note,
            action=link_button(
                "Export CSV",
                RowsState.export_href,
                size="sm",
                icon="download",
                reload_document=True,
                download=True,
            ),
        ),
        rx.el.div(
            rx.match(
                RowsState.kind,
                ("days", _days()),
                ("drift", _drift()),
                rx.cond(RowsState.is_part, _orders(_COUNTED), _orders()),
            ),
            class_name="mt-3",
        ),
        rx.cond(
            RowsState.pages.length() > 0,
            pagination(
                RowsState.pages,
                previous=RowsState.previous,
                following=RowsState.following,
                label="Pages of rows",
                class_name="mt-4",
            ),
        ),
        id="rows",
        class_name="scroll-mt-6",
    )


def _none() -> rx.Component:
    return empty_state(
        "Nothing happened in this window", "Choose a longer period, or fewer filters.", symbol="chart-line"
    )


# Of an order over several departments a narrowed tile counts a part.
_COUNTED = Column("Counted here", lambda row: row.counted, number=True)


def _orders(*more: Column) -> rx.Component:
    return table(
        "Orders",
        [
            Column(
                "Order",
                lambda row: rx.el.span(row.number, class_name="figures font-semibold whitespace-nowrap"),
            ),
            Column(
                "Placed (UTC)", lambda row: rx.el.span(row.placed, class_name="figures whitespace-nowrap")
            ),
            Column("Seller", lambda row: row.seller, hide_below="md"),
            Column("To", lambda row: row.country, hide_below="sm"),
            Column("Status", lambda row: status(row.status, row.tone)),
            Column("Total", lambda row: row.total, number=True),
            *more,
        ],
        RowsState.orders,
        empty=_none(),
    )


def _days() -> rx.Component:
    return table(
        "Days",
        [
            Column("Day", lambda row: rx.el.span(row.day, class_name="font-semibold whitespace-nowrap")),
            Column("Visitors", lambda row: row.visitors, number=True),
            Column("Viewed", lambda row: row.viewers, number=True, hide_below="md"),
            Column("Filled a cart", lambda row: row.adders, number=True, hide_below="sm"),
            Column("Began checkout", lambda row: row.starters, number=True, hide_below="md"),
            Column("Bought", lambda row: row.buyers, number=True),
            Column("Conversion", lambda row: row.conversion, number=True),
            Column("Abandonment", lambda row: row.abandonment, number=True, hide_below="sm"),
        ],
        RowsState.days,
        empty=_none(),
        max_height="40rem",
    )


def _drift() -> rx.Component:
    return table(
        "Days reconciled",
        [
            Column("Day", lambda row: rx.el.span(row.day, class_name="font-semibold whitespace-nowrap")),
            Column("Roll-up", lambda row: row.roll_up, number=True),
            Column("Orders", lambda row: row.orders, number=True, hide_below="sm"),
            Column("Ledger", lambda row: row.ledger, number=True, hide_below="sm"),
            Column("Drift", lambda row: status(row.drift, row.tone), number=True),
        ],
        RowsState.drift,
        empty=_none(),
        max_height="40rem",
    )
