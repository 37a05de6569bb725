"""The shop window in the currency that a shopper chose.

Nobody's choice (an empty currency) is the plain page, untouched: what most visitors see costs nothing more. A
page in another currency is made from the plain one and kept for two seconds beside it, so that a seller's own
price in that currency is as fresh as the prices of the plain page: one statement more where it is missing.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session

from backend.kit.cache import NearCache
from backend.kit.money import exponent, round_minor
from backend.pricing import currencies
from backend.pricing.currencies import Exchange
from backend.search.facets import band_label
from backend.search.schemas import Facet, SearchQuery
from backend.storefront import service
from backend.storefront.schemas import CardView, HomePage, ProductPage, ResultsPage

T = TypeVar("T")

_KEPT_FOR_S = 2.0
_pages: NearCache[tuple[Any, Any]] = NearCache(size=1_000, ttl_s=_KEPT_FOR_S)


@dataclass(frozen=True, slots=True)
class Conversion:
    """What prices are shown in, and the day of the rate that those are converted at which no seller set."""

    currency: str
    day: date | None


def shown(session: Session, wanted: str) -> str:
    """`wanted` when prices can be shown in it, else empty: as they are. Usually no statement."""
    return wanted if wanted and wanted in currencies.currencies(session) else ""


def conversion(session: Session, wanted: str) -> Conversion | None:
    """How prices in `wanted` come about; None where nobody chose a currency, or the home currency."""
    currency = shown(session, wanted)
    if currency in ("", currencies.HOME):
        return None
    return Conversion(currency, currencies.exchange(session).rate(currencies.HOME, currency).day)


def home(session: Session, wanted: str) -> HomePage:
    """`service.home` in a currency."""
    return _in_currency(session, service.home(session), wanted, _home_in)


def product_page(session: Session, slug: str, wanted: str) -> ProductPage:
    """`service.product_page` in a currency. Raises ProductNotFound."""
    return _in_currency(session, service.product_page(session, slug), wanted, _product_page_in)


def results(session: Session, query: SearchQuery, wanted: str, *, category_slug: str = "") -> ResultsPage:
    """`service.kept_results` in a currency. Raises CategoryNotFound, Unavailable."""
    plain = service.kept_results(session, query, category_slug=category_slug).value
    return _in_currency(session, plain, wanted, _results_in)


def related_to(session: Session, product_ids: Sequence[UUID], wanted: str) -> tuple[CardView, ...]:
    """`service.related_to` in a currency."""
    plain = service.related_to(session, product_ids)
    currency = shown(session, wanted)
    return _cards_in(session, plain, currency) if currency else plain


def _in_currency(session: Session, plain: T, wanted: str, turn: Callable[[Session, T, str], T]) -> T:
    currency = shown(session, wanted)
    if not currency:
        return plain
    # The plain page lies in the entry, so no other object can come to have its identity meanwhile.
    key: Hashable = (id(plain), currency)
    _, page = _pages.get(key, lambda: (plain, turn(session, plain, currency)))
    turned: T = page
    return turned


def _home_in(session: Session, page: HomePage, currency: str) -> HomePage:
    turned = iter(_cards_in(session, [card for shelf in page.shelves for card in shelf.cards], currency))
    return replace(
        page,
        shelves=tuple(
            replace(shelf, cards=tuple(next(turned) for _ in shelf.cards)) for shelf in page.shelves
        ),
    )


def _product_page_in(session: Session, page: ProductPage, currency: str) -> ProductPage:
    return replace(
        page,
        product=currencies.present_product(session, page.product, currency),
        related=_cards_in(session, page.related, currency),
    )


def _results_in(session: Session, page: ResultsPage, currency: str) -> ResultsPage:
    exchange = currencies.exchange(session)
    return replace(
        page,
        cards=_cards_in(session, page.cards, currency),
        facets=tuple(facet_in(facet, exchange, currency) for facet in page.facets),
    )


def facet_in(facet: Facet, exchange: Exchange, currency: str) -> Facet:
    """Price bands are the index's, in the home currency, and so are their values: what is shown is converted.

    A band's ends are said in whole units, so "about": near them a charm price may lie on the other side.
    """
    if facet.kind != "price" or currency == currencies.HOME:
        return facet
    values = tuple(replace(one, label=_band_in(one.value, exchange, currency)) for one in facet.values)
    return replace(facet, label=f"{facet.label}, about", values=values)


def _band_in(value: str, exchange: Exchange, currency: str) -> str:
    low, _, high = value.partition("-")
    ends = (int(low), int(high) + 1 if high else None)
    units = [None if one is None else _whole_units(one, exchange, currency) for one in ends]
    return band_label(units[0] or 0, units[1], currency)


def _whole_units(home_minor: int, exchange: Exchange, currency: str) -> int:
    """An amount of the home currency in whole units of another, of three digits from a thousand on."""
    units = exchange.exact(home_minor, currencies.HOME, currency) / 10 ** exponent(currency)
    places = max(0, units.adjusted() - 2)
    return round_minor(units.scaleb(-places)) * 10**places


def _cards_in(session: Session, cards: Sequence[CardView], currency: str) -> tuple[CardView, ...]:
    turned = currencies.present_cards(session, [one.card for one in cards], currency)
    return tuple(replace(one, card=card) for one, card in zip(cards, turned, strict=True))
