"""What Stripe.js puts on the page: the card field, or the Payment Element where Stripe itself takes cards.

Both are of this module, because what they share is found beside them only then.
"""

from __future__ import annotations

import reflex as rx

from components.ui.kinds import Child
from state.shop.checkout_state import CheckoutState

rx.asset("stripe_script.jsx", shared=True)


def _answer(outcome: rx.Var[str], message: rx.Var[str]) -> tuple[rx.Var[str], rx.Var[str]]:
    return (outcome, message)


class StripeCard(rx.Component):
    """Confirms the payment or setup of `client_secret` whenever `attempt` changes; answers ok or failed."""

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


class PaymentElement(rx.Component):
    """A form around its children, whose button hands in what was typed; then `on_pay`, then as `StripeCard`.

    `amount` (minor units) and `currency` are what wallets show before the payment exists.
    """

    library = rx.asset("payment_element.jsx", shared=True).importable_path
    tag = "PaymentElement"

    publishable_key: rx.Var[str]
    script_url: rx.Var[str]
    amount: rx.Var[int]
    currency: rx.Var[str]
    saves: rx.Var[bool]
    client_secret: rx.Var[str]
    return_url: rx.Var[str]
    attempt: rx.Var[int]
    billing: rx.Var[dict[str, str]]
    on_pay: rx.EventHandler[rx.event.no_args_event_spec]
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


def payment_element(*children: Child) -> rx.Component:
    """Cards and wallets of the checkout; `children` end with the button that pays."""
    return PaymentElement.create(
        *children,
        publishable_key=CheckoutState.publishable_key,
        script_url=CheckoutState.script_url,
        amount=CheckoutState.charge_minor,
        currency=CheckoutState.charge_currency,
        saves=CheckoutState.keeps_card & CheckoutState.is_signed_in,
        client_secret=CheckoutState.client_secret,
        return_url=CheckoutState.return_url,
        attempt=CheckoutState.attempt,
        billing=CheckoutState.fields,
        on_pay=CheckoutState.pay,
        on_answer=CheckoutState.card_answered,
    )
