"""The cart."""

from __future__ import annotations

import reflex as rx

from components.cart.cart_lines import cart
from pages.shop.frame import FRAME_LOAD, framed
from state.shop.cart_state import CartState

ON_LOAD = [*FRAME_LOAD, CartState.load]
TITLE = "Your cart · Agora"
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(cart(), tall=True)
