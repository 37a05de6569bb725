"""What every page of the shop shares: the header's facts, suggestions, and adding to the cart."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from app import routes
from backend.analytics.schemas import EventKind
from backend.cart import service as cart
from backend.cart.schemas import CartOwner, CartView
from backend.catalog.schemas import CategoryView
from backend.identity.schemas import Actor
from backend.pricing import currencies
from backend.search import service as search
from backend.search.schemas import Suggestion
from backend.storefront import in_currency
from backend.storefront.in_currency import Conversion
from state import effects, gateway
from state.permission import EVERYONE, allow, current_actor
from state.shop.cart_settling import add
from state.shop.shown_currency import USUAL, USUAL_CHOICE, choices_of, note_of, wanted_currency
from state.shop.tracking import observe

_NOTES = {"category": "Category", "product": "Product", "query": ""}


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the frame of a page needs to know, asked for at once."""

    categories: tuple[CategoryView, ...]
    currency: str
    currencies: tuple[str, ...]
    conversion: Conversion | None


def _frame(session: Session, wanted: str) -> _Frame:
    return _Frame(
        tuple(search.categories(session)),
        in_currency.shown(session, wanted),
        currencies.currencies(session),
        in_currency.conversion(session, wanted),
    )


def owner_of(actor: Actor) -> CartOwner:
    """Whose cart the actor of a handler fills."""
    return CartOwner(person_id=actor.person_id, visitor_id=None if actor.person_id else actor.visitor_id)


class ShopState(rx.State):
    """`load` stands in the ON_LOAD of every shop page, before the page's own."""

    cart_count: int = 0
    departments: list[tuple[str, str]] = []
    suggestions: list[dict[str, str]] = []
    currency: str = USUAL
    currencies: list[tuple[str, str]] = USUAL_CHOICE
    currency_note: str = ""
    _is_counted: bool = False

    @allow(EVERYONE)
    async def load(self):
        """The header: departments and how much is in the cart; the visit is counted once per tab."""
        actor = current_actor()
        known = await gateway.read(_frame, wanted_currency(self))
        departments = departments_of(known.categories)
        if departments != self.departments:
            self.departments = departments
        self._show_currency(known)
        if actor.person_id or actor.visitor_id:
            count = await gateway.call(cart.count, owner_of(actor))
            if count != self.cart_count:
                self.cart_count = count
        if not self._is_counted:
            self._is_counted = True
            observe(self, EventKind.VISIT, path=self.router.url.path)

    @allow(EVERYONE, temporal=True)
    async def count_again(self):
        """Another tab may have changed the cart while this one was out of sight."""
        actor = current_actor()
        if actor.person_id or actor.visitor_id:
            count = await gateway.call(cart.count, owner_of(actor))
            if count != self.cart_count:
                self.cart_count = count

    @allow(EVERYONE, background=True, supersedes=True)
    async def suggest(self, text: str):
        """What the search box offers; the latest keystroke wins."""
        found = await gateway.read(search.suggest, text[:120])
        async with self:
            self.suggestions = [_line(one) for one in found]

    @allow(EVERYONE)
    async def add_to_cart(self, offer_id: UUID, quantity: int, operation_id: str):
        """Put units of an offer into the cart; a repeated `operation_id` changes nothing."""
        view = await gateway.call(
            add,
            owner_of(current_actor()),
            offer_id=offer_id,
            quantity=quantity,
            operation_id=operation_id,
            currency=wanted_currency(self),
        )
        self.cart_count = view.count
        line = next(one for one in view.lines if one.offer_id == offer_id)
        observe(self, EventKind.ADD_TO_CART, offer_id=str(offer_id), quantity=quantity)
        return effects.toast(
            _added(view, quantity),
            detail=f"{line.title}{f', {line.options_text}' if line.options_text else ''}",
            tone="notice" if view.changes else "positive",
            action_label="View cart",
            action_href=routes.cart(),
            key="cart",
        )

    def _show_currency(self, known: _Frame) -> None:
        found = (known.currency or USUAL, choices_of(known.currencies), note_of(known.conversion))
        if found != (self.currency, self.currencies, self.currency_note):
            self.currency, self.currencies, self.currency_note = found


def departments_of(categories: Sequence[CategoryView]) -> list[tuple[str, str]]:
    """The departments for the line below the header, as (name, address)."""
    return [(one.name, routes.category(one.slug)) for one in categories if one.parent_id is None]


def _line(one: Suggestion) -> dict[str, str]:
    addresses = {"category": routes.category, "product": routes.product, "query": routes.search}
    return {"label": one.text, "href": addresses[one.kind](one.target), "note": _NOTES[one.kind]}


def _added(view: CartView, quantity: int) -> str:
    if view.changes:
        return view.changes[0].message
    return "Added to your cart" if quantity == 1 else f"{quantity} added to your cart"
