"""Every primitive in one place."""

from __future__ import annotations

import reflex as rx


def page() -> rx.Component:
    """What the address shows."""
    return rx.el.main(rx.el.h1("Style guide", class_name="text-3xl"), class_name="page-x shell-width py-16")
