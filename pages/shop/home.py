"""The front page."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.shell.shop_shell import shop_shell
from components.ui.button import link_button


def page() -> rx.Component:
    """What the address shows."""
    return shop_shell(
        rx.el.h1("A market square, open to everyone.", class_name="max-w-3xl text-3xl font-bold sm:text-4xl"),
        rx.el.p(
            "Thousands of things from many sellers, with the price, the delivery date and the reason stated.",
            class_name="measure mt-4 text-lg text-soft",
        ),
        link_button(
            "See everything",
            routes.search(),
            tone="action",
            size="lg",
            icon_end="arrow-right",
            class_name="mt-8",
        ),
    )
