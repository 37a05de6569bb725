"""What the shop window shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from backend.catalog.schemas import CategoryView, Crumb, ProductCard, ProductView
from backend.reviews.schemas import ReviewSummary
from backend.search.schemas import Facet


@dataclass(frozen=True, slots=True)
class CardView:
    """A product card with what only inventory knows: how many can be sold now, 0 when sold out."""

    card: ProductCard
    available: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """A row of cards with the reason for it in its title; `link` leads to more, or is empty."""

    title: str
    link: str
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """Departments as pictures, then shelves."""

    departments: tuple[CategoryView, ...]
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product as its page shows it.

    `available` says how many units of each offer can be sold now; `featured` names each variant's featured
    offer: the first in stock by the catalogue's rule, else the first.
    """

    product: ProductView
    available: Mapping[UUID, int]
    featured: Mapping[UUID, UUID]
    promised_from: date | None
    promised_to: date | None
    reviews: ReviewSummary
    related: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """A page of search or category results."""

    title: str
    category: CategoryView | None
    crumbs: tuple[Crumb, ...]
    cards: tuple[CardView, ...]
    facets: tuple[Facet, ...]
    total: int
    page: int
    pages: int
    correction: str
    took_ms: int
