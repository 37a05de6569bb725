"""What sells well beside the cart's lines, one press from it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from app import routes
from components.catalog.pictures import thumbnail
from components.catalog.product_card import OPERATION_ID
from components.ui.button import button, link, link_button
from state.shop.cart_state import CartState


def related_shelf() -> rx.Component:
    """One line of small cards that scrolls sideways."""
    return rx.el.section(
        rx.el.h2("Popular in the same departments", id="related", class_name="text-lg font-bold"),
        rx.el.ul(
            rx.foreach(CartState.related, _card),
            class_name="-mx-1 mt-4 flex snap-x scroll-px-1 gap-3 overflow-x-auto px-1 pb-3 sm:gap-4 "
            "[scrollbar-width:thin] [scrollbar-color:var(--line)_transparent]",
        ),
        aria_labelledby="related",
        class_name="mt-10",
    )


def _card(card: Any) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            thumbnail(card.picture, class_name="rounded-control"),
            href=routes.product(card.slug),
            tab_index=-1,
            aria_hidden="true",
        ),
        rx.el.h3(
            link(card.title, routes.product(card.slug), quiet=True, class_name="line-clamp-2"),
            class_name="mt-2 h-[2.55rem] text-sm font-semibold tracking-normal",
        ),
        rx.el.p(card.price, class_name="figures mt-1 text-sm font-bold"),
        rx.cond(
            card.offer_id != "",
            button(
                rx.fragment("Add", rx.el.span(" to cart: ", card.title, class_name="sr-only")),
                icon="plus",
                full=True,
                on_click=CartState.add_related(card.offer_id, OPERATION_ID),
                class_name="mt-2",
            ),
            link_button(
                rx.fragment("Choose", rx.el.span(": ", card.title, class_name="sr-only")),
                routes.product(card.slug),
                full=True,
                class_name="mt-2",
            ),
        ),
        key=card.slug,
        class_name="w-36 shrink-0 snap-start sm:w-40",
    )
