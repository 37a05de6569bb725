"""A desk's list: chips and search above, the table with its pages below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import reflex as rx

from components.ui.badge import chip
from components.ui.button import button
from components.ui.card import loading, skeleton
from components.ui.field import text_field
from components.ui.kinds import Items, Text, each, given, when
from components.ui.navigation import pagination
from components.ui.table import Column, table


class RowKeys(rx.Component):
    """Up and down go from row to row; draws nothing. One per page is enough."""

    library = rx.asset("row_keys.jsx", shared=True).importable_path
    tag = "RowKeys"


class Listed(Protocol):
    """What the state of a list holds; only one that is searched needs `text` and the handler `search`."""

    text: Any
    search: Any
    chips: Any
    count_words: Any
    rows: Any
    pages: Any
    previous: Any
    following: Any


def search_line(
    label: str, placeholder: str, text: Text, on_submit: Any, chips: Items, count_words: Text
) -> rx.Component:
    """`chips` are (label, address, is chosen)."""
    return rx.el.div(
        _chip_line(chips),
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


def _filter_line(chips: Items, count_words: Text) -> rx.Component:
    return rx.el.div(
        _chip_line(chips),
        _count(count_words),
        class_name="mb-4 flex flex-wrap items-center justify-between gap-3",
    )


def _chip_line(chips: Items) -> rx.Component:
    return rx.el.div(
        each(chips, lambda one: chip(one[0], href=one[1], selected=one[2])),
        class_name="flex flex-wrap gap-2 empty:hidden",
    )


def listing(
    caption: str,
    columns: Sequence[Column],
    of: Listed,
    *,
    empty: rx.Component,
    search: tuple[str, str] | None = None,
    row_href: Callable[[Any], Text] | None = None,
    row_click: Callable[[Any], Any] | None = None,
) -> rx.Component:
    """A table of one page of rows, and the ways to the other pages; up, down and enter work in it.

    `search` is the label of the search above it, and what can be typed there.
    """
    above = (
        search_line(*search, of.text, of.search, of.chips, of.count_words)
        if search
        else _filter_line(of.chips, of.count_words)
    )
    return rx.fragment(
        above,
        RowKeys.create(),
        table(caption, columns, of.rows, empty=empty, row_href=row_href, row_click=row_click),
        rx.cond(
            of.pages.length() > 0,
            pagination(
                of.pages,
                previous=of.previous,
                following=of.following,
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


def table_skeleton(label: str) -> rx.Component:
    """A table to come."""
    parts = ("h-9 w-72", "mt-3 h-9 w-full", "mt-4 h-[32rem] w-full")
    return loading(label, *(skeleton(shape) for shape in parts))


def _count(words: Text) -> rx.Component:
    return when(given(words), rx.el.p(words, role="status", class_name="figures text-soft"))
