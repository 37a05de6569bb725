"""What a person chooses to be told, in a tab; and the payment that their bank asks about."""

from __future__ import annotations

import asyncio

import pytest

import app.app  # noqa: F401 -- rehydration needs an rx.App
from backend.identity import cookies
from backend.kit.config import settings
from state.account.asked_payment_state import AskedPaymentState
from state.account.messages_state import MessagesState
from tests.factories.sessions import token_of
from tests.state.processor import tab


@pytest.fixture(autouse=True)
def sink(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SMS_SINK_URL", "http://127.0.0.1:1")
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_what_cannot_be_kept_is_said_beside_its_field_and_nothing_of_it_is_kept(database):
    async def run():
        async with tab() as one:
            one.cookie, one.path = f"{cookies.SESSION_COOKIE}={token_of()}", "/account/messages"
            await one.fire(MessagesState.load())
            state = await one.state(MessagesState)
            assert (state.ready, state.texts_are_offered, state.wanted) == (True, True, [])
            assert ("en_US", "English (United States)") in state.locales
            assert ("de_CH", "Deutsch (Schweiz)") in state.locales
            form = {"locale": "de_DE", "time_zone": "Europe/Berlin", "text_phone": "", "cart": "on"}
            await one.fire(MessagesState.save({**form, "order_texts": "on"}))
            state = await one.state(MessagesState)
            assert state.errors == {"text_phone": "Please enter the mobile number that texts go to."}
            await one.fire(MessagesState.save({**form, "time_zone": "Berlin"}))
            state = await one.state(MessagesState)
            assert list(state.errors) == ["time_zone"]
            await one.fire(MessagesState.load())
            state = await one.state(MessagesState)
            assert (state.wanted, state.fields["time_zone"], state.errors) == ([], "", {})
            phone = {"text_phone": "+49 1512 3456789", "order_texts": "on"}
            await one.fire(MessagesState.save({**form, **phone}))
            state = await one.state(MessagesState)
            assert (state.wanted, state.errors) == (["cart", "order_texts"], {})
            assert state.fields == {
                "locale": "de_DE",
                "time_zone": "Europe/Berlin",
                "text_phone": "+4915123456789",
            }
            await one.fire(MessagesState.save({**form, "cart": None}))
            state = await one.state(MessagesState)
            assert (state.wanted, state.fields["text_phone"]) == ([], "")

    asyncio.run(run())


@pytest.mark.parametrize("payment", ["nonsense", "0190a0de-0000-7000-8000-000000000001"])
def test_a_payment_that_is_not_theirs_is_not_shown(database, payment: str):
    async def run():
        async with tab() as one:
            one.cookie, one.path = f"{cookies.SESSION_COOKIE}={token_of()}", f"/account/payments/{payment}"
            await one.fire(AskedPaymentState.load())
            state = await one.state(AskedPaymentState)
            assert (state.ready, state.missing, state.amount) == (True, True, "")

    asyncio.run(run())
