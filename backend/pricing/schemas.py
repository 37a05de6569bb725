"""What pricing takes and shows. All amounts are minor units of the quote's currency."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PricedLine:
    """`quantity` units at `unit_price_minor` from a seller's warehouse, less `discount_minor` for the line.

    `key` is the caller's name for the line; it comes back in the quote.
    """

    key: str
    seller_id: UUID
    warehouse_id: UUID
    unit_price_minor: int
    quantity: int
    tax_class: str = "standard"
    discount_minor: int = 0


@dataclass(frozen=True, slots=True)
class ShippingCharge:
    """What one seller's parcel from one warehouse costs the buyer."""

    seller_id: UUID
    warehouse_id: UUID
    amount_minor: int


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A line with its tax.

    `tax_minor` is added on top (US); `included_tax_minor` is the part of the price that is tax (EU).
    total = subtotal - discount + tax.
    """

    key: str
    seller_id: UUID
    warehouse_id: UUID
    unit_price_minor: int
    quantity: int
    tax_class: str
    tax_rate: Decimal
    subtotal_minor: int
    discount_minor: int
    tax_minor: int
    included_tax_minor: int
    total_minor: int


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """What one seller sends from one warehouse: the sums of its lines and its shipping.

    `tax_minor` and `included_tax_minor` contain the tax on shipping, which is also named alone.
    total = subtotal - discount + shipping + tax.
    """

    seller_id: UUID
    warehouse_id: UUID
    subtotal_minor: int
    discount_minor: int
    shipping_minor: int
    shipping_tax_minor: int
    shipping_included_tax_minor: int
    tax_minor: int
    included_tax_minor: int
    total_minor: int


@dataclass(frozen=True, slots=True)
class Quote:
    """What it costs. Groups sum to the quote, lines and shipping to their group, to the cent."""

    lines: tuple[QuoteLine, ...]
    groups: tuple[QuoteGroup, ...]
    subtotal_minor: int
    discount_minor: int
    shipping_minor: int
    tax_minor: int
    included_tax_minor: int
    total_minor: int
    currency: str
    tax_name: str
    prices_include_tax: bool
