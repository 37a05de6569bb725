"""What the signed-in person bought."""

from __future__ import annotations

import reflex as rx

from components.orders.purchase_list import purchase_list
from pages.shop.frame import FRAME_LOAD, framed
from state.account.orders_state import OrdersState

ON_LOAD = [*FRAME_LOAD, OrdersState.load]
TITLE = "Your orders · Agora"
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(purchase_list(), tall=True)
