"""What orders take and show. Amounts in minor units of the order's currency."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from backend.payments.schemas import Booking, PaymentFacts
from backend.pricing.schemas import Collector, TaxLine


class OrderStatus(StrEnum):
    """Where an order is in its life."""

    PENDING = "pending"
    PROCESSING = "processing"
    PARTLY_SHIPPED = "partly_shipped"
    """Some of its units left, others are still to be sent."""
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    RETURNED = "returned"


CHANGEABLE = frozenset({OrderStatus.PENDING, OrderStatus.PROCESSING, OrderStatus.PARTLY_SHIPPED})
"""Units of these orders are still to be sent."""
IN_REVIEW = "in_review"
"""A way to narrow orders: pending, and the desk looks at their payment."""


class UnitState(StrEnum):
    """Where units of a line are in their life."""

    ALLOCATED = "allocated"
    PICKED = "picked"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    RETURNED = "returned"


class ReturnStatus(StrEnum):
    """Where a return is in its life."""

    REQUESTED = "requested"
    APPROVED = "approved"
    DECLINED = "declined"
    LABEL_ISSUED = "label_issued"
    RECEIVED = "received"
    INSPECTED = "inspected"
    REFUNDED = "refunded"
    REJECTED = "rejected"


class ReturnReason(StrEnum):
    """Why somebody sends something back."""

    CHANGED_MIND = "changed_mind"
    DOES_NOT_FIT = "does_not_fit"
    NOT_AS_DESCRIBED = "not_as_described"
    DAMAGED = "damaged"
    WRONG_ITEM = "wrong_item"
    ARRIVED_LATE = "arrived_late"


@dataclass(frozen=True, slots=True)
class Totals:
    """total = subtotal - discount + shipping + tax; `included_tax_minor` is tax inside the other amounts."""

    subtotal_minor: int
    discount_minor: int
    shipping_minor: int
    tax_minor: int
    included_tax_minor: int
    total_minor: int


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A line to order, as the shopper saw it."""

    offer_id: UUID
    product_id: UUID
    variant_id: UUID
    sku: str
    title: str
    options: Mapping[str, str]
    picture_key: str
    quantity: int
    unit_price_minor: int
    discount_minor: int
    tax_minor: int
    included_tax_minor: int
    total_minor: int
    marketplace_funded_minor: int = 0
    tax_class: str = "standard"
    tax_rate: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class SettlementTerms:
    """The seller is paid in `currency`: `rate` units for one of the order's, by the rate of `day`."""

    currency: str
    rate: Decimal
    day: date


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """What one seller is to ship from one warehouse. `commission_bps` is frozen here.

    `shipping_discount_minor` is gone from the shipping already; `seller_funded_shipping_minor` of it is at
    the seller's expense. What the marketplace pays of the lines' discounts stands on them, without tax.
    `settlement` is set where the seller is paid in another currency.
    """

    seller_id: UUID
    seller_name: str
    warehouse_id: UUID
    shipping_method: str
    totals: Totals
    commission_bps: int
    ship_by: datetime
    promised_from: date
    promised_to: date
    items: tuple[ItemDraft, ...]
    shipping_discount_minor: int = 0
    seller_funded_shipping_minor: int = 0
    tax_collector: Collector = Collector.MARKETPLACE
    tax_lines: tuple[TaxLine, ...] = ()
    settlement: SettlementTerms | None = None

    @property
    def marketplace_funded_minor(self) -> int:
        """What the marketplace makes good to the seller, without tax."""
        return sum(item.marketplace_funded_minor for item in self.items)


@dataclass(frozen=True, slots=True)
class PurchaseDraft:
    """A checkout that is paid, or waits for a transfer, ready to become a purchase.

    `is_released` says whether the warehouses may start at once; `is_held` that the desk looks at it before.
    `tendered_minor` of the total is held on gift cards and store credit by the checkout and taken now.
    """

    cart_id: UUID
    checkout_id: UUID
    person_id: UUID | None
    access_token_hash: str
    email: str
    address: Mapping[str, Any]
    payment_method: str
    payment_id: UUID
    is_released: bool
    currency: str
    totals: Totals
    orders: tuple[OrderDraft, ...]
    tax_number: str = ""
    tendered_minor: int = 0
    is_held: bool = False
    locale: str = "en_US"
    time_zone: str = "UTC"
    text_phone: str = ""


@dataclass(frozen=True, slots=True)
class OrderItemView:
    """A line of an order."""

    id: UUID
    offer_id: UUID
    product_id: UUID
    variant_id: UUID
    sku: str
    title: str
    options: Mapping[str, str]
    picture_key: str
    quantity: int
    unit_price_minor: int
    discount_minor: int
    tax_minor: int
    total_minor: int
    cancelled: int = 0
    picked: int = 0
    shipped: int = 0
    delivered: int = 0
    coming_back: int = 0
    returned: int = 0
    included_tax_minor: int = 0
    tax_class: str = "standard"
    tax_rate: Decimal = Decimal(0)

    @property
    def returnable(self) -> int:
        """Units that arrived and are in no return."""
        return self.delivered - self.coming_back

    @property
    def options_text(self) -> str:
        """The options in words, such as `Navy, M`."""
        return ", ".join(str(value) for value in self.options.values())


@dataclass(frozen=True, slots=True)
class HistoryView:
    """A step of an order's life. `actor` is `guest`, `person:…` or `system:…`; only the desk sees which."""

    from_status: str | None
    to_status: str
    at: datetime
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class ParcelView:
    """Units of an order that left together: {line: how many}. `total_minor` is what it costs the shopper."""

    id: UUID
    order_id: UUID
    position: int
    is_whole: bool
    carrier: str
    tracking_number: str
    units: Mapping[UUID, int]
    total_minor: int
    shipped_at: datetime
    delivered_at: datetime | None
    is_settled: bool


@dataclass(frozen=True, slots=True)
class OrderView:
    """One seller's part of a purchase. `holder_id` is who holds its stock in inventory.

    `is_held` says that the desk looks at its payment before the warehouse may start.
    """

    id: UUID
    number: str
    status: str
    purchase_id: UUID
    holder_id: UUID
    seller_id: UUID
    seller_name: str
    warehouse_id: UUID
    warehouse_code: str
    shipping_method: str
    totals: Totals
    currency: str
    ship_by: datetime
    promised_from: date
    promised_to: date
    placed_at: datetime
    items: tuple[OrderItemView, ...]
    history: tuple[HistoryView, ...] = ()
    picking_at: datetime | None = None
    withdrawn_minor: int = 0
    tax_collector: Collector = Collector.MARKETPLACE
    tax_lines: tuple[TaxLine, ...] = ()
    is_held: bool = False

    @property
    def is_changeable(self) -> bool:
        """Whether units can still be cancelled and the address still be changed."""
        return self.status in CHANGEABLE and self.picking_at is None


@dataclass(frozen=True, slots=True)
class PurchaseView:
    """What one shopper bought in one checkout.

    `transfer_reference` is what to write on the bank transfer while one is awaited, `text_phone` where texts
    about it go.
    """

    id: UUID
    number: str
    checkout_id: UUID
    placed_at: datetime
    email: str
    address: Mapping[str, Any]
    payment_method: str
    payment_status: str
    transfer_reference: str | None
    currency: str
    totals: Totals
    orders: tuple[OrderView, ...]
    tax_number: str = ""
    person_id: UUID | None = None
    locale: str = "en_US"
    time_zone: str = "UTC"
    text_phone: str = ""


@dataclass(frozen=True, slots=True)
class TaxOfChange:
    """What a tax service calculated for an order at another address: total with tax, in minor units."""

    change_id: UUID
    order_id: UUID
    calculation: str
    total_minor: int


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """A purchase in a list; `is_held` while the desk looks at its payment."""

    number: str
    placed_at: datetime
    total_minor: int
    currency: str
    statuses: tuple[str, ...]
    item_count: int
    first_title: str
    picture_keys: tuple[str, ...]
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class PurchasePage:
    """Newest first. `page` starts at 1; `years` are all in which the person bought something."""

    rows: tuple[PurchaseRow, ...]
    total: int
    page: int
    size: int
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in a seller's or the desk's table."""

    id: UUID
    number: str
    status: str
    buyer: str
    warehouse_code: str
    line_count: int
    unit_count: int
    first_title: str
    total_minor: int
    commission_minor: int
    currency: str
    placed_at: datetime
    ship_by: datetime


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Newest first. `page` starts at 1; `by_status` counts all of the seller's orders."""

    rows: tuple[OrderRow, ...]
    total: int
    page: int
    size: int
    by_status: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SellerOrderView:
    """An order as its seller sees it: where it goes and what it earns; nothing of other sellers.

    Amounts are in the order's currency, without any tax; `settlement` says in which other one they are paid.
    """

    order: OrderView
    address: Mapping[str, Any]
    commission_minor: int
    earnings_minor: int
    settlement: SettlementTerms | None = None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """An invoice or a credit note. Amount in minor units of `currency`."""

    id: UUID
    kind: str
    number: str
    order_id: UUID
    total_minor: int
    currency: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """Units of a line that somebody wants to send back."""

    order_item_id: UUID
    quantity: int
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What came out of the box for a line: `accepted` as promised, `restocked` of them to be sold again."""

    order_item_id: UUID
    accepted: int
    restocked: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class ReturnItemView:
    """A line of a return."""

    order_item_id: UUID
    sku: str
    title: str
    options: Mapping[str, str]
    picture_key: str
    quantity: int
    reason: str
    accepted: int
    restocked: int
    finding: str


@dataclass(frozen=True, slots=True)
class ReturnView:
    """Goods on their way back. `refund_minor` is known once they were inspected."""

    id: UUID
    number: str
    order_id: UUID
    order_number: str
    seller_id: UUID
    warehouse_id: UUID
    status: str
    note: str
    label_number: str | None
    refund_minor: int
    currency: str
    requested_at: datetime
    items: tuple[ReturnItemView, ...]
    history: tuple[HistoryView, ...]


@dataclass(frozen=True, slots=True)
class ReturnOptions:
    """What of an order can be sent back, until when; `units` by line, empty when nothing can."""

    order_id: UUID
    until: datetime | None
    units: Mapping[UUID, int]


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """Newest first. `page` starts at 1."""

    rows: tuple[ReturnView, ...]
    total: int
    page: int
    size: int


@dataclass(frozen=True, slots=True)
class RefundLineView:
    """What of a line goes back; the tax is inside the amount. No units for an amount that belongs to none."""

    item_id: UUID
    quantity: int
    amount_minor: int
    tax_minor: int


@dataclass(frozen=True, slots=True)
class RefundPartView:
    """Where a part of a refund goes: `payment` (the card, the bank), `gift_card` or `store_credit`.

    `last_four` are those of the gift card's code.
    """

    kind: str
    amount_minor: int
    last_four: str | None = None


@dataclass(frozen=True, slots=True)
class RefundView:
    """Money of an order that goes back: total = goods + shipping + tax.

    `sent_minor` of it leaves through the gateway or the bank; before the dispatch less is taken instead.
    `status` is requested, approved, sent, succeeded or failed; `to` is origin or credit.
    """

    id: UUID
    order_id: UUID
    status: str
    to: str
    reason: str
    total_minor: int
    goods_minor: int
    shipping_minor: int
    tax_minor: int
    commission_minor: int
    currency: str
    lines: tuple[RefundLineView, ...]
    parts: tuple[RefundPartView, ...]
    sent_minor: int
    failure: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class SellerFunds:
    """What a seller is owed, in minor units: below zero it nets with what the next orders earn.

    `deferred_minor` of it is not due yet, `due_minor` can be paid out now.
    """

    owed_minor: int
    deferred_minor: int
    due_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class DeskOrderRow:
    """A purchase in the desk's table, with the statuses of its parts."""

    number: str
    placed_at: datetime
    buyer: str
    email: str
    payment_method: str
    total_minor: int
    currency: str
    statuses: tuple[str, ...]
    is_held: bool


@dataclass(frozen=True, slots=True)
class DeskPage:
    """Newest first. `page` starts at 1."""

    rows: tuple[DeskOrderRow, ...]
    total: int
    page: int
    size: int


@dataclass(frozen=True, slots=True)
class DeskStep:
    """Something that was done to a part of a purchase. `subject` is order, change, refund or return.

    `who` is in words for staff; `amount_minor` is a refund's.
    """

    at: datetime
    part: str
    subject: str
    to_status: str
    amount_minor: int | None
    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class TenderFacts:
    """What a gift card or store credit paid of a purchase, and what of it went back."""

    kind: str
    last_four: str
    amount_minor: int
    returned_minor: int


@dataclass(frozen=True, slots=True)
class PurchaseFile:
    """All that the desk sees of a purchase; refunds by order, bookings and steps by time."""

    purchase: PurchaseView
    payments: tuple[PaymentFacts, ...]
    tenders: tuple[TenderFacts, ...]
    refunds: Mapping[UUID, tuple[RefundView, ...]]
    returns: tuple[ReturnView, ...]
    bookings: tuple[Booking, ...]
    steps: tuple[DeskStep, ...]
