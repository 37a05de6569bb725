"""What sells well beside the cart's lines, one press from it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from app import routes
from components.cart.line import line_picture
from components.catalog.product_card import OPERATION_ID
from components.ui.button import button, link, link_button
from components.ui.text import verb_about
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
        line_picture(card),
        rx.el.h3(
            link(card.title, routes.product(card.slug), quiet=True, class_name="line-clamp-2"),
            class_name="mt-2 h-[2.55rem] text-sm font-semibold tracking-normal",
        ),
        rx.el.p(card.price, class_name="figures mt-1 text-sm font-bold"),
        rx.cond(
            card.offer_id != "",
            button(
                verb_about("Add", " to cart: ", card.title),
                icon="plus",
                full=True,
                on_click=CartState.add_related(card.offer_id, OPERATION_ID),
                class_name="mt-2",
            ),
            link_button(
                verb_about("Choose", ": ", card.title),
                routes.product(card.slug),
                full=True,
                class_name="mt-2",
            ),
        ),
        key=card.slug,
        class_name="w-36 shrink-0 snap-start sm:w-40",
    )
