"""The engine for growth: Meilisearch through its official client."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from meilisearch import Client
from meilisearch.errors import MeilisearchApiError, MeilisearchCommunicationError, MeilisearchTimeoutError

from backend.kit.errors import Unavailable
from backend.search.engine import FACET_FIELDS, Count, EngineAnswer, EngineHits, EngineQuery, IndexDocument
from backend.search.schemas import Sort

_TASK_TIMEOUT_MS = 120_000
_SORT = {
    Sort.PRICE_UP: ["price_minor:asc"],
    Sort.PRICE_DOWN: ["price_minor:desc"],
    Sort.RATING: ["rating_tenths:desc"],
}
_SETTINGS: dict[str, Any] = {
    "searchableAttributes": ["title", "brand_name", "words"],
    "filterableAttributes": [*FACET_FIELDS, "price_minor", "in_stock"],
    "sortableAttributes": ["price_minor", "rating_tenths", "quality"],
    # `sort` leads: a shopper who asks for the cheapest first means it.
    "rankingRules": ["sort", "words", "typo", "proximity", "attribute", "exactness", "quality:desc"],
    "typoTolerance": {"minWordSizeForTypos": {"oneTypo": 4, "twoTypos": 8}, "disableOnNumbers": True},
    "faceting": {"maxValuesPerFacet": 2000},
    "pagination": {"maxTotalHits": 1_000_000},
}


class MeilisearchEngine:
    """An index named `name`; rebuilds fill `<name>_next` and swap."""

    def __init__(self, url: str, key: str, *, name: str = "products"):
        self._client = Client(url, key or None, timeout=5)
        self._name = name
        self._is_ready = False

    def search(
        self, query: EngineQuery, *, sort: Sort, offset: int, limit: int, counts: Sequence[Count] = ()
    ) -> EngineAnswer:
        """Hits and counts in one multi-search."""
        self._prepare()
        # Paging by `hitsPerPage` makes the total exact; `limit` would only estimate it.
        page_size = max(limit, 1)
        queries = [
            {
                "indexUid": self._name,
                "q": query.text,
                "filter": _filters(query),
                "matchingStrategy": "all",
                "attributesToRetrieve": ["id", "title", "brand_name"],
                "page": offset // page_size + 1,
                "hitsPerPage": page_size,
                "sort": _SORT.get(sort, [] if query.text else ["quality:desc"]),
            },
            *(
                {
                    "indexUid": self._name,
                    "q": count.query.text,
                    "filter": _filters(count.query),
                    "matchingStrategy": "all",
                    "facets": list(count.fields),
                    "limit": 0,
                }
                for count in counts
            ),
        ]
        answers = self._call(lambda: self._client.multi_search(queries))["results"]
        hits = answers[0]["hits"] if limit > 0 else []
        return EngineAnswer(
            EngineHits(
                ids=tuple(UUID(hit["id"]) for hit in hits),
                titles=tuple(hit["title"] for hit in hits),
                brands=tuple(hit["brand_name"] for hit in hits),
                total=answers[0]["totalHits"],
            ),
            tuple(
                {name: answer.get("facetDistribution", {}).get(name, {}) for name in count.fields}
                for count, answer in zip(counts, answers[1:], strict=True)
            ),
        )

    def revision(self) -> str:
        """When the index was last changed, as Meilisearch says."""
        self._prepare()
        return str(self._call(lambda: self._client.get_raw_index(self._name))["updatedAt"])

    def upsert(self, documents: Sequence[IndexDocument]) -> None:
        """Add or replace by id, and wait until it can be found."""
        if documents:
            self._prepare()
            self._finish(self._client.index(self._name).add_documents([_document(one) for one in documents]))

    def delete(self, ids: Sequence[UUID]) -> None:
        """Remove by id."""
        if ids:
            self._prepare()
            self._finish(self._client.index(self._name).delete_documents(ids=[str(one) for one in ids]))

    def rebuild(self, batches: Iterable[Sequence[IndexDocument]]) -> int:
        """Fill a second index and swap it in; Meilisearch swaps atomically."""
        self._prepare()
        beside = f"{self._name}_next"
        self._create(beside, replace=True)
        size = 0
        for batch in batches:
            self._finish(self._client.index(beside).add_documents([_document(one) for one in batch]))
            size += len(batch)
        self._finish(self._client.swap_indexes([{"indexes": [self._name, beside]}]))
        self._finish(self._client.delete_index(beside))
        return size

    def size(self) -> int:
        """How many documents there are."""
        self._prepare()
        return int(self._call(lambda: self._client.index(self._name).get_stats()).number_of_documents)

    def _prepare(self) -> None:
        if not self._is_ready:
            self._create(self._name, replace=False)
            self._is_ready = True

    def _create(self, name: str, *, replace: bool) -> None:
        try:
            self._call(lambda: self._client.get_index(name))
            exists = True
        except MeilisearchApiError as error:
            if error.code != "index_not_found":
                raise
            exists = False
        if exists and replace:
            self._finish(self._client.delete_index(name))
        if replace or not exists:
            self._finish(self._client.create_index(name, {"primaryKey": "id"}))
            self._finish(self._client.index(name).update_settings(_SETTINGS))

    def _finish(self, task: Any) -> None:
        done = self._call(
            lambda: self._client.wait_for_task(
                task.task_uid, timeout_in_ms=_TASK_TIMEOUT_MS, interval_in_ms=10
            )
        )
        if done.status != "succeeded":
            raise Unavailable(f"The search index refused a change: {done.error}")

    @staticmethod
    def _call(call: Any) -> Any:
        try:
            return call()
        except (MeilisearchCommunicationError, MeilisearchTimeoutError) as error:
            raise Unavailable(
                "Search does not answer at the moment. Please try again in a few seconds."
            ) from error


def _filters(query: EngineQuery) -> list[Any]:
    filters: list[Any] = [[f"{name} = {_quoted(value)}" for value in values] for name, values in query.any_of]
    if query.price_from_minor is not None:
        filters.append(f"price_minor >= {query.price_from_minor}")
    if query.price_to_minor is not None:
        filters.append(f"price_minor <= {query.price_to_minor}")
    if query.in_stock:
        filters.append("in_stock = true")
    return filters


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _document(source: IndexDocument) -> dict[str, Any]:
    return {
        "id": str(source.id),
        "title": source.title,
        "brand_name": source.brand,
        "brand": [source.brand] if source.brand else [],
        "words": source.words,
        "category": list(source.category),
        "combination": list(source.combination),
        "attribute": list(source.attribute),
        "price_minor": source.price_minor,
        "price_band": list(source.price_band),
        "stars": list(source.stars),
        "rating_tenths": source.rating_tenths,
        "quality": source.quality,
        "in_stock": source.in_stock,
    }
