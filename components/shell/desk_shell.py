"""The frame of desks (seller, board, service): a rail of places, a title with its one action, the work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import reflex as rx

from app import routes
from components.shell.brand import logo
from components.ui.button import icon_button
from components.ui.dialog import sheet
from components.ui.icon import icon
from components.ui.kinds import Child, Text, given, when
from components.ui.text import skip_link
from components.ui.theme import theme_toggle

_MENU = "desk-menu"


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the rail."""

    label: str
    href: str
    symbol: str


SELLER_PLACES = (
    Place("Dashboard", routes.seller(), "layout-dashboard"),
    Place("Products", routes.seller_products(), "tag"),
    Place("Orders", routes.seller_orders(), "package"),
    Place("Promotions", routes.seller_promotions(), "badge-percent"),
)
DESK_PLACES = (
    Place("Orders", routes.desk_orders(), "package"),
    Place("Returns", routes.desk_returns(), "undo-2"),
    Place("Payments", routes.desk_reviews(), "shield-alert"),
    Place("Disputes", routes.desk_disputes(), "scale"),
    Place("Gift cards", routes.desk_balances(), "gift"),
    Place("Store credit", routes.desk_credit(), "wallet"),
    Place("Reconciliation", routes.desk_reconciliation(), "book-check"),
)
BOARD_PLACES = (Place("Metrics", routes.board(), "chart-line"),)


def desk_shell(
    *children: Child,
    surface: str,
    places: Sequence[Place],
    here: str,
    heading: Text,
    note: Text = "",
    action: Child | None = None,
    person: Text = "",
) -> rx.Component:
    """A desk page; `here` is the address of the current place, `action` the page's one main action.

    The rail shows words from 1024 px, icons from 768 px, and is a sheet below.
    """
    return rx.el.div(
        skip_link(),
        _rail(surface, places, here, person),
        rx.el.div(
            _phone_bar(surface, places, here),
            rx.el.main(
                rx.el.div(
                    rx.el.div(
                        rx.el.h1(heading, class_name="text-2xl font-bold"),
                        when(given(note), rx.el.p(note, class_name="mt-1 text-soft")),
                        class_name="min-w-0",
                    ),
                    action if action is not None else rx.fragment(),
                    class_name="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3",
                ),
                *children,
                id="main",
                tab_index=-1,
                class_name="page-x mx-auto w-full max-w-[100rem] py-6 text-sm outline-none",
            ),
            class_name="min-w-0 grow",
        ),
        class_name="flex min-h-dvh flex-col md:flex-row",
    )


def _rail(surface: str, places: Sequence[Place], here: str, person: Text) -> rx.Component:
    return rx.el.header(
        rx.el.div(
            rx.el.div(
                logo(routes.home(), surface=surface), class_name="px-2 max-lg:[&_a>span]:hidden lg:px-1"
            ),
            rx.el.nav(_entries(places, here, words="max-lg:sr-only"), aria_label=surface, class_name="mt-6"),
            rx.el.div(
                when(
                    given(person),
                    rx.el.p(
                        icon("circle-user-round", size=20, class_name="shrink-0"),
                        rx.el.span(person, class_name="truncate max-lg:sr-only"),
                        class_name="flex h-11 items-center gap-3 px-3 text-sm font-medium",
                    ),
                ),
                theme_toggle(class_name="ml-0.5"),
                class_name="mt-auto",
            ),
            class_name="sticky top-0 flex h-dvh flex-col px-2 py-4 lg:px-3",
        ),
        custom_attrs={"data-shell": ""},
        class_name="hidden w-16 shrink-0 border-r border-line bg-sunken md:block lg:w-56",
    )


def _phone_bar(surface: str, places: Sequence[Place], here: str) -> rx.Component:
    return rx.el.header(
        icon_button("menu", "Open the menu", opens=_MENU),
        logo(routes.home(), surface=surface),
        sheet(
            _MENU,
            "Menu",
            rx.el.nav(_entries(places, here), aria_label=surface),
            theme_toggle(labelled=True),
            side="left",
        ),
        custom_attrs={"data-shell": ""},
        class_name="flex h-14 items-center gap-1 border-b border-line bg-sunken px-2 md:hidden",
    )


def _entries(places: Sequence[Place], here: str, *, words: str = "") -> rx.Component:
    return rx.el.ul(
        *(
            rx.el.li(
                rx.el.a(
                    icon(place.symbol, size=20, class_name="shrink-0"),
                    rx.el.span(place.label, class_name=words),
                    href=place.href,
                    title=place.label,
                    aria_current="page" if place.href == here else "false",
                    class_name="flex h-11 items-center gap-3 rounded-control px-3 font-medium text-soft "
                    "hover:bg-line hover:text-ink aria-[current=page]:bg-accent-tint "
                    "aria-[current=page]:text-accent",
                )
            )
            for place in places
        ),
        class_name="grid gap-1",
    )
