"""A seller's orders: the table and the panel of one."""

from __future__ import annotations

import reflex as rx

from components.seller.parcels import said_elsewhere, sent, ship_a_part
from components.seller.pictures import small_picture
from components.ui.badge import status
from components.ui.button import button
from components.ui.card import alert, disclosure, empty_state
from components.ui.field import radio_group, textarea_field
from components.ui.kinds import when
from components.ui.listing import due, listing, plain
from components.ui.panel import panel, panel_head, panel_part
from components.ui.table import Column
from components.ui.text import facts
from components.ui.timeline import timeline
from state.seller.order_words import Item
from state.seller.orders_state import PANEL, REASONS, SellerOrdersState, SellerOrderState

_SUM = "figures [&_dd]:text-right [&>div:last-child_dd]:font-bold"


def orders() -> rx.Component:
    """Chips with counts, search, the table, and the panel that a row opens."""
    return rx.fragment(
        listing(
            "Orders",
            [
                Column("Order", lambda row: plain(row.number)),
                Column("Placed", lambda row: plain(row.placed), hide_below="md"),
                Column("What", lambda row: row.what),
                Column("Pieces", lambda row: row.pieces, number=True, hide_below="lg"),
                Column("Buyer", lambda row: row.buyer, hide_below="lg"),
                Column("Status", lambda row: status(row.word, row.tone)),
                Column("Ship by", lambda row: due(row.ship_by, row.is_late), hide_below="md"),
                Column("Total", lambda row: row.total, number=True, hide_below="sm"),
            ],
            SellerOrdersState,
            search=("Search orders", "Number, product or SKU"),
            row_click=lambda row: SellerOrderState.show(row.id),
            empty=empty_state(
                "No orders here",
                "Orders with this status and these words would appear in this table.",
                symbol="package-open",
            ),
        ),
        _panel(),
    )


def _panel() -> rx.Component:
    return panel(
        PANEL,
        rx.cond(SellerOrderState.number != "", "Order " + SellerOrderState.number, "Order"),
        SellerOrderState,
        panel_head(SellerOrderState.word, SellerOrderState.tone, SellerOrderState.placed),
        rx.el.ul(
            rx.foreach(SellerOrderState.items, _item),
            aria_label="Lines of the order",
            # A stop for the keyboard, so that the panel can be scrolled without a pointer.
            tab_index=0,
            class_name="mt-4 divide-y divide-line",
        ),
        panel_part(
            "What you earn",
            facts(SellerOrderState.money, class_name=_SUM),
        ),
        rx.el.p(
            "The shopper pays ",
            SellerOrderState.paid,
            " with shipping and tax.",
            class_name="mt-2 text-sm text-soft",
        ),
        panel_part(
            "Where it goes",
            rx.el.address(
                rx.foreach(SellerOrderState.address, lambda line: rx.el.span(line, class_name="block")),
                class_name="not-italic",
            ),
            rx.el.p("Promised ", SellerOrderState.promised, class_name="mt-2 text-sm text-soft"),
        ),
        sent(),
        ship_a_part(),
        panel_part("What happened", timeline(SellerOrderState.steps, label="The order's life")),
        rx.cond(SellerOrderState.may_cancel, _cancel()),
        refusal=when(said_elsewhere(), alert(SellerOrderState.refusal, class_name="mb-4")),
    )


def _item(item: rx.Var[Item]) -> rx.Component:
    return rx.el.li(
        small_picture(item.picture, "size-14"),
        rx.el.div(
            rx.el.p(item.title, class_name="font-semibold"),
            rx.el.p(
                rx.cond(item.options != "", item.options + " · ", ""),
                item.sku,
                class_name="text-sm text-soft",
            ),
            rx.el.p(item.quantity, " × ", item.price, class_name="figures text-sm"),
            class_name="min-w-0 grow",
        ),
        rx.el.p(item.total, class_name="figures font-semibold"),
        class_name="flex items-start gap-3 py-3",
    )


def _cancel() -> rx.Component:
    return rx.el.div(
        disclosure(
            "Cancel this order",
            rx.el.form(
                radio_group("Why? The shopper reads it.", "reason", REASONS),
                rx.el.div(
                    textarea_field("More words", "more", rows=2, optional=True, max_length=300),
                    class_name="mt-3",
                ),
                button("Cancel the order", tone="danger", type="submit", class_name="mt-4"),
                rx.el.p(
                    "Its stock goes back on sale and the shopper gets the money back.",
                    class_name="mt-2 text-sm text-soft",
                ),
                on_submit=SellerOrderState.cancel,
                key=SellerOrderState.order_id,
            ),
            ruled=False,
        ),
        class_name="mt-6 border-t border-line pt-2",
    )
