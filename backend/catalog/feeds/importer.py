"""Writing one product of a feed, and remembering what was written so that a second run changes nothing."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from backend.catalog import repository
from backend.catalog.errors import SkuTaken
from backend.catalog.events import ProductChanged
from backend.catalog.feeds.schemas import FeedProduct, Imported, ImportedVariant
from backend.catalog.models import Category, FeedItem, ImportRun, Offer, PictureSource, Product, Variant
from backend.catalog.policy import slug_of
from backend.catalog.service import free_slug
from backend.kit import clock, outbox
from backend.kit.errors import InvalidInput

# Where feeds' own categories grow: below this department, until somebody files them elsewhere.
IMPORTED = "imported"


def import_product(session: Session, source: FeedProduct, *, seller_id: UUID) -> Imported:
    """Create or update the seller's product that `source.feed_id` stands for.

    What has not changed since it was last imported is left alone. Variants that the feed no longer names go
    off sale. Raises SkuTaken when a SKU or barcode stands for another product, InvalidInput for options that
    do not fit together.
    """
    _check_options(source)
    digest = hashlib.sha256(source.model_dump_json(exclude={"line"}).encode()).hexdigest()
    known = session.get(FeedItem, (seller_id, source.feed_id))
    if known is not None and known.content_hash == digest:
        return Imported(known.product_id, "unchanged", _offered(session, known.product_id, seller_id, source))
    product = session.get(Product, known.product_id) if known else None
    outcome = "updated" if product else "created"
    if product is None:
        product = Product(
            slug=free_slug(session, slug_of(source.title) or slug_of(source.feed_id)),
            title=source.title,
            category_id=_category(session, source.category).id,
            owner_seller_id=seller_id,
        )
        session.add(product)
    product.title, product.description, product.brand = source.title, source.description, source.brand
    product.highlights = [f"{name}: {value}"[:200] for name, value in source.attributes.items()][:12]
    product.option_names = list(source.option_names)
    product.status = "active" if source.is_active else "draft"
    product.updated_at = clock.now()
    session.flush()
    _write_variants(session, product, source, seller_id)
    _write_pictures(session, product, source)
    if known is None:
        session.add(
            FeedItem(seller_id=seller_id, feed_id=source.feed_id, product_id=product.id, content_hash=digest)
        )
    else:
        known.content_hash, known.product_id = digest, product.id
    session.flush()
    outbox.record(session, ProductChanged(product_id=product.id))
    return Imported(product.id, outcome, _offered(session, product.id, seller_id, source))


def platform_sku(seller_id: UUID, sku: str) -> str:
    """The marketplace's SKU for a seller's own: many sellers call something `1` or `S`."""
    return f"{seller_id.hex[-6:].upper()}-{sku}"


def record_run(
    session: Session,
    *,
    seller_id: UUID,
    feed_format: str,
    file_name: str,
    file_hash: str,
    rows_read: int,
    outcomes: Mapping[str, int],
    rows_refused: int,
    started_at: datetime,
) -> None:
    """Keep what a run read, changed and refused; `outcomes` counts products created, updated, unchanged."""
    session.add(
        ImportRun(
            seller_id=seller_id,
            format=feed_format,
            file_name=file_name,
            file_hash=file_hash,
            rows_read=rows_read,
            products_created=outcomes["created"],
            products_updated=outcomes["updated"],
            products_unchanged=outcomes["unchanged"],
            rows_refused=rows_refused,
            started_at=started_at,
            finished_at=clock.now(),
        )
    )


def _check_options(source: FeedProduct) -> None:
    seen: dict[tuple[str, ...], str] = {}
    skus: set[str] = set()
    for variant in source.variants:
        if set(variant.options) != set(source.option_names):
            raise InvalidInput("has other options than the product's other rows", field="options")
        combination = tuple(variant.options[name] for name in source.option_names)
        if combination in seen:
            what = ", ".join(combination) or "the only variant"
            raise InvalidInput(f"is the second row for {what}", field="options")
        if variant.sku in skus:
            raise InvalidInput(f"has the SKU {variant.sku} twice", field="sku")
        seen[combination] = variant.sku
        skus.add(variant.sku)


def _category(session: Session, names: Sequence[str]) -> Category:
    """The category of these names: an existing one of the last name, else a new branch below Imported."""
    if names and (found := repository.category_with_slug(session, slug_of(names[-1]))):
        return found
    parent = repository.category_with_slug(session, IMPORTED)
    if parent is None:
        parent = Category(slug=IMPORTED, name="More to discover", path=IMPORTED, position=1_000)
        session.add(parent)
        session.flush()
    for name in names:
        slug = slug_of(name)
        if not slug:
            continue
        child = repository.category_with_slug(session, slug)
        if child is None:
            child = Category(parent_id=parent.id, slug=slug, name=name[:80], path=f"{parent.path}/{slug}")
            session.add(child)
            session.flush()
        parent = child
    return parent


def _write_variants(session: Session, product: Product, source: FeedProduct, seller_id: UUID) -> None:
    _refuse_taken(session, product.id, source, seller_id)
    existing = {variant.sku: variant for variant in repository.variants_of(session, product.id)}
    offers = {offer.variant_id: offer for offer in repository.offers_on(session, product.id, seller_id)}
    named = {platform_sku(seller_id, variant.sku) for variant in source.variants}
    for sku, variant in existing.items():
        if sku not in named:
            # Its options give way, so that a renamed SKU of the same options can come.
            variant.options = {**variant.options, "Former SKU": sku}
            if variant.id in offers:
                offers[variant.id].is_active = False
    session.flush()
    for position, wanted in enumerate(source.variants):
        sku = platform_sku(seller_id, wanted.sku)
        variant = existing.get(sku) or Variant(product_id=product.id, sku=sku)
        variant.barcode, variant.options = wanted.barcode, dict(wanted.options)
        variant.weight_grams, variant.position = wanted.weight_grams, position
        session.add(variant)
        session.flush()
        offer = offers.get(variant.id) or Offer(
            variant_id=variant.id, seller_id=seller_id, seller_sku=wanted.sku, price_minor=wanted.price_minor
        )
        offer.price_minor, offer.compare_at_minor = wanted.price_minor, wanted.compare_at_minor
        offer.currency, offer.is_active, offer.updated_at = source.currency, True, clock.now()
        session.add(offer)
    session.flush()


def _refuse_taken(session: Session, product_id: UUID, source: FeedProduct, seller_id: UUID) -> None:
    taken = repository.taken_by_others(
        session,
        product_id,
        skus=[platform_sku(seller_id, variant.sku) for variant in source.variants],
        barcodes=[variant.barcode for variant in source.variants if variant.barcode],
    )
    for variant in source.variants:
        if platform_sku(seller_id, variant.sku) in taken:
            raise SkuTaken(f"the SKU {variant.sku} stands for another product", field="sku")
        if variant.barcode in taken:
            raise SkuTaken(f"the barcode {variant.barcode} stands for another product", field="barcode")


def _write_pictures(session: Session, product: Product, source: FeedProduct) -> None:
    known = {one.url: one for one in repository.picture_sources(session, product.id)}
    for position, picture in enumerate({picture.url: picture for picture in source.pictures}.values()):
        one = known.setdefault(picture.url, PictureSource(product_id=product.id, url=picture.url))
        one.alt, one.position = picture.alt or product.title, position
        session.add(one)


def _offered(
    session: Session, product_id: UUID, seller_id: UUID, source: FeedProduct
) -> tuple[ImportedVariant, ...]:
    stated = {platform_sku(seller_id, variant.sku): variant for variant in source.variants}
    offers = {offer.variant_id: offer for offer in repository.offers_on(session, product_id, seller_id)}
    return tuple(
        ImportedVariant(
            offer_id=offers[variant.id].id,
            sku=stated[variant.sku].sku,
            barcode=variant.barcode,
            weight_grams=variant.weight_grams,
            quantity=stated[variant.sku].quantity,
        )
        for variant in repository.variants_of(session, product_id)
        if variant.sku in stated and variant.id in offers
    )
