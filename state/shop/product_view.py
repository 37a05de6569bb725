"""A product page in words: the choice of a variant, what it costs, whether it is there, what others say."""

from collections.abc import Mapping
from dataclasses import dataclass

from babel.dates import format_date

from app import routes
from backend.catalog.schemas import OfferView, ProductView, VariantView
from backend.delivery.service import window_text
from backend.kit.money import format_minor
from backend.reviews.schemas import ReviewSummary
from backend.storefront.schemas import ProductPage
from state.shop.cards import FEW_LEFT, saving, tenths, was_price

_MOST_PER_LINE = 99


@dataclass(frozen=True)
class OptionValue:
    """A value. `state` is chosen, available, sold_out, or elsewhere: not with the other choices."""

    label: str
    href: str
    state: str
    picture: str


@dataclass(frozen=True)
class OptionRow:
    """An option with its choices; `chosen` is the value in force."""

    name: str
    chosen: str
    choices: list[OptionValue]


@dataclass(frozen=True)
class SellerOffer:
    """Another seller's offer for the chosen variant."""

    offer_id: str
    seller: str
    price: str
    stock: str
    tone: str
    handling: str
    can_buy: bool


@dataclass(frozen=True)
class Picture:
    """A picture of the gallery."""

    key: str
    alt: str


@dataclass(frozen=True)
class Choice:
    """Everything that follows from the chosen variant."""

    sku: str = ""
    offer_id: str = ""
    price: str = ""
    was: str = ""
    saving: str = ""
    stock: str = ""
    tone: str = ""
    largest: int = 1
    limit: str = ""
    seller: str = ""
    ships: str = ""
    promise: str = ""


@dataclass(frozen=True)
class StarRow:
    """A line of the histogram; `share` is per cent of all ratings."""

    label: str
    count: str
    share: int


@dataclass(frozen=True)
class ReviewCard:
    """A review."""

    author: str
    rating: int
    title: str
    body: str
    day: str
    is_verified: bool
    helpful: str


def chosen_variant(product: ProductView, available: Mapping, sku: str) -> VariantView | None:
    """The variant that the address names, else the first that can be bought, else the first."""
    offered = [variant for variant in product.variants if variant.offers]
    for variant in offered:
        if variant.sku == sku:
            return variant
    return next((one for one in offered if _units(one, available)), offered[0] if offered else None)


def choice_of(page: ProductPage, variant: VariantView | None) -> Choice:
    """Price, stock and promise of a variant's featured offer."""
    if variant is None:
        return Choice(stock="Not sold at the moment", tone="negative")
    offer = variant.offers[0]
    units = page.available.get(offer.id, 0)
    stock, tone = _stock(units)
    promised = page.promised_from and page.promised_to and units
    return Choice(
        sku=variant.sku,
        offer_id=str(offer.id) if units else "",
        price=format_minor(offer.price_minor, offer.currency),
        was=was_price(offer.price_minor, offer.compare_at_minor, offer.currency),
        saving=saving(offer.price_minor, offer.compare_at_minor),
        stock=stock,
        tone=tone,
        largest=max(1, min(units, offer.max_per_order or _MOST_PER_LINE)),
        limit=f"At most {offer.max_per_order} per order" if offer.max_per_order and units else "",
        seller=offer.seller_name,
        ships=_handling(offer),
        promise=window_text(page.promised_from, page.promised_to) if promised else "",  # type: ignore[arg-type]  # both are dates when promised
    )


def options_of(page: ProductPage, chosen: VariantView | None) -> list[OptionRow]:
    """The picker: every value leads to the variant that it would choose, and says what is the matter."""
    if chosen is None:
        return []
    offered = [variant for variant in page.product.variants if variant.offers]
    rows = []
    for name in page.product.option_names:
        labels = dict.fromkeys(one.options[name] for one in offered if name in one.options)
        if labels:
            values = [_value(page, offered, chosen, name, label) for label in labels]
            rows.append(OptionRow(name, chosen.options.get(name, ""), _with_pictures(values)))
    return rows


def _value(
    page: ProductPage, offered: list[VariantView], chosen: VariantView, name: str, label: str
) -> OptionValue:
    wanted = {**chosen.options, name: label}

    def nearness(one: VariantView) -> tuple[int, bool]:
        agreeing = sum(one.options.get(key) == value for key, value in wanted.items())
        return agreeing, _units(one, page.available) > 0

    target = max((one for one in offered if one.options.get(name) == label), key=nearness)
    if dict(target.options) != wanted:
        state = "elsewhere"
    elif not _units(target, page.available):
        state = "sold_out"
    else:
        state = "available"
    if chosen.options.get(name) == label:
        state = "chosen"
    picture = target.picture_keys[0] if target.picture_keys else ""
    return OptionValue(label, routes.product(page.product.slug, variant=target.sku), state, picture)


def _with_pictures(values: list[OptionValue]) -> list[OptionValue]:
    """Pictures where they tell the values apart (colours), none where they do not (sizes)."""
    if len({value.picture for value in values}) == len(values) and all(value.picture for value in values):
        return values
    return [OptionValue(value.label, value.href, value.state, "") for value in values]


def others_of(page: ProductPage, variant: VariantView | None) -> list[SellerOffer]:
    """The other sellers' offers of the variant, in the catalogue's order."""
    return [
        SellerOffer(
            offer_id=str(offer.id),
            seller=offer.seller_name,
            price=format_minor(offer.price_minor, offer.currency),
            stock=_stock(page.available.get(offer.id, 0))[0],
            tone=_stock(page.available.get(offer.id, 0))[1],
            handling=_handling(offer),
            can_buy=page.available.get(offer.id, 0) > 0,
        )
        for offer in (variant.offers[1:] if variant else ())
    ]


def pictures_of(product: ProductView, variant: VariantView | None) -> list[Picture]:
    """The variant's pictures; all of the product's when it has none of its own."""
    by_key = {picture.key: Picture(picture.key, picture.alt) for picture in product.pictures}
    own = [by_key[key] for key in dict.fromkeys(variant.picture_keys) if key in by_key] if variant else []
    return own or list(by_key.values())


def histogram_of(reviews: ReviewSummary) -> list[StarRow]:
    """Ratings per star, five stars first."""
    return [
        StarRow(
            f"{stars} star{'s' if stars > 1 else ''}",
            f"{reviews.per_star[stars - 1]:,}",
            round(reviews.per_star[stars - 1] * 100 / reviews.count) if reviews.count else 0,
        )
        for stars in range(5, 0, -1)
    ]


def reviews_of(reviews: ReviewSummary) -> list[ReviewCard]:
    """The first page of reviews."""
    return [
        ReviewCard(
            author=review.author_name,
            rating=review.rating,
            title=review.title,
            body=review.body,
            day=format_date(review.created_at, "MMMM d, y", locale="en_US"),
            is_verified=review.is_verified,
            helpful=_helpful(review.helpful_count),
        )
        for review in reviews.reviews
    ]


def average_of(product: ProductView) -> str:
    """The average rating such as `4.3`, empty without ratings."""
    if not product.rating_count:
        return ""
    return tenths((product.rating_sum * 20 + product.rating_count) // (product.rating_count * 2))


def _units(variant: VariantView, available: Mapping) -> int:
    return max((available.get(offer.id, 0) for offer in variant.offers), default=0)


def _stock(units: int) -> tuple[str, str]:
    if units == 0:
        return "Sold out", "negative"
    if units <= FEW_LEFT:
        return f"Only {units} left in stock", "notice"
    return "In stock", "positive"


def _handling(offer: OfferView) -> str:
    if offer.handling_days == 0:
        return "Leaves the warehouse the same day"
    days = f"{offer.handling_days} working day{'s' if offer.handling_days > 1 else ''}"
    return f"Leaves the warehouse within {days}"


def _helpful(count: int) -> str:
    if not count:
        return ""
    return f"{count} {'person' if count == 1 else 'people'} found this helpful"
