"""Products as shoppers meet them: cards, addresses, how many there are."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session

from backend.catalog import repository
from backend.catalog.policy import rating_tenths
from backend.catalog.schemas import ProductAddress, ProductCard


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


def reduced_cards(session: Session, *, limit: int) -> tuple[ProductCard, ...]:
    """The deepest cuts against a former price."""
    return cards(session, repository.reduced(session, limit=limit))


def category_paths(session: Session, product_ids: Collection[UUID]) -> dict[UUID, str]:
    """The path of each product's category; unknown products are missing. One statement."""
    return dict(row._tuple() for row in repository.category_paths(session, product_ids))


def product_addresses(session: Session, *, page: int, size: int) -> tuple[ProductAddress, ...]:
    """A page of all products on sale, for sitemaps; `page` starts at 1."""
    rows = repository.active_addresses(session, offset=(page - 1) * size, limit=size)
    return tuple(ProductAddress(row.slug, row.updated_at) for row in rows)


def count_products(session: Session) -> int:
    """How many products are on sale."""
    return repository.count_active(session)
