"""The address book."""

from __future__ import annotations

import reflex as rx

from components.account.address_book import address_book
from pages.shop.frame import FRAME_LOAD, framed
from state.account.addresses_state import AddressesState

ON_LOAD = [*FRAME_LOAD, AddressesState.load]
TITLE = "Your addresses · Agora"
META = [{"name": "robots", "content": "noindex"}]


def page() -> rx.Component:
    """What the address shows."""
    return framed(address_book(), tall=True)
