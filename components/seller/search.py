"""The line above a table: words to search for, chips, how many there are."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.badge import chip
from components.ui.button import button
from components.ui.card import loading, skeleton
from components.ui.field import text_field
from components.ui.kinds import Text


def search_line(
    label: str, placeholder: str, text: Text, on_submit: Any, chips: rx.Var, count_words: Text
) -> rx.Component:
    """`chips` are (label, address, is chosen)."""
    return rx.el.div(
        rx.el.div(
            rx.foreach(chips, lambda one: chip(one[0], href=one[1], selected=one[2])),
            class_name="flex flex-wrap gap-2",
        ),
        rx.el.div(
            rx.el.form(
                rx.el.div(
                    text_field(
                        label,
                        "q",
                        kind="search",
                        size="sm",
                        label_hidden=True,
                        placeholder=placeholder,
                        default_value=text,
                        key=text,
                        class_name="max-md:min-h-11",
                    ),
                    class_name="min-w-56 grow",
                ),
                button("Search", size="sm", icon="search", type="submit", class_name="max-md:min-h-11"),
                on_submit=on_submit,
                role="search",
                class_name="flex max-w-md grow gap-2",
            ),
            rx.el.p(count_words, role="status", class_name="figures text-soft"),
            class_name="flex flex-wrap items-center justify-between gap-3",
        ),
        class_name="mb-4 grid grid-cols-1 gap-3",
    )


def table_skeleton(label: str) -> rx.Component:
    """A table to come."""
    parts = ("h-9 w-72", "mt-3 h-9 w-full", "mt-4 h-[32rem] w-full")
    return loading(label, *(skeleton(shape) for shape in parts))
