"""The cart's page."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

import reflex as rx
from pydantic import Field

from backend.analytics.schemas import EventKind
from backend.cart import service as cart
from backend.cart.schemas import CartLineView, CartView, SavedLineView
from backend.kit import ids
from backend.kit.money import format_minor
from backend.storefront import in_currency
from state import effects, gateway
from state.permission import EVERYONE, allow, current_actor
from state.shop.cards import Card, cards_of
from state.shop.cart_settling import add, bring_left, look_at
from state.shop.shop_state import ShopState, owner_of
from state.shop.shown_currency import note_of, wanted_currency
from state.shop.tracking import observe

Quantity = Annotated[int, Field(ge=0, le=99)]
OperationId = Annotated[str, Field(min_length=1, max_length=100)]


@dataclass(frozen=True)
class CartRow:
    """A line as the page draws it; `problem` says what keeps it from being bought as it is."""

    offer_id: str
    slug: str
    title: str
    options: str
    picture: str
    seller: str
    quantity: int
    largest: int
    unit: str
    total: str
    problem: str
    kind: str
    was: str = ""


@dataclass(frozen=True)
class SavedRow:
    """A line saved for later; `note` says what to know about its stock and price."""

    offer_id: str
    slug: str
    title: str
    options: str
    picture: str
    seller: str
    unit: str
    note: str
    kind: str
    can_move: bool


class CartState(rx.State):
    """Lines at present prices and what is wrong with them; the last removed line can come back."""

    ready: bool = False
    rows: list[CartRow] = []
    saved: list[SavedRow] = []
    related: list[Card] = []
    notices: list[str] = []
    units: int = 0
    count_words: str = ""
    subtotal: str = ""
    currency_note: str = ""
    has_problems: bool = False
    has_new_prices: bool = False
    removed: str = ""
    refusal: str = ""
    _products: tuple[UUID, ...] = ()
    _removed_offer: str = ""
    _removed_quantity: int = 0

    @allow(EVERYONE)
    async def load(self):
        """The cart as it is now."""
        self.removed = ""
        actor = current_actor()
        if actor.person_id or actor.visitor_id:
            owner = owner_of(actor)
            left = self.router.url.query_parameters.get("left", "")
            if left:
                await gateway.call(bring_left, owner, left, self.router.url.query_parameters.get("key", ""))
            view = await gateway.call(look_at, owner, wanted_currency(self))
            self._show(view)
            self.notices = [one.message for one in await gateway.call(cart.take_notices, owner)]
            self.currency_note = note_of(await gateway.read(in_currency.conversion, view.currency))
            await self._show_saved()
        self.ready = True
        await self._tell_header()
        yield
        self.related = cards_of(
            await gateway.read(in_currency.related_to, self._products, wanted_currency(self))
        )

    @allow(EVERYONE, temporal=True)
    async def look_again(self):
        """Another tab may have changed the cart while this one was out of sight."""
        actor = current_actor()
        if self.ready and (actor.person_id or actor.visitor_id):
            self._show(await gateway.call(look_at, owner_of(actor), wanted_currency(self)))
            await self._show_saved()
            await self._tell_header()

    @allow(EVERYONE)
    async def add_related(self, offer_id: UUID, operation_id: OperationId):
        """Put one of what the shelf below the lines shows into the cart."""
        view = await gateway.call(
            add,
            owner_of(current_actor()),
            offer_id=offer_id,
            quantity=1,
            operation_id=operation_id,
            currency=wanted_currency(self),
        )
        self._show(view)
        self.related = [one for one in self.related if one.offer_id != str(offer_id)]
        await self._tell_header()
        observe(self, EventKind.ADD_TO_CART, offer_id=str(offer_id), quantity=1)
        said = [effects.toast(change.message, tone="notice", key="cart") for change in view.changes]
        return [*said, effects.announce(f"Added. {self.count_words}, {self.subtotal}")]

    @allow(EVERYONE)
    async def set_quantity(self, offer_id: UUID, operation_id: OperationId, quantity: Quantity):
        """Make a line `quantity` units."""
        view = await gateway.call(
            cart.set_quantity,
            owner_of(current_actor()),
            offer_id=offer_id,
            quantity=quantity,
            operation_id=operation_id,
        )
        self._show(view)
        await self._tell_header()
        said = [effects.toast(change.message, tone="notice", key="cart") for change in view.changes]
        return [*said, effects.announce(f"{self.count_words}, {self.subtotal}")]

    @allow(EVERYONE)
    async def remove(self, offer_id: UUID, operation_id: OperationId):
        """Take a line out; it can be brought back until the page is left."""
        gone = next((row for row in self.rows if row.offer_id == str(offer_id)), None)
        view = await gateway.call(
            cart.remove, owner_of(current_actor()), offer_id=offer_id, operation_id=operation_id
        )
        self._show(view)
        if gone is not None:
            self.removed, self._removed_offer, self._removed_quantity = (
                gone.title,
                gone.offer_id,
                gone.quantity,
            )
        await self._tell_header()

    @allow(EVERYONE)
    async def save_for_later(self, offer_id: UUID, operation_id: OperationId):
        """Put a line aside."""
        owner = owner_of(current_actor())
        view = await gateway.call(cart.save_for_later, owner, offer_id=offer_id, operation_id=operation_id)
        self._show(view)
        await self._show_saved()
        await self._tell_header()
        return effects.announce("Saved for later")

    @allow(EVERYONE)
    async def move_back(self, offer_id: UUID, operation_id: OperationId):
        """Take a saved line into the cart again."""
        owner = owner_of(current_actor())
        view = await gateway.call(
            cart.move_back,
            owner,
            offer_id=offer_id,
            operation_id=operation_id,
            currency=await self._currency(),
        )
        self._show(view)
        await self._show_saved()
        await self._tell_header()
        said = [effects.toast(change.message, tone="notice", key="cart") for change in view.changes]
        return [*said, effects.announce(f"{self.count_words}, {self.subtotal}")]

    @allow(EVERYONE)
    async def drop_saved(self, offer_id: UUID, operation_id: OperationId):
        """Forget a saved line."""
        owner = owner_of(current_actor())
        await gateway.call(cart.drop_saved, owner, offer_id=offer_id, operation_id=operation_id)
        await self._show_saved()

    @allow(EVERYONE)
    async def undo(self):
        """Bring the last removed line back."""
        if self._removed_offer:
            view = await gateway.call(
                add,
                owner_of(current_actor()),
                offer_id=UUID(self._removed_offer),
                quantity=self._removed_quantity,
                operation_id=str(ids.new_id()),
                currency=wanted_currency(self),
            )
            self.removed, self._removed_offer = "", ""
            self._show(view)
            await self._tell_header()

    @allow(EVERYONE)
    async def accept_prices(self):
        """The new prices have been seen."""
        self._show(await gateway.call(cart.accept_prices, owner_of(current_actor())))

    def _show(self, view: CartView) -> None:
        self.rows = [row_of(line, view.currency) for line in view.lines]
        self._products = tuple(line.product_id for line in view.lines if line.product_id)
        self.units = view.count
        self.count_words = f"{view.count} item{'' if view.count == 1 else 's'}"
        self.subtotal = format_minor(view.subtotal_minor, view.currency)
        self.has_problems = view.has_problems
        self.has_new_prices = any(_has_moved(line) for line in view.lines)

    async def _show_saved(self) -> None:
        currency = await self._currency()
        saved = await gateway.call(cart.saved, owner_of(current_actor()), currency=currency)
        self.saved = [saved_row_of(line) for line in saved]

    async def _currency(self) -> str | None:
        """What an empty cart would be in; None for as the sellers ask."""
        wanted = wanted_currency(self)
        return await gateway.read(in_currency.shown, wanted) or None if wanted else None

    async def _tell_header(self) -> None:
        shop = await self.get_state(ShopState)
        if shop.cart_count != self.units:
            shop.cart_count = self.units


def row_of(line: CartLineView, currency: str) -> CartRow:
    """A line of the cart in words."""
    return CartRow(
        offer_id=str(line.offer_id),
        slug=line.product_slug,
        title=line.title,
        options=line.options_text,
        picture=line.picture_key,
        seller=line.seller_name,
        quantity=line.quantity,
        # A line that holds more than there is may only go down.
        largest=max(1, line.largest, line.quantity if line.available else 0),
        unit=format_minor(line.unit_price_minor, currency),
        total=format_minor(line.line_total_minor, currency),
        problem=line.problem or "",
        kind=line.problem_kind or "",
        was=format_minor(line.seen_price_minor, currency) if _has_moved(line) else "",
    )


def saved_row_of(line: SavedLineView) -> SavedRow:
    """A line saved for later in words."""
    return SavedRow(
        offer_id=str(line.offer_id),
        slug=line.product_slug,
        title=line.title,
        options=line.options_text,
        picture=line.picture_key,
        seller=line.seller_name,
        unit=format_minor(line.unit_price_minor, line.currency),
        note=line.note,
        kind=line.note_kind or "",
        can_move=line.can_move,
    )


def _has_moved(line: CartLineView) -> bool:
    return line.problem_kind != "gone" and line.unit_price_minor != line.seen_price_minor
