"""Orders of everybody."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.desk.frame import framed
from components.desk.orders import orders
from state.account.session_state import SessionState
from state.desk.orders_state import DeskOrdersState

ON_LOAD = [SessionState.load, DeskOrdersState.load]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(
        orders(),
        ready=DeskOrdersState.ready,
        refusal=DeskOrdersState.refusal,
        here=routes.desk_orders(),
        heading="Orders",
        note="By order number, e-mail or name.",
    )
