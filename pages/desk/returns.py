"""Goods on their way back."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.desk.frame import framed
from components.desk.returns import returns
from state.account.session_state import SessionState
from state.desk.returns_state import DeskReturnState, ReturnsState

# A panel that was open before belongs to another visit.
ON_LOAD = [SessionState.load, DeskReturnState.close, ReturnsState.load]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(
        returns(),
        ready=ReturnsState.ready,
        refusal=ReturnsState.refusal,
        here=routes.desk_returns(),
        heading="Returns",
        note="What shoppers send back, and what was found in the box.",
    )
