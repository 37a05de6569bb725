"""The verbs of the catalogue."""

from backend.catalog.service.categories import (
    ProductPlace,
    attributes_of,
    category_by_slug,
    category_tree,
    facets_of,
    place_of,
)
from backend.catalog.service.creating import create_product, free_slug
from backend.catalog.service.indexing import documents
from backend.catalog.service.offering import (
    list_products_of_seller,
    set_active,
    set_order_limit,
    set_price,
    set_price_in,
)
from backend.catalog.service.rating import record_rating
from backend.catalog.service.selling import expect_offers, prices_in, sellable_offers
from backend.catalog.service.showing import (
    cards,
    category_paths,
    count_products,
    popular_cards,
    product_addresses,
    reduced_cards,
)

__all__ = [
    "ProductPlace",
    "attributes_of",
    "cards",
    "category_by_slug",
    "category_paths",
    "category_tree",
    "count_products",
    "create_product",
    "documents",
    "expect_offers",
    "facets_of",
    "free_slug",
    "list_products_of_seller",
    "place_of",
    "popular_cards",
    "prices_in",
    "product_addresses",
    "record_rating",
    "reduced_cards",
    "sellable_offers",
    "set_active",
    "set_order_limit",
    "set_price",
    "set_price_in",
]
