"""What it costs, when it comes, whether it is there, and the one button."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.catalog.product_card import OPERATION_ID
from components.ui.button import button
from components.ui.card import card
from components.ui.icon import icon
from components.ui.kinds import Child, Text, given, when
from components.ui.price import price
from components.ui.quantity import quantity
from state.shop.product_state import ProductState
from state.shop.shop_state import ShopState

_CHOICE = ProductState.choice


def buy_box() -> rx.Component:
    """The box that stays in view on wide screens."""
    return card(
        price(_CHOICE.price, was=_CHOICE.was, saving=_CHOICE.saving, size="lg"),
        when(
            given(ShopState.currency_note),
            rx.el.p(ShopState.currency_note, class_name="mt-1 text-xs text-soft"),
        ),
        stock(_CHOICE.stock, _CHOICE.tone, class_name="mt-3"),
        when(
            given(_CHOICE.promise),
            _fact(
                "truck",
                rx.fragment("Arrives ", rx.el.strong(_CHOICE.promise)),
                "Standard delivery to New York 10001. Checkout shows the date for your address.",
            ),
        ),
        when(
            given(_CHOICE.seller),
            _fact("store", rx.fragment("Sold by ", rx.el.strong(_CHOICE.seller)), _CHOICE.ships),
        ),
        rx.cond(_CHOICE.offer_id != "", _form(), _sold_out()),
    )


def _form() -> rx.Component:
    return rx.el.form(
        rx.el.div(
            rx.el.span("Quantity", class_name="text-sm font-semibold", aria_hidden="true"),
            quantity(1, name="quantity", largest=_CHOICE.largest, key=_CHOICE.sku),
            class_name="flex items-center justify-between gap-3",
        ),
        when(given(_CHOICE.limit), rx.el.p(_CHOICE.limit, class_name="-mt-1 text-right text-sm text-soft")),
        button("Add to cart", tone="action", size="lg", icon="shopping-cart", full=True, type="submit"),
        on_submit=lambda sent: ShopState.add_to_cart(
            _CHOICE.offer_id, sent.to(dict[str, int])["quantity"], OPERATION_ID
        ),
        class_name="mt-5 grid gap-3",
    )


def _sold_out() -> rx.Component:
    return rx.el.p(
        "Nobody has this one at the moment. Choose another, or look further down for similar ones.",
        class_name="mt-5 rounded-control bg-sunken px-4 py-3 text-sm",
    )


def phone_bar() -> rx.Component:
    """The price and the one button at the thumb, on phones."""
    return when(
        _CHOICE.offer_id != "",
        rx.el.div(
            rx.el.div(
                price(_CHOICE.price, was=_CHOICE.was),
                rx.el.p(_CHOICE.stock, class_name="truncate text-xs text-soft"),
                class_name="min-w-0 grow",
            ),
            button(
                "Add to cart",
                tone="action",
                icon="shopping-cart",
                on_click=ShopState.add_to_cart(_CHOICE.offer_id, 1, OPERATION_ID),
            ),
            custom_attrs={"data-screen-only": ""},
            class_name="fixed inset-x-0 bottom-0 z-20 flex items-center gap-4 border-t border-line bg-raised "
            "px-4 py-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] md:hidden",
        ),
    )


def stock(words: Text, tone: Text, **props: Any) -> rx.Component:
    """Whether it is there, in words with their colour."""
    extra = props.pop("class_name", "")
    return rx.el.p(
        words,
        custom_attrs={"data-tone": tone},
        class_name="font-semibold data-[tone=negative]:text-negative data-[tone=notice]:text-notice "
        f"data-[tone=positive]:text-positive {extra}",
        **props,
    )


def _fact(symbol: str, words: Child, note: Text) -> rx.Component:
    return rx.el.div(
        icon(symbol, size=20, class_name="mt-0.5 shrink-0 text-soft"),
        rx.el.div(rx.el.p(words), rx.el.p(note, class_name="mt-0.5 text-xs text-soft"), class_name="min-w-0"),
        class_name="mt-3 flex gap-3 text-sm",
    )
