"""Receives what handlers ask of the browser: toast, announcement, flash, dialogs. One per page."""

from __future__ import annotations

import reflex as rx


class Effects(rx.Component):
    """Toast host, polite live region, full-screen scan flash and dialog opener."""

    library = rx.asset("effects.jsx", shared=True).importable_path
    tag = "Effects"


def effects() -> rx.Component:
    """The receiver; `state.effects` builds what it receives."""
    return Effects.create()
