"""What every page carries along: effects, the connection's state, and a calm page when drawing fails."""

from __future__ import annotations

import reflex as rx
from reflex_components_core.base.error_boundary import ErrorBoundary

from components.ui.effects import effects


class Session(rx.Component):
    """Connection banner and reload guard. Sets `data-ready` and `data-connection` on the html element."""

    library = rx.asset("session.jsx", shared=True).importable_path
    tag = "Session"

    hydrated: rx.Var[bool]


def session_layer(stateful: bool) -> rx.Component | None:
    """The layer of pages that have state, beside the page."""
    return rx.fragment(effects(), Session.create(hydrated=rx.State.is_hydrated)) if stateful else None


def error_boundary(stateful: bool) -> rx.Component:
    """Instead of a page that failed to draw: what to do next. The error itself goes to the server's log."""
    report = {} if stateful else {"on_error": rx.noop()}
    return ErrorBoundary.create(fallback_render=_broken_page(), **report)


def _broken_page() -> rx.Component:
    return rx.el.main(
        rx.el.h1("This page could not be shown.", class_name="text-2xl font-bold"),
        rx.el.p(
            "The fault is ours and has been noted. Loading the page again usually helps; "
            "your cart and your orders are safe.",
            class_name="mt-3 text-soft",
        ),
        rx.el.p(
            rx.el.a("Load again", href="", class_name="font-semibold text-accent underline"),
            " or ",
            rx.el.a("go to the front page", href="/", class_name="font-semibold text-accent underline"),
            ".",
            class_name="mt-6",
        ),
        class_name="page-x mx-auto max-w-2xl py-24",
    )
