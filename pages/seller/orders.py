"""A seller's orders."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.seller.frame import ON_LOAD_FRAME, framed
from components.seller.orders import orders
from components.ui.listing import table_skeleton
from state.seller.orders_state import SellerOrdersState

ON_LOAD = [*ON_LOAD_FRAME, SellerOrdersState.load]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(
        orders(),
        ready=SellerOrdersState.ready,
        refusal=SellerOrdersState.refusal,
        waiting=table_skeleton("Your orders are being loaded"),
        here=routes.seller_orders(),
        heading="Orders",
    )
