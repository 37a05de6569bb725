"""One purchase: the confirmation right after buying, the tracking page ever after."""

from datetime import timedelta

import reflex as rx
from sqlmodel import Session

from backend.fulfillment import service as fulfillment
from backend.fulfillment.schemas import ShipmentView
from backend.identity.schemas import Actor
from backend.kit import clock
from backend.kit.errors import NotFound
from backend.kit.money import format_minor
from backend.orders import service as orders
from backend.orders.schemas import PurchaseView
from state import gateway
from state.account.order_view import Parcel, moment, parcel_of, payment_words, totals_of
from state.permission import EVERYONE, allow, current_actor
from state.shop.address_form import lines_of

_JUST_NOW = timedelta(minutes=15)


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
    payment: str = ""
    transfer_reference: str = ""
    parcels: list[Parcel] = []
    totals: list[tuple[str, str]] = []
    total: str = ""
    is_new: bool = False

    @allow(EVERYONE)
    async def load(self):
        """The purchase of the address."""
        url = self.router.url
        if url.path != self.path:
            self.ready, self.missing, self.path = False, False, url.path
            yield
        number, key = url.path.rpartition("/")[2], url.query_parameters.get("key") or None
        try:
            purchase, parcels = await gateway.call(_with_parcels, number, current_actor(), key)
        except NotFound:
            self.missing, self.ready = True, True
            return
        self._show(purchase, parcels)

    def _show(self, purchase: PurchaseView, parcels: dict[str, ShipmentView]) -> None:
        self.purchase_number, self.placed = purchase.number, moment(purchase.placed_at)
        self.title = f"Order {purchase.number} · Agora"
        self.is_new = clock.now() - purchase.placed_at < _JUST_NOW
        self.heading = "Thank you. Your order is placed." if self.is_new else f"Order {purchase.number}"
        self.email, self.address_lines = purchase.email, lines_of(purchase.address)
        self.payment, self.transfer_reference = payment_words(purchase), purchase.transfer_reference or ""
        self.parcels = [parcel_of(order, parcels.get(str(order.id))) for order in purchase.orders]
        self.totals, self.total = (
            totals_of(purchase),
            format_minor(purchase.totals.total_minor, purchase.currency),
        )
        self.ready, self.missing = True, False


def _with_parcels(
    session: Session, number: str, actor: Actor, key: str | None
) -> tuple[PurchaseView, dict[str, ShipmentView]]:
    purchase = orders.purchase_by_number(session, number, actor=actor, access_token=key)
    found = fulfillment.shipments(session, [order.id for order in purchase.orders])
    return purchase, {str(order_id): shipment for order_id, shipment in found.items()}
