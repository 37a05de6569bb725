"""A seller's offers: the table and the panel of one."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.seller.pictures import small_picture
from components.ui.badge import status
from components.ui.button import button, link, link_button
from components.ui.card import empty_state
from components.ui.field import text_field
from components.ui.listing import listing
from components.ui.panel import panel, told_at
from components.ui.table import Column
from state.seller.offer_state import OfferState, Shelf
from state.seller.products_state import OfferLine, ProductsState

_PANEL = "offer-panel"


def products() -> rx.Component:
    """Search, the table, and the panel that a row opens."""
    return rx.fragment(
        listing(
            "Offers",
            [
                Column("Product", _what),
                Column("SKU", lambda row: rx.el.span(row.sku, class_name="figures"), hide_below="md"),
                Column("Price", lambda row: row.price, number=True),
                Column(
                    "Was", lambda row: rx.el.s(row.was, class_name="text-soft"), number=True, hide_below="lg"
                ),
                Column(
                    "Can be sold",
                    lambda row: rx.el.span(
                        row.available,
                        custom_attrs={"data-tone": row.stock_tone},
                        class_name="data-[tone=negative]:font-semibold data-[tone=negative]:text-negative "
                        "data-[tone=notice]:font-semibold data-[tone=notice]:text-notice",
                    ),
                    number=True,
                ),
                Column(
                    "Per order",
                    lambda row: rx.cond(row.limit != "", f"at most {row.limit}", ""),
                    number=True,
                    hide_below="lg",
                ),
                Column(
                    "Sale",
                    lambda row: rx.cond(
                        row.is_active, status("On sale", "positive"), status("Off sale", "neutral")
                    ),
                    hide_below="sm",
                ),
            ],
            ProductsState,
            search=("Search products", "Title or SKU"),
            row_click=lambda row: OfferState.show(row.id),
            empty=empty_state(
                "No offers here",
                "Create a product or upload a feed, and its offers appear in this table.",
                symbol="tag",
                action=link_button("Create a product", routes.seller_new_product(), tone="primary"),
            ),
        ),
        _panel(),
    )


def _what(row: rx.Var[OfferLine]) -> rx.Component:
    return rx.el.span(
        small_picture(row.picture, "size-9"),
        rx.el.span(
            rx.el.span(row.title, class_name="line-clamp-1"),
            rx.el.span(row.options, class_name="block text-xs font-normal text-soft"),
            class_name="min-w-0",
        ),
        class_name="flex items-center gap-3",
    )


def _panel() -> rx.Component:
    return panel(
        _PANEL,
        OfferState.title,
        OfferState,
        rx.el.div(
            small_picture(OfferState.picture, "size-16"),
            rx.el.div(
                rx.cond(OfferState.options != "", rx.el.p(OfferState.options, class_name="font-semibold")),
                rx.el.p(OfferState.sku, class_name="figures text-soft"),
                link("See it in the shop", OfferState.product_href),
            ),
            class_name="flex gap-4",
        ),
        _sale(),
        _price(),
        _limit(),
        _stock(),
        fields=("max_per_order",),
    )


def _sale() -> rx.Component:
    return rx.el.div(
        rx.cond(
            OfferState.is_active,
            status("On sale", "positive"),
            status("Off sale: shoppers do not see it", "neutral"),
        ),
        button(
            rx.cond(OfferState.is_active, "Take off sale", "Put on sale"),
            size="sm",
            on_click=OfferState.switch,
        ),
        class_name="mt-5 flex items-center justify-between gap-4 border-y border-line py-3",
    )


def _price() -> rx.Component:
    return rx.el.form(
        rx.el.h3("Price", class_name="text-base font-bold"),
        rx.el.div(
            text_field(
                "Price",
                "price",
                before="$",
                default_value=OfferState.price,
                input_mode="decimal",
                error=told_at(OfferState, "price"),
                required=True,
            ),
            text_field(
                "Former price",
                "compare_at",
                before="$",
                default_value=OfferState.was,
                input_mode="decimal",
                error=told_at(OfferState, "compare_at"),
                optional=True,
            ),
            class_name="mt-2 grid grid-cols-2 gap-3",
        ),
        button("Save the price", tone="primary", type="submit", class_name="mt-3"),
        on_submit=OfferState.save_price,
        key="price" + OfferState.version,
        class_name="mt-5",
    )


def _limit() -> rx.Component:
    return rx.el.form(
        text_field(
            "Most pieces in one order",
            "max_per_order",
            default_value=OfferState.limit,
            input_mode="numeric",
            hint="From 1 to 99. Carts that hold more have to lower it before they can be ordered.",
            error=told_at(OfferState, "max_per_order"),
            optional=True,
        ),
        button("Save the limit", type="submit", class_name="mt-3"),
        on_submit=OfferState.save_limit,
        key="limit" + OfferState.version,
        class_name="mt-6 border-t border-line pt-5",
    )


def _stock() -> rx.Component:
    def shelf(one: rx.Var[Shelf]) -> rx.Component:
        return rx.el.div(
            text_field(
                one.name,
                one.warehouse_id,
                default_value=one.on_hand,
                input_mode="numeric",
                error=told_at(OfferState, one.warehouse_id),
            ),
            rx.el.p(
                one.reserved,
                " promised to buyers, ",
                one.available,
                " can be sold",
                class_name="figures mt-1 text-sm text-soft",
            ),
        )

    return rx.el.form(
        rx.el.h3("Pieces on hand", class_name="text-base font-bold"),
        rx.el.p("As counted on the shelf, per warehouse.", class_name="text-sm text-soft"),
        rx.el.div(rx.foreach(OfferState.shelves, shelf), class_name="mt-3 grid gap-3"),
        button("Save the count", tone="primary", type="submit", class_name="mt-3"),
        on_submit=OfferState.save_stock,
        key="stock" + OfferState.version,
        class_name="mt-6 border-t border-line pt-5",
    )
