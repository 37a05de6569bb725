"""A seller's offers: search and table by address."""

from dataclasses import dataclass
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from app import routes
from backend.catalog import service as catalog
from backend.catalog.schemas import SellerProductRow
from backend.identity.schemas import Actor
from backend.inventory import service as inventory
from state import gateway
from state.permission import allow, current_actor
from state.seller.amounts import shown
from state.seller.seller_state import SELLING, seller_of
from state.table import PER_PAGE, Table

_SALE = {"on": True, "off": False}


@dataclass(frozen=True)
class OfferLine:
    """An offer in the table."""

    id: str
    title: str
    options: str
    sku: str
    picture: str
    price: str
    was: str
    available: str
    stock_tone: str
    limit: str
    is_active: bool
    href: str


class ProductsState(Table, rx.State):
    """The table of the address; its status is whether an offer is on sale."""

    rows: list[OfferLine] = []

    @allow(*SELLING)
    async def load(self):
        """The offers that the address asks for."""
        page = self._asked(_SALE, named="sale", most_text=80)
        self.rows, total = await gateway.read(
            _offers, await seller_of(self), self.text, _SALE.get(self.status), page, current_actor()
        )
        self.chips = [
            (word, _address(status=value, q=self.text), value == self.status)
            for word, value in (("All", ""), ("On sale", "on"), ("Off sale", "off"))
        ]
        return self._shown(page, total, "offer", _address)

    @allow(*SELLING)
    async def search(self, form: dict[str, str]):
        """Go to the offers with these words."""
        return rx.redirect(_address(q=form.get("q", "").strip()[:80], status=self.status))


def _address(*, status: str, q: str, page: int = 0) -> str:
    return routes.seller_products(q=q, sale=status, page=page or "")


def _offers(
    session: Session, seller_id: UUID, text: str, is_active: bool | None, page: int, actor: Actor
) -> tuple[list[OfferLine], int]:
    rows, total = catalog.list_products_of_seller(
        session, seller_id, text=text, is_active=is_active, page=page, size=PER_PAGE, actor=actor
    )
    available = inventory.availability(session, [row.offer_id for row in rows])
    return [_line(row, available[row.offer_id]) for row in rows], total


def _line(row: SellerProductRow, available: int) -> OfferLine:
    return OfferLine(
        id=str(row.offer_id),
        title=row.title,
        options=row.options_text,
        sku=row.sku,
        picture=row.picture_key,
        price=shown(row.price_minor, row.currency),
        was=shown(row.compare_at_minor, row.currency) if row.compare_at_minor else "",
        available=f"{available:,}",
        stock_tone="negative" if available == 0 else "notice" if available <= 5 else "neutral",
        limit=str(row.max_per_order or ""),
        is_active=row.is_active,
        href=routes.product(row.product_slug, variant=row.sku),
    )
