"""Checkout, on one page."""

from __future__ import annotations

import reflex as rx

from components.checkout.checkout_form import checkout
from pages.shop.frame import FRAME_LOAD, framed
from state.shop.checkout_state import CheckoutState

ON_LOAD = [*FRAME_LOAD, CheckoutState.load]
TITLE = "Checkout · Agora"
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(checkout(), tall=True, bare=True)
