"""How a person pays: their cards, a form for one more, and their store credit."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.account.redeem_card import redeem_card
from components.checkout.stripe_card import StripeCard
from components.ui.badge import badge
from components.ui.button import button
from components.ui.card import alert, card, empty_state, skeleton
from components.ui.dialog import dialog
from components.ui.icon import icon
from components.ui.kinds import given, when
from state.account.payments_state import PaymentsState


def payments() -> rx.Component:
    """What `PaymentsState` holds."""
    return rx.el.div(
        rx.el.h1("Cards and credit", class_name="text-2xl font-bold"),
        rx.cond(PaymentsState.is_open, rx.fragment(), _refusal()),
        rx.cond(
            PaymentsState.ready,
            rx.el.div(_cards(), _credit(), class_name="mt-5 grid grid-cols-1 gap-4"),
            rx.el.div(
                skeleton("h-56 w-full rounded-card"),
                skeleton("h-40 w-full rounded-card"),
                role="status",
                aria_label="Your cards are being loaded",
                class_name="mt-5 grid gap-4",
            ),
        ),
        dialog(
            "new-card",
            "Add a card",
            _refusal(),
            rx.cond(PaymentsState.is_open, _form()),
            open=PaymentsState.is_open,
            on_close=PaymentsState.close_form,
        ),
        class_name="max-w-3xl",
    )


def _refusal() -> rx.Component:
    return when(given(PaymentsState.refusal), alert(PaymentsState.refusal, class_name="mt-4"))


def _cards() -> rx.Component:
    return card(
        rx.el.div(
            rx.el.h2("Saved cards", class_name="text-lg font-bold"),
            button("Add a card", icon="plus", on_click=PaymentsState.open_form),
            class_name="flex flex-wrap items-center justify-between gap-3",
        ),
        rx.cond(
            PaymentsState.cards.length() > 0,
            rx.el.ul(
                rx.foreach(PaymentsState.cards, _card),
                class_name="mt-3 divide-y divide-line border-t border-line",
            ),
            empty_state(
                "No saved cards",
                "A card that you keep need not be typed again when you check out.",
                symbol="credit-card",
            ),
        ),
        rx.el.p(
            "The payment service keeps the number; we keep only what you see here. "
            "Removing a card changes nothing about orders that it has paid.",
            class_name="mt-3 text-sm text-soft",
        ),
    )


def _card(one: Any) -> rx.Component:
    def act(label: str, event: Any) -> rx.Component:
        return button(
            rx.fragment(label, rx.el.span(f" {one.label}", class_name="sr-only")),
            tone="quiet",
            size="sm",
            on_click=event,
            class_name="max-md:min-h-11",
        )

    return rx.el.li(
        icon("credit-card", size=24, class_name="shrink-0 text-soft"),
        rx.el.div(
            rx.el.p(
                rx.el.span(one.label, class_name="figures font-semibold"),
                rx.cond(one.is_default, badge("Default", tone="accent")),
                class_name="flex flex-wrap items-center gap-x-3 gap-y-1",
            ),
            rx.el.p(
                one.expiry,
                custom_attrs={"data-expired": one.is_expired},
                class_name="figures text-sm text-soft data-[expired=true]:font-semibold "
                "data-[expired=true]:text-negative",
            ),
            class_name="min-w-0 grow basis-48",
        ),
        rx.el.div(
            rx.cond(one.is_default, rx.fragment(), act("Make default", PaymentsState.make_default(one.id))),
            act("Remove", PaymentsState.remove(one.id)),
            class_name="flex flex-wrap gap-1",
        ),
        class_name="flex flex-wrap items-center gap-x-4 gap-y-2 py-3",
    )


def _form() -> rx.Component:
    return rx.el.div(
        StripeCard.create(
            publishable_key=PaymentsState.publishable_key,
            script_url=PaymentsState.script_url,
            client_secret=PaymentsState.client_secret,
            attempt=PaymentsState.attempt,
            billing=PaymentsState.billing,
            label="Card number, expiry and security code",
            saved=False,
            on_answer=PaymentsState.card_answered,
        ),
        button(
            "Keep this card",
            tone="primary",
            size="lg",
            full=True,
            busy=PaymentsState.is_busy,
            on_click=PaymentsState.keep_card,
            class_name="mt-4",
        ),
        rx.el.p(
            "Nothing is charged now. Your bank may ask you to confirm that the card is yours.",
            class_name="mt-3 text-sm text-soft",
        ),
        class_name="mt-2",
    )


def _credit() -> rx.Component:
    def balance(one: Any) -> rx.Component:
        return rx.el.li(
            rx.el.p(one[0], class_name="figures text-3xl font-bold"),
            when(given(one[1]), rx.el.p(one[1], class_name="figures text-sm text-soft")),
        )

    def step(one: Any) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                rx.el.p(one.what, class_name="font-medium"),
                rx.el.p(one.on, when(given(one.why), rx.fragment(" · ", one.why)), class_name="text-soft"),
                class_name="min-w-0 [overflow-wrap:anywhere]",
            ),
            rx.el.span(one.amount, class_name="figures font-semibold whitespace-nowrap"),
            class_name="flex justify-between gap-4 py-2.5",
        )

    return card(
        rx.el.h2("Store credit", class_name="text-lg font-bold"),
        rx.cond(
            PaymentsState.balances.length() > 0,
            rx.fragment(
                rx.el.ul(
                    rx.foreach(PaymentsState.balances, balance),
                    aria_label="What you can spend",
                    class_name="mt-2 flex flex-wrap gap-x-8 gap-y-3",
                ),
                rx.el.ul(
                    rx.foreach(PaymentsState.steps, step),
                    aria_label="How it came about, the newest first",
                    class_name="mt-4 divide-y divide-line border-t border-line text-sm",
                ),
            ),
            rx.el.p("You have none at present.", class_name="mt-2"),
        ),
        rx.el.p(
            "Tick it when you pay; what it does not cover goes to your card.",
            class_name="mt-3 text-sm text-soft",
        ),
        redeem_card(),
    )
