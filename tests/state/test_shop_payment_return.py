"""Back from a bank's or a provider's page: a guest reaches the order in the browser where it was begun."""

import asyncio
from uuid import uuid4

import pytest
from sqlmodel import select

import app.app  # noqa: F401 -- rehydration needs an rx.App
from backend.cart.schemas import CartOwner
from backend.checkout import process
from backend.identity import cookies
from backend.identity.schemas import ANONYMOUS
from backend.kit.config import settings
from backend.kit.unit_of_work import unit_of_work
from backend.orders.models import Purchase
from backend.payments.providers import card_gateway
from state.account.order_state import OrderState
from state.shop.checkout_state import CheckoutState
from state.shop.payment_return_state import PaymentReturnState
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.state.processor import tab
from tests.state.test_shop_checkout_state import ADDRESS


@pytest.fixture
def lamp(database, redis_db):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=3)


@pytest.fixture
def confirmed(lamp, stand_in):
    """A guest's checkout whose card the browser has confirmed; its shopper is on the way back."""
    visitor = uuid4()
    checkout = shop.prepared((lamp, 1), owner=CartOwner(visitor_id=visitor))
    payment = process.begin_payment(checkout.id, access_token=checkout.access_token, actor=ANONYMOUS)
    card_gateway().client.v1.payment_intents.confirm(payment.reference, {"payment_method": "pm_card_visa"})
    return visitor, checkout, payment.reference


def purchases():
    with unit_of_work() as session:
        return session.exec(select(Purchase)).all()


def back(visitor, address: str):
    async def run():
        async with tab() as one:
            one.cookie = f"{cookies.VISITOR_COOKIE}={cookies.signed_visitor(visitor)}"
            one.path = address
            await one.fire(PaymentReturnState.load())
            outcome = (await one.state(PaymentReturnState)).outcome
            if not one.redirects():
                return outcome, "", None
            one.path = one.redirects()[-1]
            await one.fire(OrderState.load())
            return outcome, one.path, await one.state(OrderState)

    return asyncio.run(run())


@pytest.mark.parametrize("names", ["checkout", "payment_intent"])
def test_a_guest_without_a_key_in_the_address_reaches_the_order(confirmed, names):
    visitor, checkout, reference = confirmed
    value = {"checkout": str(checkout.id), "payment_intent": reference}[names]
    _, address, order = back(visitor, f"/checkout/return?{names}={value}")
    (purchase,) = purchases()
    assert address.startswith(f"/orders/{purchase.number}?key=")
    assert (order.missing, order.heading) == (False, "Thank you. Your order is placed.")
    # Coming back twice is the same.
    assert back(visitor, f"/checkout/return?{names}={value}")[1] == address
    assert len(purchases()) == 1


def test_with_the_key_any_browser_of_the_guest_does(confirmed):
    _, checkout, _ = confirmed
    _, address, order = back(uuid4(), f"/checkout/return?checkout={checkout.id}&key={checkout.access_token}")
    assert address.endswith(f"?key={checkout.access_token}")
    assert order.missing is False


def test_somebody_else_with_the_address_reaches_nothing_and_completes_nothing(confirmed):
    _, checkout, reference = confirmed
    for query in (
        f"checkout={checkout.id}",
        f"payment_intent={reference}",
        f"checkout={checkout.id}&key=guess",
    ):
        assert back(uuid4(), f"/checkout/return?{query}")[:2] == ("failed", "")
    assert purchases() == []


def test_the_bank_is_told_to_send_the_shopper_back_to_this_checkout_with_its_key(lamp, stand_in):
    visitor = uuid4()
    shop.fill(CartOwner(visitor_id=visitor), (lamp, 1))

    async def run():
        async with tab() as one:
            one.cookie = f"{cookies.VISITOR_COOKIE}={cookies.signed_visitor(visitor)}"
            one.path = "/checkout"
            await one.fire(CheckoutState.load())
            await one.fire(CheckoutState.save_address(ADDRESS))
            await one.fire(CheckoutState.pay())
            return await one.state(CheckoutState)

    state = asyncio.run(run())
    assert state.step == "paying"
    assert state.client_secret.startswith("pi_")
    public = settings().agora_public_url
    assert state.return_url == f"{public}/checkout/return?checkout={state._id}&key={state._key}"
    assert (state.charge_minor, state.charge_currency) == (state._total_minor, "usd")
    assert state.uses_element is False


def test_the_payment_element_stands_there_where_stripe_itself_takes_cards(lamp, stand_in, monkeypatch):
    visitor = uuid4()
    monkeypatch.setattr(settings(), "stripe_publishable_key", "pk_test_x")
    monkeypatch.setattr(settings(), "stripe_js_url", "https://js.stripe.com/v3/")

    async def run():
        async with tab() as one:
            one.cookie = f"{cookies.VISITOR_COOKIE}={cookies.signed_visitor(visitor)}"
            one.path = "/checkout"
            await one.fire(CheckoutState.load())
            return await one.state(CheckoutState)

    state = asyncio.run(run())
    assert (state.uses_element, state.script_url) == (True, "https://js.stripe.com/v3/")
