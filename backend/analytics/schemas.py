"""What the board reads."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class EventKind(StrEnum):
    """What a visitor can do that the funnel counts."""

    VISIT = "visit"
    VIEW = "view"
    SEARCH = "search"
    ADD_TO_CART = "add_to_cart"
    CHECKOUT_STARTED = "checkout_started"


class StorefrontEventInput(BaseModel):
    """Something a visitor did, as the storefront reports it."""

    model_config = ConfigDict(frozen=True)

    visitor_id: str = Field(min_length=1, max_length=64)
    kind: EventKind
    product_id: UUID | None = None
    facts: dict[str, Any] = Field(default_factory=dict)
    at: datetime | None = None


class Measure(StrEnum):
    """A number on the board."""

    GMV = "gmv"
    ORDERS = "orders"
    AVERAGE_ORDER_VALUE = "average_order_value"
    CONVERSION = "conversion"
    ABANDONMENT = "abandonment"
    UNITS = "units"
    DRIFT = "drift"


class Unit(StrEnum):
    """How a number reads: minor units of the board's currency, a plain count, or basis points."""

    MONEY = "money"
    COUNT = "count"
    BASIS_POINTS = "basis_points"


@dataclass(frozen=True, slots=True)
class Tile:
    """A measure of the window, of the window before it, and day by day."""

    measure: Measure
    label: str
    unit: Unit
    value: int
    previous: int
    daily: tuple[int, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of GMV (minor units): a department, a seller or a country."""

    key: str
    label: str
    gmv_minor: int
    orders: int


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """How many distinct visitors reached a step in the window."""

    label: str
    visitors: int


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """The window (days in UTC, both included) and what it is narrowed to; empty means everything."""

    from_day: date
    to_day: date
    seller_id: UUID | None = None
    department: str = ""
    country: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether it shows a part of the marketplace."""
        return bool(self.seller_id or self.department or self.country)


@dataclass(frozen=True, slots=True)
class BoardView:
    """Everything on the board for one window."""

    window: BoardFilter
    currency: str
    days: tuple[date, ...]
    tiles: tuple[Tile, ...]
    departments: tuple[Slice, ...]
    sellers: tuple[Slice, ...]
    countries: tuple[Slice, ...]
    funnel: tuple[FunnelStep, ...]
    as_of: datetime


@dataclass(frozen=True, slots=True)
class OrderFact:
    """A row behind a tile: one placed order.

    `counted_minor` is what of its total the tile counts: all of it, or the part of the chosen department.
    """

    number: str
    placed_at: datetime
    seller_name: str
    country: str
    status: str
    total_minor: int
    counted_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """A page of the orders behind a tile, newest first, and how many there are in all."""

    rows: tuple[OrderFact, ...]
    total: int


@dataclass(frozen=True, slots=True)
class DayFact:
    """A row behind conversion and abandonment: a day's distinct visitors per step, and its purchases."""

    day: date
    visitors: int
    viewers: int
    adders: int
    checkout_starters: int
    buyers: int
    conversion_bps: int
    abandonment_bps: int


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A day's GMV three ways, in minor units; `drift_minor` is the largest difference and should be 0."""

    day: date
    roll_up_minor: int
    orders_minor: int
    ledger_minor: int

    @property
    def drift_minor(self) -> int:
        """How far the three lie apart."""
        three = (self.roll_up_minor, self.orders_minor, self.ledger_minor)
        return max(three) - min(three)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the board can be narrowed to: (value, label) pairs."""

    sellers: tuple[tuple[str, str], ...]
    departments: tuple[tuple[str, str], ...]
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BestSeller:
    """A product of a seller and what it brought: goods after discounts, minor units."""

    product_id: UUID
    title: str
    picture_key: str
    units: int
    goods_minor: int


@dataclass(frozen=True, slots=True)
class SellerSales:
    """What a seller sold: goods after discounts in minor units, cancelled orders left out. Days are UTC."""

    days: tuple[date, ...]
    daily_minor: tuple[int, ...]
    goods_minor: int
    previous_minor: int
    orders: int
    orders_today: int
    goods_today_minor: int
    currency: str
    best: tuple[BestSeller, ...]
