"""The embedded engine: Tantivy in a folder that all processes of one machine share."""

import fcntl
import os
import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import tantivy
from tantivy import Occur, Query

from backend.search.engine import FACET_FIELDS, Count, EngineAnswer, EngineHits, EngineQuery, IndexDocument
from backend.search.schemas import Sort

_HEAP_BYTES = 30_000_000
_FACET_LIMIT = 2_000
_MAX_TOKENS = 8
# How much a hit in the title or brand outweighs one in the rest.
_TITLE, _BRAND, _WORDS = 4.0, 3.0, 1.0
_ORDER = {
    Sort.PRICE_UP: ("price_minor", tantivy.Order.Asc),
    Sort.PRICE_DOWN: ("price_minor", tantivy.Order.Desc),
    Sort.RATING: ("rating_tenths", tantivy.Order.Desc),
}


def _analyzer(*, stemmed: bool) -> tantivy.TextAnalyzer:
    builder = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(40))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )
    return (builder.filter(tantivy.Filter.stemmer("english")) if stemmed else builder).build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", stored=True, tokenizer_name="plain", index_option="freq")
    builder.add_text_field("brand_name", stored=True, tokenizer_name="plain", index_option="freq")
    builder.add_text_field("words", tokenizer_name="plain", index_option="freq")
    builder.add_text_field("title_stem", tokenizer_name="stemmed", index_option="freq")
    builder.add_text_field("words_stem", tokenizer_name="stemmed", index_option="freq")
    for name in FACET_FIELDS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("price_minor", "rating_tenths", "quality", "in_stock"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    return builder.build()


_Mark = tuple[int, int]


def _mark(path: Path) -> _Mark:
    """Tells one version of a file that is always replaced as a whole from the next."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns


class TantivyEngine:
    """An index as numbered folders below `root`; the file `current` names the one in use.

    Readers notice a swap by that file and a commit by Tantivy's own watcher. Writers of all processes take
    turns by a file lock, so an upsert never lands in an index that a rebuild is about to replace.
    """

    def __init__(self, root: Path):
        self._root = root
        self._root.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._plain, self._stemmed = _analyzer(stemmed=False), _analyzer(stemmed=True)
        self._lock = threading.Lock()
        self._opened: tuple[str, tantivy.Index] | None = None
        self._pointer: tuple[_Mark, str] | None = None
        self._loaded: tuple[str, _Mark] | None = None

    # -- which index ------------------------------------------------------------------------------------

    def _current_name(self) -> str:
        # Looking at a file's mark costs less than reading the file.
        path = self._root / "current"
        try:
            mark = _mark(path)
            known = self._pointer
            if known is not None and known[0] == mark:
                return known[1]
            name = path.read_text().strip()
        except FileNotFoundError:
            return ""
        self._pointer = (mark, name)
        return name

    def revision(self) -> str:
        """Changes with every commit of any process; a search that begins now sees at least this state."""
        index = self._index()
        name = self._current_name()
        mark = _mark(self._root / name / "meta.json")
        if self._loaded != (name, mark):
            index.reload()
            self._loaded = (name, mark)
        return f"{name}:{mark}"

    def _index(self) -> tantivy.Index:
        name = self._current_name()
        opened = self._opened
        if opened is not None and opened[0] == name:
            return opened[1]
        with self._lock:
            if not name:
                with self._writing():
                    if not self._current_name():
                        self._open("1")
                        self._point_to("1")
                name = self._current_name()
            index = self._open(name)
            self._opened = (name, index)
            return index

    def _open(self, name: str) -> tantivy.Index:
        folder = self._root / name
        folder.mkdir(exist_ok=True)
        index = tantivy.Index(self._schema, path=str(folder))
        index.register_tokenizer("plain", self._plain)
        index.register_tokenizer("stemmed", self._stemmed)
        index.config_reader(reload_policy="commit")
        index.reload()
        return index

    def _point_to(self, name: str) -> None:
        beside = self._root / "current.new"
        beside.write_text(name)
        os.replace(beside, self._root / "current")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with (self._root / "writer.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    # -- changing ---------------------------------------------------------------------------------------

    def upsert(self, documents: Sequence[IndexDocument]) -> None:
        """Add or replace by id."""
        if not documents:
            return
        self._index()
        with self._writing():
            index = self._index()
            writer = index.writer(_HEAP_BYTES, 1)
            for document in documents:
                writer.delete_documents_by_term("id", str(document.id))
                writer.add_document(self._document(document))
            writer.commit()
            writer.wait_merging_threads()
            index.reload()

    def delete(self, ids: Sequence[UUID]) -> None:
        """Remove by id."""
        if not ids:
            return
        self._index()
        with self._writing():
            index = self._index()
            writer = index.writer(_HEAP_BYTES, 1)
            for one in ids:
                writer.delete_documents_by_term("id", str(one))
            writer.commit()
            writer.wait_merging_threads()
            index.reload()

    def rebuild(self, batches: Iterable[Sequence[IndexDocument]]) -> int:
        """Fill the next folder, point to it, drop the folders before the previous one."""
        with self._writing():
            old = self._current_name() or "0"
            new = str(int(old) + 1)
            shutil.rmtree(self._root / new, ignore_errors=True)
            index = self._open(new)
            writer = index.writer(_HEAP_BYTES, 1)
            size = 0
            for batch in batches:
                for document in batch:
                    writer.add_document(self._document(document))
                size += len(batch)
            writer.commit()
            writer.wait_merging_threads()
            self._point_to(new)
            for folder in self._root.iterdir():
                if folder.is_dir() and folder.name.isdigit() and int(folder.name) < int(old):
                    shutil.rmtree(folder, ignore_errors=True)
        return size

    def size(self) -> int:
        """How many documents the current index holds."""
        return self._index().searcher().num_docs

    def _document(self, source: IndexDocument) -> tantivy.Document:
        fields: dict[str, Any] = {
            "id": str(source.id),
            "title": source.title,
            "title_stem": source.title,
            "brand_name": source.brand,
            "words": source.words,
            "words_stem": source.words,
            "brand": source.brand or [],
            "category": list(source.category),
            "combination": list(source.combination),
            "attribute": list(source.attribute),
            "price_band": list(source.price_band),
            "stars": list(source.stars),
            "price_minor": source.price_minor,
            "rating_tenths": source.rating_tenths,
            "quality": source.quality,
            "in_stock": int(source.in_stock),
        }
        return tantivy.Document.from_dict(
            {name: value for name, value in fields.items() if value != []}, self._schema
        )

    # -- asking -----------------------------------------------------------------------------------------

    def search(
        self, query: EngineQuery, *, sort: Sort, offset: int, limit: int, counts: Sequence[Count] = ()
    ) -> EngineAnswer:
        """Exact words outweigh stems, stems outweigh typos; every word must be found somewhere."""
        searcher = self._index().searcher()
        if limit > 0:
            found = self._hits(searcher, query, sort=sort, offset=offset, limit=limit)
        else:
            found = EngineHits()
        return EngineAnswer(found, tuple(self._counted(searcher, count) for count in counts))

    def _hits(
        self, searcher: tantivy.Searcher, query: EngineQuery, *, sort: Sort, offset: int, limit: int
    ) -> EngineHits:
        built = self._query(query)
        if sort in _ORDER:
            field, order = _ORDER[sort]
            result = searcher.search(built, limit=limit, offset=offset, order_by_field=field, order=order)
        elif query.text:
            result = searcher.search(built, limit=limit, offset=offset, weight_by_field="quality")
        else:
            result = searcher.search(
                built, limit=limit, offset=offset, order_by_field="quality", order=tantivy.Order.Desc
            )
        documents = [searcher.doc(address) for _, address in result.hits]
        return EngineHits(
            ids=tuple(UUID(document.get_first("id")) for document in documents),
            titles=tuple(document.get_first("title") or "" for document in documents),
            brands=tuple(document.get_first("brand_name") or "" for document in documents),
            total=result.count,
        )

    def _counted(self, searcher: tantivy.Searcher, count: Count) -> dict[str, dict[str, int]]:
        answer = searcher.aggregate(
            self._query(count.query),
            {name: {"terms": {"field": name, "size": _FACET_LIMIT}} for name in count.fields},
        )
        return {
            name: {bucket["key"]: bucket["doc_count"] for bucket in answer[name]["buckets"]}
            for name in count.fields
        }

    def _query(self, query: EngineQuery) -> Query:
        must: list[Query] = []
        words = self._plain.analyze(query.text)[:_MAX_TOKENS]
        must.extend(
            self._word(word, is_prefix=query.is_prefix and position == len(words) - 1)
            for position, word in enumerate(words)
        )
        if not words:
            must.append(Query.all_query())
        filters: list[Query] = [
            Query.term_set_query(self._schema, name, list(values)) for name, values in query.any_of
        ]
        if query.price_from_minor is not None or query.price_to_minor is not None:
            filters.append(
                Query.range_query(
                    self._schema,
                    "price_minor",
                    tantivy.FieldType.Unsigned,
                    query.price_from_minor or 0,
                    query.price_to_minor if query.price_to_minor is not None else 2**62,
                )
            )
        if query.in_stock:
            filters.append(Query.term_query(self._schema, "in_stock", 1))
        must.extend(Query.const_score_query(one, 0.0) for one in filters)
        return Query.boolean_query([(Occur.Must, one) for one in must])

    def _word(self, word: str, *, is_prefix: bool) -> Query:
        stem = (self._stemmed.analyze(word) or [word])[0]
        ways: list[Query] = [
            Query.boost_query(Query.term_query(self._schema, "title", word), _TITLE * 2),
            Query.boost_query(Query.term_query(self._schema, "title_stem", stem), _TITLE),
            Query.boost_query(Query.term_query(self._schema, "brand_name", word), _BRAND),
            Query.boost_query(Query.term_query(self._schema, "words", word), _WORDS),
            Query.boost_query(Query.term_query(self._schema, "words_stem", stem), _WORDS * 0.8),
        ]
        if is_prefix and len(word) >= 2:
            ways.append(
                Query.boost_query(
                    Query.fuzzy_term_query(self._schema, "title", word, distance=0, prefix=True), _TITLE
                )
            )
            ways.append(Query.fuzzy_term_query(self._schema, "brand_name", word, distance=0, prefix=True))
        # One typo from 4 letters on, two from 8 on, as shoppers' slips are; never in numbers.
        distance = 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 8 else 2
        if distance:
            for name, weight in (("title", 0.5), ("brand_name", 0.4), ("words", 0.1)):
                fuzzy = Query.fuzzy_term_query(self._schema, name, word, distance=distance, prefix=is_prefix)
                ways.append(Query.boost_query(fuzzy, weight))
        return Query.disjunction_max_query(ways, 0.1)
