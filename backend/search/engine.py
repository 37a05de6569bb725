"""What a search engine must do for Agora; one contract suite holds every engine to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from backend.search.schemas import Sort

# Multi-valued text fields that engines filter on and count, exactly as they are spelled.
FACET_FIELDS = ("category", "brand", "combination", "attribute", "price_band", "stars")


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """A product in an index.

    `combination` lists every subset of every variant's options (`Colour=Blue`, `Colour=Blue|Size=XL`), so a
    product matches two options only when ONE variant has both. `stars` lists each whole number of stars that
    the rating reaches. `price_minor` is the lowest. `quality` (per cent, 100 and up) weighs relevance.
    """

    id: UUID
    title: str
    brand: str
    words: str
    category: tuple[str, ...]
    combination: tuple[str, ...]
    attribute: tuple[str, ...]
    price_minor: int
    price_band: tuple[str, ...]
    stars: tuple[str, ...]
    rating_tenths: int
    quality: int
    in_stock: bool


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """`any_of` fields are joined by AND, the values of one field by OR. `None` bounds are open."""

    text: str = ""
    any_of: tuple[tuple[str, tuple[str, ...]], ...] = ()
    price_from_minor: int | None = None
    price_to_minor: int | None = None
    in_stock: bool = False
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class EngineHits:
    """Ids and titles of one page, best first, and how many products match."""

    ids: tuple[UUID, ...] = ()
    titles: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """Count the values of `fields` among the matches of `query`."""

    query: EngineQuery
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """Hits, and one mapping field -> value -> count per `Count` asked."""

    hits: EngineHits
    counts: tuple[dict[str, dict[str, int]], ...] = field(default=())


class SearchEngine(Protocol):
    """An index that can be asked, changed and replaced as a whole without a gap."""

    def search(
        self, query: EngineQuery, *, sort: Sort, offset: int, limit: int, counts: Sequence[Count] = ()
    ) -> EngineAnswer:
        """One page of hits and all counts, in as few calls as the engine allows."""

    def revision(self) -> str:
        """Names the state of the index; a search that begins afterwards sees this state or a later one."""

    def upsert(self, documents: Sequence[IndexDocument]) -> None:
        """Add or replace by id; visible here when this returns, in other processes within a second."""

    def delete(self, ids: Sequence[UUID]) -> None:
        """Remove by id; unknown ids are ignored."""

    def rebuild(self, batches: Iterable[Sequence[IndexDocument]]) -> int:
        """Build a new index beside the old one, swap, answer its size; nobody sees it half-built."""

    def size(self) -> int:
        """How many documents there are."""
