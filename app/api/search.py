"""Finding: results with facets, suggestions, the category tree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app.api.dependencies import EVERYONE, allow
from app.api.shapes import (
    CardBody,
    CategoryBody,
    CrumbBody,
    CurrencyCode,
    drawn,
    drawn_card,
    drawn_category,
    drawn_crumbs,
)
from app.ready_answers import keep, plain
from backend.kit.errors import InvalidInput
from backend.kit.proven_cache import Kept
from backend.kit.unit_of_work import query
from backend.pricing import currencies
from backend.search import service as search
from backend.search.schemas import MAX_PAGE, SearchQuery, Sort
from backend.storefront import in_currency
from backend.storefront import service as storefront
from backend.storefront.schemas import ResultsPage

router = APIRouter(tags=["Catalogue"])

_LONGEST_TEXT = 120
_MOST_CHOICES = 40
_PRICES = re.compile(r"(\d{1,9})?-(\d{1,9})?")
_NAMED = ("option.", "attribute.")
NAMED_CHOICES = (
    "Besides the parameters below, `option.<Name>=<value>` (such as `option.Colour=Navy`) and "
    "`attribute.<code>=<value>` choose values of the facets that carry these codes; repeat one for either-or."
)


class FacetValueBody(BaseModel):
    """A value to choose, and how many products have it under all other choices."""

    value: str = Field(description="What the facet's parameter takes")
    label: str
    count: int
    is_selected: bool


class FacetBody(BaseModel):
    """A way to narrow down; `code` is the parameter's name."""

    code: str
    label: str
    kind: str
    values: list[FacetValueBody]


class ResultsBody(BaseModel):
    """A page of 24 products, best first, with the facets around it."""

    total: int
    page: int
    pages: int
    title: str
    correction: str = Field(description="A likelier spelling of the query, or empty")
    category: CategoryBody | None
    crumbs: list[CrumbBody]
    products: list[CardBody]
    facets: list[FacetBody]
    took_ms: int


class SuggestionBody(BaseModel):
    """A line below the search box: `target` is a query, or the slug of a category or product."""

    kind: str = Field(description="query, category or product")
    text: str
    target: str


@router.get("/search", dependencies=[allow(EVERYONE)], response_model=ResultsBody, description=NAMED_CHOICES)
async def search_products(
    request: Request,
    q: Annotated[
        str, Query(max_length=_LONGEST_TEXT, description="What is looked for; a typo or two is fine")
    ] = "",
    category: Annotated[str, Query(max_length=_LONGEST_TEXT, description="A category's slug")] = "",
    brand: Annotated[
        list[Annotated[str, Field(max_length=_LONGEST_TEXT)]] | None,
        Query(max_length=20, description="Repeat it for either-or"),
    ] = None,
    price: Annotated[
        str,
        Query(
            max_length=19,
            description="From and to in minor units, either may be missing: `2500-4999`, `-2499`, `100000-`",
            examples=["2500-4999"],
        ),
    ] = "",
    rating: Annotated[int | None, Query(ge=1, le=5, description="At least so many stars")] = None,
    in_stock: Annotated[bool, Query(description="Only what can be sold now")] = False,
    sort: Annotated[Sort, Query()] = Sort.RELEVANCE,
    page: Annotated[int, Query(ge=1, le=MAX_PAGE)] = 1,
    currency: Annotated[
        CurrencyCode | None,
        Query(description="What the products' prices shall be in; see /currencies. `price` stays in dollars"),
    ] = None,
) -> Response:
    """Products with facets.

    What is written to the index, such as a new price or "sold out", shows two seconds later; how many are
    left may be a minute old. Checkout asks again.
    """
    # Asynchronous, because a ready answer needs no thread.
    low, high = _prices(price)
    options, attributes = _named_choices(request.scope["query_string"])
    wanted = SearchQuery(
        text=q,
        brands=tuple(brand or ()),
        options=options,
        attributes=attributes,
        price_from_minor=low,
        price_to_minor=high,
        rating_from=rating,
        in_stock=in_stock,
        sort=sort,
        page=page,
    )
    if currency is not None:
        return plain(await run_in_threadpool(_answer_in, category, wanted, currency))
    kept = storefront.ready_results(wanted, category_slug=category)
    if kept is not None:
        return keep(request, _draw(kept.value), kept)
    body, kept = await run_in_threadpool(_answer, category, wanted)
    return keep(request, body, kept)


def _answer(category: str, wanted: SearchQuery) -> tuple[bytes, Kept[ResultsPage]]:
    kept = query(storefront.kept_results, wanted, category_slug=category)
    return _draw(kept.value), kept


def _answer_in(category: str, wanted: SearchQuery, currency: str) -> bytes:
    checked = query(currencies.checked, currency)
    return _draw(query(in_currency.results, wanted, checked, category_slug=category))


def _draw(found: ResultsPage) -> bytes:
    return drawn(
        {
            "total": found.total,
            "page": found.page,
            "pages": found.pages,
            "title": found.title,
            "correction": found.correction,
            "category": drawn_category(found.category) if found.category else None,
            "crumbs": drawn_crumbs(found.crumbs),
            "products": [drawn_card(one) for one in found.cards],
            "facets": [
                {
                    "code": facet.code,
                    "label": facet.label,
                    "kind": facet.kind,
                    "values": [
                        {
                            "value": one.value,
                            "label": one.label,
                            "count": one.count,
                            "is_selected": one.is_selected,
                        }
                        for one in facet.values
                    ],
                }
                for facet in found.facets
            ],
            "took_ms": found.took_ms,
        }
    )


@router.get("/suggestions", dependencies=[allow(EVERYONE)])
def suggestions(q: Annotated[str, Query(max_length=_LONGEST_TEXT)]) -> list[SuggestionBody]:
    """What the search box offers for what is typed so far; nothing below two characters."""
    return [
        SuggestionBody(kind=one.kind, text=one.text, target=one.target) for one in query(search.suggest, q)
    ]


@router.get("/categories", dependencies=[allow(EVERYONE)])
def categories() -> list[CategoryBody]:
    """The whole category tree, parents before children."""
    return [CategoryBody.of(one) for one in query(search.categories)]


def _prices(text: str) -> tuple[int | None, int | None]:
    if not text:
        return None, None
    found = _PRICES.fullmatch(text)
    if found is None or text == "-" or not text.isascii():
        raise InvalidInput("A price range is written as 2500-4999, -2499 or 100000-.", field="price")
    low, high = (int(part) if part else None for part in found.groups())
    if low is not None and high is not None and low > high:
        raise InvalidInput("The range ends before it begins.", field="price")
    return low, high


def _named_choices(query_string: bytes) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    if b"option" not in query_string and b"attribute" not in query_string:
        return {}, {}
    given = parse_qsl(query_string.decode("latin-1"))
    named = [(name, value) for name, value in given if name.startswith(_NAMED)]
    if len(named) > _MOST_CHOICES:
        raise InvalidInput(f"Choose at most {_MOST_CHOICES} values.")
    for name, value in named:
        if not name.partition(".")[2] or len(name) > _LONGEST_TEXT or len(value) > _LONGEST_TEXT:
            raise InvalidInput("A choice is written as option.<Name>=<value>.", field=name[:_LONGEST_TEXT])
    options, attributes = (_by_name(named, prefix) for prefix in _NAMED)
    return options, attributes


def _by_name(named: Iterable[tuple[str, str]], prefix: str) -> dict[str, tuple[str, ...]]:
    chosen: dict[str, tuple[str, ...]] = {}
    for name, value in named:
        if name.startswith(prefix):
            code = name.removeprefix(prefix)
            chosen[code] = (*chosen.get(code, ()), value)
    return chosen
