"""Tables of the catalogue."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import Text
from sqlmodel import Field, SQLModel

from backend.catalog.schemas import TaxClass
from backend.kit import clock, ids
from backend.kit.model import instant, minor_units

_TAX_CLASS = f"tax_class IN ({', '.join(repr(str(one)) for one in TaxClass)})"


class Category(SQLModel, table=True):
    """A node of the category tree. `path` lists the slugs from the root down to it, joined by `/`."""

    __tablename__ = "category"
    __table_args__ = (CheckConstraint(_TAX_CLASS, name="tax_class"),)

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    parent_id: UUID | None = Field(default=None, foreign_key="category.id", index=True)
    slug: str = Field(unique=True)
    name: str
    path: str = Field(index=True)
    position: int = 0
    hue: int = 40
    picture_key: str = ""
    tax_class: str = "standard"


class CategoryAttribute(SQLModel, table=True):
    """A typed attribute that products of a category have."""

    __tablename__ = "category_attribute"
    __table_args__ = (
        UniqueConstraint("category_id", "code"),
        CheckConstraint("kind IN ('text', 'number', 'boolean', 'choice')", name="kind"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    category_id: UUID = Field(foreign_key="category.id", ondelete="CASCADE")
    code: str
    label: str
    kind: str
    unit: str | None = None
    is_facet: bool = False
    choices: list[str] = Field(default_factory=list, sa_type=ARRAY(Text))
    position: int = 0


class Product(SQLModel, table=True):
    """What shoppers know as one thing, whatever its size or colour, whoever sells it."""

    __tablename__ = "product"
    __table_args__ = (
        CheckConstraint("status IN ('draft', 'active', 'archived')", name="status"),
        CheckConstraint(_TAX_CLASS, name="tax_class"),
        CheckConstraint(
            "rating_count >= 0 AND rating_sum BETWEEN rating_count AND 5 * rating_count", name="rating"
        ),
        Index("ix_product_category_active", "category_id", "id", postgresql_where=text("status = 'active'")),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    slug: str = Field(unique=True)
    title: str
    description: str = ""
    brand: str = Field(default="", index=True)
    category_id: UUID = Field(foreign_key="category.id")
    owner_seller_id: UUID | None = Field(default=None, foreign_key="seller.id", index=True)
    highlights: list[str] = Field(default_factory=list, sa_type=ARRAY(Text))
    specifications: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    option_names: list[str] = Field(default_factory=list, sa_type=ARRAY(Text))
    tax_class: str = "standard"
    status: str = "active"
    rating_count: int = 0
    rating_sum: int = 0
    popularity: int = 0
    created_at: datetime = instant(default_factory=clock.now)
    updated_at: datetime = instant(default_factory=clock.now)


class Variant(SQLModel, table=True):
    """One existing combination of a product's options, e.g. size M in navy."""

    __tablename__ = "variant"
    __table_args__ = (
        UniqueConstraint("product_id", "options"),
        CheckConstraint("weight_grams >= 0", name="weight"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    product_id: UUID = Field(foreign_key="product.id", ondelete="CASCADE")
    sku: str = Field(unique=True)
    barcode: str | None = Field(default=None, unique=True)
    options: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    weight_grams: int = 0
    position: int = 0


class Offer(SQLModel, table=True):
    """A seller's price for a variant. Its stock is inventory's business."""

    __tablename__ = "offer"
    __table_args__ = (
        UniqueConstraint("variant_id", "seller_id", "condition"),
        CheckConstraint("price_minor > 0", name="price"),
        CheckConstraint("compare_at_minor IS NULL OR compare_at_minor > price_minor", name="compare_at"),
        CheckConstraint("handling_days BETWEEN 0 AND 30", name="handling"),
        CheckConstraint("max_per_order IS NULL OR max_per_order BETWEEN 1 AND 99", name="max_per_order"),
        Index("ix_offer_seller_id_id", "seller_id", "id"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    variant_id: UUID = Field(foreign_key="variant.id", ondelete="CASCADE")
    seller_id: UUID = Field(foreign_key="seller.id")
    seller_sku: str = ""
    condition: str = "new"
    price_minor: int = minor_units()
    compare_at_minor: int | None = minor_units(default=None, nullable=True)
    currency: str = "USD"
    handling_days: int = 1
    max_per_order: int | None = None
    is_active: bool = True
    created_at: datetime = instant(default_factory=clock.now)
    updated_at: datetime = instant(default_factory=clock.now)


class OfferPrice(SQLModel, table=True):
    """A price that a seller set in a currency other than the offer's; without one it is converted."""

    __tablename__ = "offer_price"
    __table_args__ = (
        CheckConstraint("price_minor > 0", name="price"),
        CheckConstraint("compare_at_minor IS NULL OR compare_at_minor > price_minor", name="compare_at"),
    )

    offer_id: UUID = Field(primary_key=True, foreign_key="offer.id", ondelete="CASCADE")
    currency: str = Field(primary_key=True)
    price_minor: int = minor_units()
    compare_at_minor: int | None = minor_units(default=None, nullable=True)
    updated_at: datetime = instant(default_factory=clock.now)


class Media(SQLModel, table=True):
    """A picture of a product, or of one of its variants. Sizes are derived from the original on demand."""

    __tablename__ = "media"

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    product_id: UUID = Field(foreign_key="product.id", index=True, ondelete="CASCADE")
    variant_id: UUID | None = Field(default=None, foreign_key="variant.id", ondelete="CASCADE")
    storage_key: str
    content_type: str
    alt: str
    width: int
    height: int
    position: int = 0


class PictureSource(SQLModel, table=True):
    """Where a feed says that a picture of a product is; a job fetches it into object storage."""

    __tablename__ = "picture_source"
    __table_args__ = (
        UniqueConstraint("product_id", "url"),
        CheckConstraint("status IN ('waiting', 'fetched', 'failed')", name="status"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    product_id: UUID = Field(foreign_key="product.id", ondelete="CASCADE")
    url: str
    alt: str = ""
    position: int = 0
    status: str = "waiting"
    error: str = ""


class ImportRun(SQLModel, table=True):
    """One run of a feed for a seller: what it read, changed and refused."""

    __tablename__ = "import_run"

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    seller_id: UUID = Field(foreign_key="seller.id", index=True)
    format: str
    file_name: str
    file_hash: str
    rows_read: int = 0
    products_created: int = 0
    products_updated: int = 0
    products_unchanged: int = 0
    rows_refused: int = 0
    started_at: datetime = instant(default_factory=clock.now)
    finished_at: datetime | None = instant(default=None, nullable=True)


class FeedItem(SQLModel, table=True):
    """Which product a seller's feed identifier stands for, and the hash of what was last imported from it."""

    __tablename__ = "feed_item"

    seller_id: UUID = Field(foreign_key="seller.id", primary_key=True)
    feed_id: str = Field(primary_key=True)
    product_id: UUID = Field(foreign_key="product.id", ondelete="CASCADE", index=True)
    content_hash: str
