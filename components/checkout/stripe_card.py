"""Stripe.js's card field."""

from __future__ import annotations

import reflex as rx

from state.shop.checkout_state import CheckoutState


def _answer(outcome: rx.Var[str], message: rx.Var[str]) -> tuple[rx.Var[str], rx.Var[str]]:
    return (outcome, message)


class StripeCard(rx.Component):
    """Confirms the payment of `client_secret` whenever `attempt` changes; answers ok or failed."""

    library = rx.asset("stripe_card.jsx", shared=True).importable_path
    tag = "StripeCard"

    publishable_key: rx.Var[str]
    script_url: rx.Var[str]
    client_secret: rx.Var[str]
    attempt: rx.Var[int]
    billing: rx.Var[dict[str, str]]
    label: rx.Var[str]
    saved: rx.Var[bool]
    on_answer: rx.EventHandler[_answer]


def stripe_card(*, saved: rx.Var[bool]) -> rx.Component:
    """The card field of the checkout; with a `saved` card nothing is typed and only the bank may ask."""
    return StripeCard.create(
        publishable_key=CheckoutState.publishable_key,
        script_url=CheckoutState.script_url,
        client_secret=CheckoutState.client_secret,
        attempt=CheckoutState.attempt,
        billing=CheckoutState.fields,
        label="Card number, expiry and security code",
        saved=saved,
        on_answer=CheckoutState.card_answered,
    )
