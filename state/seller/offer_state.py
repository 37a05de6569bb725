"""One offer in a panel: its price, whether it is on sale, its stock per warehouse."""

from dataclasses import dataclass
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from app import routes
from backend.catalog import service as catalog
from backend.catalog.errors import OfferNotFound
from backend.catalog.schemas import SellerProductRow
from backend.identity.schemas import Actor
from backend.inventory import service as inventory
from backend.inventory.schemas import StockLevel
from backend.kit import ids
from backend.kit.errors import InvalidInput
from state import effects, gateway
from state.permission import allow, current_actor
from state.seller.amounts import minor_of, minor_or_none, pieces_of, typed
from state.seller.panel import SellerPanel
from state.seller.products_state import ProductsState
from state.seller.seller_state import SELLING, seller_of
from state.typed_numbers import whole


@dataclass(frozen=True)
class Shelf:
    """What one warehouse has of the offer in the panel."""

    warehouse_id: str
    name: str
    on_hand: str
    reserved: str
    available: str


class OfferState(SellerPanel, rx.State):
    """The offer in the panel."""

    offer_id: str = ""
    version: str = ""
    title: str = ""
    options: str = ""
    sku: str = ""
    picture: str = ""
    product_href: str = ""
    is_active: bool = True
    price: str = ""
    was: str = ""
    limit: str = ""
    shelves: list[Shelf] = []
    available: str = ""

    @allow(*SELLING)
    async def show(self, offer_id: UUID):
        """Open the panel for one of the seller's offers."""
        self._show(*await gateway.read(_offer, await seller_of(self), offer_id, current_actor()))
        self.open = True

    @allow(*SELLING)
    async def save_price(self, form: dict[str, str]):
        """Change price and former price."""
        price = minor_of(form.get("price", ""), "price")
        was = minor_or_none(form.get("compare_at", ""), "compare_at")
        await gateway.call(
            catalog.set_price,
            UUID(self.offer_id),
            seller_id=await seller_of(self),
            price_minor=price,
            compare_at_minor=was,
            actor=current_actor(),
        )
        return await self._saved("The price is changed")

    @allow(*SELLING)
    async def save_limit(self, form: dict[str, str]):
        """Say how many pieces one order may take; nothing typed lifts the limit."""
        text = form.get("max_per_order", "").strip()
        limit = whole(text, 0, 99)
        if text and limit is None:
            raise InvalidInput("Write a whole number from 1 to 99, or nothing.", field="max_per_order")
        await gateway.call(
            catalog.set_order_limit,
            UUID(self.offer_id),
            seller_id=await seller_of(self),
            max_per_order=limit,
            actor=current_actor(),
        )
        return await self._saved(f"One order takes at most {limit}" if text else "The limit is lifted")

    @allow(*SELLING)
    async def switch(self):
        """Put the offer on sale, or take it off."""
        await gateway.call(
            catalog.set_active,
            UUID(self.offer_id),
            seller_id=await seller_of(self),
            is_active=not self.is_active,
            actor=current_actor(),
        )
        return await self._saved("The offer is off sale" if self.is_active else "The offer is on sale")

    @allow(*SELLING)
    async def save_stock(self, form: dict[str, str]):
        """Take over a count per warehouse."""
        known = {shelf.warehouse_id: shelf.on_hand for shelf in self.shelves}
        counted = {
            UUID(key): pieces_of(text, key)
            for key, text in form.items()
            if key in known and text.strip() != known[key]
        }
        seller_id = await seller_of(self)
        await gateway.call(_count, seller_id, UUID(self.offer_id), counted, current_actor())
        return await self._saved("The stock is counted" if counted else "Nothing has changed")

    async def _saved(self, message: str):
        self._show(*await gateway.call(_offer, await seller_of(self), UUID(self.offer_id), current_actor()))
        return [effects.toast(message, key="offer"), ProductsState.load]

    def _show(self, row: SellerProductRow, levels: list[Shelf], available: int) -> None:
        self.offer_id, self.version = str(row.offer_id), str(ids.new_id())
        self.title, self.options, self.sku = row.title, row.options_text, row.sku
        self.picture, self.product_href = row.picture_key, routes.product(row.product_slug, variant=row.sku)
        self.is_active = row.is_active
        self.price, self.was = typed(row.price_minor), typed(row.compare_at_minor)
        self.limit = str(row.max_per_order or "")
        self.shelves, self.available = levels, f"{available:,}"
        self.refusal, self.refusal_field = "", ""


def _offer(
    session: Session, seller_id: UUID, offer_id: UUID, actor: Actor
) -> tuple[SellerProductRow, list[Shelf], int]:
    row = own_offer(session, seller_id, offer_id, actor)
    levels: dict[UUID, StockLevel] = {
        level.warehouse_id: level for level in inventory.stock_levels(session, [offer_id])
    }
    shelves = []
    for place in inventory.warehouses(session):
        level = levels.get(place.id)
        on_hand, reserved, free = (level.on_hand, level.reserved, level.available) if level else (0, 0, 0)
        shelves.append(
            Shelf(str(place.id), f"{place.name} ({place.code})", str(on_hand), str(reserved), str(free))
        )
    return row, shelves, inventory.availability(session, [offer_id])[offer_id]


def own_offer(session: Session, seller_id: UUID, offer_id: UUID, actor: Actor) -> SellerProductRow:
    """An offer of this seller. Raises OfferNotFound, for another seller's offer as well."""
    rows, _ = catalog.list_products_of_seller(session, seller_id, offer_id=offer_id, actor=actor)
    if not rows:
        raise OfferNotFound("There is no such offer among your products.")
    return rows[0]


def _count(session: Session, seller_id: UUID, offer_id: UUID, counted: dict[UUID, int], actor: Actor) -> None:
    row = own_offer(session, seller_id, offer_id, actor)
    levels = inventory.stock_levels(session, [offer_id])
    item_id = (
        levels[0].stock_item_id
        if levels
        else inventory.put_stock_item(
            session,
            seller_id=seller_id,
            sku=row.sku,
            barcode=row.barcode,
            weight_grams=row.weight_grams,
            offer_id=offer_id,
        )
    )
    for warehouse_id, pieces in sorted(counted.items()):
        inventory.set_on_hand(
            session,
            stock_item_id=item_id,
            warehouse_id=warehouse_id,
            counted=pieces,
            idempotency_key=f"seller-count:{ids.new_id()}",
            actor=actor,
        )
