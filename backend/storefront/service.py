"""The read models of the shop window, for the browser's pages, their HTML for crawlers and the REST API."""

from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from uuid import UUID

from sqlmodel import Session

from backend.catalog import service as catalog
from backend.catalog.errors import ProductNotFound
from backend.catalog.schemas import CategoryView, Crumb, ProductCard, ProductView
from backend.delivery import service as delivery
from backend.delivery.schemas import Parcel, Promise
from backend.inventory import service as inventory
from backend.inventory.schemas import Destination, WarehouseView
from backend.kit.cache import NearCache
from backend.kit.clock import now
from backend.kit.proven_cache import Kept, ProvenCache
from backend.search import service as search
from backend.search.schemas import SearchQuery
from backend.storefront import repository
from backend.storefront.product_pages import Stocked, product_of, reviews_of, stock_of
from backend.storefront.schemas import CardView, HomePage, ProductPage, ResultsPage, Shelf
from backend.storefront.weights import CARD, page_weight, results_weight

# What is proven at least every two seconds: a page by the versions of its prices and stock, cards and results
# by the state of the index, which follows every change of a product and every "sold out" and "back again".
# The rest of what they say ends with them, half a minute each: results of cards, a page with related cards.
_ENDS_S = 30
_pages: ProvenCache[str, ProductPage] = ProvenCache(
    repository.stamps, weigh=page_weight, most_bytes=96_000_000, ends_s=_ENDS_S
)
_cards: ProvenCache[UUID, CardView] = ProvenCache(
    lambda session, keys: dict.fromkeys(keys, search.revision()),
    weigh=lambda card: CARD,
    most_bytes=24_000_000,
    ends_s=_ENDS_S,
)
_results: ProvenCache[Hashable, ResultsPage] = ProvenCache(
    lambda session, keys: dict.fromkeys(keys, search.revision()),
    weigh=results_weight,
    most_bytes=48_000_000,
    ends_s=_ENDS_S,
)
# Who is popular in a category, and where warehouses stand, changes slowly.
_favourites: NearCache[tuple[UUID, ...]] = NearCache(size=1_000, ttl_s=30)
_warehouses: NearCache[dict[UUID, WarehouseView]] = NearCache(size=1, ttl_s=30)
_home: NearCache[HomePage] = NearCache(size=1, ttl_s=30)

_SHELF = 10
_RELATED = 10
_REVIEWS = 8
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
    """Cards with stock in the order of `product_ids`; two statements for what is missing.

    Price, and whether it is sold out, are as old as the index's knowledge of them, some two seconds; how
    many are left may be 30 s old.
    """

    def build(missing: Collection[UUID]) -> Iterator[tuple[UUID, str, CardView]]:
        stamp = search.revision()
        for view in with_stock(session, catalog.cards(session, missing)):
            yield view.card.id, stamp, view

    found = _cards.get_many(session, product_ids, build)
    return tuple(found[one] for one in product_ids if one in found)


def product_page(session: Session, slug: str) -> ProductPage:
    """The page of a product. Prices and stock of its offers are at most 2 s old, all else at most 60 s.

    One statement when nothing is at hand. Raises ProductNotFound.
    """
    return kept_product_page(session, slug).value


def kept_product_page(session: Session, slug: str) -> Kept[ProductPage]:
    """`product_page`, to be held on to for as long as it is fresh."""
    return _pages.get(session, slug, lambda: _build_product_page(session, slug))


def ready_product_page(slug: str) -> Kept[ProductPage] | None:
    """`kept_product_page` when it is at hand, without asking anybody."""
    return _pages.peek(slug)


def _build_product_page(session: Session, slug: str) -> tuple[str, ProductPage]:
    row = repository.page(session, slug, reviews=_REVIEWS)
    if row is None:
        raise ProductNotFound("This product is not on sale. It may have been renamed or withdrawn.")
    stocked = stock_of(row)
    product = product_of(row, catalog.place_of(session, row.category_id), stocked)
    promise = _promise(session, product, stocked)
    related = [one for one in _favourites_of(session, product.category.path) if one != product.id]
    return row.stamp, ProductPage(
        product=product,
        available={offer_id: sum(places.values()) for offer_id, places in stocked.items()},
        featured={variant.id: variant.offers[0].id for variant in product.variants if variant.offers},
        promised_from=promise.promised_from if promise else None,
        promised_to=promise.promised_to if promise else None,
        reviews=reviews_of(row),
        related=cards(session, related[:_RELATED]),
    )


def related_to(session: Session, product_ids: Sequence[UUID]) -> tuple[CardView, ...]:
    """What sells most beside these products: by turns from each one's category, without what is sold out.

    One statement when favourites and cards are at hand.
    """
    if not product_ids:
        return ()
    paths = catalog.category_paths(session, product_ids)
    kinds = list(dict.fromkeys(paths[one] for one in product_ids if one in paths))[:_RELATED]
    shelves = [_favourites_of(session, path) for path in kinds]
    turns = [one for turn in zip_longest(*shelves) for one in turn if one is not None]
    others = [one for one in dict.fromkeys(turns) if one not in paths]
    return tuple(one for one in cards(session, others[: 2 * _RELATED]) if one.available)[:_RELATED]


def _favourites_of(session: Session, category_path: str) -> tuple[UUID, ...]:
    def find() -> tuple[UUID, ...]:
        found = catalog.popular_cards(session, limit=_RELATED + 1, category_path=category_path)
        return tuple(card.id for card in found)

    return _favourites.get(category_path, find)


def _promise(session: Session, product: ProductView, stocked: Stocked) -> Promise | None:
    """The soonest standard delivery of the first variant's featured offer from where it is in stock."""
    variant = next((one for one in product.variants if one.offers), None)
    if variant is None or not stocked[variant.offers[0].id]:
        return None
    offer = variant.offers[0]
    stocks = stocked[offer.id]
    places = _warehouses.get("all", lambda: {one.id: one for one in inventory.warehouses(session)})
    if any(warehouse_id not in places for warehouse_id in stocks):
        _warehouses.clear()
        places = {one.id: one for one in inventory.warehouses(session)}
    promises = [
        delivery.promise(
            parcel=Parcel(
                seller_id=offer.seller_id,
                warehouse_country=place.country,
                warehouse_region=place.region,
                weight_grams=variant.weight_grams,
                handling_days=offer.handling_days,
                time_zone=place.time_zone,
            ),
            destination=_DEFAULT_DESTINATION,
            now=now(),
        )
        for place in (places[warehouse_id] for warehouse_id in stocks)
    ]
    return min((one for one in promises if one), key=lambda one: one.promised_to, default=None)


def results(session: Session, query: SearchQuery) -> ResultsPage:
    """A page of results, as old as the index and at most 60 s. Raises Unavailable when search is away.

    The index is looked at about once a second; what was changed and projected is seen two seconds later.
    """
    return kept_results(session, query).value


def category_results(session: Session, slug: str, query: SearchQuery) -> ResultsPage:
    """A page of a category's products, as old as `results`. Raises CategoryNotFound."""
    return kept_results(session, query, category_slug=slug).value


def kept_results(session: Session, query: SearchQuery, *, category_slug: str = "") -> Kept[ResultsPage]:
    """`results` or `category_results`, to be held on to for as long as they are fresh."""

    def build() -> tuple[str, ResultsPage]:
        # Before the search: a change in between makes the stamp too old, never too young.
        stamp = search.revision()
        if category_slug:
            return stamp, _build_category_results(session, category_slug, query)
        return stamp, _build_results(session, query)

    return _results.get(session, _key(query, category_slug), build)


def ready_results(query: SearchQuery, *, category_slug: str = "") -> Kept[ResultsPage] | None:
    """`kept_results` when they are at hand, without asking anybody."""
    return _results.peek(_key(query, category_slug))


def _key(query: SearchQuery, category_slug: str) -> Hashable:
    return category_slug, repr(query)


def _build_category_results(session: Session, slug: str, query: SearchQuery) -> ResultsPage:
    known = next((one for one in search.categories(session) if one.slug == slug), None)
    if known is not None:
        return replace(_build_results(session, replace(query, category=known.path)), title=known.name)
    category, crumbs = catalog.category_by_slug(session, slug)
    found = _build_results(session, replace(query, category=category.path))
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
