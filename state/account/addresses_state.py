"""The address book of the signed-in person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

import reflex as rx
from pydantic import Field

from backend.identity import address_book
from backend.identity.schemas import AddressView
from state import effects, gateway
from state.permission import PERSON, allow, current_actor
from state.shop.address_form import FormatView, blank, checked, format_of, lines_of, typed

Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Entry = UUID | Literal[""]
FORM = "address-form"


@dataclass(frozen=True)
class AddressCard:
    """An entry with its lines as they stand on a label."""

    id: str
    lines: list[str]
    phone: str
    is_default: bool


class AddressesState(rx.State):
    """All entries (at most 50), and the form of one of them; `entry` is empty for a new one."""

    ready: bool = False
    cards: list[AddressCard] = []
    entry: str = ""
    is_open: bool = False
    fields: dict[str, str] = {"country": "US"}
    errors: dict[str, str] = {}
    country: str = "US"
    format: FormatView = format_of("US")
    refusal: str = ""

    @allow(PERSON)
    async def load(self):
        """Read the book."""
        self._show(await gateway.read(address_book.list_addresses, actor=current_actor()))
        self.is_open, self.ready = False, True

    @allow(PERSON)
    async def write(self, entry: Entry):
        """Open the form: for a new address, or for one of the book."""
        actor = current_actor()
        self.errors, self.refusal, self.entry = {}, "", str(entry)
        book = {one.id: one.address for one in await gateway.call(address_book.list_addresses, actor=actor)}
        self.fields = book[entry].model_dump() if entry in book else blank(actor)
        self.country = self.fields["country"]
        self.format, self.is_open = format_of(self.country), True

    @allow(PERSON)
    async def choose_country(self, country: Country):
        """The fields that this country needs."""
        self.country, self.format = country, format_of(country)

    @allow(PERSON)
    async def closed(self):
        """The form was closed without saving."""
        self.is_open = False

    @allow(PERSON)
    async def save_address(self, form: dict[str, str | bool | None]):
        """Check the form and keep the address."""
        actor = current_actor()
        self.fields, self.refusal = typed(form), ""
        address, self.errors = checked({**self.fields, "email": actor.email})
        if address is None:
            return rx.set_focus(f"{FORM}-{next(iter(self.errors))}")
        chosen = {"is_default": bool(form.get("is_default")), "actor": actor}
        if self.entry:
            await gateway.call(address_book.change_address, UUID(self.entry), address, **chosen)
        else:
            await gateway.call(address_book.save_address, address, **chosen)
        await self._read()
        self.is_open = False
        return effects.toast("Your address book is up to date.")

    @allow(PERSON)
    async def remove(self, entry: UUID):
        """Take it out of the book."""
        await gateway.call(address_book.remove_address, entry, actor=current_actor())
        await self._read()
        return effects.toast("The address is removed. Orders that are on their way are not changed.")

    @allow(PERSON)
    async def make_default(self, entry: UUID):
        """Fill this one in first from now on."""
        actor = current_actor()
        book = {one.id: one.address for one in await gateway.call(address_book.list_addresses, actor=actor)}
        if entry in book:
            await gateway.call(address_book.change_address, entry, book[entry], is_default=True, actor=actor)
        await self._read()

    async def _read(self) -> None:
        self._show(await gateway.call(address_book.list_addresses, actor=current_actor()))

    def _show(self, book: tuple[AddressView, ...]) -> None:
        self.cards = [
            AddressCard(
                id=str(one.id),
                lines=lines_of(one.address.model_dump()),
                phone=one.address.phone,
                is_default=one.is_default,
            )
            for one in book
        ]
