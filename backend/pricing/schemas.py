"""What pricing takes and shows. All amounts are minor units of the quote's currency."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from backend.pricing.promotion_schemas import AppliedPromotion, UnusedCode


class Collector(StrEnum):
    """Who owes the tax of an order to its office."""

    MARKETPLACE = "marketplace"
    SELLER = "seller"


class ExemptionReason(StrEnum):
    """Why somebody owes no tax."""

    RESALE = "resale"
    GOVERNMENT = "government"
    CHARITY = "charity"
    DIPLOMATIC = "diplomatic"


@dataclass(frozen=True, slots=True)
class Buyer:
    """What the tax depends on in the one who buys: an account with exemptions, a business's VAT number."""

    person_id: UUID | None = None
    tax_number: str = ""


@dataclass(frozen=True, slots=True)
class TaxLine:
    """One rate of an order's tax: `base_minor` is the taxed amount without it, `amount_minor` the tax.

    `jurisdiction` is such as `US-NY` or `DE`. A rate of 0 says why nothing is due in its name.
    """

    jurisdiction: str
    name: str
    rate: Decimal
    base_minor: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class ExemptionView:
    """An exemption from tax; both of its days are included. Without a region: all of the country."""

    id: UUID
    person_id: UUID
    country: str
    region: str
    reason: str
    certificate: str
    valid_from: date
    valid_to: date
    is_revoked: bool


@dataclass(frozen=True, slots=True)
class PricedLine:
    """`quantity` units at `unit_price_minor` from a seller's warehouse, less `discount_minor` for the line.

    `key` is the caller's name for the line; it comes back in the quote. `seller_country` is where the seller
    is established, `ships_from` the warehouse's country; both decide who collects the tax.
    """

    key: str
    seller_id: UUID
    warehouse_id: UUID
    unit_price_minor: int
    quantity: int
    tax_class: str = "standard"
    discount_minor: int = 0
    seller_country: str = ""
    ships_from: str = ""
    offer_id: UUID | None = None
    product_id: UUID | None = None
    category_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ShippingCharge:
    """What one seller's parcel from one warehouse costs the buyer."""

    seller_id: UUID
    warehouse_id: UUID
    amount_minor: int


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A line with its tax.

    `tax_minor` is added on top (US); `included_tax_minor` is the part of the price that is tax (EU). Who owes
    none there gets that part back: `tax_minor` is then as much below zero. `tax_rate` is 0 where the line is
    free of tax. total = subtotal - discount + tax.
    `marketplace_funded_minor` is what the marketplace makes good of the discount, without tax.
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
    marketplace_funded_minor: int = 0


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """What one seller sends from one warehouse: the sums of its lines and its shipping.

    `tax_minor` and `included_tax_minor` contain the tax on shipping, which is also named alone; `tax_lines`
    breaks down what is owed of both, which `tax_collector` passes on.
    total = subtotal - discount + shipping + tax.
    `shipping_discount_minor` is gone from the shipping already; `seller_funded_shipping_minor` of it is
    at the seller's expense.
    `tax_source` is empty for our own table, else what a tax service calls its calculation, or `table` where
    it was asked and did not answer.
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
    tax_collector: Collector = Collector.MARKETPLACE
    tax_lines: tuple[TaxLine, ...] = ()
    shipping_discount_minor: int = 0
    seller_funded_shipping_minor: int = 0
    tax_source: str = ""


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
    tax_lines: tuple[TaxLine, ...] = ()
    shipping_discount_minor: int = 0
    promotions: tuple[AppliedPromotion, ...] = ()
    unused_codes: tuple[UnusedCode, ...] = ()
