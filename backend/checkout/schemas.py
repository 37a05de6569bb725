"""What checkout takes and shows. Amounts in minor units of the checkout's currency."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from backend.delivery.schemas import ShippingOption
from backend.orders.schemas import OrderDraft
from backend.payments.schemas import GatewayPayment, PaymentRequest, PaymentView, TenderView
from backend.pricing.schemas import Quote


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line of the cart with the offer as it was when the checkout was prepared."""

    offer_id: UUID
    product_id: UUID
    variant_id: UUID
    seller_id: UUID
    seller_name: str
    commission_bps: int
    sku: str
    title: str
    options: Mapping[str, str]
    picture_key: str
    quantity: int
    unit_price_minor: int
    tax_class: str
    weight_grams: int
    handling_days: int
    seller_country: str = ""
    seller_currency: str = ""
    category_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CheckoutDraft:
    """All that an order needs, fixed when the shopper saw it: lines, price, ways to ship, orders to be."""

    lines: tuple[DraftLine, ...]
    quote: Quote
    shipping_options: tuple[ShippingOption, ...]
    orders: tuple[OrderDraft, ...]
    tax_number: str = ""


@dataclass(frozen=True, slots=True)
class CheckoutView:
    """A checkout as its shopper sees it. `access_token` is a guest's secret, shown when it is new.

    `to_pay_minor` is what the payment is over: the total without what `tenders` (gift cards, credit) pay.
    """

    id: UUID
    access_token: str | None = field(repr=False)
    status: str
    email: str
    address: Mapping[str, Any]
    shipping_method: str
    payment_method: str
    quote: Quote
    shipping_options: tuple[ShippingOption, ...]
    orders: tuple[OrderDraft, ...]
    total_minor: int
    currency: str
    expires_at: datetime
    tax_number: str = ""
    tenders: tuple[TenderView, ...] = ()
    to_pay_minor: int = 0


class CompletionStatus(StrEnum):
    """Where paying has got to."""

    COMPLETED = "completed"
    REQUIRES_ACTION = "requires_action"
    REQUIRES_PAYMENT_METHOD = "requires_payment_method"
    PROCESSING = "processing"


@dataclass(frozen=True, slots=True)
class CompletionView:
    """What the shopper does next. `purchase_access_token` opens a guest's purchase later."""

    status: CompletionStatus
    message: str
    purchase_number: str | None = None
    purchase_access_token: str | None = field(default=None, repr=False)
    client_secret: str | None = field(default=None, repr=False)
    next_action: Mapping[str, Any] | None = None
    decline_code: str | None = None


class Ending(StrEnum):
    """What finalising came to."""

    COMPLETED = "completed"
    UNPAID = "unpaid"
    SOLD_OUT = "sold_out"
    CHANGED = "changed"
    CLOSED = "closed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What finalising came to, and which payments are now to be voided outside the transaction.

    `request` is what the gateway is to be asked for `payment` after the commit.
    """

    ending: Ending
    payment: PaymentView | None = None
    request: PaymentRequest | None = None
    purchase_number: str | None = None
    payments_to_void: tuple[UUID, ...] = ()
    is_guest: bool = False
    is_stock_gone: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """What the gateway says of a payment, to be written down with what follows from it."""

    payment_id: UUID
    found: GatewayPayment


@dataclass(frozen=True, slots=True)
class BoughtAgain:
    """Titles that are in the cart now, and (title, why not) of those that are not."""

    added: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
