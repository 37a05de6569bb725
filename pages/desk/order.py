"""One order with its money, its books and its history."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.desk.frame import framed
from components.desk.order import order, order_skeleton
from components.ui.button import link_button
from components.ui.card import empty_state
from state.account.session_state import SessionState
from state.desk.order_state import DeskCancelState, DeskOrderState
from state.desk.refund_state import DeskRefundState

# A panel that was open before belongs to another visit.
ON_LOAD = [SessionState.load, DeskRefundState.close, DeskCancelState.close, DeskOrderState.load]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    missing = empty_state(
        "There is no such order",
        "Look at its number again, or search for the shopper's e-mail address.",
        symbol="package-search",
        action=link_button("Search orders", routes.desk_orders()),
    )
    return framed(
        rx.cond(DeskOrderState.missing, missing, order()),
        ready=DeskOrderState.ready,
        refusal=DeskOrderState.refusal,
        here=routes.desk_orders(),
        heading=DeskOrderState.heading,
        waiting=order_skeleton(),
    )
