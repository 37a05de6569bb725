"""Gift cards."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.desk.balances import balances, issue_button
from components.desk.frame import framed
from state.account.session_state import SessionState
from state.desk.balances_state import BalancesState, GiftCardState

# A panel that was open before belongs to another visit.
ON_LOAD = [SessionState.load, GiftCardState.close, BalancesState.load]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(
        balances(),
        ready=BalancesState.ready,
        refusal=BalancesState.refusal,
        here=routes.desk_balances(),
        heading="Gift cards",
        note="Found by the last characters of their codes.",
        action=issue_button(),
    )
