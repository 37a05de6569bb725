"""A payment that a bank wants its shopper to confirm."""

from __future__ import annotations

import reflex as rx

from components.account.asked_payment import asked_payment
from pages.shop.frame import FRAME_LOAD, framed
from state.account.asked_payment_state import AskedPaymentState

ON_LOAD = [*FRAME_LOAD, AskedPaymentState.load]
TITLE = "Your payment · Agora"
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(asked_payment(), tall=True, bare=True)
