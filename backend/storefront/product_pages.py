"""A product's page, built from one row."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.catalog.schemas import OfferView, PictureView, ProductView, VariantView
from backend.catalog.service import ProductPlace
from backend.reviews.schemas import ReviewSummary, ReviewView

Stocked = Mapping[UUID, Mapping[UUID, int]]


def stock_of(row: Any) -> Stocked:
    """Units of each offer by the warehouse that can sell them; warehouses without any are missing."""
    return {
        UUID(offer[0]): {UUID(warehouse): units for warehouse, units in offer[10]}
        for variant in row.variants
        for offer in variant[4]
    }


def product_of(row: Any, place: ProductPlace, stocked: Stocked) -> ProductView:
    """The product; of a variant's offers those that can be sold come first."""
    keys: dict[str | None, list[str]] = defaultdict(list)
    for variant_id, key, *_ in row.pictures:
        keys[variant_id].append(key)
    return ProductView(
        id=row.id,
        slug=row.slug,
        title=row.title,
        description=row.description,
        brand=row.brand,
        highlights=tuple(row.highlights),
        specifications=place.specified(row.specifications),
        option_names=tuple(row.option_names),
        tax_class=row.tax_class,
        category=place.category,
        crumbs=place.crumbs,
        pictures=tuple(PictureView(key, alt, width, height) for _, key, alt, width, height in row.pictures),
        variants=tuple(_variant(found, keys, stocked) for found in row.variants),
        rating_count=row.rating_count,
        rating_sum=row.rating_sum,
    )


def _variant(found: list[Any], keys: Mapping[str | None, list[str]], stocked: Stocked) -> VariantView:
    variant_id, sku, options, weight_grams, offers = found
    views = [OfferView(UUID(offer_id), UUID(seller_id), *rest[:8]) for offer_id, seller_id, *rest in offers]
    if len(views) > 1:
        # Stable: among equals the catalogue's order stays.
        views.sort(key=lambda offer: not stocked[offer.id])
    return VariantView(
        id=UUID(variant_id),
        sku=sku,
        options=options,
        weight_grams=weight_grams,
        picture_keys=tuple(keys.get(variant_id) or keys.get(None, ())),
        offers=tuple(views),
    )


def reviews_of(row: Any) -> ReviewSummary:
    """The histogram of all reviews and the most helpful ones."""
    one, two, three, four, five = row.per_star
    return ReviewSummary(
        count=one + two + three + four + five,
        total=one + 2 * two + 3 * three + 4 * four + 5 * five,
        per_star=(one, two, three, four, five),
        reviews=tuple(
            ReviewView(UUID(found[0]), *found[1:7], datetime.fromisoformat(found[7])) for found in row.reviews
        ),
    )
