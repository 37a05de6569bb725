"""Results of a search and of a category: one page of cards and the facets around it, as the address asks."""

from dataclasses import dataclass

import reflex as rx
from sqlmodel import Session

from app import routes
from backend.analytics.schemas import EventKind
from backend.kit.errors import InvalidInput, NotFound, Unavailable
from backend.search.schemas import Facet, SearchQuery
from backend.storefront import in_currency
from backend.storefront.schemas import ResultsPage
from state import effects, gateway
from state.permission import EVERYONE, allow
from state.shop.cards import Card, cards_of, way_to
from state.shop.results_query import (
    Chip,
    Pairs,
    address,
    chips_of,
    page_address,
    page_links,
    pairs_of,
    query_of,
    without,
)
from state.shop.shown_currency import wanted_currency
from state.shop.tracking import observe


@dataclass(frozen=True)
class FacetBox:
    """A facet; its values are (value, label, count, is selected). The browser makes their addresses."""

    code: str
    label: str
    kind: str
    values: list[tuple[str, str, int, bool]]


class ResultsState(rx.State):
    """One page of results. `path` is the address it belongs to, without its query."""

    ready: bool = False
    missing: bool = False
    path: str = ""
    text: str = ""
    heading: str = ""
    title: str = "Search · Agora"
    description: str = ""
    canonical: str = ""
    crumbs: list[tuple[str, str]] = []
    cards: list[Card] = []
    facets: list[FacetBox] = []
    chips: list[Chip] = []
    pages: list[tuple[str, str, bool]] = []
    previous: str = ""
    following: str = ""
    total: int = 0
    count_words: str = ""
    sort: str = "relevance"
    correction: str = ""
    correction_href: str = ""
    unfiltered_href: str = ""
    rescue: list[Card] = []
    refusal: str = ""

    @allow(EVERYONE)
    async def load(self):
        """Read the address and show its page of results."""
        url, wanted = self.router.url, wanted_currency(self)
        path, pairs = url.path, pairs_of(url.query)
        if path != self.path:
            # Another page's results must not stand under this address.
            self.ready, self.missing, self.path = False, False, path
            yield
        try:
            found = await gateway.read(results_for, path, pairs, wanted)
        except (NotFound, InvalidInput):
            self.missing, self.title, self.text = True, "Page not found · Agora", ""
            return
        except Unavailable as away:
            self.refusal, self.cards, self.facets, self.ready = away.message, [], [], True
            return
        self._show(found, path, pairs)
        self.rescue = []
        if _lost(found):
            self.rescue = cards_of((await gateway.read(in_currency.home, wanted)).shelves[0].cards)
        yield effects.announce(self.count_words)
        if self.text and found.page == 1:
            observe(self, EventKind.SEARCH, text=self.text, total=found.total)

    def _show(self, found: ResultsPage, path: str, pairs: Pairs) -> None:
        self.text, self.refusal, self.missing = dict(pairs).get("q", ""), "", False
        words = words_of(found, self.text)
        self.heading, self.title, self.description = words.heading, words.title, words.description
        self.canonical = page_address(path, kept_for_crawlers(pairs), found.page)
        self.crumbs = way_to(found.crumbs[:-1])
        self.cards = cards_of(found.cards)
        self.facets = [box_of(facet) for facet in found.facets]
        self.chips = chips_of(path, pairs, found.facets, found.category.name if found.category else "")
        self.pages = page_links(path, pairs, found.page, found.pages) if found.pages > 1 else []
        self.previous = page_address(path, pairs, found.page - 1) if found.page > 1 else ""
        self.following = page_address(path, pairs, found.page + 1) if found.page < found.pages else ""
        self.total, self.count_words = found.total, words.count
        self.sort = query_of(pairs).sort.value
        self.correction = found.correction
        self.correction_href = routes.search(found.correction) if found.correction else ""
        self.unfiltered_href = address(path, without_filters(pairs)) if self.chips else ""
        self.ready = True


@dataclass(frozen=True)
class Words:
    """A results page in words."""

    heading: str
    title: str
    description: str
    count: str


def words_of(found: ResultsPage, text: str) -> Words:
    """Heading, document title, description and count of a results page."""
    name = found.category.name if found.category else "All products"
    heading = f"“{text}”" if text else name
    number = f"{found.total:,}"
    noun = "result" if text else "product"
    count = f"{number} {noun}{'' if found.total == 1 else 's'}"
    description = (
        f"{name} at Agora: {number} products with their price, stock and delivery date stated, "
        "from sellers you can compare."
    )
    page = f", page {found.page}" if found.page > 1 else ""
    return Words(heading, f"{heading}{page} · Agora", description, count)


def results_for(session: Session, path: str, pairs: Pairs, currency: str = "") -> ResultsPage:
    """The results that an address asks for, in a currency. Raises CategoryNotFound, Unavailable."""
    query: SearchQuery = query_of(pairs)
    slug = dict(pairs).get("category", "") if path == routes.SEARCH.path else path.rpartition("/")[2]
    return in_currency.results(session, query, currency, category_slug=slug.rpartition("/")[2])


def box_of(facet: Facet) -> FacetBox:
    """A facet as the panel draws it; a category is named by its slug alone."""
    return FacetBox(
        facet.code,
        facet.label,
        facet.kind,
        [
            (
                one.value.rpartition("/")[2] if facet.kind == "category" else one.value,
                one.label,
                one.count,
                one.is_selected,
            )
            for one in facet.values
        ],
    )


def without_filters(pairs: Pairs) -> Pairs:
    """The words and the order alone."""
    return tuple(pair for pair in pairs if pair[0] in ("q", "sort"))


def kept_for_crawlers(pairs: Pairs) -> Pairs:
    """What makes a page of its own for a search engine: the words, never filters or order."""
    return without(tuple(pair for pair in pairs if pair[0] == "q"))


def _lost(found: ResultsPage) -> bool:
    return found.total == 0
