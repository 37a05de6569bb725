"""Choosing the currency of all prices: a word in the header that leads to a plain form in the footer.

The form is sent by the browser itself and ends in a page load, because the choice travels in a cookie that a
socket which is open already does not carry.
"""

from __future__ import annotations

import reflex as rx

from components.ui.button import button
from components.ui.field import select_field
from components.ui.icon import icon
from components.ui.kinds import Items, Text, given, when
from components.ui.plain_form import plain_form

_ID = "currency"
ACTION = "/api/v1/currency"


def currency_link(currency: Text) -> rx.Component:
    """What prices are shown in; leads to where that is chosen."""
    return rx.el.a(
        icon("coins", size=20, class_name="max-lg:hidden"),
        rx.el.span("Prices in ", class_name="sr-only"),
        rx.el.span(currency, custom_attrs={"data-currency": ""}),
        rx.el.span(", change", class_name="sr-only"),
        href=f"#{_ID}",
        class_name="inline-flex h-11 items-center gap-2 rounded-control px-2.5 text-sm font-semibold "
        "text-ink whitespace-nowrap hover:bg-sunken max-sm:hidden",
    )


def currency_switch(currency: Text, currencies: Items, note: Text) -> rx.Component:
    """The form, with a sentence on how prices come to be in the currency."""
    return rx.el.section(
        plain_form(
            select_field(
                "Show prices in",
                "currency",
                currencies,
                id=_ID,
                default_value=currency,
                key=currency,
                class_name="sm:w-64",
            ),
            button("Change", type="submit"),
            action=ACTION,
            method="post",
            class_name="flex items-end gap-2",
        ),
        when(given(note), rx.el.p(note, class_name="mt-2 measure text-sm text-soft")),
        aria_label="Currency",
        class_name="border-t border-line py-5",
    )
