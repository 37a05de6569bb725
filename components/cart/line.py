"""What every line of a cart's page shows alike: its picture, its title and amount, who sells it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from app import routes
from components.catalog.pictures import thumbnail
from components.ui.button import link
from components.ui.kinds import Child, Text


def line_picture(row: Any, class_name: str = "") -> rx.Component:
    """The picture leads to the product by pointer; ears and the keyboard have the title beside it."""
    return rx.el.a(
        thumbnail(row.picture, class_name="rounded-control"),
        href=routes.product(row.slug),
        tab_index=-1,
        aria_hidden="true",
        class_name=class_name,
    )


def line_head(row: Any, amount: Text, size: str = "") -> rx.Component:
    """The title, and the amount at the end of the line; `size` is the class of both."""
    return rx.el.div(
        rx.el.h3(
            link(row.title, routes.product(row.slug), quiet=True),
            class_name=f"min-w-0 {size} font-semibold tracking-normal",
        ),
        rx.el.p(amount, class_name=f"figures ml-auto shrink-0 {size} font-bold"),
        class_name="flex gap-4",
    )


def line_seller(row: Any, *more: Child) -> rx.Component:
    """The chosen options and who sells it, and what else belongs there."""
    return rx.el.p(
        rx.cond(row.options != "", f"{row.options} · ", ""),
        "Sold by ",
        row.seller,
        *more,
        class_name="mt-0.5 text-sm text-soft",
    )
