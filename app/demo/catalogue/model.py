"""The nouns of the demo world: frozen data without a database.

Money is in USD cents, weight in grams, time in UTC. Keys that other parts match on (slugs, SKUs,
warehouse codes) are unique across the world.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

SpecificationValue = str | int | float | bool


class Size(StrEnum):
    """How much world to make: about 240, at least 2,000, and 20,000 products."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class AttributeKind(StrEnum):
    """What values an attribute takes."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    CHOICE = "choice"


class TaxClass(StrEnum):
    """Classes that US states or EU members tax differently."""

    STANDARD = "standard"
    CLOTHING = "clothing"
    BOOKS = "books"


class Outcome(StrEnum):
    """How far a past order has come."""

    DELIVERED = "delivered"
    SHIPPED = "shipped"
    PROCESSING = "processing"
    CANCELLED = "cancelled"
    RETURNED = "returned"


class Payment(StrEnum):
    """How a past order was paid."""

    CARD = "card"
    BANK_TRANSFER = "bank_transfer"


class EventKind(StrEnum):
    """What a visitor did."""

    VISIT = "visit"
    VIEW = "view"
    SEARCH = "search"
    ADD_TO_CART = "add_to_cart"
    CHECKOUT_STARTED = "checkout_started"


@dataclass(frozen=True, slots=True)
class CategoryAttribute:
    """A typed fact that products of a category state; `choices` only for the kind choice."""

    code: str
    label: str
    kind: AttributeKind
    unit: str | None
    facet: bool
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """A department (no parent), a group, or a leaf; only leaves carry attributes and products."""

    slug: str
    name: str
    parent_slug: str | None
    position: int
    hue: int
    attributes: tuple[CategoryAttribute, ...] = ()
    product_type: str | None = None


@dataclass(frozen=True, slots=True)
class RatingProfile:
    """How a seller's service moves its products' ratings: the mean, and the share of bad days."""

    mean: float
    bad_day_share: float


@dataclass(frozen=True, slots=True)
class Seller:
    """A shop; `departments` are the category slugs it sells in, commission in basis points."""

    slug: str
    name: str
    country: str
    region: str
    postcode: str
    about: str
    commission_bps: int
    rating: RatingProfile
    departments: tuple[str, ...]
    warehouses: tuple[str, ...]
    handling_days: int


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A place that holds stock; `time_zone` is an IANA name."""

    code: str
    name: str
    country: str
    region: str
    city: str
    postcode: str
    time_zone: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class OptionAxis:
    """A choice the shopper makes, with its values in the order to show."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PictureSpec:
    """What the illustrator needs; two equal specs are the same picture."""

    product_type: str
    colour: str
    attributes: Mapping[str, SpecificationValue]
    hue: int
    variation: int


@dataclass(frozen=True, slots=True)
class Offer:
    """One seller's price for one variant; `stock` counts pieces on hand per warehouse code."""

    seller_slug: str
    price_minor: int
    compare_at_minor: int | None
    handling_days: int
    stock: Mapping[str, int]
    safety_stock: int


@dataclass(frozen=True, slots=True)
class Variant:
    """One buyable form; `options` maps axis names to values, `barcode` is an EAN-13."""

    sku: str
    barcode: str
    options: Mapping[str, str]
    picture: PictureSpec
    weight_grams: int
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Variants under one title; `specifications` maps attribute codes of the category to values."""

    slug: str
    title: str
    description: str
    brand: str
    category_slug: str
    product_type: str
    hue: int
    highlights: tuple[str, ...]
    specifications: Mapping[str, SpecificationValue]
    tax_class: TaxClass
    options: tuple[OptionAxis, ...]
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """One customer's opinion, rated 1 to 5."""

    product_slug: str
    rating: int
    title: str
    body: str
    author_name: str
    days_ago: int
    verified: bool
    helpful_count: int


@dataclass(frozen=True, slots=True)
class Destination:
    """A city with one of its own postcodes; `region` is the US state code, empty in the EU."""

    country: str
    region: str
    city: str
    postcode: str
    weight: int
    utc_offset_hours: int


@dataclass(frozen=True, slots=True)
class Address:
    """Where a parcel goes; streets are invented, cities and postcodes are real."""

    line1: str
    line2: str | None
    city: str
    region: str
    postcode: str
    country: str


@dataclass(frozen=True, slots=True)
class DemoOrderLine:
    """Some pieces of one variant from one seller."""

    variant_sku: str
    seller_slug: str
    quantity: int


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """One purchase, which the marketplace may split by seller and warehouse."""

    reference: str
    placed_at: datetime
    email: str
    name: str
    address: Address
    lines: tuple[DemoOrderLine, ...]
    outcome: Outcome
    payment: Payment


@dataclass(frozen=True, slots=True)
class DayTraffic:
    """What one day's visitors did; `carts` counts visitors who put something into a cart."""

    day: date
    visitors: int
    views: int
    searches: int
    add_to_cart: int
    carts: int
    checkout_started: int
    orders: int


@dataclass(frozen=True, slots=True)
class DemoEvent:
    """One step of a visit, in UTC."""

    visitor_id: str
    kind: EventKind
    product_slug: str | None
    query: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class PopularQuery:
    """What people type, the leaf category they mean, and how often relative to others."""

    text: str
    category_slug: str
    weight: int


@dataclass(frozen=True, slots=True)
class Typo:
    """A slip of the finger and the query it stands for."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Demand:
    """Who buys what and when.

    `popularity` weighs each product slug (Zipf-like); `season` gives each leaf category twelve monthly
    factors around 1, January first; `complements` names the leaf categories that go with a leaf into the
    same basket; `weekday` starts on Monday; `hours` weighs the 24 hours of the buyer's local day.
    """

    popularity: Mapping[str, float]
    season: Mapping[str, tuple[float, ...]]
    complements: Mapping[str, tuple[str, ...]]
    weekday: tuple[float, ...]
    hours: tuple[int, ...]
    destinations: tuple[Destination, ...]
    orders_per_day: float
    customers: int
    queries: tuple[PopularQuery, ...]
    typos: tuple[Typo, ...]
