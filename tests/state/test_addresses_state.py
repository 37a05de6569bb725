"""The address book in a tab."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import app.app  # noqa: F401 -- rehydration needs an rx.App
from backend.identity import cookies
from state.account.addresses_state import AddressesState
from tests.factories.sessions import token_of
from tests.state.processor import tab

ROME = {
    "name": "Ada",
    "line1": "Via Uno 1",
    "city": "Roma",
    "region": "RM",
    "postcode": "00118",
    "country": "IT",
}


def test_an_address_is_written_changed_made_default_and_removed(database):
    async def run():
        async with tab() as one:
            one.cookie, one.path = f"{cookies.SESSION_COOKIE}={token_of()}", "/account/addresses"
            await one.fire(AddressesState.load())
            await one.fire(AddressesState.write(""))
            await one.fire(AddressesState.choose_country("IT"))
            await one.fire(AddressesState.save_address({**ROME, "region": ""}))
            state = await one.state(AddressesState)
            assert (state.errors, state.cards, state.is_open) == (
                {"region": "Please choose a province."},
                [],
                True,
            )
            assert state.format.region_name == "Province"
            await one.fire(AddressesState.save_address(ROME))
            await one.fire(AddressesState.write(""))
            await one.fire(AddressesState.save_address({**ROME, "line1": "Via Due 2", "is_default": False}))
            state = await one.state(AddressesState)
            assert [(card.lines[1], card.is_default) for card in state.cards] == [
                ("Via Uno 1", True),
                ("Via Due 2", False),
            ]
            first, second = (card.id for card in state.cards)
            await one.fire(AddressesState.make_default(second))
            await one.fire(AddressesState.remove(first))
            state = await one.state(AddressesState)
            assert [(card.lines, card.is_default) for card in state.cards] == [
                (["Ada", "Via Due 2", "00118 Roma RM", "Italy"], True)
            ]
            await one.fire(AddressesState.remove(str(uuid4())))
            state = await one.state(AddressesState)
            assert state.refusal == "This address is not in your book any more."
            assert len(state.cards) == 1

    asyncio.run(run())
