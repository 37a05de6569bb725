"""About how many bytes the views take in memory, measured once and rounded up; enough to bound caches by."""

from backend.storefront.schemas import ProductPage, ResultsPage

CARD = 1_500


def page_weight(page: ProductPage) -> int:
    """Of a product's page; its related cards are kept by others."""
    product = page.product
    texts = len(product.description) + sum(len(one.body) for one in page.reviews.reviews)
    offers = sum(len(variant.offers) for variant in product.variants)
    parts = len(product.pictures) + len(product.specifications) + len(page.reviews.reviews)
    return 4_000 + 2 * texts + 1_000 * len(product.variants) + 800 * offers + 500 * parts


def results_weight(found: ResultsPage) -> int:
    """Of a page of results; its cards may outlive their own place."""
    return 4_000 + CARD * len(found.cards) + 800 * sum(len(facet.values) for facet in found.facets)
