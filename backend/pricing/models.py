"""Tables of pricing."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from backend.kit import clock, ids
from backend.kit.model import instant, instant_or_none, minor_units


class TaxRate(SQLModel, table=True):
    """The rate of a jurisdiction for a product class, with the source it was taken from and its date.

    With a threshold (minor units of the jurisdiction's currency, per unit of goods) the class is free below
    it: `exempt_below` taxes the whole price from there on, `taxed_above` only what lies over it. `rounding`
    says whether tax is rounded per line or per rate of an order.
    """

    __tablename__ = "tax_rate"
    __table_args__ = (
        UniqueConstraint("country", "region", "tax_class", "valid_from"),
        CheckConstraint("rate >= 0 AND rate < 1", name="rate"),
        CheckConstraint(
            "(threshold_minor IS NULL AND threshold_rule = '')"
            " OR (threshold_minor > 0 AND threshold_rule IN ('exempt_below', 'taxed_above'))",
            name="threshold",
        ),
        CheckConstraint("rounding IN ('line', 'rate')", name="rounding"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    country: str
    region: str = ""
    tax_class: str = "standard"
    rate: Decimal = Field(sa_type=Numeric(7, 6))
    prices_include_tax: bool = False
    name: str
    source: str
    valid_from: date
    threshold_minor: int | None = minor_units(default=None, nullable=True)
    threshold_rule: str = ""
    rounding: str = "line"


def _uuids() -> Any:
    return Field(default_factory=list, sa_type=ARRAY(Uuid))  # type: ignore[call-overload]  # an array type


class Promotion(SQLModel, table=True):
    """A rule that lowers what an order costs; `docs/decisions/0018-promotions.md` says how rules meet.

    `percentage` takes `percent` off, `fixed` takes `amount_minor` off, `buy_x_get_y` gives the cheapest of
    every `buy_quantity + get_quantity` units away, `free_shipping` pays the parcels (up to `amount_minor`
    each, when it is set). `scope` and `scope_ids` say which lines, `audience` and `person_ids` who. Amounts
    are minor units of `currency`. `marketplace_share_bps` is the marketplace's part of what it costs, the
    rest is the seller's. `taken` counts redemptions that are held or redeemed, where `is_counted`.
    """

    __tablename__ = "promotion"
    __table_args__ = (
        CheckConstraint("kind IN ('percentage', 'fixed', 'buy_x_get_y', 'free_shipping')", name="kind"),
        CheckConstraint(
            "(kind = 'percentage') = (percent IS NOT NULL) "
            "AND (percent IS NULL OR percent > 0 AND percent <= 100)",
            name="percent",
        ),
        CheckConstraint(
            "CASE kind WHEN 'fixed' THEN amount_minor > 0 WHEN 'free_shipping' THEN amount_minor IS NULL OR "
            "amount_minor > 0 ELSE amount_minor IS NULL END "
            "AND (kind <> 'fixed' OR amount_minor IS NOT NULL)",
            name="amount",
        ),
        CheckConstraint(
            "CASE WHEN kind = 'buy_x_get_y' THEN buy_quantity > 0 AND get_quantity > 0 "
            "ELSE buy_quantity = 0 AND get_quantity = 0 END",
            name="units",
        ),
        CheckConstraint(
            "currency IS NOT NULL OR (amount_minor IS NULL AND min_subtotal_minor = 0)", name="currency"
        ),
        CheckConstraint("min_subtotal_minor >= 0 AND min_quantity >= 0", name="thresholds"),
        CheckConstraint("scope IN ('all', 'category', 'seller', 'product', 'offer')", name="scope"),
        CheckConstraint("(scope = 'all') = (cardinality(scope_ids) = 0)", name="scope_ids"),
        CheckConstraint("audience IN ('everyone', 'first_order', 'people')", name="audience"),
        CheckConstraint("(audience = 'people') = (cardinality(person_ids) > 0)", name="people"),
        CheckConstraint(
            "audience <> 'first_order' OR max_uses_per_shopper IS NOT DISTINCT FROM 1",
            name="first_order_once",
        ),
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="period"),
        CheckConstraint("funded_by IN ('seller', 'marketplace', 'shared')", name="funded_by"),
        CheckConstraint(
            "CASE funded_by WHEN 'seller' THEN marketplace_share_bps = 0 WHEN 'marketplace' "
            "THEN marketplace_share_bps = 10000 ELSE marketplace_share_bps BETWEEN 1 AND 9999 END",
            name="share",
        ),
        CheckConstraint("seller_id IS NULL OR funded_by = 'seller'", name="seller_pays"),
        CheckConstraint(
            "coalesce(max_uses, 1) > 0 AND coalesce(max_uses_per_shopper, 1) > 0 AND taken >= 0",
            name="limits",
        ),
        CheckConstraint("max_uses IS NULL OR taken <= max_uses", name="not_overused"),
        CheckConstraint(
            "is_counted OR (max_uses IS NULL AND max_uses_per_shopper IS NULL)", name="limits_are_counted"
        ),
        Index(
            "ix_promotion_automatic",
            "starts_at",
            postgresql_where=text("is_active AND is_automatic"),
        ),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    name: str
    kind: str
    percent: Decimal | None = Field(default=None, sa_type=Numeric(5, 2))
    amount_minor: int | None = minor_units(default=None, nullable=True)
    currency: str | None = None
    buy_quantity: int = 0
    get_quantity: int = 0
    scope: str = "all"
    scope_ids: list[UUID] = _uuids()
    audience: str = "everyone"
    person_ids: list[UUID] = _uuids()
    min_subtotal_minor: int = minor_units(default=0)
    min_quantity: int = 0
    starts_at: datetime = instant(default_factory=clock.now)
    ends_at: datetime | None = instant_or_none()
    is_stackable: bool = True
    priority: int = 0
    funded_by: str = "marketplace"
    marketplace_share_bps: int = 10000
    seller_id: UUID | None = Field(default=None, foreign_key="seller.id", index=True)
    max_uses: int | None = None
    max_uses_per_shopper: int | None = None
    is_counted: bool = False
    taken: int = 0
    is_automatic: bool = False
    is_active: bool = True
    created_by: str = ""
    created_at: datetime = instant(default_factory=clock.now)


class Coupon(SQLModel, table=True):
    """A code that claims a promotion; kept in capitals: the case does not matter. Its limits come on top."""

    __tablename__ = "coupon"
    __table_args__ = (
        CheckConstraint("code = upper(code) AND code ~ '^[A-Z0-9][A-Z0-9_-]{2,39}$'", name="code"),
        CheckConstraint("coalesce(max_uses, 1) > 0 AND coalesce(max_uses_per_shopper, 1) > 0", name="limits"),
        CheckConstraint("taken >= 0 AND (max_uses IS NULL OR taken <= max_uses)", name="not_overused"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    code: str = Field(unique=True)
    promotion_id: UUID = Field(foreign_key="promotion.id", index=True)
    max_uses: int | None = None
    max_uses_per_shopper: int | None = None
    taken: int = 0
    is_active: bool = True
    created_at: datetime = instant(default_factory=clock.now)


class PromotionRedemption(SQLModel, table=True):
    """A checkout's claim on a promotion: held while it is being paid, then redeemed by its order or released.

    `amount_minor` is what it saved, `marketplace_minor` the marketplace's part. The e-mail is kept as a hash.
    """

    __tablename__ = "promotion_redemption"
    __table_args__ = (
        UniqueConstraint("checkout_id", "promotion_id"),
        CheckConstraint("status IN ('held', 'redeemed', 'released')", name="status"),
        CheckConstraint("amount_minor >= 0 AND marketplace_minor BETWEEN 0 AND amount_minor", name="amounts"),
        Index("ix_promotion_redemption_person", "promotion_id", "person_id"),
        Index("ix_promotion_redemption_email", "promotion_id", "email_hash"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    promotion_id: UUID = Field(foreign_key="promotion.id")
    coupon_id: UUID | None = Field(default=None, foreign_key="coupon.id")
    checkout_id: UUID
    cart_id: UUID
    person_id: UUID | None = None
    email_hash: str
    status: str = "held"
    amount_minor: int = minor_units()
    marketplace_minor: int = minor_units(default=0)
    currency: str
    created_at: datetime = instant(default_factory=clock.now)
    updated_at: datetime = instant(default_factory=clock.now)


class TaxExemption(SQLModel, table=True):
    """Somebody who owes no tax in a place, from a day to a day (both included), with the proof's number.

    An empty region stands for the whole country.
    """

    __tablename__ = "tax_exemption"
    __table_args__ = (
        UniqueConstraint("person_id", "country", "region", "certificate"),
        CheckConstraint("valid_to >= valid_from", name="validity"),
        CheckConstraint("reason IN ('resale', 'government', 'charity', 'diplomatic')", name="reason"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    country: str
    region: str = ""
    reason: str
    certificate: str
    valid_from: date
    valid_to: date
    granted_by: str
    granted_at: datetime = instant(default_factory=clock.now)
    revoked_at: datetime | None = instant_or_none()


class FxRate(SQLModel, table=True):
    """Units of a currency for one euro on a day, with its source."""

    __tablename__ = "fx_rate"
    __table_args__ = (CheckConstraint("per_euro > 0", name="per_euro"),)

    currency: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    per_euro: Decimal = Field(sa_type=Numeric(20, 8))
    source: str


class TaxCalculation(SQLModel, table=True):
    """What a tax service said about a parcel, or (`failure`) that it said nothing, for as long as it holds.

    `tax` is a `ParcelTax` as JSON, empty where there is none.
    """

    __tablename__ = "tax_calculation"
    __table_args__ = (CheckConstraint("(tax IS NULL) = (failure <> '')", name="answer"),)

    fingerprint: str = Field(primary_key=True)
    engine: str
    tax: dict[str, Any] | None = Field(
        default=None,
        sa_type=JSONB(none_as_null=True),  # type: ignore[call-overload]  # an instance of a type
    )
    failure: str = ""
    expires_at: datetime = instant()
    created_at: datetime = instant(default_factory=clock.now)


class TaxBooking(SQLModel, table=True):
    """An order's tax in the books of a tax service; without a `booking` it would not have it (`failure`).

    `order_id` is the order as it was placed, or the change that sent it to another address.
    """

    __tablename__ = "tax_booking"
    __table_args__ = (CheckConstraint("(booking = '') = (failure <> '')", name="answer"),)

    order_id: UUID = Field(primary_key=True)
    engine: str
    calculation: str
    booking: str
    failure: str = ""
    created_at: datetime = instant(default_factory=clock.now)


class TaxReversal(SQLModel, table=True):
    """A part of a booking that was taken back: `cause_id` is the refund, the change or the order."""

    __tablename__ = "tax_reversal"
    __table_args__ = (
        CheckConstraint("(reversal = '') = (failure <> '')", name="answer"),
        CheckConstraint("amount_minor > 0", name="amount"),
    )

    cause_id: UUID = Field(primary_key=True)
    order_id: UUID = Field(foreign_key="tax_booking.order_id", index=True)
    amount_minor: int = minor_units()
    reversal: str
    failure: str = ""
    created_at: datetime = instant(default_factory=clock.now)
