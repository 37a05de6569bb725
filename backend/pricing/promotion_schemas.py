"""What promotions take and show. Amounts are minor units of the promotion's or the quote's currency."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

Kind = Literal["percentage", "fixed", "buy_x_get_y", "free_shipping"]
Scope = Literal["all", "category", "seller", "product", "offer"]
Audience = Literal["everyone", "first_order", "people"]
FundedBy = Literal["seller", "marketplace", "shared"]
State = Literal["running", "planned", "paused", "ended"]
WHOLE_BPS = 10_000


class Reason(StrEnum):
    """Why a code lowers nothing."""

    UNKNOWN = "unknown"
    NOT_STARTED = "not_started"
    ENDED = "ended"
    USED_UP = "used_up"
    THRESHOLD = "threshold"
    NOT_FOR_ITEMS = "not_for_items"
    NOT_COMBINED = "not_combined"
    NO_EFFECT = "no_effect"


@dataclass(frozen=True, slots=True)
class Rule:
    """A promotion as the policy reads it, with the code that claimed it.

    `scope_ids` of categories contain all that lie below them. `is_counted` says that redemptions are limited.
    """

    id: UUID
    name: str
    kind: Kind
    percent: Decimal | None = None
    amount_minor: int | None = None
    currency: str | None = None
    buy_quantity: int = 0
    get_quantity: int = 0
    scope: Scope = "all"
    scope_ids: frozenset[UUID] = frozenset()
    audience: Audience = "everyone"
    person_ids: frozenset[UUID] = frozenset()
    min_subtotal_minor: int = 0
    min_quantity: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    is_stackable: bool = True
    priority: int = 0
    marketplace_share_bps: int = WHOLE_BPS
    seller_id: UUID | None = None
    is_counted: bool = False
    code: str | None = None
    coupon_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Shopper:
    """Whom a promotion is for. `has_ordered` is None where nobody has looked: then it is taken for no."""

    person_id: UUID | None = None
    has_ordered: bool | None = None


@dataclass(frozen=True, slots=True)
class UnusedCode:
    """A code that lowers nothing, and why in words; `facts` has what is missing or what it gave way to."""

    code: str
    reason: Reason
    message: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offered:
    """Rules that may lower an order, with codes that certainly do not."""

    rules: tuple[Rule, ...] = ()
    unused: tuple[UnusedCode, ...] = ()

    @property
    def asks_first_order(self) -> bool:
        """Whether it matters if the shopper has ordered before."""
        return any(rule.audience == "first_order" for rule in self.rules)


NOTHING_OFFERED = Offered()
ANYBODY = Shopper()


@dataclass(frozen=True, slots=True)
class AppliedPromotion:
    """A promotion that lowers an order: what it saves, and the marketplace's part of that."""

    promotion_id: UUID
    name: str
    kind: Kind
    code: str | None
    coupon_id: UUID | None
    amount_minor: int
    marketplace_minor: int
    is_counted: bool = False


class PromotionInput(BaseModel):
    """What a new promotion is. With codes it waits for one of them, without it applies by itself.

    `marketplace_share_bps` is, for shared funding, the marketplace's part in hundredths of a percent.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: str = Field(min_length=1, max_length=120)
    kind: Kind
    percent: Annotated[Decimal, Field(gt=0, le=100, decimal_places=2)] | None = None
    amount_minor: Annotated[int, Field(gt=0, le=10**12)] | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    buy_quantity: int = Field(default=0, ge=0, le=99)
    get_quantity: int = Field(default=0, ge=0, le=99)
    scope: Scope = "all"
    scope_ids: frozenset[UUID] = Field(default=frozenset(), max_length=1000)
    audience: Audience = "everyone"
    person_ids: frozenset[UUID] = Field(default=frozenset(), max_length=1000)
    min_subtotal_minor: int = Field(default=0, ge=0, le=10**12)
    min_quantity: int = Field(default=0, ge=0, le=10_000)
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    is_stackable: bool = True
    priority: int = Field(default=0, ge=-1000, le=1000)
    funded_by: FundedBy | None = None
    marketplace_share_bps: Annotated[int, Field(ge=1, le=9999)] | None = None
    max_uses: Annotated[int, Field(gt=0, le=10**9)] | None = None
    max_uses_per_shopper: Annotated[int, Field(gt=0, le=1000)] | None = None
    codes: tuple[str, ...] = Field(default=(), max_length=100)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        _require((self.kind == "percentage") == (self.percent is not None), "a percentage has its percent")
        _require(self.kind != "fixed" or self.amount_minor is not None, "a fixed amount has its amount")
        _require(
            self.amount_minor is None or self.kind in {"fixed", "free_shipping"},
            "only a fixed amount and free shipping have an amount",
        )
        are_units = (self.buy_quantity > 0, self.get_quantity > 0)
        _require(are_units == ((self.kind == "buy_x_get_y"),) * 2, "buy X get Y has both quantities")
        _require(
            self.currency is not None or (self.amount_minor is None and not self.min_subtotal_minor),
            "amounts have a currency",
        )
        _require((self.scope == "all") == (not self.scope_ids), "a scope names what it covers")
        _require((self.audience == "people") == bool(self.person_ids), "an audience of people names them")
        _require(
            (self.funded_by == "shared") == (self.marketplace_share_bps is not None),
            "shared funding has the marketplace's share",
        )
        for at in (self.starts_at, self.ends_at):
            _require(at is None or at.tzinfo is not None, "an instant has its time zone")
        return self


def _require(holds: bool, rule: str) -> None:
    if not holds:
        raise ValueError(rule)


@dataclass(frozen=True, slots=True)
class CouponView:
    """A code of a promotion; `taken` counts what is held or redeemed, where the code has a limit."""

    code: str
    max_uses: int | None
    max_uses_per_shopper: int | None
    taken: int
    is_active: bool


@dataclass(frozen=True, slots=True)
class PromotionCost:
    """What a promotion took off orders of one currency, and the marketplace's part of that."""

    currency: str
    uses: int
    saved_minor: int
    marketplace_minor: int


@dataclass(frozen=True, slots=True)
class PromotionView:
    """A promotion as those who run it see it: what it says, how often it was used and what it cost.

    `state` is running, planned, paused or ended. `uses` and `costs` count what is held or redeemed, the costs
    by currency. `saved_minor` and `marketplace_minor` are those of `saved_currency`, the first of them; None
    before the first use.
    """

    id: UUID
    name: str
    kind: Kind
    percent: Decimal | None
    amount_minor: int | None
    currency: str | None
    buy_quantity: int
    get_quantity: int
    scope: Scope
    scope_ids: tuple[UUID, ...]
    audience: Audience
    min_subtotal_minor: int
    min_quantity: int
    starts_at: datetime
    ends_at: datetime | None
    is_stackable: bool
    priority: int
    funded_by: FundedBy
    marketplace_share_bps: int
    seller_id: UUID | None
    max_uses: int | None
    max_uses_per_shopper: int | None
    is_automatic: bool
    is_active: bool
    state: State
    coupons: tuple[CouponView, ...]
    uses: int
    saved_minor: int
    marketplace_minor: int
    saved_currency: str | None
    costs: tuple[PromotionCost, ...] = ()
