"""One purchase: confirmation and tracking."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.orders.purchase import purchase, purchase_skeleton
from components.ui.button import link_button
from components.ui.card import empty_state
from pages.shop.frame import FRAME_LOAD, framed
from state.account.card_check_state import CardCheckState
from state.account.order_state import OrderState

ON_LOAD = [*FRAME_LOAD, OrderState.load, CardCheckState.load]
TITLE = OrderState.title
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    missing = rx.fragment(
        rx.el.h1("Order not found", class_name="sr-only"),
        empty_state(
            "We cannot show this order here",
            "Sign in with the account that bought it, or use the link in the confirmation that we sent.",
            symbol="package-search",
            action=link_button("Sign in", routes.sign_in(then=routes.orders()), tone="primary"),
        ),
    )
    return framed(
        rx.cond(OrderState.ready, rx.cond(OrderState.missing, missing, purchase()), purchase_skeleton()),
        tall=True,
    )
