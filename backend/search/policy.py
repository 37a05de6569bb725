"""Decisions of search that need no engine: documents, filters, facets, spelling."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

from rapidfuzz.distance import OSA

from backend.catalog.schemas import ProductDocument
from backend.search.engine import Count, EngineQuery, IndexDocument
from backend.search.schemas import SearchQuery

# Upper bounds of the price bands in minor units; the last band is open.
PRICE_BANDS = (2_500, 5_000, 10_000, 25_000, 50_000, 100_000)
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
MAX_TEXT = 120


def index_document(source: ProductDocument, *, in_stock: bool) -> IndexDocument:
    """The index's view of a product."""
    price = min((variant.price_minor for variant in source.variants), default=0)
    stars = source.rating_tenths // 10
    return IndexDocument(
        id=source.id,
        title=source.title,
        brand=source.brand,
        words=" ".join(
            [
                *source.category_names,
                *source.highlights,
                source.description,
                *(str(value) for value in source.attributes.values() if not isinstance(value, bool)),
                *{str(value) for variant in source.variants for value in variant.options.values()},
            ]
        ),
        category=tuple(
            "/".join(source.category_path[: depth + 1]) for depth in range(len(source.category_path))
        ),
        combination=tuple(
            sorted({key for variant in source.variants for key in _option_subsets(variant.options)})
        ),
        attribute=tuple(f"{code}={_facet_text(value)}" for code, value in sorted(source.attributes.items())),
        price_minor=price,
        price_band=(str(price_band(price)),),
        stars=tuple(str(star) for star in range(1, stars + 1)),
        rating_tenths=source.rating_tenths,
        quality=quality(source.popularity, source.rating_count, source.rating_tenths),
        in_stock=in_stock,
    )


def _facet_text(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _option_subsets(options: Mapping[str, str]) -> Iterable[str]:
    pairs = [f"{name}={value}" for name, value in sorted(options.items())]
    for size in range(1, len(pairs) + 1):
        for chosen in combinations(pairs, size):
            yield "|".join(chosen)


def quality(popularity: int, rating_count: int, tenths: int) -> int:
    """How much relevance is weighed up, in per cent: popularity on a log scale, then the damped rating.

    100 for a product that nobody bought or rated; at most about 200.
    """
    bought = 12 * math.log2(1 + popularity)
    rated = max(tenths - 25, 0) * rating_count / (rating_count + 10) if rating_count else 0
    return 100 + min(round(bought), 75) + min(round(rated), 25)


def price_band(price_minor: int) -> int:
    """The index of the band that a price falls into."""
    return next((i for i, bound in enumerate(PRICE_BANDS) if price_minor < bound), len(PRICE_BANDS))


def normalised(text: str) -> str:
    """What was typed, in lower case, single-spaced, at most 120 characters."""
    return " ".join(text.lower().split())[:MAX_TEXT]


def engine_query(query: SearchQuery, *, without: str = "") -> EngineQuery:
    """The filters of `query`, less those of one facet (`without`: its code) so that its counts stay open."""
    any_of: list[tuple[str, tuple[str, ...]]] = []
    if query.category and without != "category":
        any_of.append(("category", (query.category,)))
    if query.brands and without != "brand":
        any_of.append(("brand", query.brands))
    chosen = {name: values for name, values in sorted(query.options.items()) if values and name != without}
    if chosen:
        any_of.append(("combination", combination_keys(chosen)))
    any_of.extend(
        ("attribute", tuple(f"{code}={value}" for value in values))
        for code, values in sorted(query.attributes.items())
        if values and code != without
    )
    if query.rating_from and without != "rating":
        any_of.append(("stars", (str(query.rating_from),)))
    priced = without != "price"
    return EngineQuery(
        text=normalised(query.text),
        any_of=tuple(any_of),
        price_from_minor=query.price_from_minor if priced else None,
        price_to_minor=query.price_to_minor if priced else None,
        in_stock=query.in_stock,
    )


def combination_keys(chosen: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Every combination of the chosen option values, as documents spell them."""
    names = sorted(chosen)
    return tuple(
        "|".join(f"{name}={value}" for name, value in zip(names, values, strict=True))
        for values in product(*(chosen[name] for name in names))
    )


def facet_counts(query: SearchQuery) -> tuple[tuple[str, Count], ...]:
    """What to count: everything under all filters, and each chosen facet again without its own."""
    asked = [
        (
            "",
            Count(
                engine_query(query), ("category", "brand", "combination", "attribute", "price_band", "stars")
            ),
        )
    ]
    if query.category:
        asked.append(("category", Count(engine_query(query, without="category"), ("category",))))
    if query.brands:
        asked.append(("brand", Count(engine_query(query, without="brand"), ("brand",))))
    if query.price_from_minor is not None or query.price_to_minor is not None:
        asked.append(("price", Count(engine_query(query, without="price"), ("price_band",))))
    if query.rating_from:
        asked.append(("rating", Count(engine_query(query, without="rating"), ("stars",))))
    asked.extend(
        (name, Count(engine_query(query, without=name), ("combination",)))
        for name, values in query.options.items()
        if values
    )
    asked.extend(
        (code, Count(engine_query(query, without=code), ("attribute",)))
        for code, values in query.attributes.items()
        if values
    )
    return tuple(asked)


def option_counts(
    name: str, counted: Mapping[str, int], chosen: Mapping[str, tuple[str, ...]]
) -> dict[str, int]:
    """How many products have each value of option `name` together with what is chosen in the other options.

    Exact with one value chosen per other option; with several, the largest of their counts, which is a
    lower bound.
    """
    others = {other: values for other, values in chosen.items() if other != name and values}
    counts: dict[str, int] = {}
    begins = f"{name}="
    if not others:
        # The common case, and among hundreds of combinations few are a single option.
        return {
            key.removeprefix(begins): count
            for key, count in counted.items()
            if key.startswith(begins) and "|" not in key
        }
    for key, count in counted.items():
        if key.count("|") != len(others):
            continue
        pairs = dict(pair.split("=", 1) for pair in key.split("|"))
        if set(pairs) != {name, *others}:
            continue
        if all(pairs[other] in values for other, values in others.items()):
            counts[pairs[name]] = max(counts.get(pairs[name], 0), count)
    return counts


def correction(text: str, titles: Sequence[str], brands: Sequence[str]) -> str:
    """A likelier spelling of `text`, taken from the words of its best hits; empty when it is spelled well.

    A word is kept when a hit has it or begins with it; otherwise the hits' closest word within two edits
    (one for words below six letters) stands for it.
    """
    known = [word for title in (*titles, *brands) for word in _WORD.findall(title.lower())]
    if not known:
        return ""
    corrected = []
    for word in _WORD.findall(text.lower()):
        if word.isdigit() or any(
            other.startswith(word) or _singular(other) == _singular(word) for other in known
        ):
            corrected.append(word)
            continue
        allowed = 1 if len(word) < 6 else 2
        best = min(known, key=lambda other: (OSA.distance(word, other), known.index(other)))
        corrected.append(best if OSA.distance(word, best) <= allowed else word)
    spelled = " ".join(corrected)
    return spelled if spelled != " ".join(_WORD.findall(text.lower())) else ""


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word
