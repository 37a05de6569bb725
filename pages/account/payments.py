"""A person's cards and store credit."""

from __future__ import annotations

import reflex as rx

from components.account.payments import payments
from pages.shop.frame import FRAME_LOAD, framed
from state.account.payments_state import PaymentsState

ON_LOAD = [*FRAME_LOAD, PaymentsState.load]
TITLE = "Cards and credit · Agora"
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(payments(), tall=True)
