"""How it is paid: codes and gift cards, store credit, a saved card or a new one, a transfer."""

from __future__ import annotations

from typing import Any

import reflex as rx

from app import routes
from components.checkout.choice import choice
from components.checkout.stripe_card import payment_element, stripe_card
from components.ui.button import button, link
from components.ui.card import alert
from components.ui.countdown import countdown
from components.ui.field import checkbox, text_field
from components.ui.kinds import Text, given, when
from components.ui.text import verb_about
from components.ui.ticker import ticker
from state.shop.checkout_state import CheckoutState

_IS_PAYING = CheckoutState.step == "paying"
_BY_TRANSFER = CheckoutState.payment == "bank_transfer"
_BY_NEW_CARD = CheckoutState.payment == "card"
# Stripe's own form brings the button that pays inside of it.
_BY_ELEMENT = CheckoutState.uses_element & _BY_NEW_CARD & CheckoutState.needs_payment


def payment() -> rx.Component:
    """What `CheckoutState` offers; the button says what it will charge."""
    return rx.el.div(
        ticker(240, CheckoutState.hold_on),
        _codes(),
        rx.cond(CheckoutState.credit != "", _credit()),
        rx.cond(
            CheckoutState.needs_payment,
            rx.fragment(_ways(), _card()),
            rx.el.p("Gift cards and store credit pay for all of it.", class_name="mt-4 font-semibold"),
        ),
        rx.cond(_BY_ELEMENT, rx.fragment(), rx.fragment(_refusal(), _pay_button(on_click=CheckoutState.pay))),
        rx.el.p(
            "Your items are held for you for ",
            countdown(
                CheckoutState.held_until,
                CheckoutState.server_now,
                ended="a moment longer",
            ),
            ". Nothing is charged twice, whatever happens to the connection.",
            class_name="mt-3 text-sm text-soft",
        ),
    )


def _refusal() -> rx.Component:
    return when(given(CheckoutState.refusal), alert(CheckoutState.refusal, class_name="mt-4"))


def _pay_button(**props: Any) -> rx.Component:
    return button(
        rx.cond(
            CheckoutState.needs_payment,
            rx.cond(
                _BY_TRANSFER,
                f"Order and pay {CheckoutState.to_pay} by transfer",
                f"Pay {CheckoutState.to_pay}",
            ),
            "Place the order",
        ),
        tone="action",
        size="lg",
        full=True,
        busy=_IS_PAYING,
        class_name="mt-5",
        **props,
    )


def _codes() -> rx.Component:
    return rx.el.div(
        rx.el.form(
            rx.el.div(
                text_field(
                    "Code or gift card",
                    "code",
                    error=CheckoutState.code_refusal,
                    optional=True,
                    auto_complete="off",
                    max_length=60,
                ),
                class_name="min-w-0 grow",
            ),
            button("Use it", type="submit", disabled=_IS_PAYING, class_name="mt-7"),
            on_submit=CheckoutState.use_code,
            reset_on_submit=True,
            no_validate=True,
            class_name="flex items-start gap-2",
        ),
        rx.el.ul(
            rx.foreach(
                CheckoutState.reductions,
                lambda one: rx.cond(
                    one.key != "",
                    rx.el.li(
                        rx.el.span(one.label, class_name="min-w-0 text-sm"),
                        button(
                            verb_about("Remove", f" {one.label}"),
                            tone="quiet",
                            size="sm",
                            disabled=_IS_PAYING,
                            on_click=CheckoutState.drop_reduction(one.key),
                        ),
                        class_name="flex items-center justify-between gap-4",
                    ),
                ),
            ),
            class_name="mt-1",
        ),
        class_name="mt-4 max-w-xl",
    )


def _credit() -> rx.Component:
    return checkbox(
        f"Use my store credit ({CheckoutState.credit})",
        "credit",
        checked=CheckoutState.uses_credit,
        disabled=_IS_PAYING,
        on_change=CheckoutState.use_credit,
    )


def _ways() -> rx.Component:
    def way(value: Text, label: Text, note: Text) -> rx.Component:
        return choice(
            "payment",
            value,
            label,
            note,
            "",
            chosen=CheckoutState.payment == value,
            on_choose=CheckoutState.choose_payment(value),
            disabled=_IS_PAYING,
        )

    return rx.el.fieldset(
        rx.el.legend("Ways to pay", class_name="sr-only"),
        rx.foreach(CheckoutState.saved, lambda one: way(one.id, one.label, one.note)),
        way(
            "card",
            rx.cond(
                CheckoutState.saved.length() > 0,
                rx.cond(CheckoutState.uses_element, "Another card or a wallet", "Another card"),
                rx.cond(CheckoutState.uses_element, "Card or wallet", "Card"),
            ),
            "Charged when your order leaves the warehouse.",
        ),
        rx.foreach(
            CheckoutState.elsewhere,
            lambda name: way(name, name.capitalize(), "You pay on their page and come back here."),
        ),
        way("bank_transfer", "Bank transfer", "Packing begins when the money arrives."),
        rx.cond(
            CheckoutState.saved.length() > 0,
            rx.el.p(link("Change your saved cards", routes.payments()), class_name="text-sm"),
        ),
        class_name="mt-4 grid gap-2",
    )


def _card() -> rx.Component:
    return rx.el.div(
        rx.cond(
            _BY_ELEMENT,
            payment_element(_keep_box(), _refusal(), _pay_button(type="submit")),
            rx.cond(
                _BY_TRANSFER | CheckoutState.elsewhere.contains(CheckoutState.payment),
                rx.fragment(),
                rx.fragment(stripe_card(saved=~_BY_NEW_CARD), _keep_box()),
            ),
        ),
        class_name="mt-4",
    )


def _keep_box() -> rx.Component:
    return rx.cond(
        _BY_NEW_CARD & CheckoutState.is_signed_in,
        checkbox(
            "Keep this card for next time",
            "keep_card",
            checked=CheckoutState.keeps_card,
            disabled=_IS_PAYING,
            on_change=CheckoutState.keep_card,
        ),
    )
