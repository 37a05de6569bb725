"""Store credit."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.desk.credit import credit
from components.desk.frame import framed
from state.account.session_state import SessionState
from state.desk.credit_state import CreditState

ON_LOAD = [SessionState.load, CreditState.load]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(
        credit(),
        ready=CreditState.ready,
        refusal=rx.cond(CreditState.ready, "", CreditState.refusal),
        here=routes.desk_credit(),
        heading="Store credit",
        note="What Agora owes a person, to be spent here.",
    )
