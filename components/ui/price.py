"""Prices and ratings. Amounts come formatted for the reader's locale; here they are only set."""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx

from components.ui.badge import badge
from components.ui.kinds import Number, Text, given, merged, when

_SIZES = {"sm": "text-base", "md": "text-lg", "lg": "text-2xl", "xl": "text-3xl"}


def price(
    now: Text,
    *,
    was: Text = "",
    saving: Text = "",
    note: Text = "",
    size: Literal["sm", "md", "lg", "xl"] = "md",
    **props: Any,
) -> rx.Component:
    """The price; `was` struck and said as such, `saving` in words, `note` such as the price per kilogram."""
    return rx.el.div(
        rx.el.div(
            rx.el.span(
                rx.el.span("Price: ", class_name="sr-only"),
                now,
                class_name=f"figures {_SIZES[size]} leading-none font-bold",
            ),
            when(
                given(was),
                rx.el.span(
                    rx.el.span("was ", class_name="sr-only"),
                    rx.el.s(was),
                    class_name="figures text-sm text-soft",
                ),
            ),
            when(given(saving), badge(saving, "deal")),
            class_name="flex min-h-6 flex-wrap items-center gap-x-2 gap-y-1",
        ),
        when(given(note), rx.el.p(note, class_name="mt-1 text-xs text-soft")),
        class_name=merged("", props),
        **props,
    )


def rating(
    value: Number,
    count: Text | int | rx.Var[int] = "",
    *,
    size: Literal["sm", "md", "lg"] = "md",
    **props: Any,
) -> rx.Component:
    """Five stars filled to `value` (0 to 5), said in words; `count` is the number of ratings."""
    width = {"sm": "h-4 w-20", "md": "h-4.5 w-22.5", "lg": "h-6 w-30"}[size]
    counted = given(count)
    return rx.el.span(
        rx.el.span(
            role="img",
            aria_label=f"{value} out of 5 stars",
            style={"--rating": f"calc({value} * 20%)"},
            class_name=f"stars inline-block {width} shrink-0",
        ),
        when(
            counted,
            rx.el.span(
                count, rx.el.span(" ratings", class_name="sr-only"), class_name="figures text-sm text-soft"
            ),
        ),
        class_name=merged("inline-flex items-center gap-1.5", props),
        **props,
    )
