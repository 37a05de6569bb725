"""The desk asks an order's shopper whose card it is: the card is typed once more, nothing is charged."""

from __future__ import annotations

import reflex as rx

from components.checkout.stripe_card import StripeCard
from components.ui.button import button
from components.ui.card import alert, card
from components.ui.kinds import given, when
from state.account.card_check_state import CardCheckState as State
from state.account.order_state import OrderState


def card_check() -> rx.Component:
    """What `CardCheckState` holds; nothing while nothing is asked."""
    return rx.match(
        State.outcome,
        ("asked", _question()),
        (
            "answered",
            alert(
                "Thank you. Your bank has answered",
                "Nothing is charged. We write to you when your order goes on.",
                tone="positive",
                class_name="mt-5",
            ),
        ),
        rx.fragment(),
    )


def _question() -> rx.Component:
    return card(
        rx.el.h2("Was it you?", class_name="text-xl font-bold"),
        rx.el.p(
            "Before we send this order we would like to be sure that its card is yours. Please type the card "
            "that you paid with once more, and confirm ",
            rx.el.strong(State.amount, class_name="figures"),
            " with your bank. It is not charged: we give it back at once.",
            class_name="measure mt-2",
        ),
        when(given(State.refusal), alert(State.refusal, class_name="mt-4")),
        rx.el.div(
            StripeCard.create(
                publishable_key=State.stripe[0],
                script_url=State.stripe[1],
                client_secret=State.client_secret,
                attempt=State.attempt,
                billing={"email": OrderState.email},
                label="Card number, expiry and security code",
                saved=False,
                on_answer=State.card_answered,
            ),
            button(
                "Confirm with my bank",
                tone="action",
                size="lg",
                full=True,
                busy=State.is_busy,
                on_click=State.confirm,
                class_name="mt-4",
            ),
            class_name="mt-4 max-w-md",
        ),
        class_name="mt-5",
    )
