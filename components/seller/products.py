"""A seller's offers: the table and the panel of one."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.seller.pictures import small_picture
from components.ui.badge import status
from components.ui.button import button, link, link_button
from components.ui.card import alert, empty_state
from components.ui.dialog import sheet
from components.ui.field import text_field
from components.ui.kinds import given, when
from components.ui.listing import search_line
from components.ui.navigation import pagination
from components.ui.table import Column, table
from state.seller.offer_state import OfferState, Shelf
from state.seller.products_state import OfferLine, ProductsState

_PANEL = "offer-panel"


def products() -> rx.Component:
    """Search, the table, and the panel that a row opens."""
    return rx.fragment(
        search_line(
            "Search products",
            "Title or SKU",
            ProductsState.text,
            ProductsState.search,
            ProductsState.chips,
            ProductsState.count_words,
        ),
        table(
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
                    "Sale",
                    lambda row: rx.cond(
                        row.is_active, status("On sale", "positive"), status("Off sale", "neutral")
                    ),
                    hide_below="sm",
                ),
            ],
            ProductsState.rows,
            row_click=lambda row: OfferState.show(row.id),
            empty=empty_state(
                "No offers here",
                "Create a product or upload a feed, and its offers appear in this table.",
                symbol="tag",
                action=link_button("Create a product", routes.seller_new_product(), tone="primary"),
            ),
        ),
        rx.cond(
            ProductsState.pages.length() > 0,
            pagination(
                ProductsState.pages,
                previous=ProductsState.previous,
                following=ProductsState.following,
                label="Pages of offers",
                class_name="mt-5",
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
    return sheet(
        _PANEL,
        OfferState.title,
        rx.el.div(
            small_picture(OfferState.picture, "size-16"),
            rx.el.div(
                rx.cond(OfferState.options != "", rx.el.p(OfferState.options, class_name="font-semibold")),
                rx.el.p(OfferState.sku, class_name="figures text-soft"),
                link("See it in the shop", OfferState.product_href),
            ),
            class_name="flex gap-4",
        ),
        rx.cond(
            OfferState.refusal_field != "max_per_order",
            when(given(OfferState.refusal), alert(OfferState.refusal, class_name="mt-4")),
        ),
        _sale(),
        _price(),
        _limit(),
        _stock(),
        open=OfferState.open,
        on_close=OfferState.close,
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


def _error(field: str) -> rx.Var[str]:
    return rx.cond(OfferState.refusal_field == field, OfferState.refusal, "")


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
                error=_error("price"),
                required=True,
            ),
            text_field(
                "Former price",
                "compare_at",
                before="$",
                default_value=OfferState.was,
                input_mode="decimal",
                error=_error("compare_at"),
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
            error=_error("max_per_order"),
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
                error=rx.cond(OfferState.refusal_field == one.warehouse_id, OfferState.refusal, ""),
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
