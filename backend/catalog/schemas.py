"""What the catalogue shows to everyone above it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class TaxClass(StrEnum):
    """What kind of goods it is to the tax office; a place may have its own rate for each but the first."""

    STANDARD = "standard"
    BOOKS = "books"
    CHILDREN = "children"
    CLOTHING = "clothing"
    DIGITAL = "digital"
    FOOD = "food"
    MEDICINE = "medicine"


@dataclass(frozen=True, slots=True)
class CategoryView:
    """A node of the category tree."""

    id: UUID
    slug: str
    name: str
    path: str
    parent_id: UUID | None
    hue: int
    picture_key: str


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way from the root to a category."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture's original: the storage key, its alternative text and its size in pixels."""

    key: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class OfferView:
    """A seller's price for a variant, in minor units."""

    id: UUID
    seller_id: UUID
    seller_name: str
    seller_slug: str
    price_minor: int
    compare_at_minor: int | None
    currency: str
    handling_days: int
    condition: str
    max_per_order: int | None = None


@dataclass(frozen=True, slots=True)
class VariantView:
    """An existing combination of options; `offers` starts with the featured one."""

    id: UUID
    sku: str
    options: Mapping[str, str]
    weight_grams: int
    picture_keys: tuple[str, ...]
    offers: tuple[OfferView, ...]


@dataclass(frozen=True, slots=True)
class SpecificationView:
    """A specification as the shopper reads it."""

    code: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ProductView:
    """A product with everything its page tells."""

    id: UUID
    slug: str
    title: str
    description: str
    brand: str
    highlights: tuple[str, ...]
    specifications: tuple[SpecificationView, ...]
    option_names: tuple[str, ...]
    tax_class: str
    category: CategoryView
    crumbs: tuple[Crumb, ...]
    pictures: tuple[PictureView, ...]
    variants: tuple[VariantView, ...]
    rating_count: int
    rating_sum: int


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product as lists show it, at its featured offer's price; `rating_tenths` is 0 without ratings."""

    id: UUID
    slug: str
    title: str
    brand: str
    price_minor: int
    compare_at_minor: int | None
    currency: str
    picture_key: str
    alt: str
    rating_count: int
    rating_tenths: int
    offer_id: UUID
    seller_name: str
    variant_count: int


@dataclass(frozen=True, slots=True)
class ProductAddress:
    """Where a product's page is, and when what it shows last changed."""

    slug: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class SellableOffer:
    """What cart and checkout need to know about an offer.

    `max_per_order` is the most units that its seller lets one order take; None for no such limit.
    """

    offer_id: UUID
    variant_id: UUID
    product_id: UUID
    product_slug: str
    seller_id: UUID
    seller_name: str
    commission_bps: int
    sku: str
    barcode: str | None
    title: str
    options: Mapping[str, str]
    picture_key: str
    price_minor: int
    currency: str
    tax_class: str
    weight_grams: int
    handling_days: int
    category_id: UUID
    is_active: bool
    max_per_order: int | None = None
    seller_country: str = ""
    seller_currency: str = ""

    @property
    def options_text(self) -> str:
        """The options in words, such as `Navy, M`."""
        return ", ".join(str(value) for value in self.options.values())


@dataclass(frozen=True, slots=True)
class OwnPrice:
    """What a seller asks in a currency other than the offer's, in its minor units."""

    price_minor: int
    compare_at_minor: int | None


@dataclass(frozen=True, slots=True)
class VariantDocument:
    """A variant as the search index sees it: its options belong together."""

    options: Mapping[str, str]
    price_minor: int
    offer_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ProductDocument:
    """A product as the search index sees it."""

    id: UUID
    slug: str
    title: str
    brand: str
    description: str
    highlights: tuple[str, ...]
    category_path: tuple[str, ...]
    category_names: tuple[str, ...]
    attributes: Mapping[str, Any]
    variants: tuple[VariantDocument, ...]
    currency: str
    rating_count: int
    rating_tenths: int
    popularity: int


@dataclass(frozen=True, slots=True)
class FacetDefinition:
    """An attribute that shoppers of a category filter by."""

    code: str
    label: str
    kind: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class AttributeView:
    """A typed attribute of a category: `kind` is text, number, boolean or choice."""

    code: str
    label: str
    kind: str
    unit: str | None
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SellerProductRow:
    """A line of a seller's product table: one offer of one variant."""

    product_id: UUID
    product_slug: str
    title: str
    options_text: str
    sku: str
    barcode: str | None
    weight_grams: int
    offer_id: UUID
    price_minor: int
    compare_at_minor: int | None
    currency: str
    is_active: bool
    picture_key: str
    max_per_order: int | None = None


class VariantDraft(BaseModel):
    """A variant that a seller proposes, with the seller's price in minor units."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    sku: str = Field(min_length=1, max_length=64)
    barcode: str | None = Field(default=None, max_length=14)
    options: dict[str, str] = Field(default_factory=dict)
    price_minor: int = Field(gt=0, le=100_000_000)
    compare_at_minor: int | None = Field(default=None, gt=0, le=100_000_000)
    weight_grams: int = Field(default=0, ge=0, le=1_000_000)
    handling_days: int = Field(default=1, ge=0, le=30)
    max_per_order: int | None = Field(default=None, ge=1, le=99)


class ProductDraft(BaseModel):
    """A product that a seller proposes."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    slug: str | None = Field(default=None, pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=120)
    title: str = Field(min_length=3, max_length=200)
    description: str = Field(default="", max_length=20_000)
    brand: str = Field(default="", max_length=80)
    category_slug: str
    highlights: list[str] = Field(default_factory=list, max_length=12)
    specifications: dict[str, str | int | float | bool] = Field(default_factory=dict)
    option_names: list[str] = Field(default_factory=list, max_length=3)
    tax_class: TaxClass | None = None
    """The category's where it is not said."""
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    variants: list[VariantDraft] = Field(min_length=1, max_length=250)
