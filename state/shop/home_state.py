"""The front page: departments as pictures, then shelves with their reason."""

from dataclasses import dataclass

import reflex as rx

from backend.storefront import in_currency
from backend.storefront.schemas import HomePage
from state import gateway
from state.permission import EVERYONE, allow
from state.shop.cards import Card, cards_of
from state.shop.shown_currency import wanted_currency


@dataclass(frozen=True)
class Department:
    """A department as a picture."""

    name: str
    slug: str
    picture: str


@dataclass(frozen=True)
class ShelfRow:
    """A row of cards; `link` leads to more."""

    title: str
    link: str
    cards: list[Card]


class HomeState(rx.State):
    """What the front page shows below its lead."""

    ready: bool = False
    departments: list[Department] = []
    shelves: list[ShelfRow] = []

    @allow(EVERYONE)
    async def load(self):
        """Departments and shelves."""
        page = await gateway.read(in_currency.home, wanted_currency(self))
        self.departments = departments_of(page)
        self.shelves = [
            ShelfRow(shelf.title, shelf.link, cards_of(shelf.cards[:_PER_SHELF])) for shelf in page.shelves
        ]
        self.ready = True


_PER_SHELF = 8


def departments_of(page: HomePage) -> list[Department]:
    """The departments in the order of the tree."""
    return [Department(one.name, one.slug, one.picture_key) for one in page.departments]
