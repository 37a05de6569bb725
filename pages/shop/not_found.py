"""An address that leads nowhere."""

from __future__ import annotations

import reflex as rx

from app import routes


def page() -> rx.Component:
    """What the address shows."""
    return rx.el.main(
        rx.el.h1("There is nothing at this address.", class_name="text-2xl font-bold"),
        rx.el.p("The link may be old, or mistyped.", class_name="mt-3 text-soft"),
        rx.el.a(
            "Go to the front page", href=routes.home(), class_name="mt-6 inline-block text-accent underline"
        ),
        class_name="page-x mx-auto max-w-2xl py-24",
    )
