"""The gateway's books against ours."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.desk.frame import framed
from components.desk.reconciliation import compare_button, reconciliation
from state.account.session_state import SessionState
from state.desk.reconciliation_state import CaseState, ReconciliationState

# A panel that was open before belongs to another visit.
ON_LOAD = [SessionState.load, CaseState.close, ReconciliationState.load]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(
        reconciliation(),
        ready=ReconciliationState.ready,
        refusal=ReconciliationState.refusal,
        here=routes.desk_reconciliation(),
        heading="Reconciliation",
        note="Where the payment gateway's books and ours disagree.",
        action=compare_button(),
    )
