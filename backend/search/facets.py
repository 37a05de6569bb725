"""Counts of an engine, put into the facets that shoppers see."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from babel.numbers import format_currency

from backend.catalog.schemas import CategoryView, FacetDefinition
from backend.search.policy import PRICE_BANDS, option_counts
from backend.search.schemas import Facet, FacetValue, SearchQuery

Counts = Mapping[str, Mapping[str, Mapping[str, int]]]
_SHOWN_BRANDS = 20
_SHOWN_VALUES = 30


def facets_from(
    query: SearchQuery,
    counts: Counts,
    *,
    categories: Sequence[CategoryView],
    definitions: Sequence[FacetDefinition],
) -> tuple[Facet, ...]:
    """The facets in the order they are shown; a facet without values is left out.

    `counts` holds the engine's counts under "" (all filters) and under the code of each chosen facet
    (all filters but its own), so that choosing a value never hides its neighbours.
    """
    every = [
        _category_facet(query, counts, categories),
        *_option_facets(query, counts),
        _brand_facet(query, counts),
        _price_facet(query, counts),
        _rating_facet(query, counts),
        *_attribute_facets(query, counts, definitions),
    ]
    return tuple(facet for facet in every if facet.values)


def _counted(counts: Counts, code: str, field: str) -> Mapping[str, int]:
    return counts.get(code, counts[""]).get(field) or {}


def _category_facet(query: SearchQuery, counts: Counts, categories: Sequence[CategoryView]) -> Facet:
    """The children of the chosen category, or the departments; drilling down goes one level at a time."""
    counted = _counted(counts, "category", "category")
    by_path = {category.path: category for category in categories}
    chosen = by_path.get(query.category)
    shown = [
        category
        for category in categories
        if category.parent_id == (chosen.id if chosen else None) and counted.get(category.path)
    ]
    return Facet(
        "category",
        "Category",
        "category",
        tuple(FacetValue(one.path, one.name, counted[one.path], one.path == query.category) for one in shown),
    )


def _brand_facet(query: SearchQuery, counts: Counts) -> Facet:
    counted = _counted(counts, "brand", "brand")
    ranked = sorted(counted, key=lambda brand: (brand not in query.brands, -counted[brand], brand))
    return Facet(
        "brand",
        "Brand",
        "brand",
        tuple(
            FacetValue(one, one, counted[one], one in query.brands) for one in ranked[:_SHOWN_BRANDS] if one
        ),
    )


def _price_facet(query: SearchQuery, counts: Counts) -> Facet:
    counted = _counted(counts, "price", "price_band")
    values = []
    for band in range(len(PRICE_BANDS) + 1):
        count = counted.get(str(band), 0)
        low = PRICE_BANDS[band - 1] if band else 0
        high = PRICE_BANDS[band] - 1 if band < len(PRICE_BANDS) else None
        is_selected = query.price_from_minor == low and query.price_to_minor == high
        if count or is_selected:
            value = f"{low}-{'' if high is None else high}"
            values.append(FacetValue(value, _band_label(low, high), count, is_selected))
    return Facet("price", "Price", "price", tuple(values))


@lru_cache(maxsize=64)
def _band_label(low: int, high: int | None) -> str:
    return band_label(low // 100, None if high is None else (high + 1) // 100, "USD")


def band_label(low: int, below: int | None, currency: str) -> str:
    """`Under $25`, `$25 to $50`, `$1,000 and above`, in whole units of a currency."""

    def said(units: int) -> str:
        return format_currency(units, currency, format="¤#,##0", locale="en_US", currency_digits=False)

    if not low and below is not None:
        return f"Under {said(below)}"
    return f"{said(low)} and above" if below is None else f"{said(low)} to {said(below)}"


def _rating_facet(query: SearchQuery, counts: Counts) -> Facet:
    counted = _counted(counts, "rating", "stars")
    return Facet(
        "rating",
        "Customer rating",
        "rating",
        tuple(
            FacetValue(
                str(stars), f"{stars} stars and up", counted.get(str(stars), 0), query.rating_from == stars
            )
            for stars in (4, 3, 2)
            if counted.get(str(stars)) or query.rating_from == stars
        ),
    )


def _option_facets(query: SearchQuery, counts: Counts) -> list[Facet]:
    everything = counts[""].get("combination") or {}
    names = {key.split("=", 1)[0] for key in everything if "|" not in key} | set(query.options)
    facets = []
    for name in sorted(names):
        chosen = query.options.get(name, ())
        values = option_counts(name, _counted(counts, name, "combination"), query.options)
        ranked = sorted(values, key=lambda value: (value not in chosen, -values[value], value))[
            :_SHOWN_VALUES
        ]
        if len(ranked) > 1 or chosen:
            facets.append(
                Facet(
                    f"option.{name}",
                    name,
                    "option",
                    tuple(FacetValue(one, one, values[one], one in chosen) for one in ranked),
                )
            )
    return facets


def _attribute_facets(
    query: SearchQuery, counts: Counts, definitions: Sequence[FacetDefinition]
) -> list[Facet]:
    facets = []
    for definition in definitions:
        prefix = f"{definition.code}="
        values = {
            key.removeprefix(prefix): count
            for key, count in _counted(counts, definition.code, "attribute").items()
            if key.startswith(prefix)
        }
        chosen = query.attributes.get(definition.code, ())
        ranked = sorted(values, key=lambda value: (value not in chosen, -values[value], value))[
            :_SHOWN_VALUES
        ]
        facets.append(
            Facet(
                f"attribute.{definition.code}",
                definition.label,
                "attribute",
                tuple(
                    FacetValue(
                        one,
                        f"{one} {definition.unit}"
                        if definition.unit
                        else one.capitalize()
                        if one in {"yes", "no"}
                        else one,
                        values[one],
                        one in chosen,
                    )
                    for one in ranked
                ),
            )
        )
    return facets
