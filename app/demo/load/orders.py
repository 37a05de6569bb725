"""Ninety days of orders as if the shop had taken them: rows as checkout, payments and fulfilment write them.

Amounts come from pricing's quote, dates from delivery's promise and postings from the ledger's own journals,
so that the demo world holds every invariant that `agora check` proves.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from sqlmodel import Session, SQLModel

from app.demo.catalogue.model import DemoOrder, Outcome
from app.demo.catalogue.model import Payment as DemoPayment
from app.demo.load.catalogue import Loaded, LoadedOffer
from app.demo.load.copying import copy_rows
from app.demo.load.desk import MOST_REVIEWS, REVIEWED_FROM_MINOR, review_of
from backend.checkout.models import Checkout
from backend.delivery import service as delivery
from backend.delivery.schemas import Parcel, ShippingOption
from backend.fulfillment.models import PickLine, PickTask, Shipment, ShipmentHistory
from backend.fulfillment.policy import parcel_status
from backend.fulfillment.service import CARRIER
from backend.inventory.models import Reservation, StockMovement
from backend.inventory.schemas import Destination
from backend.kit import ids
from backend.orders.models import Order, OrderHistory, OrderItem, OrderParcel, OrderParcelLine, Purchase
from backend.orders.service.placing import commission_of
from backend.payments import ledger
from backend.payments.ledger import Account, OrderMoney
from backend.payments.models import LedgerEntry, LedgerJournal, Payment, PaymentTransaction
from backend.payments.schemas import Posting
from backend.pricing import service as pricing
from backend.pricing.schemas import PricedLine, Quote, ShippingCharge
from backend.trust.models import TrustAssessment, TrustReview

_ACTOR = "system:demo"


@dataclass(slots=True)
class RowBook:
    """Rows by table, in the order in which foreign keys want them."""

    rows: dict[type[SQLModel], list[SQLModel]] = field(default_factory=lambda: defaultdict(list))

    def add(self, *rows: SQLModel) -> None:
        """Remember rows for their tables."""
        for row in rows:
            self.rows[type(row)].append(row)

    def journal(self, kind: str, reference: str, key: str, at: datetime, postings: Sequence[Posting]) -> None:
        """A journal with its entries."""
        journal = LedgerJournal(kind=kind, reference=reference, idempotency_key=key, at=at)
        self.add(journal)
        self.add(
            *(
                LedgerEntry(
                    journal_id=journal.id,
                    account=str(posting.account),
                    owner_id=posting.owner_id,
                    amount_minor=posting.amount_minor,
                    currency=posting.currency,
                )
                for posting in postings
            )
        )

    def write(self, session: Session) -> None:
        """Copy everything but stock movements, which are written together with opening stock."""
        for table in (
            Checkout, Payment, PaymentTransaction, Purchase, Order, OrderItem, OrderHistory, LedgerJournal,
            LedgerEntry, Reservation, PickTask, PickLine, OrderParcel,
            OrderParcelLine, Shipment, ShipmentHistory, TrustAssessment,
            TrustReview,
        ):  # fmt: skip
            copy_rows(session, table, self.rows[table])


@dataclass(frozen=True, slots=True)
class _Line:
    offer: LoadedOffer
    quantity: int
    warehouse: str
    seller: str


class OrderBook:
    """Turns demo orders into rows. `now` is the present of the demo world (aware, UTC)."""

    def __init__(self, session: Session, loaded: Loaded, *, now: datetime, shopper_id: UUID, shopper: str):
        self._session = session
        self._loaded = loaded
        self._now = now
        self._shopper = (shopper_id, shopper)
        self.book = RowBook()
        self.taken = 0
        self._is_held = False

    def take(self, orders: Iterable[DemoOrder], progress: Callable[[int], None]) -> list[StockMovement]:
        """Write every order whose goods are there; answers the stock that left."""
        for number, order in enumerate(orders):
            self._take(order)
            if number % 200 == 0:
                progress(number)
        return self.book.rows[StockMovement]  # type: ignore[return-value] # keyed by its own type

    def newest_delivered(self, most: int) -> list[OrderItem]:
        """A line of each of the orders that were delivered last, newest first."""
        at = {
            row.order_id: row.at  # type: ignore[attr-defined]  # rows are keyed by their own type
            for row in self.book.rows[OrderHistory]
            if row.to_status == "delivered"  # type: ignore[attr-defined]  # as above
        }
        lines = {item.order_id: item for item in self.book.rows[OrderItem]}  # type: ignore[attr-defined]  # as above
        newest = sorted(at, key=lambda order_id: (at[order_id], str(order_id)), reverse=True)
        return [lines[order_id] for order_id in newest[:most]]  # type: ignore[misc]  # as above

    def _looks_like_fraud(self, quote: Quote, at: datetime, *, open_now: bool) -> bool:
        is_new = self._now - at < timedelta(hours=30)
        is_dear = quote.total_minor >= REVIEWED_FROM_MINOR
        return open_now and is_new and is_dear and len(self.book.rows[TrustReview]) < MOST_REVIEWS

    def _take(self, source: DemoOrder) -> None:
        destination = Destination(source.address.country, source.address.region, source.address.postcode)
        lines = self._lines(source, destination)
        if not lines:
            return
        groups = self._groups(lines)
        option = self._shipping(groups, destination, source.placed_at)
        quote = pricing.quote(
            self._session,
            lines=[
                PricedLine(
                    key=str(number),
                    seller_id=line.offer.offer.seller_id,
                    warehouse_id=self._loaded.warehouses[line.warehouse].id,
                    unit_price_minor=line.offer.offer.price_minor,
                    quantity=line.quantity,
                    tax_class=line.offer.product.tax_class,
                )
                for number, line in enumerate(lines)
            ],
            shipping=[
                ShippingCharge(
                    self._loaded.sellers[seller].id,
                    self._loaded.warehouses[warehouse].id,
                    option.parcel_costs[at],
                )
                for at, (seller, warehouse) in enumerate(groups)
            ],
            destination=destination,
            currency="USD",
        )
        self._write(source, lines, list(groups), option, quote)
        self.taken += 1

    def _lines(self, source: DemoOrder, destination: Destination) -> list[_Line]:
        """The lines that can be served; open orders need free stock, past ones left long ago."""
        lines = []
        wanted: set[tuple[str, str]] = set()
        for line in source.lines:
            key = line.variant_sku, line.seller_slug
            offer = self._loaded.offers.get(key)
            if offer is None or key in wanted:
                continue
            wanted.add(key)
            places = sorted(
                offer.balances,
                key=lambda code: (self._loaded.warehouses[code].country != destination.country, code),
            )
            if source.outcome is Outcome.PROCESSING:
                places = [
                    code
                    for code in places
                    if (balance := offer.balances[code]).on_hand - balance.reserved - balance.safety_stock
                    >= line.quantity
                ]
            if places:
                lines.append(_Line(offer, line.quantity, places[0], line.seller_slug))
        return lines

    @staticmethod
    def _groups(lines: Sequence[_Line]) -> dict[tuple[str, str], list[_Line]]:
        groups: dict[tuple[str, str], list[_Line]] = {}
        for line in lines:
            groups.setdefault((line.seller, line.warehouse), []).append(line)
        return groups

    def _shipping(
        self, groups: dict[tuple[str, str], list[_Line]], destination: Destination, at: datetime
    ) -> ShippingOption:
        parcels = [
            Parcel(
                seller_id=self._loaded.sellers[seller].id,
                warehouse_country=self._loaded.warehouses[code].country,
                warehouse_region=self._loaded.warehouses[code].region,
                weight_grams=sum(line.offer.variant.weight_grams * line.quantity for line in lines),
                handling_days=max(line.offer.offer.handling_days for line in lines),
                time_zone=self._loaded.warehouses[code].time_zone,
            )
            for (seller, code), lines in groups.items()
        ]
        return delivery.options(parcels=parcels, destination=destination, now=at)[0]

    def _write(
        self,
        source: DemoOrder,
        lines: Sequence[_Line],
        groups: Sequence[tuple[str, str]],
        option: ShippingOption,
        quote: Quote,
    ) -> None:
        at, is_own = source.placed_at, self.taken % 450 == 7
        cancelled = source.outcome is Outcome.CANCELLED
        open_now = source.outcome is Outcome.PROCESSING
        # The gateway never saw these cards and could not capture them: open orders were paid by transfer.
        by_card = source.payment is DemoPayment.CARD and not open_now
        checkout = Checkout(
            cart_id=ids.new_id(),
            person_id=self._shopper[0] if is_own else None,
            access_token_hash=ids.secret_token(),
            email=self._shopper[1] if is_own else source.email,
            address={
                "name": source.name,
                "line1": source.address.line1,
                "line2": source.address.line2 or "",
                "city": source.address.city,
                "region": source.address.region,
                "postcode": source.address.postcode,
                "country": source.address.country,
                "phone": "",
            },
            shipping_method=option.code,
            payment_method="card" if by_card else "bank_transfer",
            quote={},
            total_minor=quote.total_minor,
            currency="USD",
            status="completed",
            expires_at=at + timedelta(minutes=30),
            created_at=at - timedelta(minutes=4),
            updated_at=at,
        )
        payment = self._payment(checkout, by_card=by_card, cancelled=cancelled, at=at)
        purchase = Purchase(
            number=ids.readable_number("A"),
            cart_id=checkout.cart_id,
            checkout_id=checkout.id,
            person_id=checkout.person_id,
            access_token_hash=checkout.access_token_hash,
            email=checkout.email,
            address=checkout.address,
            payment_method=checkout.payment_method,
            payment_id=payment.id,
            subtotal_minor=quote.subtotal_minor,
            discount_minor=quote.discount_minor,
            shipping_minor=quote.shipping_minor,
            tax_minor=quote.tax_minor,
            total_minor=quote.total_minor,
            currency="USD",
            placed_at=at,
        )
        checkout.purchase_id = purchase.id
        self.book.add(checkout, payment, purchase)
        self._is_held = self._looks_like_fraud(quote, at, open_now=open_now)
        if self._is_held:
            reviews = self.book.rows[TrustReview]
            self.book.add(*review_of(checkout.id, purchase, number=len(reviews), now=self._now))
        moneys = []
        for position, (seller, warehouse) in enumerate(groups):
            moneys.append(
                self._write_order(
                    source, purchase, checkout, payment, lines, (seller, warehouse), position, option, quote
                )
            )
        self.book.journal(
            "order_placed", f"purchase:{purchase.id}", f"placed:{checkout.id}", at,
            ledger.order_placed(payment.id, [amounts for _, amounts in moneys]),
        )  # fmt: skip
        for order, order_money in moneys:
            if cancelled:
                self.book.journal(
                    "order_cancelled", f"order:{order.id}", f"cancelled:{order.id}", order.updated_at,
                    ledger.order_cancelled(payment.id, order_money, deposit_minor=0),
                )  # fmt: skip
            elif not open_now:
                self.book.journal(
                    "order_settled", f"order:{order.id}", f"settled:{order.id}", order.updated_at,
                    ledger.order_settled(payment.id, order_money),
                )  # fmt: skip

    def _payment(self, checkout: Checkout, *, by_card: bool, cancelled: bool, at: datetime) -> Payment:
        total = checkout.total_minor
        payment = Payment(
            checkout_id=checkout.id,
            method=checkout.payment_method,
            status="voided" if cancelled else "captured",
            amount_minor=total,
            captured_minor=0 if cancelled else total,
            currency="USD",
            provider="demo" if by_card else "bank_transfer",
            created_at=at,
            updated_at=at,
        )
        if not cancelled:
            self.book.add(
                PaymentTransaction(
                    payment_id=payment.id,
                    kind="capture",
                    amount_minor=total,
                    currency="USD",
                    idempotency_key=f"demo:{payment.id}",
                    at=at,
                )
            )
            into = Account.GATEWAY_RECEIVABLE if by_card else Account.BANK
            self.book.journal(
                "money_in", f"payment:{payment.id}", f"demo:{payment.id}", at,
                ledger.money_in(payment.id, into, total, "USD"),
            )  # fmt: skip
        return payment

    def _write_order(
        self,
        source: DemoOrder,
        purchase: Purchase,
        checkout: Checkout,
        payment: Payment,
        lines: Sequence[_Line],
        group: tuple[str, str],
        position: int,
        option: ShippingOption,
        quote: Quote,
    ) -> tuple[Order, OrderMoney]:
        seller, warehouse = self._loaded.sellers[group[0]], self._loaded.warehouses[group[1]]
        amounts = next(
            one for one in quote.groups if (one.seller_id, one.warehouse_id) == (seller.id, warehouse.id)
        )
        quoted = [
            (line, quote.lines[number])
            for number, line in enumerate(lines)
            if (line.seller, line.warehouse) == group
        ]
        goods = (
            amounts.subtotal_minor
            - amounts.discount_minor
            - sum(priced.included_tax_minor for _, priced in quoted)
        )
        promise = option.parcel_promises[position]
        order = Order(
            purchase_id=purchase.id,
            number=f"{purchase.number}-{position + 1}",
            seller_id=seller.id,
            warehouse_id=warehouse.id,
            status="processing",
            shipping_method=option.code,
            subtotal_minor=amounts.subtotal_minor,
            discount_minor=amounts.discount_minor,
            shipping_minor=amounts.shipping_minor,
            tax_minor=amounts.tax_minor,
            included_tax_minor=amounts.included_tax_minor,
            total_minor=amounts.total_minor,
            commission_bps=seller.commission_bps,
            commission_minor=commission_of(goods, seller.commission_bps),
            currency="USD",
            ship_by=promise.ship_by,
            promised_from=promise.promised_from,
            promised_to=promise.promised_to,
            placed_at=source.placed_at,
            updated_at=source.placed_at,
            is_held=self._is_held,
        )
        self.book.add(order)
        if self._is_held:
            self._history(order, None, "pending", source.placed_at, "")
        else:
            self._history(order, None, "processing", source.placed_at, "paid")
        items = []
        for line, priced in quoted:
            line.offer.product.popularity += line.quantity
            items.append(
                OrderItem(
                    order_id=order.id,
                    offer_id=line.offer.offer.id,
                    product_id=line.offer.product.id,
                    variant_id=line.offer.variant.id,
                    sku=line.offer.variant.sku,
                    title=line.offer.product.title,
                    options=line.offer.variant.options,
                    picture_key=line.offer.picture_key,
                    quantity=line.quantity,
                    unit_price_minor=priced.unit_price_minor,
                    discount_minor=priced.discount_minor,
                    tax_minor=priced.tax_minor,
                    included_tax_minor=priced.included_tax_minor,
                    total_minor=priced.total_minor,
                )
            )
        self.book.add(*items)
        match source.outcome:
            case Outcome.CANCELLED:
                self._history(
                    order, "processing", "cancelled", source.placed_at + timedelta(hours=3), "changed my mind"
                )
            case Outcome.PROCESSING:
                self._leave_open(order, checkout, [line for line, _ in quoted], items)
            case _:
                self._send(order, checkout, [line for line, _ in quoted], items)
        tax = amounts.tax_minor + amounts.included_tax_minor
        return order, OrderMoney(
            seller_id=seller.id,
            goods_minor=goods,
            shipping_minor=amounts.total_minor - goods - tax,
            tax_minor=tax,
            commission_minor=order.commission_minor,
            total_minor=amounts.total_minor,
            currency="USD",
        )

    def _history(self, order: Order, before: str | None, after: str, at: datetime, reason: str) -> None:
        order.status, order.updated_at = after, at
        self.book.add(
            OrderHistory(
                order_id=order.id, from_status=before, to_status=after, actor=_ACTOR, reason=reason, at=at
            )
        )

    def _reservation(self, order: Order, checkout: Checkout, line: _Line, status: str) -> Reservation:
        return Reservation(
            holder_id=checkout.id,
            offer_id=line.offer.offer.id,
            balance_id=line.offer.balances[line.warehouse].id,
            stock_item_id=line.offer.stock_item_id,
            warehouse_id=order.warehouse_id,
            quantity=line.quantity,
            units=line.quantity,
            status=status,
            created_at=order.placed_at,
        )

    def _leave_open(
        self, order: Order, checkout: Checkout, lines: Sequence[_Line], items: Sequence[OrderItem]
    ) -> None:
        """On the floor's list, with its stock allocated; not yet while the desk looks at its payment."""
        for line in lines:
            line.offer.balances[line.warehouse].reserved += line.quantity
            self.book.add(self._reservation(order, checkout, line, "allocated"))
        if order.is_held:
            return
        task = PickTask(
            order_id=order.id,
            order_number=order.number,
            warehouse_id=order.warehouse_id,
            ship_by=order.ship_by,
            created_at=order.placed_at,
            updated_at=order.placed_at,
        )
        self.book.add(task)
        for line, item in zip(lines, items, strict=True):
            self.book.add(
                PickLine(
                    task_id=task.id,
                    order_item_id=item.id,
                    stock_item_id=line.offer.stock_item_id,
                    barcode=line.offer.variant.barcode or line.offer.variant.sku,
                    title=item.title,
                    options_text=", ".join(str(value) for value in item.options.values()),
                    picture_key=item.picture_key,
                    bin=line.offer.balances[line.warehouse].bin,
                    quantity=line.quantity,
                ),
            )

    def _send(
        self, order: Order, checkout: Checkout, lines: Sequence[_Line], items: Sequence[OrderItem]
    ) -> None:
        """Dispatched on its day and, when that day is past, delivered."""
        left = min(order.ship_by, self._now - timedelta(minutes=30))
        left = max(left, order.placed_at + timedelta(hours=1))
        self._history(order, "processing", "shipped", left, "")
        order.picking_at = order.settled_at = left
        for item in items:
            item.picked = item.shipped = item.quantity
        parcel = _whole_parcel(order, items, left)
        self.book.add(parcel, *_parcel_lines(parcel, items))
        shipment = Shipment(
            order_id=order.id,
            parcel_id=order.id,
            carrier=CARRIER,
            tracking_number=ids.readable_number("AP", groups=3),
            status="dispatched",
            weight_grams=max(sum(line.offer.variant.weight_grams * line.quantity for line in lines), 1),
            promised_to=order.promised_to,
            dispatched_at=left,
        )
        self.book.add(shipment, ShipmentHistory(shipment_id=shipment.id, status="dispatched", at=left))
        shipment.status = parcel_status(left, order.promised_to, self._now)
        if shipment.status == "delivered":
            arrived = max(datetime.combine(order.promised_to, time(14), tzinfo=UTC), left + timedelta(days=1))
            shipment.delivered_at = min(arrived, self._now)
            self.book.add(
                ShipmentHistory(shipment_id=shipment.id, status="delivered", at=shipment.delivered_at)
            )
            self._history(order, "shipped", "delivered", shipment.delivered_at, "")
            for item in items:
                item.delivered = item.quantity
            parcel.delivered_at = shipment.delivered_at
        for line in lines:
            self.book.add(
                self._reservation(order, checkout, line, "consumed"),
                StockMovement(
                    stock_item_id=line.offer.stock_item_id,
                    warehouse_id=order.warehouse_id,
                    quantity=-line.quantity,
                    reason="dispatch",
                    idempotency_key=f"ship:{order.id}:{line.offer.stock_item_id}",
                    reference=f"order:{order.number}",
                    at=left,
                ),
            )


def _whole_parcel(order: Order, items: Sequence[OrderItem], left: datetime) -> OrderParcel:
    """All of an order leaves in one parcel, which goes by the order's id."""
    goods = order.subtotal_minor - order.discount_minor - sum(item.included_tax_minor for item in items)
    tax = order.tax_minor + order.included_tax_minor
    return OrderParcel(
        id=order.id,
        order_id=order.id,
        position=1,
        is_whole=True,
        idempotency_key=f"whole:{order.id}",
        carrier=CARRIER,
        tracking_number="",
        goods_minor=goods,
        shipping_minor=order.total_minor - goods - tax,
        tax_minor=tax,
        commission_minor=order.commission_minor,
        total_minor=order.total_minor,
        shipped_at=left,
        settled_at=left,
    )


def _parcel_lines(parcel: OrderParcel, items: Sequence[OrderItem]) -> list[OrderParcelLine]:
    return [
        OrderParcelLine(
            parcel_id=parcel.id,
            order_item_id=item.id,
            quantity=item.quantity,
            discount_minor=item.discount_minor,
            tax_minor=item.tax_minor,
            included_tax_minor=item.included_tax_minor,
            marketplace_funded_minor=item.marketplace_funded_minor,
            total_minor=item.total_minor,
        )
        for item in items
    ]
