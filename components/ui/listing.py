"""A desk's list: chips and search above, the table with its pages, and the parts of the panel of one row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

from components.ui.badge import chip, status
from components.ui.button import button
from components.ui.card import alert, loading, skeleton
from components.ui.field import text_field
from components.ui.kinds import Child, Items, Text, each, given, when
from components.ui.navigation import pagination
from components.ui.table import Column, table


class RowKeys(rx.Component):
    """Up and down go from row to row; draws nothing. One per page is enough."""

    library = rx.asset("row_keys.jsx", shared=True).importable_path
    tag = "RowKeys"


def search_line(
    label: str, placeholder: str, text: Text, on_submit: Any, chips: Items, count_words: Text
) -> rx.Component:
    """`chips` are (label, address, is chosen)."""
    return rx.el.div(
        chip_line(chips),
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
            _count(count_words),
            class_name="flex flex-wrap items-center justify-between gap-3",
        ),
        class_name="mb-4 grid grid-cols-1 gap-3",
    )


def filter_line(chips: Items, count_words: Text) -> rx.Component:
    """The same without a search."""
    return rx.el.div(
        chip_line(chips),
        _count(count_words),
        class_name="mb-4 flex flex-wrap items-center justify-between gap-3",
    )


def chip_line(chips: Items) -> rx.Component:
    """`chips` are (label, address, is chosen)."""
    return rx.el.div(
        each(chips, lambda one: chip(one[0], href=one[1], selected=one[2])),
        class_name="flex flex-wrap gap-2 empty:hidden",
    )


def listing(
    caption: str,
    columns: Sequence[Column],
    rows: Items,
    *,
    empty: rx.Component,
    pages: rx.Var,
    previous: Text,
    following: Text,
    row_href: Callable[[Any], Text] | None = None,
    row_click: Callable[[Any], Any] | None = None,
) -> rx.Component:
    """A table of one page of rows, and the ways to the other pages; up, down and enter work in it."""
    return rx.fragment(
        RowKeys.create(),
        table(caption, columns, rows, empty=empty, row_href=row_href, row_click=row_click),
        rx.cond(
            pages.length() > 0,
            pagination(
                pages,
                previous=previous,
                following=following,
                label=f"Pages of {caption[:1].lower()}{caption[1:]}",
                class_name="mt-5",
            ),
        ),
    )


def plain(text: Text) -> rx.Component:
    """A number, a code or a date of a table: figures of one width, on one line."""
    return rx.el.span(text, class_name="figures whitespace-nowrap")


def due(text: Text, is_late: Any) -> rx.Component:
    """A date by which something must be done; red when it is past."""
    return rx.el.span(
        text,
        custom_attrs={"data-late": is_late},
        class_name="figures whitespace-nowrap data-[late=true]:font-semibold data-[late=true]:text-negative",
    )


def panel_head(word: Text, tone: Text, aside: Text) -> rx.Component:
    """The first line of a panel: the status, and the figure that matters most."""
    return rx.el.p(
        status(word, tone),
        rx.el.span(aside, class_name="figures font-semibold"),
        class_name="flex flex-wrap items-center justify-between gap-2",
    )


def panel_refusal(refusal: Text, field: rx.Var[str], *shown_at: str) -> rx.Component:
    """A refusal at the top of a panel, unless it stands at one of the fields `shown_at` already."""
    at_field = rx.Var.create(list(shown_at)).to(list[str]).contains(field)
    return rx.cond((refusal != "") & ~at_field, alert(refusal, class_name="mb-4"))


def panel_part(title: Text, *content: Child) -> rx.Component:
    """A part of a panel under its own heading."""
    return rx.el.section(
        rx.el.h3(title, class_name="mb-2 text-base font-bold"),
        *content,
        class_name="mt-6 border-t border-line pt-4",
    )


def panel_note(text: Text) -> rx.Component:
    """What a verb of a panel brings about, under its button."""
    return rx.el.p(text, class_name="mt-2 text-sm text-soft")


def bullet_lines(lines: Items, label: str) -> rx.Component:
    """Sentences one under the other; a stop for the keyboard, so that a panel scrolls without a mouse."""
    return rx.el.ul(
        each(lines, lambda sentence: rx.el.li(sentence, class_name="py-1.5")),
        tab_index=0,
        aria_label=label,
        class_name="divide-y divide-line",
    )


def amounts(rows: Items, label: str) -> rx.Component:
    """(words, amount) pairs, amounts to the right; the last one is the sum when the caller makes it so."""
    return rx.el.ul(
        each(
            rows,
            lambda row: rx.el.li(
                rx.el.span(row[0], class_name="min-w-0"),
                rx.el.span(row[1], class_name="figures font-medium whitespace-nowrap"),
                class_name="flex justify-between gap-4 py-1.5",
            ),
        ),
        aria_label=label,
        class_name="divide-y divide-line text-sm",
    )


def table_skeleton(label: str) -> rx.Component:
    """A table to come."""
    parts = ("h-9 w-72", "mt-3 h-9 w-full", "mt-4 h-[32rem] w-full")
    return loading(label, *(skeleton(shape) for shape in parts))


def _count(words: Text) -> rx.Component:
    return when(given(words), rx.el.p(words, role="status", class_name="figures text-soft"))
