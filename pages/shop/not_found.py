"""An address that leads nowhere."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.shell.shop_shell import shop_shell
from components.ui.button import link_button
from components.ui.card import empty_state


def page() -> rx.Component:
    """What the address shows."""
    return shop_shell(
        rx.el.h1("Page not found", class_name="sr-only"),
        empty_state(
            "There is nothing at this address",
            "The link may be old or mistyped. The search above finds what is still here.",
            symbol="map-pin-off",
            action=link_button("Go to the front page", routes.home(), tone="primary"),
        ),
    )
