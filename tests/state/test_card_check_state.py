"""On an order's page the shopper types the card once more; what the browser says is never believed."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import Engine

import app.app  # noqa: F401 -- rehydration needs an rx.App
from state.account.card_check_state import CardCheckState
from tests.jobs.test_card_checks import Guest, rows, typed
from tests.stand_in import StandIn
from tests.state.processor import tab

pytestmark = pytest.mark.usefixtures("database", "redis_db")


def seen(path: str, *events):
    async def run():
        async with tab() as one:
            one.path = path
            for event in events:
                if callable(event):
                    event(await one.state(CardCheckState))
                else:
                    await one.fire(event)
            return await one.state(CardCheckState), one

    return asyncio.run(run())


def test_a_guest_confirms_on_the_page_that_the_key_opens(database: Engine, stand_in: StandIn):
    guest = Guest(database)
    place = f"/orders/{guest.number}?key={guest.key}"

    def in_the_browser(page: CardCheckState) -> None:
        assert (page.outcome, page.amount, page.is_busy, page.attempt) == ("asked", "$1.00", True, 1)
        typed(stand_in, page.client_secret.partition("_secret")[0], page.client_secret)

    begun = (CardCheckState.load(), CardCheckState.confirm())
    page, _ = seen(place, *begun, CardCheckState.card_answered("ok", ""))
    assert (page.outcome, page.refusal) == (
        "asked",
        "Your bank did not confirm this card. Please try again with the card that you paid with.",
    )
    page, _ = seen(place, *begun, CardCheckState.card_answered("failed", "Your card was declined."))
    assert (page.outcome, page.refusal, page.is_busy) == ("asked", "Your card was declined.", False)
    page, _ = seen(place, *begun, in_the_browser, CardCheckState.card_answered("ok", ""))
    assert (page.outcome, page.refusal, page.client_secret) == ("answered", "", "")
    found = rows(database, "SELECT status FROM payment WHERE is_off_session")
    assert found == [("authorised",)]


def test_without_the_key_nothing_is_asked_or_opened(database: Engine, stand_in: StandIn):
    guest = Guest(database)
    for path in (f"/orders/{guest.number}", f"/orders/{guest.number}?key=x", "/orders/A-NONE"):
        page, _ = seen(
            path, CardCheckState.load(), CardCheckState.confirm(), CardCheckState.card_answered("ok", "")
        )
        assert (page.outcome, page.client_secret) == ("", "")
    assert rows(database, "SELECT count(*) FROM payment") == [(1,)]
