"""The address of a results page is its whole state: read from and written to the query string."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from backend.kit.money import format_minor
from backend.search.schemas import MAX_PAGE, Facet, SearchQuery, Sort
from state.typed_numbers import whole

Pairs = tuple[tuple[str, str], ...]

SORTS = (
    (Sort.RELEVANCE.value, "Best match"),
    (Sort.PRICE_UP.value, "Price: low to high"),
    (Sort.PRICE_DOWN.value, "Price: high to low"),
    (Sort.RATING.value, "Customer rating"),
)

_MOST_PARAMETERS = 40
_LONGEST_VALUE = 120
_ONCE = ("q", "category", "price", "rating", "in_stock", "sort", "page")
_NAMED = ("option.", "attribute.")


@dataclass(frozen=True)
class Chip:
    """A filter in force and the address without it."""

    label: str
    href: str


def pairs_of(query: str) -> Pairs:
    """The parameters of a query string that a results page knows; the rest of it is ignored."""
    try:
        given = parse_qsl(query, max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        return ()
    kept: list[tuple[str, str]] = []
    for name, value in given:
        known = name in _ONCE or name == "brand" or (name.startswith(_NAMED) and name.partition(".")[2])
        repeated = name in _ONCE and any(other == name for other, _ in kept)
        usable = "\0" not in name + value and len(name) <= _LONGEST_VALUE and value.strip()
        if known and usable and not repeated:
            kept.append((name, value.strip()[:_LONGEST_VALUE]))
    return tuple(dict.fromkeys(kept))


def query_of(pairs: Pairs) -> SearchQuery:
    """What is asked for, without the category, which is named by its slug. Nonsense counts as not given."""
    once = {name: value for name, value in pairs if name in _ONCE}
    low, high = _price(once.get("price", ""))
    return SearchQuery(
        text=once.get("q", ""),
        brands=tuple(value for name, value in pairs if name == "brand"),
        options=_named(pairs, "option."),
        attributes=_named(pairs, "attribute."),
        price_from_minor=low,
        price_to_minor=high,
        rating_from=whole(once.get("rating", ""), 1, 5),
        in_stock=once.get("in_stock") == "1",
        sort=Sort(once["sort"]) if once.get("sort") in set(Sort) else Sort.RELEVANCE,
        page=whole(once.get("page", ""), 1, MAX_PAGE) or 1,
    )


def address(path: str, pairs: Pairs) -> str:
    """`path` with `pairs` as its query."""
    return f"{path}?{urlencode(pairs)}" if pairs else path


def without(pairs: Pairs, *names: str) -> Pairs:
    """`pairs` less every parameter of these names; the page starts at 1 again."""
    return tuple(pair for pair in pairs if pair[0] not in {*names, "page"})


def toggled(pairs: Pairs, facet: Facet, value: str) -> Pairs:
    """`pairs` with one value of a facet switched: kinds of one choice replace it, others add up."""
    pair = (facet.code, value)
    if pair in pairs:
        return tuple(other for other in without(pairs) if other != pair)
    if facet.kind in ("price", "rating", "category"):
        return (*without(pairs, facet.code), pair)
    return (*without(pairs), pair)


def chips_of(path: str, pairs: Pairs, facets: Sequence[Facet], category_name: str = "") -> list[Chip]:
    """The filters in force, in the order they were chosen."""
    labels = {(facet.code, one.value): one.label for facet in facets for one in facet.values}
    said: dict[str, Callable[[str], str]] = {
        "category": lambda value: category_name or value,
        "price": lambda value: _price_words(*_price(value)),
        "rating": lambda value: f"{value} stars and up",
        "in_stock": lambda value: "In stock",
    }
    chips = []
    for name, value in pairs:
        if name in ("q", "sort", "page"):
            continue
        label = labels.get((name, value)) or said.get(name, str)(value)
        if label:
            rest = tuple(pair for pair in without(pairs) if pair != (name, value))
            chips.append(Chip(label, address(path, rest)))
    return chips


def page_links(path: str, pairs: Pairs, page: int, pages: int) -> list[tuple[str, str, bool]]:
    """Numbered pages as (number, address, is current): ends and neighbours; a gap has no address."""
    shown = sorted({1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)})
    links: list[tuple[str, str, bool]] = []
    for number in shown:
        if links and number - int(links[-1][0]) > 1:
            links.append((str(number - 1), "", False))
        links.append((str(number), page_address(path, pairs, number), number == page))
    return links


def page_address(path: str, pairs: Pairs, number: int) -> str:
    """The address of another page of the same results."""
    rest = without(pairs)
    return address(path, (*rest, ("page", str(number))) if number > 1 else rest)


def _named(pairs: Pairs, prefix: str) -> dict[str, tuple[str, ...]]:
    chosen: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        if name.startswith(prefix):
            code = name.removeprefix(prefix)
            chosen[code] = (*chosen.get(code, ()), value)
    return chosen


def _price(text: str) -> tuple[int | None, int | None]:
    low, dash, high = text.partition("-")
    if not dash:
        return None, None
    ends = whole(low, 0, 100_000_000), whole(high, 0, 100_000_000)
    return (None, None) if None not in ends and ends[0] > ends[1] else ends  # type: ignore[operator]  # both are ints


def _price_words(low: int | None, high: int | None) -> str:
    def money(minor: int) -> str:
        return format_minor(minor, "USD").removesuffix(".00")

    if low and high is not None:
        return f"{money(low)} to {money(high)}"
    if high is not None:
        return f"Up to {money(high)}"
    return f"{money(low)} and above" if low else ""
