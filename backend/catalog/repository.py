"""Every query of the catalogue, named for the question it answers.

The featured offer of a variant is its lowest active price, then the shortest handling time, then the oldest
offer; stock is intersected by whoever knows it.
"""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, column, func, literal, or_, select, table
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlmodel import Session

from backend.catalog.models import (
    Category,
    CategoryAttribute,
    Media,
    Offer,
    PictureSource,
    Product,
    Variant,
)
from backend.kit.sql import Statement

# A lower context's table is joined by name: its models stay private to it.
_seller = table(
    "seller", column("id"), column("name"), column("slug"), column("status"), column("commission_bps")
)
_FEATURED_FIRST = (Offer.price_minor, Offer.handling_days, Offer.id)


def _variant_picture() -> Any:
    """The first picture of a variant, or of its product."""
    return (
        select(Media.storage_key)
        .where(
            Media.product_id == Variant.product_id,
            or_(Media.variant_id == Variant.id, Media.variant_id.is_(None)),
        )
        .order_by(Media.variant_id.is_(None), Media.position)
        .limit(1)
        .correlate(Variant)
        .scalar_subquery()
    )


def all_categories(session: Session) -> Sequence[Category]:
    """The whole tree, level by level, each in its order: parents come before their children."""
    level = func.length(Category.path) - func.length(func.replace(Category.path, "/", ""))
    return session.scalars(select(Category).order_by(level, Category.position, Category.path)).all()


def category_with_slug(session: Session, slug: str) -> Category | None:
    """One category."""
    return session.scalars(select(Category).where(Category.slug == slug)).first()


def categories_on_path(session: Session, path: str) -> Sequence[Category]:
    """The categories from the root down to `path`."""
    slugs = path.split("/")
    paths = ["/".join(slugs[: depth + 1]) for depth in range(len(slugs))]
    return session.scalars(
        select(Category).where(Category.path.in_(paths)).order_by(func.length(Category.path))
    ).all()


def attributes_of(session: Session, category_ids: Collection[UUID]) -> Sequence[CategoryAttribute]:
    """The attributes of these categories, in the order they are shown."""
    return session.scalars(
        select(CategoryAttribute)
        .where(CategoryAttribute.category_id.in_(category_ids))
        .order_by(CategoryAttribute.position, CategoryAttribute.code)
    ).all()


def category(session: Session, category_id: UUID) -> Category | None:
    """A category by id."""
    return session.get(Category, category_id)


_CARDS = Statement(
    """
    SELECT p.id, p.slug, p.title, p.brand, p.rating_count, p.rating_sum, best.offer_id, best.price_minor,
        best.compare_at_minor, best.currency, best.seller_name, picture.storage_key, picture.alt,
        (SELECT count(*) FROM variant v WHERE v.product_id = p.id) AS variant_count
    FROM product p
    JOIN LATERAL (
        SELECT o.id AS offer_id, o.price_minor, o.compare_at_minor, o.currency, s.name AS seller_name,
            v.id AS variant_id
        FROM variant v
        JOIN offer o ON o.variant_id = v.id AND o.is_active
        JOIN seller s ON s.id = o.seller_id AND s.status = 'active'
        WHERE v.product_id = p.id
        ORDER BY o.price_minor, o.handling_days, o.id LIMIT 1
    ) best ON true
    LEFT JOIN LATERAL (
        SELECT m.storage_key, m.alt FROM media m WHERE m.product_id = p.id
        ORDER BY m.variant_id IS DISTINCT FROM best.variant_id, m.position LIMIT 1
    ) picture ON true
    WHERE p.id = ANY(CAST(:product_ids AS uuid[])) AND p.status = 'active'
    """
)


def cards(session: Session, product_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """One row per active product with an active offer: product columns, its featured offer, first picture."""
    return _CARDS.all(session, product_ids=list(product_ids))


_SELLABLE_OFFERS = Statement(
    """
    SELECT o.id, v.id, p.id, p.slug, s.id, s.name, s.commission_bps, v.sku, v.barcode, p.title, v.options,
        coalesce((
            SELECT m.storage_key FROM media m
            WHERE m.product_id = v.product_id AND (m.variant_id = v.id OR m.variant_id IS NULL)
            ORDER BY m.variant_id IS NULL, m.position LIMIT 1
        ), ''),
        o.price_minor, o.currency, p.tax_class, v.weight_grams, o.handling_days, p.category_id,
        o.is_active AND p.status = 'active' AND s.status = 'active', o.max_per_order, s.country, s.currency
    FROM offer o
    JOIN variant v ON v.id = o.variant_id
    JOIN product p ON p.id = v.product_id
    JOIN seller s ON s.id = o.seller_id
    WHERE o.id = ANY(CAST(:offer_ids AS uuid[]))
    """
)


def sellable_offers(session: Session, offer_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """What selling these offers needs, in one statement."""
    return _SELLABLE_OFFERS.all(session, offer_ids=sorted(offer_ids))


def expect_sellable_offers(session: Session, offer_ids: Collection[UUID]) -> None:
    """Ask for them with the next question."""
    _SELLABLE_OFFERS.take_along(session, offer_ids=sorted(offer_ids))


_PRICES_IN = Statement(
    """
    SELECT offer_id, price_minor, compare_at_minor FROM offer_price
    WHERE currency = :currency AND offer_id = ANY(CAST(:offer_ids AS uuid[]))
    """
)


def prices_in(session: Session, offer_ids: Collection[UUID], currency: str) -> Sequence[Row[Any]]:
    """The prices that sellers set for these offers in a currency other than the offers'."""
    return _PRICES_IN.all(session, offer_ids=list(offer_ids), currency=currency)


def documents(
    session: Session, *, product_ids: Collection[UUID] | None, after: UUID | None, limit: int
) -> Sequence[Row[Any]]:
    """Active products with their category path, in id order after `after`, or the named ones."""
    statement: Select[Any] = (
        select(Product, Category.path)
        .join(Category, Category.id == Product.category_id)
        .where(Product.status == "active")
        .order_by(Product.id)
        .limit(limit)
    )
    if product_ids is not None:
        statement = statement.where(Product.id.in_(product_ids))
    if after is not None:
        statement = statement.where(Product.id > after)
    return session.execute(statement).all()


def variant_prices(session: Session, product_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """(product id, options, currency, lowest active price, offer ids) per variant that somebody offers."""
    return session.execute(
        select(
            Variant.product_id,
            Variant.options,
            func.min(Offer.currency),
            func.min(Offer.price_minor),
            func.array_agg(aggregate_order_by(Offer.id, *_FEATURED_FIRST)),
        )
        .join(Offer, (Offer.variant_id == Variant.id) & Offer.is_active)
        .join(_seller, (_seller.c.id == Offer.seller_id) & (_seller.c.status == "active"))
        .where(Variant.product_id.in_(product_ids))
        .group_by(Variant.id)
        .order_by(Variant.position)
    ).all()


def category_paths(session: Session, product_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """Products with the path of their category."""
    return session.execute(
        select(Product.id, Category.path)
        .join(Category, Category.id == Product.category_id)
        .where(Product.id.in_(product_ids))
    ).all()


def products_of_category(session: Session, path: str, *, limit: int) -> Sequence[UUID]:
    """The most popular active products at or below a category path."""
    return session.scalars(
        select(Product.id)
        .join(Category, Category.id == Product.category_id)
        .where(
            Product.status == "active",
            or_(Category.path == path, Category.path.startswith(path + "/", autoescape=True)),
        )
        .order_by(Product.popularity.desc(), Product.id)
        .limit(limit)
    ).all()


def most_popular(session: Session, *, limit: int) -> Sequence[UUID]:
    """The products that sell most."""
    return session.scalars(
        select(Product.id)
        .where(Product.status == "active")
        .order_by(Product.popularity.desc(), Product.id)
        .limit(limit)
    ).all()


def reduced(session: Session, *, limit: int) -> Sequence[UUID]:
    """Products with the deepest cut against their former price, deepest first."""
    saving = func.max((Offer.compare_at_minor - Offer.price_minor) * 100 / Offer.compare_at_minor)
    return session.scalars(
        select(Product.id)
        .join(Variant, Variant.product_id == Product.id)
        .join(Offer, Offer.variant_id == Variant.id)
        .where(Product.status == "active", Offer.is_active, Offer.compare_at_minor.is_not(None))
        .group_by(Product.id)
        .order_by(saving.desc(), Product.id)
        .limit(limit)
    ).all()


def offers_of_seller(
    session: Session,
    seller_id: UUID,
    *,
    text: str,
    is_active: bool | None,
    product_id: UUID | None,
    offer_id: UUID | None,
    offset: int,
    limit: int,
) -> tuple[Sequence[Row[Any]], int]:
    """A page of a seller's offers by title and SKU, and how many there are in all."""
    matching = (
        select(Product, Variant, Offer, func.coalesce(_variant_picture(), ""))
        .join(Variant, Variant.product_id == Product.id)
        .join(Offer, Offer.variant_id == Variant.id)
        .where(Offer.seller_id == seller_id)
    )
    if text:
        needle = f"%{text.replace('%', '').replace('_', '')}%"
        matching = matching.where(or_(Product.title.ilike(needle), Variant.sku.ilike(needle)))
    if is_active is not None:
        matching = matching.where(Offer.is_active == is_active)
    if product_id is not None:
        matching = matching.where(Product.id == product_id)
    if offer_id is not None:
        matching = matching.where(Offer.id == offer_id)
    total = session.scalar(
        select(func.count()).select_from(matching.with_only_columns(literal(1)).subquery())
    )
    rows = session.execute(
        matching.order_by(Product.title, Variant.position, Offer.id).offset(offset).limit(limit)
    ).all()
    return rows, total or 0


def active_addresses(session: Session, *, offset: int, limit: int) -> Sequence[Row[Any]]:
    """Slug and last change of products on sale, oldest first."""
    return session.execute(
        select(Product.slug, Product.updated_at)
        .where(Product.status == "active")
        .order_by(Product.id)
        .offset(offset)
        .limit(limit)
    ).all()


def count_active(session: Session) -> int:
    """How many products are on sale."""
    return session.scalar(select(func.count()).where(Product.status == "active")) or 0


def taken_skus(session: Session, skus: Collection[str]) -> set[str]:
    """Those of `skus` that stand for a variant already."""
    return set(session.scalars(select(Variant.sku).where(Variant.sku.in_(skus))))


def taken_barcodes(session: Session, barcodes: Collection[str]) -> set[str]:
    """Those of `barcodes` that stand for a variant already."""
    return set(session.scalars(select(Variant.barcode).where(Variant.barcode.in_(barcodes))))


def slugs_like(session: Session, slug: str) -> set[str]:
    """`slug` and its numbered siblings that are taken."""
    return set(
        session.scalars(
            select(Product.slug).where(or_(Product.slug == slug, Product.slug.op("~")(f"^{slug}-[0-9]+$")))
        )
    )


def variants_of(session: Session, product_id: UUID) -> Sequence[Variant]:
    """The variants of a product in their order."""
    return session.scalars(
        select(Variant).where(Variant.product_id == product_id).order_by(Variant.position, Variant.id)
    ).all()


def offers_on(session: Session, product_id: UUID, seller_id: UUID) -> Sequence[Offer]:
    """A seller's offers of a product, active or not."""
    return session.scalars(
        select(Offer)
        .join(Variant, Variant.id == Offer.variant_id)
        .where(Variant.product_id == product_id, Offer.seller_id == seller_id)
    ).all()


def taken_by_others(
    session: Session, product_id: UUID, *, skus: Collection[str], barcodes: Collection[str]
) -> set[str]:
    """Those SKUs and barcodes that stand for variants of other products."""
    rows = session.execute(
        select(Variant.sku, Variant.barcode).where(
            Variant.product_id != product_id,
            or_(Variant.sku.in_(skus), Variant.barcode.in_(barcodes)),
        )
    ).all()
    return ({row.sku for row in rows} & set(skus)) | ({row.barcode for row in rows} & set(barcodes))


def picture_sources(session: Session, product_id: UUID) -> Sequence[PictureSource]:
    """Where feeds say that a product's pictures are."""
    return session.scalars(select(PictureSource).where(PictureSource.product_id == product_id)).all()
