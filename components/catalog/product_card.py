"""A product in a list: the whole card is the link, every card of a row has the same height."""

from __future__ import annotations

from typing import Any

import reflex as rx

from app import routes
from components.catalog.pictures import product_picture
from components.ui.badge import badge
from components.ui.card import skeleton
from components.ui.icon import icon
from components.ui.kinds import Items, each, given, when
from components.ui.price import price, rating
from state.shop.cards import Card
from state.shop.shop_state import ShopState

GRID = "grid grid-cols-2 gap-x-3 gap-y-6 sm:gap-x-4 md:grid-cols-3 lg:grid-cols-4 2xl:grid-cols-5"

# A press that is sent twice is one press: the cart knows its number.
OPERATION_ID = rx.Var("(Date.now().toString(36) + Math.random().toString(36).slice(2))", _var_type=str)


@rx.memo
def product_card(card: rx.Var[Card]) -> rx.Component:
    """Picture, title in two lines, stars, price, what to know; one press adds what needs no choice."""
    return rx.el.article(
        rx.el.div(
            product_picture(
                card.picture,
                class_name="rounded-card transition-transform duration-200 group-hover:scale-[1.02]",
            ),
            when(given(card.saving), badge(card.saving, "deal", class_name="absolute top-2 left-2")),
            when(given(card.offer_id), _quick_add(card)),
            class_name="relative overflow-hidden rounded-card",
        ),
        rx.el.p(card.brand, class_name="mt-2.5 h-[1.2rem] truncate text-xs text-soft"),
        rx.el.h3(
            rx.el.a(
                card.title,
                href=routes.product(card.slug),
                class_name="line-clamp-2 after:absolute after:inset-0 group-hover:text-accent "
                "focus-visible:outline-none focus-visible:after:rounded-card focus-visible:after:outline-3 "
                "focus-visible:after:outline-accent",
            ),
            class_name="h-[2.55rem] text-sm font-semibold tracking-normal sm:text-[0.9375rem]",
        ),
        rx.el.div(
            when(given(card.rating), rating(card.rating, card.ratings, size="sm")), class_name="mt-1.5 h-5"
        ),
        price(card.price, was=card.was, class_name="mt-1.5"),
        rx.el.p(
            card.note,
            custom_attrs={"data-tone": card.tone},
            class_name="mt-0.5 h-5 text-xs font-medium text-soft data-[tone=negative]:text-negative "
            "data-[tone=notice]:text-notice",
        ),
        class_name="group relative min-w-0",
    )


def _quick_add(card: Any) -> rx.Component:
    return rx.el.button(
        icon("shopping-cart", size=18),
        icon("plus", size=12, class_name="absolute top-1.5 right-1.5 stroke-[3]"),
        rx.el.span("Add to cart: ", card.title, class_name="sr-only"),
        type="button",
        title="Add to cart",
        on_click=ShopState.add_to_cart(card.offer_id, 1, OPERATION_ID),
        class_name="absolute right-2 bottom-2 z-10 grid size-11 place-items-center rounded-full border "
        "border-line bg-raised text-ink shadow-float transition-opacity hover:bg-action "
        "hover:text-on-action lg:opacity-0 lg:group-focus-within:opacity-100 lg:group-hover:opacity-100 "
        "[@media(hover:none)]:opacity-100",
    )


def product_grid(cards: Items, **props: Any) -> rx.Component:
    """Two to five columns."""
    return rx.el.ul(
        each(cards, lambda card: rx.el.li(product_card(card=card), class_name="min-w-0")),
        class_name=GRID,
        **props,
    )


def product_row(cards: Items, label: Any) -> rx.Component:
    """A shelf: one line that scrolls sideways."""
    return rx.el.ul(
        each(cards, lambda card: rx.el.li(product_card(card=card), class_name=_IN_ROW)),
        aria_label=label,
        class_name=_ROW,
    )


_ROW = (
    "-mx-1 flex snap-x scroll-px-1 gap-3 overflow-x-auto px-1 pb-3 sm:gap-4 [scrollbar-width:thin] "
    "[scrollbar-color:var(--line)_transparent]"
)
_IN_ROW = "w-[44vw] shrink-0 snap-start sm:w-[28vw] lg:w-52"


def skeleton_grid(count: int = 12) -> rx.Component:
    """The grid to come."""
    return rx.el.div(*(_skeleton_card() for _ in range(count)), class_name=GRID, aria_hidden="true")


def skeleton_row(count: int = 8) -> rx.Component:
    """The shelf to come."""
    cards = (rx.el.div(_skeleton_card(), class_name=_IN_ROW) for _ in range(count))
    return rx.el.div(*cards, class_name=f"{_ROW} overflow-hidden", aria_hidden="true")


def _skeleton_card() -> rx.Component:
    # The heights of the card's lines, so that nothing moves when the real one comes.
    return rx.el.div(
        skeleton("aspect-square w-full rounded-card"),
        skeleton("mt-2.5 h-[1.2rem] w-1/3"),
        skeleton("mt-1 h-[2.3rem] w-full"),
        skeleton("mt-1.5 h-5 w-1/2"),
        skeleton("mt-1.5 h-6 w-2/5"),
        rx.el.div(class_name="mt-0.5 h-5"),
    )
