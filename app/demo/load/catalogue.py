"""Sellers, warehouses, categories, products, offers and stock of the demo world into an empty database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from app.demo.catalogue import World
from app.demo.catalogue.model import Product as DemoProduct
from app.demo.catalogue.model import Variant as DemoVariant
from app.demo.load.copying import copy_rows
from app.demo.load.pictures import Album
from app.demo.pictures import alt_text
from backend.catalog.models import Category, CategoryAttribute, Media, Offer, Product, Variant
from backend.inventory.models import OfferComponent, StockBalance, StockItem, StockMovement, Warehouse
from backend.reviews.models import Review
from backend.sellers.models import Seller


@dataclass(frozen=True, slots=True)
class LoadedOffer:
    """What the order loader needs to know about an offer."""

    offer: Offer
    variant: Variant
    product: Product
    stock_item_id: UUID
    picture_key: str
    balances: dict[str, StockBalance]


@dataclass(slots=True)
class Loaded:
    """The rows that later parts of the demo world refer to."""

    sellers: dict[str, Seller] = field(default_factory=dict)
    warehouses: dict[str, Warehouse] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)
    offers: dict[tuple[str, str], LoadedOffer] = field(default_factory=dict)


def load_places(session: Session, world: World, loaded: Loaded, *, opened: datetime) -> None:
    """Sellers, warehouses and the category tree."""
    for one in world.sellers:
        loaded.sellers[one.slug] = Seller(
            slug=one.slug,
            name=one.name,
            about=one.about,
            country=one.country,
            commission_bps=one.commission_bps,
            created_at=opened,
        )
    for place in world.warehouses:
        loaded.warehouses[place.code] = Warehouse(
            code=place.code,
            name=place.name,
            country=place.country,
            region=place.region,
            city=place.city,
            postcode=place.postcode,
            time_zone=place.time_zone,
            latitude_microdegrees=round(place.latitude * 1_000_000),
            longitude_microdegrees=round(place.longitude * 1_000_000),
        )
    attributes: list[CategoryAttribute] = []
    for node in world.categories:
        parent = loaded.categories[node.parent_slug] if node.parent_slug else None
        category = Category(
            parent_id=parent.id if parent else None,
            slug=node.slug,
            name=node.name,
            path=f"{parent.path}/{node.slug}" if parent else node.slug,
            position=node.position,
            hue=node.hue,
        )
        loaded.categories[node.slug] = category
        attributes += [
            CategoryAttribute(
                category_id=category.id,
                code=attribute.code,
                label=attribute.label,
                kind=attribute.kind.value,
                unit=attribute.unit,
                is_facet=attribute.facet,
                choices=list(attribute.choices),
                position=position,
            )
            for position, attribute in enumerate(node.attributes)
        ]
    copy_rows(session, Seller, loaded.sellers.values())
    copy_rows(session, Warehouse, loaded.warehouses.values())
    copy_rows(session, Category, loaded.categories.values())
    copy_rows(session, CategoryAttribute, attributes)


@dataclass(slots=True)
class ProductRows:
    """Rows of the catalogue, complete when orders and reviews have set popularity and ratings."""

    variants: list[Variant] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)
    stock_items: list[StockItem] = field(default_factory=list)
    components: list[OfferComponent] = field(default_factory=list)

    def write(self, session: Session, loaded: Loaded, reviews: Iterable[Review]) -> None:
        """Copy products with all that hangs on them."""
        copy_rows(session, Product, loaded.products.values())
        copy_rows(session, Variant, self.variants)
        copy_rows(session, Media, self.media)
        copy_rows(session, Offer, (one.offer for one in loaded.offers.values()))
        copy_rows(session, StockItem, self.stock_items)
        copy_rows(session, OfferComponent, self.components)
        copy_rows(session, Review, reviews)


def load_products(world: World, loaded: Loaded, album: Album, *, opened: datetime) -> ProductRows:
    """Products with variants, pictures, offers and their stock, not yet written."""
    rows = ProductRows()
    for source in world.products:
        product = _product(source, loaded, opened)
        loaded.products[source.slug] = product
        seen: dict[str, int] = {}
        for position, wanted in enumerate(source.variants):
            variant = Variant(
                product_id=product.id,
                sku=wanted.sku,
                barcode=wanted.barcode,
                options=dict(wanted.options),
                weight_grams=wanted.weight_grams,
                position=position,
            )
            rows.variants.append(variant)
            key = album.key(wanted.picture)
            seen.setdefault(key, position)
            rows.media.append(_media(source, wanted, variant, key, seen[key]))
            for item, component in _offers(wanted, variant, product, key, loaded, opened):
                rows.stock_items.append(item)
                rows.components.append(component)
    return rows


def _product(source: DemoProduct, loaded: Loaded, opened: datetime) -> Product:
    owner = source.variants[0].offers[0].seller_slug
    return Product(
        slug=source.slug,
        title=source.title,
        description=source.description,
        brand=source.brand,
        category_id=loaded.categories[source.category_slug].id,
        owner_seller_id=loaded.sellers[owner].id,
        highlights=list(source.highlights),
        specifications=dict(source.specifications),
        option_names=[axis.name for axis in source.options],
        tax_class=source.tax_class.value,
        created_at=opened,
        updated_at=opened,
    )


def _media(source: DemoProduct, wanted: DemoVariant, variant: Variant, key: str, position: int) -> Media:
    return Media(
        product_id=variant.product_id,
        variant_id=variant.id,
        storage_key=key,
        content_type="image/svg+xml",
        alt=alt_text(
            wanted.picture.product_type,
            title=source.title,
            colour=wanted.picture.colour,
            attributes=dict(wanted.picture.attributes),
        ),
        width=1200,
        height=1200,
        position=position,
    )


def _offers(
    wanted: DemoVariant, variant: Variant, product: Product, key: str, loaded: Loaded, opened: datetime
) -> Iterator[tuple[StockItem, OfferComponent]]:
    for demo_offer in wanted.offers:
        seller = loaded.sellers[demo_offer.seller_slug]
        offer = Offer(
            variant_id=variant.id,
            seller_id=seller.id,
            seller_sku=wanted.sku,
            price_minor=demo_offer.price_minor,
            compare_at_minor=demo_offer.compare_at_minor,
            handling_days=demo_offer.handling_days,
            created_at=opened,
            updated_at=opened,
        )
        item = StockItem(
            seller_id=seller.id, sku=wanted.sku, barcode=wanted.barcode, weight_grams=wanted.weight_grams
        )
        loaded.offers[wanted.sku, demo_offer.seller_slug] = LoadedOffer(
            offer=offer,
            variant=variant,
            product=product,
            stock_item_id=item.id,
            picture_key=key,
            balances={
                code: StockBalance(
                    stock_item_id=item.id,
                    warehouse_id=loaded.warehouses[code].id,
                    on_hand=pieces,
                    safety_stock=demo_offer.safety_stock,
                    bin=_bin(wanted.barcode),
                )
                for code, pieces in demo_offer.stock.items()
            },
        )
        yield item, OfferComponent(offer_id=offer.id, stock_item_id=item.id, quantity=1)


def _bin(barcode: str) -> str:
    """A shelf such as `C-14-3`: zone, aisle, level, spread by the barcode's digits."""
    digits = int(barcode[-7:-1])
    return f"{'ABCDEF'[digits % 6]}-{digits // 6 % 24 + 1:02d}-{digits // 144 % 5 + 1}"


def load_stock(session: Session, loaded: Loaded, sold: Iterable[StockMovement], *, opened: datetime) -> None:
    """Opening stock and what has left since: the movements of a balance sum to its on hand."""
    gone: dict[tuple[UUID, UUID], int] = {}
    dispatched = list(sold)
    for movement in dispatched:
        place = (movement.stock_item_id, movement.warehouse_id)
        gone[place] = gone.get(place, 0) - movement.quantity
    opening = [
        StockMovement(
            stock_item_id=balance.stock_item_id,
            warehouse_id=balance.warehouse_id,
            quantity=balance.on_hand + gone.get((balance.stock_item_id, balance.warehouse_id), 0),
            reason="receive",
            idempotency_key=f"opening:{balance.id}",
            reference="opening stock",
            at=opened,
        )
        for one in loaded.offers.values()
        for balance in one.balances.values()
    ]
    copy_rows(session, StockBalance, (b for one in loaded.offers.values() for b in one.balances.values()))
    copy_rows(session, StockMovement, [movement for movement in opening if movement.quantity])
    copy_rows(session, StockMovement, dispatched)


def load_reviews(world: World, loaded: Loaded, *, now: datetime) -> list[Review]:
    """Reviews; the ratings of their products are set."""
    rows = []
    for source in world.reviews:
        product = loaded.products[source.product_slug]
        product.rating_count += 1
        product.rating_sum += source.rating
        rows.append(
            Review(
                product_id=product.id,
                author_name=source.author_name,
                rating=source.rating,
                title=source.title,
                body=source.body,
                is_verified=source.verified,
                helpful_count=source.helpful_count,
                created_at=now - timedelta(days=source.days_ago),
            )
        )
    return rows
