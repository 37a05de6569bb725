"""Purchases in a list, newest first."""

from __future__ import annotations

from typing import Any

import reflex as rx

from app import routes
from components.catalog.pictures import thumbnail
from components.ui.badge import badge, chip
from components.ui.button import button, link_button
from components.ui.card import empty_state, skeleton
from components.ui.field import text_field
from components.ui.kinds import given, when
from components.ui.plain_form import plain_form
from state.account.orders_state import OrdersState
from state.account.session_state import SIGN_OUT_ACTION

_LIST = "mt-3 grid gap-4"


def purchase_list() -> rx.Component:
    """What `OrdersState` holds."""
    return rx.fragment(
        rx.el.div(
            rx.el.h1("Your orders", class_name="text-2xl font-bold"),
            plain_form(
                button("Sign out", tone="quiet", icon="log-out", type="submit"),
                action=SIGN_OUT_ACTION,
                method="post",
            ),
            class_name="flex items-center justify-between gap-4",
        ),
        _narrowing(),
        rx.cond(
            OrdersState.ready,
            rx.cond(OrdersState.purchases.length() > 0, _list(), _empty()),
            rx.el.div(
                *(skeleton("h-32 w-full rounded-card") for _ in range(4)),
                role="status",
                aria_label="Your orders are being loaded",
                class_name=f"{_LIST} pt-10",
            ),
        ),
    )


def _narrowing() -> rx.Component:
    return rx.el.div(
        plain_form(
            text_field(
                "Search your orders",
                "q",
                kind="search",
                label_hidden=True,
                placeholder="A title or an order number",
                default_value=OrdersState.words,
                key=OrdersState.words,
                class_name="grow",
            ),
            button("Search", type="submit", icon="search"),
            action=routes.orders(),
            method="get",
            custom_attrs={"role": "search"},
            class_name="flex items-end gap-2 *:first:grow",
        ),
        rx.el.nav(
            rx.foreach(
                OrdersState.chips,
                lambda one: chip(one[0], href=one[1], selected=one[2]),
            ),
            aria_label="Narrow your orders",
            class_name="mt-3 flex flex-wrap gap-2",
        ),
        class_name="mt-5",
    )


def _list() -> rx.Component:
    return rx.fragment(
        rx.el.p(OrdersState.count_words, class_name="figures mt-5 text-sm text-soft"),
        rx.el.ul(rx.foreach(OrdersState.purchases, _purchase), class_name=_LIST),
        rx.el.nav(
            when(
                given(OrdersState.previous),
                link_button("Newer", OrdersState.previous, icon="chevron-left"),
            ),
            when(
                given(OrdersState.following),
                link_button("Older", OrdersState.following, icon_end="chevron-right", class_name="ml-auto"),
            ),
            aria_label="Pages of orders",
            class_name="mt-6 flex justify-between gap-4",
        ),
    )


def _purchase(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                rx.el.p(one.day, class_name="figures font-semibold"),
                badge(one.status, one.tone),
                class_name="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1",
            ),
            rx.el.p(one.total, class_name="figures shrink-0 font-bold"),
            class_name="flex items-start justify-between gap-4",
        ),
        rx.el.div(
            rx.foreach(
                one.pictures,
                lambda key: rx.el.span(
                    thumbnail(key, class_name="rounded-control"),
                    # A phone has room for two beside the words.
                    class_name="w-14 shrink-0 max-sm:nth-[n+3]:hidden",
                ),
            ),
            rx.el.div(
                rx.el.h2(
                    rx.el.a(
                        rx.el.span("Order ", class_name="sr-only"),
                        one.purchase_number,
                        href=routes.order(one.purchase_number),
                        class_name="after:absolute after:inset-0 group-hover:text-accent "
                        "focus-visible:outline-none focus-visible:after:rounded-card "
                        "focus-visible:after:outline-3 focus-visible:after:outline-accent",
                    ),
                    class_name="figures text-sm font-semibold tracking-normal",
                ),
                rx.el.p(one.words, class_name="line-clamp-2 text-sm text-soft"),
                class_name="min-w-0 grow self-center",
            ),
            class_name="mt-3 flex gap-3",
        ),
        class_name="group relative min-w-0 rounded-card border border-line bg-raised p-4 transition-colors "
        "hover:border-control sm:p-5",
    )


def _empty() -> rx.Component:
    return rx.cond(OrdersState.is_narrowed, _nothing_found(), _nothing_yet())


def _nothing_found() -> rx.Component:
    return empty_state(
        "No order matches",
        "Try fewer words, or look at all of them.",
        symbol="search-x",
        action=link_button("All orders", routes.orders()),
    )


def _nothing_yet() -> rx.Component:
    return empty_state(
        "No orders yet",
        "What you buy appears here, with where it is and when it comes.",
        symbol="package-open",
        action=link_button("Walk the market", routes.search(), tone="primary"),
    )
