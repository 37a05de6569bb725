"""The cart: one column of lines, one of what it comes to."""

from __future__ import annotations

from typing import Any

import reflex as rx

from app import routes
from components.cart.line import line_head, line_picture, line_seller
from components.cart.related_shelf import related_shelf
from components.cart.saved_lines import saved_lines
from components.catalog.product_card import OPERATION_ID
from components.ui.button import button, link_button
from components.ui.card import alert, card, empty_state, skeleton
from components.ui.kinds import given, when
from components.ui.quantity import quantity
from components.ui.returning import returning
from components.ui.text import live_region, verb_about
from state.shop.cart_state import CartState

_COLUMNS = "mt-5 grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_21rem]"


def cart() -> rx.Component:
    """What `CartState` holds."""
    return rx.fragment(
        rx.el.h1("Your cart", class_name="text-2xl font-bold"),
        live_region(rx.cond(CartState.ready, f"{CartState.count_words}, {CartState.subtotal}", "")),
        when(given(CartState.refusal), alert(CartState.refusal, class_name="mt-4")),
        _notices(),
        _undo(),
        rx.cond(
            CartState.ready,
            rx.fragment(
                rx.cond(
                    CartState.rows.length() > 0,
                    rx.el.div(_lines(), _summary(), class_name=_COLUMNS),
                    _empty(),
                ),
                when(CartState.saved.length() > 0, saved_lines()),
                when((CartState.rows.length() > 0) & (CartState.related.length() > 0), related_shelf()),
            ),
            _skeleton(),
        ),
        returning(CartState.look_again),
    )


def _notices() -> rx.Component:
    return when(
        CartState.notices.length() > 0,
        alert(
            "Your cart has changed since you last saw it",
            tone="notice",
            action=rx.el.ul(
                rx.foreach(CartState.notices, lambda one: rx.el.li(one)), class_name="list-disc pl-5 text-ink"
            ),
            class_name="mt-4",
        ),
    )


def _undo() -> rx.Component:
    return when(
        given(CartState.removed),
        rx.el.div(
            rx.el.p(rx.el.strong(CartState.removed), " was removed.", class_name="min-w-0"),
            button("Undo", size="sm", icon="undo-2", on_click=CartState.undo),
            role="status",
            class_name="mt-4 flex flex-wrap items-center justify-between gap-3 rounded-control bg-sunken "
            "px-4 py-2 text-sm",
        ),
    )


def _lines() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Items", class_name="sr-only"),
        when(
            CartState.has_new_prices,
            alert(
                "Some prices have changed since you added them",
                "The lines below show the former price and the new one.",
                tone="notice",
                action=button("Accept the new prices", size="sm", on_click=CartState.accept_prices),
                class_name="mb-4",
            ),
        ),
        rx.el.ul(rx.foreach(CartState.rows, _line), class_name="divide-y divide-line border-y border-line"),
        class_name="min-w-0",
    )


def _line(row: Any) -> rx.Component:
    return rx.el.li(
        line_picture(row, "w-20 shrink-0 sm:w-24"),
        rx.el.div(
            line_head(row, row.total),
            line_seller(
                row,
                rx.cond(
                    row.was != "",
                    rx.fragment(
                        " · ",
                        rx.el.span("was ", class_name="sr-only"),
                        rx.el.s(row.was, class_name="figures"),
                        rx.el.span(" now", class_name="sr-only"),
                        rx.el.strong(f" {row.unit}", class_name="figures text-ink"),
                        " each",
                    ),
                    rx.cond(row.quantity > 1, f" · {row.unit} each", ""),
                ),
            ),
            when(
                given(row.problem),
                rx.el.p(
                    row.problem,
                    custom_attrs={"data-kind": row.kind},
                    class_name="mt-1.5 text-sm font-medium text-negative data-[kind=price]:text-notice",
                ),
            ),
            rx.el.div(
                when(
                    (row.kind != "gone") & (row.kind != "sold_out"),
                    quantity(
                        row.quantity,
                        label=f"Quantity of {row.title}",
                        largest=row.largest,
                        on_settle=CartState.set_quantity(row.offer_id, OPERATION_ID),
                    ),
                ),
                rx.el.div(
                    button(
                        verb_about("Remove", " ", row.title),
                        tone="quiet",
                        on_click=CartState.remove(row.offer_id, OPERATION_ID),
                    ),
                    when(
                        row.kind != "gone",
                        button(
                            verb_about("Save for later", ": ", row.title),
                            tone="quiet",
                            on_click=CartState.save_for_later(row.offer_id, OPERATION_ID),
                        ),
                    ),
                    # Below the stepper on a phone, where the words line up with it.
                    class_name="flex flex-wrap gap-x-2 max-sm:-ml-4 max-sm:basis-full",
                ),
                class_name="mt-3 flex flex-wrap items-center gap-2",
            ),
            class_name="min-w-0 grow",
        ),
        key=row.offer_id,
        class_name="flex gap-4 py-5",
    )


def _summary() -> rx.Component:
    return card(
        rx.el.h2("Summary", class_name="text-lg font-bold"),
        rx.el.p(
            rx.el.span(CartState.count_words, class_name="text-soft"),
            rx.el.span(CartState.subtotal, class_name="figures text-xl font-bold"),
            class_name="mt-3 flex items-baseline justify-between",
        ),
        rx.el.p(
            "Delivery and taxes for your address are shown before you pay.",
            class_name="mt-1 text-sm text-soft",
        ),
        when(
            given(CartState.currency_note),
            rx.el.p(CartState.currency_note, class_name="mt-1 text-sm text-soft"),
        ),
        rx.cond(
            CartState.has_problems,
            rx.fragment(
                button(
                    "Go to checkout", tone="action", size="lg", full=True, disabled=True, class_name="mt-5"
                ),
                rx.el.p(
                    "First accept, change or remove the lines that are marked.",
                    class_name="mt-2 text-sm font-medium text-negative",
                ),
            ),
            link_button(
                "Go to checkout", routes.checkout(), tone="action", size="lg", full=True, class_name="mt-5"
            ),
        ),
        link_button("Go on shopping", routes.home(), tone="quiet", full=True, class_name="mt-2"),
        class_name="lg:sticky lg:top-20",
    )


def _empty() -> rx.Component:
    return empty_state(
        "Your cart is empty",
        "What you add stays here for 30 days, and comes along when you sign in.",
        symbol="shopping-cart",
        action=link_button("Walk the market", routes.search(), tone="primary"),
    )


def _skeleton() -> rx.Component:
    line = rx.el.div(
        skeleton("size-20 shrink-0 sm:size-24"),
        rx.el.div(
            skeleton("h-5 w-2/3"),
            skeleton("mt-2 h-4 w-1/3"),
            skeleton("mt-4 h-11 w-32"),
            class_name="grow",
        ),
        class_name="flex gap-4 border-t border-line py-5",
    )
    return rx.el.div(
        rx.el.div(line, line),
        skeleton("h-52 w-full rounded-card"),
        role="status",
        aria_label="Your cart is being loaded",
        class_name=_COLUMNS,
    )
