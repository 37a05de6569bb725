"""Seller central's front page: what is to do, what sells, what runs out."""

from dataclasses import dataclass
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from app import routes
from backend.analytics import service as analytics
from backend.analytics.schemas import SellerSales
from backend.catalog import service as catalog
from backend.identity.schemas import Actor
from backend.inventory import service as inventory
from backend.kit import clock
from backend.kit.money import format_minor
from backend.orders import service as orders
from backend.orders.schemas import OrderPage, OrderStatus
from state import gateway
from state.permission import allow, current_actor
from state.seller.order_words import OrderLine, order_line
from state.seller.seller_clock import SellerClock, clock_of
from state.seller.seller_state import SELLING, seller_of

_LOW = 5


@dataclass(frozen=True)
class Scarce:
    """An offer that runs out."""

    title: str
    options: str
    picture: str
    left: str
    is_gone: bool
    href: str


@dataclass(frozen=True)
class Best:
    """A product that sells."""

    title: str
    picture: str
    units: str
    goods: str


@dataclass(frozen=True)
class Dashboard:
    """What the page shows."""

    sales: SellerSales
    waiting: OrderPage
    scarce: list[Scarce]
    hours: SellerClock


class DashboardState(rx.State):
    """The last 30 days and the present of one seller."""

    ready: bool = False
    refusal: str = ""
    today: str = ""
    today_change: str = ""
    sales: str = ""
    sales_change: str = ""
    sales_tone: str = "neutral"
    points: list[float] = []
    order_count: str = ""
    to_ship: str = ""
    to_ship_note: str = ""
    to_ship_tone: str = "neutral"
    waiting: list[OrderLine] = []
    scarce: list[Scarce] = []
    scarce_count: str = ""
    best: list[Best] = []

    @allow(*SELLING)
    async def load(self):
        """Everything, in one transaction."""
        self._show(await gateway.call(dashboard, await seller_of(self), current_actor()))

    def _show(self, found: Dashboard) -> None:
        sales, waiting = found.sales, found.waiting
        self.today = format_minor(sales.goods_today_minor, sales.currency)
        self.today_change = orders_words(sales.orders_today, "so far today (UTC)")
        self.sales = format_minor(sales.goods_minor, sales.currency)
        self.sales_change, self.sales_tone = change_words(sales.goods_minor, sales.previous_minor)
        self.points = list(sales.daily_minor)
        self.order_count = f"{sales.orders:,}"
        self.to_ship = f"{waiting.by_status.get(OrderStatus.PROCESSING, 0):,}"
        self.waiting = [order_line(row, clock.now(), found.hours) for row in waiting.rows]
        first = self.waiting[0] if self.waiting else None
        self.to_ship_note = (
            f"{'Late since' if first.is_late else 'Next due'} {first.ship_by}" if first else ""
        )
        self.to_ship_tone = "negative" if first and first.is_late else "neutral"
        self.scarce = found.scarce
        self.scarce_count = f"{len(found.scarce)}{'+' if len(found.scarce) == _MOST_SCARCE else ''}"
        self.best = [
            Best(one.title, one.picture_key, f"{one.units:,}", format_minor(one.goods_minor, sales.currency))
            for one in sales.best
        ]
        self.ready = True


_MOST_SCARCE = 8


def dashboard(session: Session, seller_id: UUID, actor: Actor) -> Dashboard:
    """What the front page of seller central reads. Ten statements at most."""
    waiting = orders.list_for_seller(
        session, seller_id, status=OrderStatus.PROCESSING, most_urgent_first=True, size=6, actor=actor
    )
    low = inventory.low_stock(session, seller_id, at_most=_LOW, limit=_MOST_SCARCE, actor=actor)
    names = catalog.sellable_offers(session, [one.offer_id for one in low])
    scarce = [
        Scarce(
            title=names[one.offer_id].title,
            options=names[one.offer_id].options_text,
            picture=names[one.offer_id].picture_key,
            left=f"{one.available} left" if one.available else "Sold out",
            is_gone=one.available == 0,
            href=routes.seller_products(q=names[one.offer_id].sku),
        )
        for one in low
        if one.offer_id in names
    ]
    sales = analytics.seller_sales(session, seller_id, actor=actor)
    return Dashboard(sales, waiting, scarce, clock_of(session, seller_id, actor))


def orders_words(number: int, when: str) -> str:
    """`3 orders so far today`."""
    return f"{number:,} order{'' if number == 1 else 's'} {when}"


def change_words(now: int, before: int) -> tuple[str, str]:
    """The change against the 30 days before, and whether it is good."""
    if before == 0:
        return "Nothing in the 30 days before", "neutral"
    tenths = (abs(now - before) * 2000 + before) // (2 * before)
    direction, tone = ("up", "positive") if now >= before else ("down", "negative")
    return f"{tenths // 10}.{tenths % 10} % {direction} on the 30 days before", tone
