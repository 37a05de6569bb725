"""A seller's orders: chips with counts, search and table by address; a panel for one of them."""

from uuid import UUID

import reflex as rx
from sqlmodel import Session

from app import routes
from backend.delivery.service import window_text
from backend.fulfillment import service as fulfillment
from backend.fulfillment.schemas import ShipmentView
from backend.identity.schemas import Actor
from backend.kit import clock, ids
from backend.kit.errors import InvalidInput
from backend.kit.money import format_minor
from backend.orders import service as orders
from backend.orders.schemas import OrderPage, OrderStatus, SellerOrderView
from state import effects, gateway
from state.permission import allow, current_actor
from state.seller.order_words import (
    STATUS,
    Item,
    OrderLine,
    address_of,
    item_of,
    money_of,
    order_line,
    steps_of,
)
from state.seller.panel import SellerPanel
from state.seller.parcel_words import (
    LineLeft,
    SentParcel,
    carrier_of,
    grams_of,
    key_of,
    lines_left,
    sent_parcels,
    ship_label,
    ship_title,
    units_of,
)
from state.seller.seller_clock import SellerClock, clock_of
from state.seller.seller_state import SELLING, seller_of
from state.table import PER_PAGE, Table, chips_of
from state.typed_numbers import whole

PANEL = "order-panel"
REASONS = (
    ("Out of stock", "Out of stock"),
    ("Damaged before dispatch", "Damaged before dispatch"),
    ("The shopper asked for it", "The shopper asked for it"),
    ("The address cannot be served", "The address cannot be served"),
    ("Wrong price or description", "Wrong price or description"),
)


class SellerOrdersState(Table, rx.State):
    """The table of the address."""

    rows: list[OrderLine] = []

    @allow(*SELLING)
    async def load(self):
        """The orders that the address asks for."""
        page = self._asked(most_text=80)
        found, hours = await gateway.read(
            _listed, await seller_of(self), self.status, self.text, page, current_actor()
        )
        self.chips = chips_of(STATUS, found.by_status, self.status, routes.seller_orders, text=self.text)
        self.rows = [order_line(row, clock.now(), hours) for row in found.rows]
        return self._shown(page, found.total, "order", routes.seller_orders)

    @allow(*SELLING)
    async def search(self, form: dict[str, str]):
        """Go to the orders with these words."""
        return rx.redirect(routes.seller_orders(status=self.status, q=form.get("q", "").strip()[:80]))


class SellerOrderState(SellerPanel, rx.State):
    """The order in the panel."""

    version: str = ""
    order_id: str = ""
    number: str = ""
    word: str = ""
    tone: str = ""
    placed: str = ""
    promised: str = ""
    address: list[str] = []
    items: list[Item] = []
    money: list[tuple[str, str]] = []
    paid: str = ""
    steps: list[tuple[str, str, str, str]] = []
    parcels: list[SentParcel] = []
    left: list[LineLeft] = []
    leaving: dict[str, int] = {}
    ship_title: str = ""
    ship_words: str = ""
    may_cancel: bool = False

    @allow(*SELLING)
    async def show(self, order_id: UUID):
        """Open the panel for one of the seller's orders."""
        self._show(*await gateway.read(_order, await seller_of(self), order_id, current_actor()))
        self.open = True

    @allow(*SELLING)
    async def cancel(self, form: dict[str, str]):
        """Cancel the order in the panel, for a reason that the shopper reads."""
        reason, more = form.get("reason", "").strip(), form.get("more", "").strip()[:300]
        if reason not in {value for value, _ in REASONS}:
            raise InvalidInput("Choose a reason; the shopper reads it.", field="reason")
        seller_id = await seller_of(self)
        words = f"{reason}. {more}" if more else reason
        found = await gateway.call(_cancelled, seller_id, UUID(self.order_id), words, current_actor())
        self._show(*found)
        return [
            effects.toast(
                f"Order {self.number} is cancelled", detail="The shopper is told and gets the money back."
            ),
            SellerOrdersState.load,
        ]

    @allow(*SELLING)
    async def count(self, line_id: str, typed: str):
        """So many units of a line would leave; the button says how many that makes."""
        if line_id in self.leaving:
            self.leaving = {**self.leaving, line_id: whole(typed, 0, 9_999_999) or 0}
            self.ship_words = ship_label(self.leaving)

    @allow(*SELLING)
    async def ship(self, form: dict[str, str]):
        """Send some units of the order in a parcel of their own. The form sent twice sends one parcel."""
        parcel, *found = await gateway.call(
            _sent,
            await seller_of(self),
            UUID(self.order_id),
            list(self.left),
            dict(form),
            f"page:{key_of(form, self.version)}",
            current_actor(),
        )
        self._show(*found)
        return [
            effects.toast(
                f"Parcel {parcel.position} is on its way",
                detail="The shopper is told.",
                key=str(parcel.id),
            ),
            SellerOrdersState.load,
        ]

    def _show(self, view: SellerOrderView, shipments: tuple[ShipmentView, ...], hours: SellerClock) -> None:
        order = view.order
        self.order_id, self.number = str(order.id), order.number
        self.word, self.tone = STATUS[OrderStatus(order.status)]
        line_of_time = steps_of(order.history, order.status, hours)
        self.placed = line_of_time[0][2] if line_of_time else ""
        self.promised = window_text(order.promised_from, order.promised_to)
        self.address = address_of(dict(view.address))
        self.items = [item_of(item, order.currency) for item in order.items]
        self.money = money_of(view)
        self.paid = format_minor(order.totals.total_minor, order.currency)
        self.steps, self.parcels = line_of_time, sent_parcels(view, shipments, hours)
        self.left, self.version = lines_left(view), str(ids.new_id())
        self.leaving = {line.id: int(line.left) for line in self.left}
        self.ship_title, self.ship_words = ship_title(view, self.left), ship_label(self.leaving)
        self.may_cancel = order.status in (OrderStatus.PENDING, OrderStatus.PROCESSING)


_Found = tuple[SellerOrderView, tuple[ShipmentView, ...], SellerClock]


def _listed(
    session: Session, seller_id: UUID, status: str, words: str, page: int, actor: Actor
) -> tuple[OrderPage, SellerClock]:
    found = orders.list_for_seller(
        session, seller_id, status=status or None, words=words, page=page, size=PER_PAGE, actor=actor
    )
    return found, clock_of(session, seller_id, actor)


def _order(session: Session, seller_id: UUID, order_id: UUID, actor: Actor) -> _Found:
    view = orders.order_for_seller(session, seller_id, order_id, actor=actor)
    shipments = fulfillment.shipments(session, [order_id]).get(order_id, ())
    return view, shipments, clock_of(session, seller_id, actor)


def _sent(
    session: Session,
    seller_id: UUID,
    order_id: UUID,
    lines: list[LineLeft],
    form: dict[str, str],
    key: str,
    actor: Actor,
) -> tuple[ShipmentView, SellerOrderView, tuple[ShipmentView, ...], SellerClock]:
    orders.order_for_seller(session, seller_id, order_id, actor=actor)
    # What is left has changed since a form was sent that is sent again: it is not read a second time.
    parcel = fulfillment.parcel_under(session, order_id, idempotency_key=key, actor=actor)
    if parcel is None:
        carrier, weight = carrier_of(form.get("carrier", "")), grams_of(form.get("weight", ""))
        parcel = fulfillment.ship_units(
            session,
            order_id,
            quantities={UUID(line): count for line, count in units_of(lines, form).items()},
            carrier=carrier,
            tracking_number=form.get("tracking_number", ""),
            weight_grams=weight,
            idempotency_key=key,
            actor=actor,
        )
    return parcel, *_order(session, seller_id, order_id, actor)


def _cancelled(session: Session, seller_id: UUID, order_id: UUID, reason: str, actor: Actor) -> _Found:
    orders.order_for_seller(session, seller_id, order_id, actor=actor)
    orders.cancel(session, order_id, actor=actor, reason=reason)
    return _order(session, seller_id, order_id, actor)
