"""Orders at the desk: the search and the table."""

from __future__ import annotations

import reflex as rx

from components.ui.badge import status
from components.ui.card import empty_state
from components.ui.listing import listing, plain
from components.ui.table import Column
from state.desk.orders_state import DeskOrdersState


def orders() -> rx.Component:
    """Chips, search and the table; a row leads to the order."""
    return rx.fragment(
        listing(
            "Orders",
            [
                Column("Order", lambda row: plain(row.number)),
                Column("Placed (UTC)", lambda row: plain(row.placed), hide_below="md"),
                Column("Buyer", lambda row: row.buyer),
                Column("E-mail", lambda row: row.email, hide_below="lg"),
                Column("Status", lambda row: status(row.word, row.tone), hide_below="sm"),
                Column("Paid by", lambda row: row.method, hide_below="lg"),
                Column("Total", lambda row: row.total, number=True),
            ],
            DeskOrdersState,
            search=("Search orders", "Order number, e-mail or name"),
            row_href=lambda row: row.href,
            empty=empty_state(
                "No such order",
                "Search for a part of the order number or of the name, or for the whole e-mail address.",
                symbol="package-search",
            ),
        ),
    )
