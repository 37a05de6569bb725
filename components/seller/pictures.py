"""Small pictures of goods in lists."""

from __future__ import annotations

import reflex as rx

from components.catalog.pictures import thumbnail
from components.ui.icon import icon
from components.ui.kinds import Text


def small_picture(key: Text, size: str) -> rx.Component:
    """The picture under `key`, or a sign for none; `size` is its size class, such as `size-12`."""
    return rx.el.span(
        rx.cond(
            key != "",
            thumbnail(key, class_name="rounded-control"),
            rx.el.span(
                icon("image", size=18),
                class_name="grid size-full place-items-center rounded-control bg-sunken text-soft",
            ),
        ),
        class_name=f"block shrink-0 {size}",
    )
