"""Payments that a bank takes back."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.desk.disputes import disputes
from components.desk.frame import framed
from state.account.session_state import SessionState
from state.desk.disputes_state import DisputesState, DisputeState

# A panel that was open before belongs to another visit.
ON_LOAD = [SessionState.load, DisputeState.close, DisputesState.load]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(
        disputes(),
        ready=DisputesState.ready,
        refusal=DisputesState.refusal,
        here=routes.desk_disputes(),
        heading="Disputes",
        note="A bank takes a payment back or asks about it. Answer before it decides.",
    )
