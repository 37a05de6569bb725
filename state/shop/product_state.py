"""A product's page; the address says which variant is chosen."""

import reflex as rx

from backend.analytics.schemas import EventKind
from backend.kit.errors import InvalidInput, NotFound
from backend.storefront import in_currency
from backend.storefront.schemas import ProductPage
from state import gateway
from state.permission import EVERYONE, allow
from state.shop.cards import Card, cards_of, way_to
from state.shop.product_view import (
    Choice,
    OptionRow,
    Picture,
    ReviewCard,
    SellerOffer,
    StarRow,
    average_of,
    choice_of,
    chosen_variant,
    histogram_of,
    options_of,
    others_of,
    pictures_of,
    reviews_of,
)
from state.shop.shown_currency import wanted_currency
from state.shop.tracking import observe


class ProductState(rx.State):
    """What does not depend on the variant stands first; choosing another sends only the rest."""

    ready: bool = False
    missing: bool = False
    path: str = ""
    name: str = ""
    title: str = "Product · Agora"
    meta_description: str = ""
    brand: str = ""
    crumbs: list[tuple[str, str]] = []
    highlights: list[str] = []
    paragraphs: list[str] = []
    specifications: list[tuple[str, str]] = []
    rating: str = ""
    ratings: str = ""
    histogram: list[StarRow] = []
    reviews: list[ReviewCard] = []
    related: list[Card] = []

    choice: Choice = Choice()
    options: list[OptionRow] = []
    others: list[SellerOffer] = []
    pictures: list[Picture] = []

    @allow(EVERYONE)
    async def load(self):
        """Show the product of the address; with the same product on screen only the choice changes."""
        url = self.router.url
        is_same = url.path == self.path and self.ready
        if not is_same:
            self.ready, self.missing, self.path = False, False, url.path
            yield
        slug = url.path.rpartition("/")[2]
        try:
            page = await gateway.read(in_currency.product_page, slug, wanted_currency(self))
        except (NotFound, InvalidInput):
            self.missing, self.title = True, "Page not found · Agora"
            return
        if not is_same:
            self._show(page)
            observe(self, EventKind.VIEW, product_id=page.product.id)
        self._choose(page, url.query_parameters.get("variant", ""))
        self.ready = True

    def _show(self, page: ProductPage) -> None:
        product = page.product
        self.name, self.brand = product.title, product.brand
        self.title, self.meta_description = f"{product.title} · Agora", summary_of(page)
        self.crumbs = way_to(product.crumbs)
        self.highlights = list(product.highlights)
        self.paragraphs = paragraphs_of(product.description)
        self.specifications = [(one.label, one.value) for one in product.specifications]
        self.rating, self.ratings = average_of(product), f"{product.rating_count:,}"
        self.histogram, self.reviews = histogram_of(page.reviews), reviews_of(page.reviews)
        self.related = cards_of(page.related)

    def _choose(self, page: ProductPage, sku: str) -> None:
        variant = chosen_variant(page.product, page.available, sku)
        self.choice = choice_of(page, variant)
        self.options = options_of(page, variant)
        self.others = others_of(page, variant)
        self.pictures = pictures_of(page.product, variant)


def paragraphs_of(description: str) -> list[str]:
    """The description by its lines, empty ones left out."""
    return [line.strip() for line in description.splitlines() if line.strip()]


def summary_of(page: ProductPage) -> str:
    """At most 160 characters for search engines and shared links."""
    product = page.product
    text = " ".join((product.description or f"{product.title} by {product.brand}").split())
    return text if len(text) <= 160 else text[:157].rsplit(" ", 1)[0] + " …"
