"""Tables for desks: sticky header, right-aligned numbers, rows that lead on, a word when there are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import reflex as rx

from components.ui.kinds import Child, Items, Text, each, merged


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what stands above it and how a row fills it. Numbers align right with `number=True`."""

    header: Text
    cell: Callable[[Any], Child]
    number: bool = False
    width: str = ""
    hide_below: Literal["", "sm", "md", "lg"] = ""
    total: Child | None = None


_HIDE = {
    "": "",
    "sm": "hidden sm:table-cell",
    "md": "hidden md:table-cell",
    "lg": "hidden lg:table-cell",
}


def table(
    caption: Text,
    columns: Sequence[Column],
    rows: Items,
    *,
    empty: rx.Component,
    row_href: Callable[[Any], Text] | None = None,
    row_click: Callable[[Any], Any] | None = None,
    max_height: str = "",
    **props: Any,
) -> rx.Component:
    """`rows` drawn by `columns`; `empty` stands in for no rows. The caption is for screen readers.

    The first cell carries the row's link (`row_href`) or button (`row_click`, for a side panel), stretched
    over the whole row. A `total` in any column adds a footer. `max_height` makes the body scroll under
    its header.
    """
    body = rx.el.tbody(each(rows, lambda row: _row(row, columns, row_href, row_click)))
    drawn = rx.el.div(
        rx.el.table(
            rx.el.caption(caption, class_name="sr-only"),
            rx.el.thead(rx.el.tr(*(_header(column) for column in columns))),
            body,
            *((_totals(columns),) if any(column.total is not None for column in columns) else ()),
            class_name="w-full border-separate border-spacing-0 text-sm",
        ),
        role="region",
        aria_label=caption,
        custom_attrs={"data-rows": ""},
        tab_index=0,
        style={"maxHeight": max_height} if max_height else {},
        class_name=merged("overflow-auto rounded-card border border-line bg-raised", props),
        **props,
    )
    framed_empty = rx.el.div(empty, class_name="rounded-card border border-line bg-raised")
    if isinstance(rows, rx.Var):
        return rx.cond(rows.length() > 0, drawn, framed_empty)
    return drawn if len(rows) else framed_empty


def _align(column: Column) -> str:
    return f"{'figures text-right' if column.number else 'text-left'} {_HIDE[column.hide_below]}"


def _header(column: Column) -> rx.Component:
    return rx.el.th(
        column.header,
        scope="col",
        style={"width": column.width} if column.width else {},
        class_name="sticky top-0 z-10 h-10 border-b border-line bg-sunken px-3 text-xs font-semibold "
        f"whitespace-nowrap text-soft {_align(column)}",
    )


def _row(
    row: Any,
    columns: Sequence[Column],
    row_href: Callable[[Any], Text] | None,
    row_click: Callable[[Any], Any] | None,
) -> rx.Component:
    stretched = (
        "text-left font-semibold text-ink after:absolute after:inset-0 hover:text-accent "
        "focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:-outline-offset-3 "
        "focus-visible:after:outline-accent"
    )

    def first(content: Child) -> Child:
        if row_href is not None:
            return rx.el.a(content, href=row_href(row), class_name=stretched)
        if row_click is not None:
            return rx.el.button(content, type="button", on_click=row_click(row), class_name=stretched)
        return content

    return rx.el.tr(
        *(
            rx.el.td(
                first(column.cell(row)) if index == 0 else column.cell(row),
                class_name=f"h-10 border-b border-line px-3 py-1.5 in-[tr:last-child]:border-b-0 "
                f"{_align(column)}",
            )
            for index, column in enumerate(columns)
        ),
        class_name="relative hover:bg-sunken",
    )


def _totals(columns: Sequence[Column]) -> rx.Component:
    return rx.el.tfoot(
        rx.el.tr(
            *(
                rx.el.td(
                    "" if column.total is None else column.total,
                    class_name=f"sticky bottom-0 h-10 border-t border-control bg-raised px-3 font-bold "
                    f"{_align(column)}",
                )
                for column in columns
            )
        )
    )
