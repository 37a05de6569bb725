"""A clock for pages that stay fresh by themselves."""

from __future__ import annotations

from typing import Any

import reflex as rx


class Ticker(rx.Component):
    """Draws nothing."""

    library = rx.asset("ticker.jsx", shared=True).importable_path
    tag = "Ticker"

    seconds: rx.Var[int]
    on_tick: rx.EventHandler[rx.event.no_args_event_spec]


def ticker(seconds: int, on_tick: Any) -> rx.Component:
    """Fires `on_tick` every `seconds` while the page is visible and no dialog is open.

    Give it a handler that is `temporal`, so that ticks of a lost connection are not made up for.
    """
    return Ticker.create(seconds=seconds, on_tick=on_tick)
