"""Whether the order's steps are texted, and where to."""

from __future__ import annotations

import reflex as rx

from components.ui.button import button
from components.ui.card import disclosure
from components.ui.field import text_field
from components.ui.kinds import given, when
from state.account.order_state import OrderState
from state.account.order_texts_state import OrderTextsState


def order_texts() -> rx.Component:
    """Nothing where no texts are offered."""
    return when(
        OrderState.texts_are_offered,
        rx.cond(given(OrderState.text_phone), _wanted(), _offered()),
    )


def _wanted() -> rx.Component:
    return rx.el.div(
        rx.el.h3("Text messages", class_name="text-sm font-bold"),
        rx.el.p(
            "Its steps are texted to ",
            rx.el.span(OrderState.text_phone, class_name="figures font-semibold whitespace-nowrap"),
            ".",
            class_name="mt-1 text-sm",
        ),
        button(
            "No more texts", tone="quiet", size="sm", on_click=OrderTextsState.end, class_name="mt-1 -ml-3"
        ),
        class_name="mt-4",
    )


def _offered() -> rx.Component:
    return rx.el.div(
        disclosure(
            rx.el.span("Get texts about this order", class_name="text-sm"),
            rx.el.form(
                text_field(
                    "Mobile number",
                    "phone",
                    kind="tel",
                    error=OrderTextsState.problem,
                    default_value=OrderState.phone,
                    auto_complete="tel",
                    max_length=30,
                    id="order-phone",
                ),
                button("Text me", type="submit"),
                on_submit=OrderTextsState.ask,
                no_validate=True,
                class_name="grid gap-3",
            ),
        ),
        class_name="mt-4",
    )
