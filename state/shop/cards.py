"""Product cards as pages draw them: slim, and already in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from app import routes
from backend.catalog.schemas import Crumb
from backend.kit.money import format_minor
from backend.storefront.schemas import CardView

FEW_LEFT = 5


@dataclass(frozen=True)
class Card:
    """A card; `offer_id` is there only when one press can add it: in stock and without a choice to make."""

    slug: str
    title: str
    brand: str
    picture: str
    price: str
    was: str = ""
    saving: str = ""
    rating: str = ""
    ratings: str = ""
    note: str = ""
    tone: str = ""
    offer_id: str = ""


def card_of(view: CardView) -> Card:
    """The card of one product."""
    card = view.card
    note, tone = _note(view)
    return Card(
        slug=card.slug,
        title=card.title,
        brand=card.brand,
        picture=card.picture_key,
        price=format_minor(card.price_minor, card.currency),
        was=was_price(card.price_minor, card.compare_at_minor, card.currency),
        saving=saving(card.price_minor, card.compare_at_minor),
        rating=tenths(card.rating_tenths) if card.rating_count else "",
        ratings=f"{card.rating_count:,}" if card.rating_count else "",
        note=note,
        tone=tone,
        offer_id=str(card.offer_id) if view.available and card.variant_count == 1 else "",
    )


def cards_of(views: Iterable[CardView]) -> list[Card]:
    """The cards of several products, in their order."""
    return [card_of(view) for view in views]


def way_to(crumbs: Iterable[Crumb]) -> list[tuple[str, str]]:
    """The way from the front page through these categories, as (name, address)."""
    return [("Home", routes.home()), *((crumb.name, routes.category(crumb.slug)) for crumb in crumbs)]


def _note(view: CardView) -> tuple[str, str]:
    if view.available == 0:
        return ("Sold out", "negative") if view.card.variant_count == 1 else ("Partly sold out", "notice")
    if view.available <= FEW_LEFT:
        return f"Only {view.available} left", "notice"
    return (f"{view.card.variant_count} choices", "") if view.card.variant_count > 1 else ("", "")


def was_price(now_minor: int, compare_at_minor: int | None, currency: str) -> str:
    """The price before, when there was a higher one."""
    if not compare_at_minor or compare_at_minor <= now_minor:
        return ""
    return format_minor(compare_at_minor, currency)


def saving(now_minor: int, compare_at_minor: int | None) -> str:
    """How much less than before in whole per cent, such as `-20%`; empty below one per cent."""
    if not compare_at_minor or compare_at_minor <= now_minor:
        return ""
    per_cent = (compare_at_minor - now_minor) * 100 // compare_at_minor
    return f"−{per_cent}%" if per_cent else ""


def tenths(value: int) -> str:
    """`43` as `4.3`."""
    return f"{value // 10}.{value % 10}"
