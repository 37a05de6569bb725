"""The front page."""

from __future__ import annotations

import reflex as rx

from app import routes


def page() -> rx.Component:
    """What the address shows."""
    return rx.el.main(
        rx.el.h1("Agora", class_name="text-3xl font-bold"),
        rx.el.p("A market square, open to everyone.", class_name="mt-2 text-soft"),
        rx.el.a("Style guide", href=routes.style_guide(), class_name="text-accent underline"),
        class_name="page-x shell-width py-16",
    )
