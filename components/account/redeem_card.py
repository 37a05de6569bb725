"""A gift card's code is typed, what is left on it is shown, and a yes makes it store credit."""

from __future__ import annotations

import reflex as rx

from components.ui.button import button
from components.ui.card import alert
from components.ui.field import text_field
from components.ui.kinds import when
from state.account.redeem_card_state import RedeemCardState


def redeem_card() -> rx.Component:
    """What `RedeemCardState` holds."""
    return rx.el.section(
        rx.el.h3("Redeem a gift card", class_name="font-semibold"),
        rx.cond(RedeemCardState.found != "", _found(), _ask()),
        class_name="mt-5 border-t border-line pt-4",
    )


def _ask() -> rx.Component:
    return rx.el.form(
        rx.el.div(
            text_field(
                "Code of the card",
                "code",
                hint="Its money becomes store credit, which does not expire. "
                "You can also type the code when you pay.",
                error=RedeemCardState.refusal,
                auto_complete="off",
                max_length=60,
                id="redeem-code",
            ),
            class_name="min-w-0 grow",
        ),
        button("Look at it", type="submit", class_name="mt-7"),
        on_submit=RedeemCardState.look,
        no_validate=True,
        class_name="mt-2 flex max-w-lg items-start gap-2",
    )


def _found() -> rx.Component:
    return rx.el.div(
        when(RedeemCardState.refusal != "", alert(RedeemCardState.refusal, class_name="mb-3")),
        rx.el.p(RedeemCardState.found, role="status"),
        rx.el.div(
            button("Add it to my credit", tone="primary", on_click=RedeemCardState.redeem),
            button("Another card", tone="quiet", on_click=RedeemCardState.another),
            class_name="mt-3 flex flex-wrap gap-2",
        ),
        class_name="mt-2",
    )
