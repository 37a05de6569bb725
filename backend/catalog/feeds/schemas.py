"""What every feed is read into."""

from dataclasses import dataclass, field
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from backend.catalog.schemas import VariantDraft


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that was not taken: where it is, which field, why, and what was there."""

    line: int
    field: str
    reason: str
    value: str = ""


class FeedVariant(VariantDraft):
    """A variant with the stock that the feed states; None leaves the stock as it is."""

    quantity: int | None = Field(default=None, ge=0, le=1_000_000)
    line: int = 0


class FeedPicture(BaseModel):
    """Where a picture is to be had."""

    model_config = ConfigDict(frozen=True)

    url: str = Field(pattern=r"^https?://\S+$", max_length=2000)
    alt: str = Field(default="", max_length=500)


class FeedProduct(BaseModel):
    """A product as a feed states it. `category` lists names from the root; `lines` are those it came from."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    feed_id: str = Field(min_length=1, max_length=200)
    title: str = Field(min_length=3, max_length=200)
    description: str = Field(default="", max_length=20_000)
    brand: str = Field(default="", max_length=80)
    category: tuple[str, ...] = ()
    attributes: dict[str, str] = Field(default_factory=dict)
    option_names: tuple[str, ...] = Field(default=(), max_length=3)
    variants: tuple[FeedVariant, ...] = Field(min_length=1, max_length=250)
    pictures: tuple[FeedPicture, ...] = ()
    is_active: bool = True
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    line: int


Row = FeedProduct | RowError


@dataclass(frozen=True, slots=True)
class ImportedVariant:
    """What an imported variant is on sale as, and the stock that its feed states."""

    offer_id: UUID
    sku: str
    barcode: str | None
    weight_grams: int
    quantity: int | None


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a feed's product: `outcome` is created, updated or unchanged."""

    product_id: UUID
    outcome: str
    variants: tuple[ImportedVariant, ...] = field(default=())
