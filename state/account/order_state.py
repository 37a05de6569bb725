"""One purchase: the confirmation right after buying, the tracking page ever after."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from backend.fulfillment import service as fulfillment
from backend.fulfillment.schemas import ShipmentView
from backend.identity.postal import checked_phone
from backend.identity.schemas import Actor
from backend.kit import clock
from backend.kit.errors import NotFound
from backend.kit.money import format_minor
from backend.notifications import service as notifications
from backend.orders import service as orders
from backend.orders.documents import issuing as documents
from backend.orders.schemas import DocumentView, PurchaseView, ReturnOptions, ReturnView
from backend.payments import tenders
from backend.payments.schemas import TenderView
from state import gateway
from state.account.order_view import Parcel, paid_by, papers_of, parcel_of, totals_of
from state.account.reader_clock import clock_of
from state.permission import EVERYONE, allow, current_actor
from state.shop.address_form import lines_of

_JUST_NOW = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class WholeOrder:
    """A purchase with everything that its page shows."""

    purchase: PurchaseView
    tenders: tuple[TenderView, ...]
    shipments: dict[UUID, tuple[ShipmentView, ...]]
    returns: tuple[ReturnView, ...]
    options: dict[UUID, ReturnOptions]
    papers: tuple[DocumentView, ...]


class OrderState(rx.State):
    """Its buyer sees it: the person who is signed in, or a guest who has the key of the address."""

    ready: bool = False
    missing: bool = False
    path: str = ""
    title: str = "Your order · Agora"
    heading: str = ""
    purchase_number: str = ""
    placed: str = ""
    email: str = ""
    address_lines: list[str] = []
    phone: str = ""
    text_phone: str = ""
    texts_are_offered: bool = False
    paid_by: list[tuple[str, str]] = []
    transfer_reference: str = ""
    parcels: list[Parcel] = []
    totals: list[tuple[str, str]] = []
    total: str = ""
    is_new: bool = False
    is_by_key: bool = False
    may_readdress: bool = False

    number: str = ""
    _key: str = ""

    @allow(EVERYONE)
    async def load(self):
        """The purchase of the address."""
        url = self.router.url
        if url.path != self.path:
            self.ready, self.missing, self.path = False, False, url.path
            yield
        self.number = url.path.rpartition("/")[2]
        self._key = url.query_parameters.get("key", "")
        self.is_by_key = bool(self._key)
        await self._read()

    @allow(EVERYONE, temporal=True)
    async def refresh(self):
        """What happened to it in the meantime."""
        if self.ready and not self.missing:
            await self._read()

    async def _read(self) -> None:
        try:
            found = await gateway.call(_whole, self.number, current_actor(), self._key or None)
        except NotFound:
            self.missing, self.ready = True, True
            return
        self._show(found)

    def _show(self, found: WholeOrder) -> None:
        purchase = found.purchase
        reader = clock_of(purchase)
        self.purchase_number, self.placed = purchase.number, reader.moment(purchase.placed_at)
        self.title = f"Order {purchase.number} · Agora"
        is_ahead = any(one.status in {"pending", "processing"} for one in purchase.orders)
        self.is_new = is_ahead and clock.now() - purchase.placed_at < _JUST_NOW
        self.heading = "Thank you. Your order is placed." if self.is_new else f"Order {purchase.number}"
        self.email, self.address_lines = purchase.email, lines_of(purchase.address)
        self.phone = purchase.address.get("phone", "")
        self.text_phone = checked_phone(purchase.text_phone, country="") if purchase.text_phone else ""
        self.texts_are_offered = notifications.texts_are_offered()
        self.paid_by = paid_by(purchase, found.tenders)
        self.transfer_reference = purchase.transfer_reference or ""
        parcels = [
            parcel_of(
                order,
                found.shipments.get(order.id, ()),
                reader,
                returns=found.returns,
                options=found.options.get(order.id),
                papers=papers_of(order.id, found.papers, self._paper),
            )
            for order in purchase.orders
        ]
        if parcels != self.parcels:
            self.parcels = parcels
        self.may_readdress = all(
            one.status == "cancelled" or (one.is_changeable and one.status != "partly_shipped")
            for one in purchase.orders
        )
        self.may_readdress = self.may_readdress and any(one.is_changeable for one in purchase.orders)
        self.totals, self.total = (
            totals_of(purchase),
            format_minor(purchase.totals.total_minor, purchase.currency),
        )
        self.ready, self.missing = True, False

    def _paper(self, paper_number: str) -> str:
        key = f"?key={self._key}" if self._key else ""
        return f"/api/v1/papers/{paper_number}.pdf{key}"


def _whole(session: Session, number: str, actor: Actor, key: str | None) -> WholeOrder:
    purchase = orders.purchase_by_number(session, number, actor=actor, access_token=key)
    who = {"actor": actor, "access_token": key}
    delivered = [one.id for one in purchase.orders if any(item.delivered for item in one.items)]
    return WholeOrder(
        purchase=purchase,
        tenders=tenders.of_checkout(session, purchase.checkout_id),
        shipments=fulfillment.shipments(session, [one.id for one in purchase.orders]),
        returns=orders.returns_of_purchase(session, number, **who),
        options={one: orders.return_options(session, one, **who) for one in delivered},
        papers=documents.documents_of_purchase(session, number, **who),
    )
