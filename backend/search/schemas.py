"""Questions to the search and their answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

PAGE_SIZE = 24
MAX_PAGE = 40


class Sort(StrEnum):
    """How hits are ordered; `relevance` weighs in quality (popularity and rating)."""

    RELEVANCE = "relevance"
    PRICE_UP = "price-asc"
    PRICE_DOWN = "price-desc"
    RATING = "rating"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a shopper asks for; prices in minor units, `options` and `attributes` as name -> values."""

    text: str = ""
    category: str = ""
    brands: tuple[str, ...] = ()
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    price_from_minor: int | None = None
    price_to_minor: int | None = None
    rating_from: int | None = None
    in_stock: bool = False
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = PAGE_SIZE


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to filter by and how many products have it, given everything chosen in the other facets."""

    value: str
    label: str
    count: int
    is_selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """`kind` is category, brand, price, rating, option or attribute; `code` is what the URL says."""

    code: str
    label: str
    kind: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of product ids with the facets around it; `correction` is a likelier spelling, or empty."""

    product_ids: tuple[UUID, ...]
    total: int
    page: int
    pages: int
    facets: tuple[Facet, ...]
    correction: str
    took_ms: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line below the search box: kind is query, category or product; `target` is a query text or a slug."""

    kind: str
    text: str
    target: str
