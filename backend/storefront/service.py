"""The read models of the shop window, for the browser's pages, their HTML for crawlers and the REST API."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from backend.catalog import service as catalog
from backend.catalog.schemas import CategoryView, Crumb, ProductCard, ProductView
from backend.delivery import service as delivery
from backend.delivery.schemas import Parcel, Promise
from backend.inventory import service as inventory
from backend.inventory.schemas import Destination, WarehouseView
from backend.kit.cache import NearCache
from backend.kit.clock import now
from backend.reviews import service as reviews
from backend.search import service as search
from backend.search.schemas import SearchQuery
from backend.storefront.schemas import CardView, HomePage, ProductPage, ResultsPage, Shelf

# Seconds that a shop window may lag behind the shelves; checkout always asks the database.
_LAG_S = 2
_cards: NearCache[CardView] = NearCache(size=20_000, ttl_s=_LAG_S)
_pages: NearCache[ProductPage] = NearCache(size=2_000, ttl_s=_LAG_S)
_results: NearCache[ResultsPage] = NearCache(size=2_000, ttl_s=_LAG_S)
# Who is popular in a category, and where warehouses stand, changes slowly.
_favourites: NearCache[tuple[UUID, ...]] = NearCache(size=1_000, ttl_s=30)
_warehouses: NearCache[dict[UUID, WarehouseView]] = NearCache(size=1, ttl_s=30)
_home: NearCache[HomePage] = NearCache(size=1, ttl_s=30)

_SHELF = 10
_RELATED = 10
_DEFAULT_DESTINATION = Destination(country="US", region="NY", postcode="10001")


def home(session: Session) -> HomePage:
    """The home page, at most 30 s old."""
    return _home.get("home", lambda: _build_home(session))


def _build_home(session: Session) -> HomePage:
    tree = search.categories(session)
    departments = tuple(_pictured(session, category) for category in tree if category.parent_id is None)
    shelves = [
        Shelf(
            "Marked down now",
            "/search?sort=price-asc",
            with_stock(session, catalog.reduced_cards(session, limit=_SHELF)),
        ),
        Shelf(
            "Bought most this season",
            "/search",
            with_stock(session, catalog.popular_cards(session, limit=_SHELF)),
        ),
    ]
    shelves += [
        Shelf(
            f"Favourites in {department.name}",
            f"/c/{department.slug}",
            with_stock(session, catalog.popular_cards(session, limit=_SHELF, category_path=department.path)),
        )
        for department in departments[:4]
    ]
    return HomePage(departments=departments, shelves=tuple(shelf for shelf in shelves if shelf.cards))


def _pictured(session: Session, department: CategoryView) -> CategoryView:
    """A department without a picture of its own shows what it sells most."""
    if department.picture_key:
        return department
    best = catalog.popular_cards(session, limit=1, category_path=department.path)
    return replace(department, picture_key=best[0].picture_key if best else "")


def with_stock(session: Session, cards: Sequence[ProductCard]) -> tuple[CardView, ...]:
    """Cards with how many can be sold of their featured offer."""
    available = inventory.availability(session, [card.offer_id for card in cards])
    return tuple(CardView(card, available.get(card.offer_id, 0)) for card in cards)


def cards(session: Session, product_ids: Collection[UUID]) -> tuple[CardView, ...]:
    """Cards with stock in the order of `product_ids`, at most 2 s old; two statements for what is missing."""
    missing = [one for one in product_ids if _cards.peek(one) is None]
    if missing:
        for view in with_stock(session, catalog.cards(session, missing)):
            _cards.put(view.card.id, view)
    return tuple(view for one in product_ids if (view := _cards.peek(one)) is not None)


def product_page(session: Session, slug: str) -> ProductPage:
    """The page of a product, at most 2 s old. Raises ProductNotFound."""
    return _pages.get(slug, lambda: _build_product_page(session, slug))


def ready_product_page(slug: str) -> ProductPage | None:
    """`product_page` when it is at hand, without asking anybody."""
    return _pages.peek(slug)


def _build_product_page(session: Session, slug: str) -> ProductPage:
    product = catalog.product_by_slug(session, slug)
    available = inventory.availability(
        session, [offer.id for variant in product.variants for offer in variant.offers]
    )
    product = replace(
        product,
        variants=tuple(
            # Stable: among equals the catalogue's order stays.
            replace(
                variant, offers=tuple(sorted(variant.offers, key=lambda offer: not available.get(offer.id)))
            )
            for variant in product.variants
        ),
    )
    promise = _promise(session, product)
    related = [one for one in _favourites_of(session, product.category.path) if one != product.id]
    return ProductPage(
        product=product,
        available=available,
        featured={variant.id: variant.offers[0].id for variant in product.variants if variant.offers},
        promised_from=promise.promised_from if promise else None,
        promised_to=promise.promised_to if promise else None,
        reviews=reviews.summary(session, product.id),
        related=cards(session, related[:_RELATED]),
    )


def _favourites_of(session: Session, category_path: str) -> tuple[UUID, ...]:
    def find() -> tuple[UUID, ...]:
        found = catalog.popular_cards(session, limit=_RELATED + 1, category_path=category_path)
        return tuple(card.id for card in found)

    return _favourites.get(category_path, find)


def _promise(session: Session, product: ProductView) -> Promise | None:
    """The soonest standard delivery of the first variant's featured offer from where it is in stock."""
    variant = next((one for one in product.variants if one.offers), None)
    if variant is None:
        return None
    offer = variant.offers[0]
    levels = [one for one in inventory.stock_levels(session, [offer.id]) if one.available > 0]
    places = _warehouses.get("all", lambda: {one.id: one for one in inventory.warehouses(session)})
    if any(level.warehouse_id not in places for level in levels):
        _warehouses.clear()
        places = {one.id: one for one in inventory.warehouses(session)}
    promises = [
        delivery.promise(
            parcel=Parcel(
                seller_id=offer.seller_id,
                warehouse_country=places[level.warehouse_id].country,
                warehouse_region=places[level.warehouse_id].region,
                weight_grams=variant.weight_grams,
                handling_days=offer.handling_days,
                time_zone=places[level.warehouse_id].time_zone,
            ),
            destination=_DEFAULT_DESTINATION,
            now=now(),
        )
        for level in levels
    ]
    return min((one for one in promises if one), key=lambda one: one.promised_to, default=None)


def results(session: Session, query: SearchQuery) -> ResultsPage:
    """A page of results, at most 2 s old. Raises Unavailable when search does not answer."""
    return _results.get(repr(query), lambda: _build_results(session, query))


def category_results(session: Session, slug: str, query: SearchQuery) -> ResultsPage:
    """A page of a category's products, at most 2 s old. Raises CategoryNotFound."""
    return _results.get((slug, repr(query)), lambda: _build_category_results(session, slug, query))


def ready_results(query: SearchQuery, *, category_slug: str = "") -> ResultsPage | None:
    """`results`, or `category_results`, when they are at hand, without asking anybody."""
    return _results.peek((category_slug, repr(query)) if category_slug else repr(query))


def _build_category_results(session: Session, slug: str, query: SearchQuery) -> ResultsPage:
    category, crumbs = catalog.category_by_slug(session, slug)
    found = results(session, replace(query, category=category.path))
    return replace(found, title=category.name, category=category, crumbs=crumbs)


def _build_results(session: Session, query: SearchQuery) -> ResultsPage:
    page = search.search(session, query)
    category, crumbs = _category_of(session, query.category)
    return ResultsPage(
        title=f"Results for “{query.text}”" if query.text else category.name if category else "All products",
        category=category,
        crumbs=crumbs,
        cards=cards(session, page.product_ids),
        facets=page.facets,
        total=page.total,
        page=page.page,
        pages=page.pages,
        correction=page.correction,
        took_ms=page.took_ms,
    )


def _category_of(session: Session, path: str) -> tuple[CategoryView | None, tuple[Crumb, ...]]:
    by_path = {category.path: category for category in search.categories(session)}
    slugs = path.split("/") if path else []
    way = [by_path[step] for depth in range(len(slugs)) if (step := "/".join(slugs[: depth + 1])) in by_path]
    return by_path.get(path), tuple(Crumb(one.slug, one.name) for one in way)
