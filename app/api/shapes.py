"""Shapes that several answers share. Money is always an amount in minor units with its currency."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Protocol
from uuid import UUID

import orjson
from pydantic import BaseModel, Field

from backend.catalog.schemas import CategoryView, Crumb
from backend.pricing.promotion_schemas import AppliedPromotion, UnusedCode
from backend.pricing.schemas import TaxLine
from backend.storefront.schemas import CardView

_PICTURE_WIDTH = 640

CurrencyCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$", examples=["EUR"])]

Drawn = dict[str, Any]


class Money(BaseModel):
    """An amount; 1999 of USD is $19.99."""

    amount_minor: int = Field(description="In the currency's minor unit, such as cents")
    currency: str = Field(description="ISO 4217")


def money(amount_minor: int, currency: str) -> Money:
    """The amount as answers carry it."""
    return Money(amount_minor=amount_minor, currency=currency)


class HasTotals(Protocol):
    """Quotes and orders: amounts in minor units of one currency."""

    @property
    def subtotal_minor(self) -> int: ...  # noqa: D102 a name of the sum
    @property
    def discount_minor(self) -> int: ...  # noqa: D102 a name of the sum
    @property
    def shipping_minor(self) -> int: ...  # noqa: D102 a name of the sum
    @property
    def tax_minor(self) -> int: ...  # noqa: D102 a name of the sum
    @property
    def included_tax_minor(self) -> int: ...  # noqa: D102 a name of the sum
    @property
    def total_minor(self) -> int: ...  # noqa: D102 a name of the sum


class TotalsBody(BaseModel):
    """total = subtotal - discount + shipping + tax. `included_tax` is the tax inside the other amounts."""

    subtotal: Money
    discount: Money
    shipping: Money
    tax: Money
    included_tax: Money
    total: Money

    @classmethod
    def of(cls, totals: HasTotals, currency: str) -> TotalsBody:
        """The totals with their currency."""
        return cls(
            subtotal=money(totals.subtotal_minor, currency),
            discount=money(totals.discount_minor, currency),
            shipping=money(totals.shipping_minor, currency),
            tax=money(totals.tax_minor, currency),
            included_tax=money(totals.included_tax_minor, currency),
            total=money(totals.total_minor, currency),
        )


class TaxLineBody(BaseModel):
    """One rate of the tax. A rate of 0 says in its name why nothing is due."""

    jurisdiction: str = Field(examples=["US-NY"])
    name: str
    rate: Decimal = Field(description="0.04 for 4 %")
    base: Money = Field(description="The taxed amount without the tax")
    amount: Money

    @classmethod
    def of(cls, line: TaxLine, currency: str) -> TaxLineBody:
        """The line with its currency."""
        return cls(
            jurisdiction=line.jurisdiction,
            name=line.name,
            rate=line.rate,
            base=money(line.base_minor, currency),
            amount=money(line.amount_minor, currency),
        )


class AppliedPromotionBody(BaseModel):
    """A promotion that lowers the order, by how much; `code` is null for one that runs by itself."""

    name: str
    code: str | None
    kind: str = Field(description="percentage, fixed, buy_x_get_y or free_shipping")
    amount: Money

    @classmethod
    def of(cls, applied: AppliedPromotion, currency: str) -> AppliedPromotionBody:
        """The promotion."""
        return cls(
            name=applied.name,
            code=applied.code,
            kind=applied.kind,
            amount=money(applied.amount_minor, currency),
        )


class UnusedCodeBody(BaseModel):
    """A code that lowers nothing, and why in words."""

    code: str
    reason: str
    message: str

    @classmethod
    def of(cls, unused: UnusedCode) -> UnusedCodeBody:
        """The code."""
        return cls(code=unused.code, reason=unused.reason.value, message=unused.message)


class AddressBody(BaseModel):
    """Where something goes."""

    name: str
    line1: str
    line2: str = ""
    city: str
    region: str = ""
    postcode: str = ""
    country: str = Field(description="ISO 3166-1 alpha-2")
    phone: str = ""


class DaysBody(BaseModel):
    """From the first to the last day on which it is promised to arrive, at the destination."""

    first: date
    last: date


class RatingBody(BaseModel):
    """What buyers say, in stars from 1 to 5; `average` is 0 when nobody has rated yet."""

    count: int
    average: float


class PictureBody(BaseModel):
    """A picture, 640 pixels wide. Other widths: 160, 320, 1200 in the same place of `url`; also .avif."""

    url: str
    alt: str


def drawn_picture(key: str, alt: str = "") -> Drawn | None:
    """A PictureBody under a storage key; None for an empty one."""
    return {"url": f"/media/{_PICTURE_WIDTH}/{key}.webp", "alt": alt} if key else None


def picture(key: str, alt: str = "") -> PictureBody | None:
    """The picture under a storage key; None for an empty one."""
    found = drawn_picture(key, alt)
    return PictureBody(**found) if found else None


class CrumbBody(BaseModel):
    """A step of the way from the root to a category."""

    slug: str
    name: str


class CategoryBody(BaseModel):
    """A node of the category tree."""

    id: UUID
    slug: str
    name: str
    path: str = Field(description="The slugs from the root, joined by slashes")
    parent_id: UUID | None

    @classmethod
    def of(cls, category: CategoryView) -> CategoryBody:
        """The category."""
        return cls(
            id=category.id,
            slug=category.slug,
            name=category.name,
            path=category.path,
            parent_id=category.parent_id,
        )


class CardBody(BaseModel):
    """A product as lists show it, with its featured offer."""

    id: UUID
    slug: str
    title: str
    brand: str
    price: Money
    compare_at: Money | None = Field(description="The price before a reduction")
    picture: PictureBody | None
    rating: RatingBody
    offer_id: UUID
    seller_name: str
    variant_count: int
    available: int = Field(description="How many can be sold now; 0 when sold out")


# What follows draws the bodies above without making them: an answer with two dozen cards is made of three
# hundred values, and checking values that come from our own views one by one would take longer than finding
# them. Tests hold the bytes to the models.


def drawn(body: Drawn) -> bytes:
    """The bytes of an answer."""
    return orjson.dumps(body, option=orjson.OPT_UTC_Z)


def drawn_money(amount_minor: int, currency: str) -> Drawn:
    """A Money."""
    return {"amount_minor": amount_minor, "currency": currency}


def drawn_category(category: CategoryView) -> Drawn:
    """A CategoryBody."""
    return {
        "id": category.id,
        "slug": category.slug,
        "name": category.name,
        "path": category.path,
        "parent_id": category.parent_id,
    }


def drawn_crumbs(crumbs: Iterable[Crumb]) -> list[Drawn]:
    """Each a CrumbBody."""
    return [{"slug": one.slug, "name": one.name} for one in crumbs]


def drawn_card(view: CardView) -> Drawn:
    """A CardBody."""
    card = view.card
    currency, before = card.currency, card.compare_at_minor
    return {
        "id": card.id,
        "slug": card.slug,
        "title": card.title,
        "brand": card.brand,
        "price": {"amount_minor": card.price_minor, "currency": currency},
        "compare_at": None if before is None else {"amount_minor": before, "currency": currency},
        "picture": drawn_picture(card.picture_key, card.alt),
        "rating": {"count": card.rating_count, "average": card.rating_tenths / 10},
        "offer_id": card.offer_id,
        "seller_name": card.seller_name,
        "variant_count": card.variant_count,
        "available": view.available,
    }
