"""Products as the search index keeps them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlmodel import Session

from backend.catalog import repository
from backend.catalog.policy import rating_tenths
from backend.catalog.schemas import ProductDocument, VariantDocument


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
