"""Where a payment comes back to."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.ui.button import link_button
from components.ui.card import empty_state
from components.ui.icon import spinner
from pages.shop.frame import FRAME_LOAD, framed
from state.shop.payment_return_state import PaymentReturnState

ON_LOAD = [*FRAME_LOAD, PaymentReturnState.load]
TITLE = "Your payment · Agora"
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(
        rx.el.h1("Your payment", class_name="sr-only"),
        rx.match(
            PaymentReturnState.outcome,
            (
                "failed",
                empty_state(
                    "Your payment did not go through",
                    PaymentReturnState.message,
                    symbol="circle-alert",
                    action=link_button("Back to checkout", routes.checkout(), tone="primary"),
                ),
            ),
            (
                "slow",
                empty_state(
                    "Your bank is taking its time",
                    "We keep asking and write to you as soon as it is done. You need not wait here, and you "
                    "are not charged twice.",
                    symbol="clock",
                    action=link_button("Your orders", routes.orders(), tone="primary"),
                ),
            ),
            rx.el.div(
                spinner(size=36),
                rx.el.p("Asking your bank what came of it …", class_name="mt-4 text-lg font-semibold"),
                rx.el.p("This takes a moment. Please stay on this page.", class_name="mt-1 text-soft"),
                role="status",
                aria_busy="true",
                class_name="flex flex-col items-center py-20 text-center",
            ),
        ),
        tall=True,
        bare=True,
    )
