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
from state import effects, gateway
from state.paging import page_of, page_steps
from state.permission import allow, current_actor
from state.seller.amounts import shown
from state.seller.seller_state import SELLING, seller_of

_PER_PAGE = 25
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
    is_active: bool
    href: str


class ProductsState(rx.State):
    """The table of the address."""

    ready: bool = False
    refusal: str = ""
    text: str = ""
    sale: str = ""
    chips: list[tuple[str, str, bool]] = []
    rows: list[OfferLine] = []
    count_words: str = ""
    pages: list[tuple[str, str, bool]] = []
    previous: str = ""
    following: str = ""

    @allow(*SELLING)
    async def load(self):
        """The offers that the address asks for."""
        query = self.router.url.query_parameters
        self.text, self.sale = query.get("q", "")[:80], query.get("sale", "")
        self.sale = self.sale if self.sale in _SALE else ""
        page = page_of(query.get("page", ""))
        rows, total = await gateway.read(
            _offers, await seller_of(self), self.text, _SALE.get(self.sale), page, current_actor()
        )
        self.rows = rows
        self.chips = [
            (word, routes.seller_products(q=self.text, sale=value), value == self.sale)
            for word, value in (("All", ""), ("On sale", "on"), ("Off sale", "off"))
        ]
        self.count_words = f"{total:,} offer{'' if total == 1 else 's'}"
        self.pages, self.previous, self.following = page_steps(
            page,
            -(-total // _PER_PAGE),
            lambda number: routes.seller_products(q=self.text, sale=self.sale, page=number),
        )
        self.ready = True
        yield effects.announce(self.count_words)

    @allow(*SELLING)
    async def search(self, form: dict[str, str]):
        """Go to the offers with these words."""
        return rx.redirect(routes.seller_products(q=form.get("q", "").strip()[:80], sale=self.sale))


def _offers(
    session: Session, seller_id: UUID, text: str, is_active: bool | None, page: int, actor: Actor
) -> tuple[list[OfferLine], int]:
    rows, total = catalog.list_products_of_seller(
        session, seller_id, text=text, is_active=is_active, page=page, size=_PER_PAGE, actor=actor
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
        is_active=row.is_active,
        href=routes.product(row.product_slug, variant=row.sku),
    )
