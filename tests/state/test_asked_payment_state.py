"""The page on which a shopper is asked whether the card of their order is theirs."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

import app.app  # noqa: F401 -- rehydration needs an rx.App
from backend.identity import cookies
from backend.identity.schemas import Actor
from backend.kit.unit_of_work import unit_of_work
from backend.payments import authenticating, card_saving
from backend.payments.authenticating import CardProof
from state.account.asked_payment_state import AskedPaymentState
from tests.backend.test_payments_saved_methods import bought, saved
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.factories.sessions import token_of
from tests.stand_in import StandIn
from tests.state.processor import tab

pytestmark = pytest.mark.usefixtures("database", "redis_db")


def seen(token: str, payment_id: object) -> AskedPaymentState:
    async def run():
        async with tab() as one:
            one.cookie, one.path = f"{cookies.SESSION_COOKIE}={token}", f"/account/payments/{payment_id}"
            await one.fire(AskedPaymentState.load())
            return await one.state(AskedPaymentState)

    return asyncio.run(run())


def test_a_check_says_that_nothing_is_charged_and_thanks_whatever_became_of_it(
    database: Engine, stand_in: StandIn
):
    shop.tax_rates()
    token = token_of()
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=5, price_minor=5000)
    with database.connect() as connection:
        ada = Actor(*connection.execute(text("SELECT id, name, email FROM person")).one())
    card = saved(ada, "pm_card_threeDSecureOptional")
    bought(ada, lamp, None, saved_method_id=card.id)
    with database.connect() as connection:
        checkout_id = connection.execute(text("SELECT checkout_id FROM purchase")).scalar_one()
    payment = authenticating.ask(uuid4(), checkout_id=checkout_id)
    page = seen(token, payment.id)
    assert (page.outcome, page.is_check, page.amount) == ("asked", True, "$1.00")
    view = card_saving.authenticate(payment.id, actor=ada)
    stand_in.pass_challenge(view.reference, view.client_secret)
    assert seen(token, payment.id).outcome == "checked"
    answers = [authenticating.answer(payment.id, checkout_id=checkout_id) for _ in range(2)]
    assert answers == [CardProof.PROVED, CardProof.PROVED]
    assert seen(token, payment.id).outcome == "checked"
