"""Options of a product. Every value is a link to the variant that it would choose."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.catalog.pictures import thumbnail
from components.ui.kinds import when
from state.shop.product_view import OptionRow

_VALUE = (
    "relative inline-flex min-h-11 items-center gap-2 rounded-control border bg-raised text-sm font-medium "
    "border-control hover:border-ink data-[state=chosen]:border-accent data-[state=chosen]:bg-accent-tint "
    "data-[state=chosen]:text-accent data-[state=chosen]:ring-1 data-[state=chosen]:ring-accent "
    "data-[state=sold_out]:text-soft data-[state=sold_out]:line-through "
    "data-[state=elsewhere]:border-dashed data-[state=elsewhere]:text-soft"
)


def variant_picker(rows: rx.Var[list[OptionRow]]) -> rx.Component:
    """One row per option; what is sold out or does not exist with the other choices is said as such."""
    return rx.el.div(rx.foreach(rows, _row), class_name="grid gap-5")


def _row(row: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(
            row.name,
            ": ",
            rx.el.span(row.chosen, class_name="font-normal"),
            class_name="mb-2 text-sm font-semibold",
        ),
        rx.el.ul(
            rx.foreach(row.choices, _value),
            aria_label=row.name,
            class_name="flex flex-wrap gap-2",
        ),
    )


def _value(value: Any) -> rx.Component:
    words = rx.match(
        value.state,
        ("sold_out", " (sold out)"),
        ("elsewhere", " (not with your other choices; changes them)"),
        ("chosen", " (chosen)"),
        "",
    )
    return rx.el.li(
        rx.el.a(
            rx.cond(
                value.picture != "",
                rx.el.span(
                    thumbnail(value.picture, class_name="rounded-[4px]"), class_name="block size-11 shrink-0"
                ),
            ),
            rx.el.span(
                value.label,
                rx.el.span(words, class_name="sr-only"),
                class_name=rx.cond(value.picture != "", "pr-3", "px-3.5"),
            ),
            when(
                value.state == "sold_out",
                rx.el.span("Sold out", class_name="pr-3 -ml-1 text-xs no-underline", aria_hidden="true"),
            ),
            href=value.href,
            replace=True,
            prevent_scroll_reset=True,
            rel="nofollow",
            title=rx.match(
                value.state,
                ("sold_out", "Sold out"),
                ("elsewhere", "Not with your other choices: choosing it changes them"),
                "",
            ),
            aria_current=rx.cond(value.state == "chosen", "true", "false"),
            custom_attrs={"data-state": value.state},
            class_name=_VALUE,
        )
    )
