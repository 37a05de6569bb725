"""The verbs of search."""

import time
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from uuid import UUID

from sqlmodel import Session

from backend.catalog import service as catalog
from backend.catalog.schemas import CategoryView, FacetDefinition, ProductDocument
from backend.inventory import service as inventory
from backend.kit.cache import NearCache
from backend.kit.config import settings
from backend.kit.resilience import guarded
from backend.search import repository
from backend.search.engine import EngineAnswer, EngineQuery, IndexDocument, SearchEngine
from backend.search.facets import facets_from
from backend.search.meilisearch_engine import MeilisearchEngine
from backend.search.policy import correction, engine_query, facet_counts, index_document, normalised
from backend.search.schemas import MAX_PAGE, SearchPage, SearchQuery, Sort, Suggestion
from backend.search.tantivy_engine import TantivyEngine

_categories: NearCache[tuple[CategoryView, ...]] = NearCache(size=1, ttl_s=10)
_facets: NearCache[tuple[FacetDefinition, ...]] = NearCache(size=2_000, ttl_s=10)
_SUGGESTIONS_PER_KIND = 4


@lru_cache(maxsize=1)
def engine() -> SearchEngine:
    """The engine that the settings name: Meilisearch when `MEILISEARCH_URL` is set, else the embedded one."""
    chosen = settings()
    if chosen.meilisearch_url:
        return MeilisearchEngine(chosen.meilisearch_url, chosen.meilisearch_key.get_secret_value())
    return TantivyEngine(chosen.agora_data_dir / "search")


def search(session: Session, query: SearchQuery) -> SearchPage:
    """One page of product ids with facets. Raises Unavailable when the engine does not answer."""
    started = time.perf_counter()
    page = min(max(query.page, 1), MAX_PAGE)
    size = min(max(query.size, 1), 100)
    asked = facet_counts(query)
    answer: EngineAnswer = guarded(
        "search",
        lambda: engine().search(
            engine_query(query),
            sort=query.sort,
            offset=(page - 1) * size,
            limit=size,
            counts=[count for _, count in asked],
        ),
    )
    counts = {code: counted for (code, _), counted in zip(asked, answer.counts, strict=True)}
    return SearchPage(
        product_ids=answer.hits.ids,
        total=answer.hits.total,
        page=page,
        pages=min(-(-answer.hits.total // size), MAX_PAGE),
        facets=facets_from(
            query,
            counts,
            categories=categories(session),
            definitions=_facets_of(session, query.category.rsplit("/", 1)[-1]) if query.category else (),
        ),
        correction=correction(query.text, answer.hits.titles, answer.hits.brands) if query.text else "",
        took_ms=round((time.perf_counter() - started) * 1000),
    )


def revision() -> str:
    """Names the state of the index: it changes with every projected change of a product or its stock.

    A search that begins afterwards sees that state or a later one. Raises Unavailable.
    """
    return guarded("search", lambda: engine().revision())


def _facets_of(session: Session, slug: str) -> tuple[FacetDefinition, ...]:
    return _facets.get(slug, lambda: catalog.facets_of(session, slug))


def categories(session: Session) -> tuple[CategoryView, ...]:
    """The category tree, at most 10 s old."""
    return _categories.get("tree", lambda: catalog.category_tree(session))


def suggest(session: Session, text: str) -> tuple[Suggestion, ...]:
    """What the search box offers for what is typed so far: popular queries, categories, products."""
    typed = normalised(text)
    if len(typed) < 2:
        return ()
    queries = repository.popular_queries(session, typed, limit=_SUGGESTIONS_PER_KIND)
    matching = [
        one
        for one in categories(session)
        if any(word.startswith(typed) for word in (one.name.lower(), *one.name.lower().split()))
    ]
    hits = guarded(
        "search",
        lambda: engine().search(
            EngineQuery(text=typed, is_prefix=True),
            sort=Sort.RELEVANCE,
            offset=0,
            limit=_SUGGESTIONS_PER_KIND,
        ),
    ).hits
    cards = catalog.cards(session, hits.ids)
    return (
        *(Suggestion("query", query, query) for query in queries),
        *(Suggestion("category", one.name, one.slug) for one in matching[:_SUGGESTIONS_PER_KIND]),
        *(Suggestion("product", card.title, card.slug) for card in cards),
    )


def count_query(session: Session, text: str, *, total: int) -> None:
    """Remember a query that was submitted, for suggestions."""
    if typed := normalised(text):
        repository.count_query(session, typed, found=total > 0)


def project(session: Session, product_ids: Collection[UUID]) -> None:
    """Bring the index up to date with these products: active ones are written, others leave."""
    if not product_ids:
        return
    repository.lock_index(session)
    documents = _index_documents(
        session, catalog.documents(session, product_ids=product_ids, limit=len(product_ids))
    )
    guarded("search", lambda: engine().upsert(documents))
    gone = set(product_ids) - {document.id for document in documents}
    guarded("search", lambda: engine().delete(list(gone)))


def rebuild(session: Session, *, batch: int = 500) -> int:
    """Build the index anew from the database and swap it in; answers how many products it holds."""
    repository.lock_index(session)

    def batches() -> Iterator[Sequence[IndexDocument]]:
        after: UUID | None = None
        while products := catalog.documents(session, after=after, limit=batch):
            after = products[-1].id
            yield _index_documents(session, products)

    return engine().rebuild(batches())


def _index_documents(session: Session, products: Sequence[ProductDocument]) -> list[IndexDocument]:
    offered = [product for product in products if product.variants]
    available = inventory.availability(
        session,
        [offer_id for product in offered for variant in product.variants for offer_id in variant.offer_ids],
    )
    return [
        index_document(
            product,
            in_stock=any(
                available.get(offer_id, 0) > 0
                for variant in product.variants
                for offer_id in variant.offer_ids
            ),
        )
        for product in offered
    ]
