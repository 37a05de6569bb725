"""The front page below its lead: departments as pictures, shelves with their reason."""

from __future__ import annotations

from typing import Any

import reflex as rx

from app import routes
from components.catalog.pictures import product_picture
from components.catalog.product_card import product_row, skeleton_row
from components.ui.button import link
from components.ui.card import skeleton
from components.ui.icon import icon
from components.ui.kinds import given, when
from components.ui.text import section_heading, verb_about
from state.shop.home_state import HomeState

_TILES = "mt-4 grid grid-cols-3 gap-3 sm:grid-cols-4 sm:gap-4 lg:grid-cols-6"
_TILE = "relative block overflow-hidden rounded-card border border-line bg-raised"
_SIZES = "(min-width: 1024px) 15vw, (min-width: 640px) 23vw, 31vw"
_EXPECTED = 12


def departments() -> rx.Component:
    """Every department as a picture."""
    return rx.el.section(
        section_heading("Departments"),
        rx.cond(
            HomeState.ready,
            rx.el.ul(rx.foreach(HomeState.departments, _department), _everything(), class_name=_TILES),
            rx.el.div(
                *(_department_skeleton() for _ in range(_EXPECTED)), class_name=_TILES, aria_hidden="true"
            ),
        ),
        class_name="mt-10",
    )


def _department(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.cond(
                one.picture != "",
                product_picture(one.picture, sizes=_SIZES),
                rx.el.div(class_name="aspect-square w-full bg-accent-tint"),
            ),
            rx.el.span(
                one.name, class_name="flex h-12 items-center px-3 text-sm leading-tight font-semibold"
            ),
            href=routes.category(one.slug),
            class_name=f"{_TILE} hover:border-control hover:text-accent",
        )
    )


def _everything() -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.div(
                icon("store", size=44),
                class_name="grid aspect-square w-full place-items-center bg-accent-tint text-accent",
            ),
            rx.el.span(
                "All products",
                class_name="flex h-12 items-center px-3 text-sm leading-tight font-semibold",
            ),
            href=routes.search(),
            class_name=f"{_TILE} hover:border-control hover:text-accent",
        )
    )


def _department_skeleton() -> rx.Component:
    return rx.el.div(
        skeleton("aspect-square w-full rounded-none"),
        rx.el.div(skeleton("h-4 w-2/3"), class_name="flex h-12 items-center px-3"),
        class_name=_TILE,
    )


def shelves() -> rx.Component:
    """The shelves in their order."""
    return rx.cond(
        HomeState.ready,
        rx.fragment(rx.foreach(HomeState.shelves, _shelf)),
        rx.el.div(
            *(
                rx.el.div(
                    skeleton("h-7 w-72"), rx.el.div(skeleton_row(), class_name="mt-4"), class_name="mt-10"
                )
                for _ in range(3)
            ),
            role="status",
            aria_label="Products are being loaded",
        ),
    )


def _shelf(shelf: Any) -> rx.Component:
    return rx.el.section(
        section_heading(
            shelf.title,
            action=when(
                given(shelf.link),
                link(
                    verb_about("See all", ": ", shelf.title),
                    shelf.link,
                    class_name="shrink-0 text-sm font-semibold",
                ),
            ),
        ),
        rx.el.div(product_row(shelf.cards, shelf.title), class_name="mt-4"),
        class_name="mt-10",
    )
