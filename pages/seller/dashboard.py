"""Seller central's front page."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.seller.dashboard import dashboard, dashboard_skeleton
from components.seller.frame import ON_LOAD_FRAME, framed
from components.ui.button import link_button
from state.seller.dashboard_state import DashboardState
from state.seller.seller_state import SellerState

ON_LOAD = [*ON_LOAD_FRAME, DashboardState.load]
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(
        dashboard(),
        ready=DashboardState.ready,
        refusal=DashboardState.refusal,
        waiting=dashboard_skeleton(),
        here=routes.seller(),
        heading=rx.cond(SellerState.name != "", SellerState.name, "Seller central"),
        action=link_button("Create a product", routes.seller_new_product(), tone="action", icon="plus"),
    )
