"""For pages that another tab may have made old."""

from __future__ import annotations

from typing import Any

import reflex as rx


class Returning(rx.Component):
    """Draws nothing."""

    library = rx.asset("returning.jsx", shared=True).importable_path
    tag = "Returning"

    on_return: rx.EventHandler[rx.event.no_args_event_spec]


def returning(on_return: Any) -> rx.Component:
    """Fires `on_return` when the tab becomes visible again.

    Give it a handler that is `temporal`, so that a lost connection does not pile it up.
    """
    return Returning.create(on_return=on_return)
