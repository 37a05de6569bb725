"""One question: does the owner of the card confirm this payment?"""

from __future__ import annotations

import reflex as rx

from app import routes
from components.ui.button import button, link_button
from components.ui.card import alert, card, empty_state, skeleton
from components.ui.kinds import given, when
from state.account.asked_payment_state import AskedPaymentState as State


def asked_payment() -> rx.Component:
    """What `AskedPaymentState` holds."""
    return rx.el.div(
        rx.el.h1("Your payment", class_name="sr-only"),
        rx.cond(
            State.ready,
            rx.cond(
                State.missing,
                empty_state(
                    "We cannot show this payment here",
                    "Sign in with the account whose card it is, or open the link of our e-mail again.",
                    symbol="credit-card",
                    action=_onward(),
                ),
                rx.match(
                    State.outcome,
                    ("asked", _question()),
                    (
                        "done",
                        empty_state(
                            "Thank you. The payment is confirmed",
                            f"Your bank has agreed to {State.amount}. There is nothing more to do.",
                            symbol="circle-check",
                            action=_onward(),
                        ),
                    ),
                    (
                        "checked",
                        empty_state(
                            "Thank you. Your bank has answered",
                            "Nothing is charged. We write to you when your order goes on.",
                            symbol="circle-check",
                            action=_onward(),
                        ),
                    ),
                    (
                        "waiting",
                        empty_state(
                            "Your bank is taking its time",
                            "We keep asking. You need not wait here, and you are not charged twice.",
                            symbol="clock",
                            action=_onward(),
                        ),
                    ),
                    empty_state(
                        "This payment was not confirmed",
                        f"Nothing was charged: your bank did not agree to {State.amount}, or too much time "
                        "went by.",
                        symbol="circle-alert",
                        action=_onward(),
                    ),
                ),
            ),
            rx.el.div(
                skeleton("h-64 w-full rounded-card"),
                role="status",
                aria_label="The payment is being looked up",
            ),
        ),
        class_name="mx-auto w-full max-w-md py-4",
    )


def _question() -> rx.Component:
    return card(
        rx.el.h2("Your bank wants to hear from you", class_name="text-xl font-bold"),
        rx.el.p(
            rx.cond(
                State.is_check,
                "It asks you to confirm that the card of your order is yours:",
                "It asks you to confirm this payment on your saved card:",
            ),
            class_name="mt-2 text-soft",
        ),
        rx.el.p(State.amount, class_name="figures mt-3 text-3xl font-bold"),
        rx.el.p(
            rx.cond(
                State.is_check,
                "It is not charged: we give it back at once.",
                "Nothing has been charged yet.",
            ),
            class_name="mt-1 text-sm text-soft",
        ),
        when(given(State.refusal), alert(State.refusal, class_name="mt-4")),
        button(
            "Confirm with your bank",
            tone="action",
            size="lg",
            full=True,
            on_click=State.go_to_bank,
            class_name="mt-5",
        ),
        rx.el.p(
            "You do not know of this payment? Close this page: without you it is not charged.",
            class_name="mt-4 text-sm text-soft",
        ),
    )


def _onward() -> rx.Component:
    return link_button("Your orders", routes.orders(), tone="primary")
