"""The verbs of the catalogue."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.catalog import repository
from backend.catalog.errors import CategoryNotFound, OfferNotFound, ProductNotFound, SkuTaken
from backend.catalog.events import OfferPriceChanged, ProductChanged
from backend.catalog.models import Category, CategoryAttribute, Offer, OfferPrice, Product, Variant
from backend.catalog.policy import checked_specifications, rating_tenths, slug_of, specification_text
from backend.catalog.schemas import (
    AttributeView,
    CategoryView,
    Crumb,
    FacetDefinition,
    OwnPrice,
    ProductAddress,
    ProductCard,
    ProductDocument,
    ProductDraft,
    SellableOffer,
    SellerProductRow,
    SpecificationView,
    VariantDocument,
)
from backend.identity.schemas import Actor, Role
from backend.kit import clock, outbox
from backend.kit.cache import NearCache
from backend.kit.errors import InvalidInput, NotFound

# Seconds that a category's name, way and rules may lag on the pages of its products.
_PLACE_LAG_S = 10


_places: NearCache["ProductPlace"] = NearCache(size=2_000, ttl_s=_PLACE_LAG_S)


def category_tree(session: Session) -> tuple[CategoryView, ...]:
    """Every category, parents before their children."""
    return tuple(_category_view(category) for category in repository.all_categories(session))


def category_by_slug(session: Session, slug: str) -> tuple[CategoryView, tuple[Crumb, ...]]:
    """A category and the way to it. Raises CategoryNotFound."""
    category = repository.category_with_slug(session, slug)
    if category is None:
        raise CategoryNotFound("There is no such category. Browse from the home page instead.")
    return _category_view(category), _crumbs(session, category.path)


def facets_of(session: Session, slug: str) -> tuple[FacetDefinition, ...]:
    """What shoppers of a category filter by, beside price, brand and rating."""
    category = repository.category_with_slug(session, slug)
    if category is None:
        return ()
    return tuple(
        FacetDefinition(code=rule.code, label=rule.label, kind=rule.kind, unit=rule.unit)
        for rule in repository.attributes_of(session, [category.id])
        if rule.is_facet
    )


def attributes_of(session: Session, slug: str) -> tuple[AttributeView, ...]:
    """What a product of the category can be said to be, in the order it is shown. Raises CategoryNotFound."""
    category = repository.category_with_slug(session, slug)
    if category is None:
        raise CategoryNotFound(f"There is no category {slug!r}.", field="category_slug")
    return tuple(
        AttributeView(rule.code, rule.label, rule.kind, rule.unit, tuple(rule.choices))
        for rule in repository.attributes_of(session, [category.id])
    )


@dataclass(frozen=True, slots=True)
class ProductPlace:
    """Where products stand: their category, the way there, the rules of their specifications."""

    category: CategoryView
    crumbs: tuple[Crumb, ...]
    _rules: tuple[CategoryAttribute, ...]

    def specified(self, values: Mapping[str, Any]) -> tuple[SpecificationView, ...]:
        """A product's specifications in words, in the category's order."""
        return tuple(
            SpecificationView(rule.code, rule.label, specification_text(rule, values[rule.code]))
            for rule in self._rules
            if rule.code in values
        )


def place_of(session: Session, category_id: UUID) -> ProductPlace:
    """The place of a category's products, at most 10 s old; the category must exist."""
    return _places.get(category_id, lambda: _find_place(session, category_id))


def _find_place(session: Session, category_id: UUID) -> ProductPlace:
    category = repository.category(session, category_id)
    assert category is not None, "a foreign key says so"
    rules = tuple(repository.attributes_of(session, [category_id]))
    for rule in rules:
        session.expunge(rule)
    return ProductPlace(_category_view(category), _crumbs(session, category.path), rules)


def cards(session: Session, product_ids: Collection[UUID]) -> tuple[ProductCard, ...]:
    """Cards in the order of `product_ids`; products that cannot be bought from anyone are left out."""
    if not product_ids:
        return ()
    found = {row.id: row for row in repository.cards(session, product_ids)}
    return tuple(
        ProductCard(
            id=row.id,
            slug=row.slug,
            title=row.title,
            brand=row.brand,
            price_minor=row.price_minor,
            compare_at_minor=row.compare_at_minor,
            currency=row.currency,
            picture_key=row.storage_key or "",
            alt=row.alt or row.title,
            rating_count=row.rating_count,
            rating_tenths=rating_tenths(row.rating_count, row.rating_sum),
            offer_id=row.offer_id,
            seller_name=row.seller_name,
            variant_count=row.variant_count,
        )
        for row in (found[product_id] for product_id in product_ids if product_id in found)
    )


def popular_cards(
    session: Session, *, limit: int, category_path: str | None = None
) -> tuple[ProductCard, ...]:
    """The best sellers, of a category and what is below it when one is named."""
    chosen = (
        repository.products_of_category(session, category_path, limit=limit)
        if category_path
        else repository.most_popular(session, limit=limit)
    )
    return cards(session, chosen)


def category_paths(session: Session, product_ids: Collection[UUID]) -> dict[UUID, str]:
    """The path of each product's category; unknown products are missing. One statement."""
    return dict(row._tuple() for row in repository.category_paths(session, product_ids))


def reduced_cards(session: Session, *, limit: int) -> tuple[ProductCard, ...]:
    """The deepest cuts against a former price."""
    return cards(session, repository.reduced(session, limit=limit))


def sellable_offers(session: Session, offer_ids: Collection[UUID]) -> dict[UUID, SellableOffer]:
    """What cart and checkout need to know about these offers, by id, in one statement.

    Unknown ids are missing.
    """
    if not offer_ids:
        return {}
    return {row[0]: SellableOffer(*row) for row in repository.sellable_offers(session, list(offer_ids))}


def expect_offers(session: Session, offer_ids: Collection[UUID]) -> None:
    """`sellable_offers` of these is coming: its question travels with the next one to the database."""
    if offer_ids:
        repository.expect_sellable_offers(session, offer_ids)


def prices_in(session: Session, offer_ids: Collection[UUID], currency: str) -> dict[UUID, OwnPrice]:
    """The prices that sellers set themselves for these offers in `currency`, by offer. One statement."""
    rows = repository.prices_in(session, offer_ids, currency)
    return {row.offer_id: OwnPrice(row.price_minor, row.compare_at_minor) for row in rows}


def product_addresses(session: Session, *, page: int, size: int) -> tuple[ProductAddress, ...]:
    """A page of all products on sale, for sitemaps; `page` starts at 1."""
    rows = repository.active_addresses(session, offset=(page - 1) * size, limit=size)
    return tuple(ProductAddress(row.slug, row.updated_at) for row in rows)


def count_products(session: Session) -> int:
    """How many products are on sale."""
    return repository.count_active(session)


def documents(
    session: Session,
    *,
    product_ids: Collection[UUID] | None = None,
    after: UUID | None = None,
    limit: int = 500,
) -> tuple[ProductDocument, ...]:
    """What the search index keeps: the named products, or the next `limit` after a product id.

    Inactive products and those that nobody offers are missing: they leave the index.
    """
    products = repository.documents(session, product_ids=product_ids, after=after, limit=limit)
    names = {category.path: category.name for category in repository.all_categories(session)}
    variants: dict[UUID, list[VariantDocument]] = defaultdict(list)
    currencies: dict[UUID, str] = {}
    for product_id, options, currency, price, offer_ids in repository.variant_prices(
        session, [product.id for product, _ in products]
    ):
        currencies[product_id] = currency
        variants[product_id].append(
            VariantDocument(options=options, price_minor=price, offer_ids=tuple(offer_ids))
        )
    return tuple(
        ProductDocument(
            id=product.id,
            slug=product.slug,
            title=product.title,
            brand=product.brand,
            description=product.description,
            highlights=tuple(product.highlights),
            category_path=tuple(path.split("/")),
            category_names=_names_on(path, names),
            attributes=product.specifications,
            variants=tuple(variants[product.id]),
            currency=currencies.get(product.id, "USD"),
            rating_count=product.rating_count,
            rating_tenths=rating_tenths(product.rating_count, product.rating_sum),
            popularity=product.popularity,
        )
        for product, path in products
    )


def _names_on(path: str, names: Mapping[str, str]) -> tuple[str, ...]:
    slugs = path.split("/")
    return tuple(names["/".join(slugs[: depth + 1])] for depth in range(len(slugs)))


def create_product(session: Session, draft: ProductDraft, *, seller_id: UUID, actor: Actor) -> UUID:
    """Put a product with its variants and the seller's offers on sale; answers its id.

    Raises CategoryNotFound, BadSpecification, SkuTaken or InvalidInput; then nothing was written.
    """
    _require_seller(actor, seller_id)
    category = repository.category_with_slug(session, draft.category_slug)
    if category is None:
        raise CategoryNotFound(f"There is no category {draft.category_slug!r}.", field="category_slug")
    _check_variants(session, draft)
    product = Product(
        slug=free_slug(session, draft.slug or slug_of(draft.title)),
        title=draft.title,
        description=draft.description,
        brand=draft.brand,
        category_id=category.id,
        owner_seller_id=seller_id,
        highlights=draft.highlights,
        specifications=checked_specifications(
            repository.attributes_of(session, [category.id]), draft.specifications
        ),
        option_names=draft.option_names,
        tax_class=draft.tax_class or category.tax_class,
    )
    session.add(product)
    session.flush()
    for position, wanted in enumerate(draft.variants):
        variant = Variant(
            product_id=product.id,
            sku=wanted.sku,
            barcode=wanted.barcode,
            options=wanted.options,
            weight_grams=wanted.weight_grams,
            position=position,
        )
        session.add(variant)
        session.flush()
        session.add(
            Offer(
                variant_id=variant.id,
                seller_id=seller_id,
                seller_sku=wanted.sku,
                price_minor=wanted.price_minor,
                compare_at_minor=wanted.compare_at_minor,
                currency=draft.currency,
                handling_days=wanted.handling_days,
                max_per_order=wanted.max_per_order,
            )
        )
    session.flush()
    outbox.record(session, ProductChanged(product_id=product.id))
    return product.id


def _check_variants(session: Session, draft: ProductDraft) -> None:
    taken = repository.taken_skus(session, [variant.sku for variant in draft.variants])
    if taken:
        raise SkuTaken(f"SKU {min(taken)} is already in use. Choose another.", field="sku")
    barcodes = [variant.barcode for variant in draft.variants if variant.barcode]
    taken = repository.taken_barcodes(session, barcodes)
    if taken:
        raise SkuTaken(f"Bar code {min(taken)} stands for another product.", field="barcode")
    for field, codes in (("sku", [variant.sku for variant in draft.variants]), ("barcode", barcodes)):
        if len(set(codes)) < len(codes):
            raise SkuTaken("Two variants have the same code. Each needs its own.", field=field)
    seen: set[tuple[str, ...]] = set()
    for variant in draft.variants:
        if set(variant.options) != set(draft.option_names):
            names = ", ".join(draft.option_names) or "no option"
            raise InvalidInput(
                f"Variant {variant.sku} must have a value for each of: {names}.", field="options"
            )
        combination = tuple(variant.options[name] for name in draft.option_names)
        if combination in seen:
            raise InvalidInput(f"Two variants are both {', '.join(combination)}.", field="options")
        seen.add(combination)
        if variant.compare_at_minor is not None and variant.compare_at_minor <= variant.price_minor:
            raise InvalidInput("The former price must be above the price.", field="compare_at_minor")


def free_slug(session: Session, wanted: str) -> str:
    """`wanted`, or the first numbered sibling that no product has. Raises InvalidInput for an empty one."""
    if not wanted:
        raise InvalidInput(
            "The title needs at least one letter or digit for the page's address.", field="title"
        )
    taken = repository.slugs_like(session, wanted)
    if wanted not in taken:
        return wanted
    return next(candidate for n in range(2, len(taken) + 3) if (candidate := f"{wanted}-{n}") not in taken)


def set_price(
    session: Session,
    offer_id: UUID,
    *,
    seller_id: UUID,
    price_minor: int,
    compare_at_minor: int | None,
    actor: Actor,
) -> None:
    """Change the price of a seller's offer (minor units). Raises OfferNotFound, InvalidInput."""
    offer = _own_offer(session, offer_id, seller_id, actor)
    if not 0 < price_minor <= 100_000_000:
        raise InvalidInput("The price must be above zero and at most 1,000,000.00.", field="price")
    if compare_at_minor is not None and compare_at_minor <= price_minor:
        raise InvalidInput("The former price must be above the price.", field="compare_at")
    if (offer.price_minor, offer.compare_at_minor) == (price_minor, compare_at_minor):
        return
    old, offer.price_minor, offer.compare_at_minor = offer.price_minor, price_minor, compare_at_minor
    offer.updated_at = clock.now()
    product_id = _product_of(session, offer)
    outbox.record(
        session,
        OfferPriceChanged(
            offer_id=offer.id,
            product_id=product_id,
            old_price_minor=old,
            price_minor=price_minor,
            currency=offer.currency,
        ),
    )
    outbox.record(session, ProductChanged(product_id=product_id))


def set_order_limit(
    session: Session, offer_id: UUID, *, seller_id: UUID, max_per_order: int | None, actor: Actor
) -> None:
    """Say how many units of a seller's offer one order may take (1 to 99); None lifts the limit.

    Carts that hold more are told, and have to lower it before they can be ordered. Raises OfferNotFound,
    InvalidInput.
    """
    offer = _own_offer(session, offer_id, seller_id, actor)
    if max_per_order is not None and not 1 <= max_per_order <= 99:
        raise InvalidInput("Choose a limit between 1 and 99, or none.", field="max_per_order")
    if offer.max_per_order != max_per_order:
        offer.max_per_order = max_per_order
        offer.updated_at = clock.now()


def set_price_in(
    session: Session,
    offer_id: UUID,
    *,
    seller_id: UUID,
    currency: str,
    price_minor: int | None,
    compare_at_minor: int | None = None,
    actor: Actor,
) -> None:
    """Set what a seller's offer costs in another currency (minor units), or None to convert it again.

    Raises OfferNotFound, InvalidInput.
    """
    offer = _own_offer(session, offer_id, seller_id, actor)
    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        raise InvalidInput("A currency is three capital letters, such as EUR.", field="currency")
    if currency == offer.currency:
        raise InvalidInput(f"The offer is in {currency}: change its price itself.", field="currency")
    row = session.get(OfferPrice, (offer_id, currency))
    if price_minor is None:
        if row is not None:
            session.delete(row)
            session.flush()
            outbox.record(session, ProductChanged(product_id=_product_of(session, offer)))
        return
    if not 0 < price_minor <= 10_000_000_000:
        raise InvalidInput("The price must be above zero and at most 100,000,000.00.", field="price")
    if compare_at_minor is not None and compare_at_minor <= price_minor:
        raise InvalidInput("The former price must be above the price.", field="compare_at")
    row = row or OfferPrice(offer_id=offer_id, currency=currency, price_minor=price_minor)
    row.price_minor, row.compare_at_minor, row.updated_at = price_minor, compare_at_minor, clock.now()
    session.add(row)
    session.flush()
    outbox.record(session, ProductChanged(product_id=_product_of(session, offer)))


def set_active(session: Session, offer_id: UUID, *, seller_id: UUID, is_active: bool, actor: Actor) -> None:
    """Put a seller's offer on sale or take it off. Raises OfferNotFound."""
    offer = _own_offer(session, offer_id, seller_id, actor)
    if offer.is_active != is_active:
        offer.is_active = is_active
        offer.updated_at = clock.now()
        outbox.record(session, ProductChanged(product_id=_product_of(session, offer)))


def list_products_of_seller(
    session: Session,
    seller_id: UUID,
    *,
    text: str = "",
    is_active: bool | None = None,
    product_id: UUID | None = None,
    offer_id: UUID | None = None,
    page: int = 1,
    size: int = 50,
    actor: Actor,
) -> tuple[tuple[SellerProductRow, ...], int]:
    """A page of a seller's offers and how many there are in all. Two statements.

    Narrowed to those on or off sale, to one product or to one offer when named. Raises NotFound for a
    stranger.
    """
    _require_seller(actor, seller_id)
    rows, total = repository.offers_of_seller(
        session,
        seller_id,
        text=text.strip(),
        is_active=is_active,
        product_id=product_id,
        offer_id=offer_id,
        offset=(max(page, 1) - 1) * size,
        limit=size,
    )
    return (
        tuple(
            SellerProductRow(
                product_id=product.id,
                product_slug=product.slug,
                title=product.title,
                options_text=", ".join(
                    str(variant.options[name]) for name in product.option_names if name in variant.options
                ),
                sku=variant.sku,
                barcode=variant.barcode,
                weight_grams=variant.weight_grams,
                offer_id=offer.id,
                price_minor=offer.price_minor,
                compare_at_minor=offer.compare_at_minor,
                currency=offer.currency,
                is_active=offer.is_active,
                picture_key=picture,
                max_per_order=offer.max_per_order,
            )
            for product, variant, offer, picture in rows
        ),
        total,
    )


def record_rating(session: Session, product_id: UUID, *, count: int, total: int) -> None:
    """Take over a product's review count and the sum of their stars. Raises ProductNotFound."""
    product = session.get(Product, product_id)
    if product is None:
        raise ProductNotFound("There is no such product.")
    if (product.rating_count, product.rating_sum) != (count, total):
        product.rating_count, product.rating_sum = count, total
        outbox.record(session, ProductChanged(product_id=product_id))


def _require_seller(actor: Actor, seller_id: UUID) -> None:
    actor.require_role(Role.SELLER, Role.OPERATOR)
    if not (actor.is_system or Role.OPERATOR in actor.roles or seller_id in actor.seller_ids):
        raise NotFound("There is no such seller.")


def _own_offer(session: Session, offer_id: UUID, seller_id: UUID, actor: Actor) -> Offer:
    _require_seller(actor, seller_id)
    offer = session.get(Offer, offer_id, with_for_update=True)
    if offer is None or offer.seller_id != seller_id:
        raise OfferNotFound("There is no such offer among your products.")
    return offer


def _product_of(session: Session, offer: Offer) -> UUID:
    variant: Any = session.get(Variant, offer.variant_id)
    return variant.product_id


def _category_view(category: Category) -> CategoryView:
    return CategoryView(
        id=category.id,
        slug=category.slug,
        name=category.name,
        path=category.path,
        parent_id=category.parent_id,
        hue=category.hue,
        picture_key=category.picture_key,
    )


def _crumbs(session: Session, path: str) -> tuple[Crumb, ...]:
    return tuple(Crumb(one.slug, one.name) for one in repository.categories_on_path(session, path))
