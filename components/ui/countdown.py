"""Time left until a moment, by the server's clock."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.kinds import Text


class Countdown(rx.Component):
    """Days, hours, minutes, seconds."""

    library = rx.asset("countdown.jsx", shared=True).importable_path
    tag = "Countdown"

    until: rx.Var[str]
    server_now: rx.Var[str]
    ended_text: rx.Var[str]
    on_end: rx.EventHandler[rx.event.no_args_event_spec]


def countdown(until: Text, server_now: Text, *, ended: Text = "Ended", **props: Any) -> rx.Component:
    """Both moments in ISO 8601 with zone; `server_now` is when the view was made. `on_end` fires once."""
    return Countdown.create(until=until, server_now=server_now, ended_text=ended, **props)
