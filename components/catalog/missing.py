"""Where a product or a category used to be, or never was."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.ui.button import link_button
from components.ui.card import empty_state


def nothing_here() -> rx.Component:
    """The content of a page that does not exist."""
    return rx.fragment(
        rx.el.h1("Page not found", class_name="sr-only"),
        empty_state(
            "There is nothing at this address",
            "The link may be old or mistyped, or the product is no longer sold. "
            "The search above finds what is still here.",
            symbol="map-pin-off",
            action=link_button("See all products", routes.search(), tone="primary"),
        ),
    )
