"""Product and category pages: the same words as the live page, drawn on the server."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app import routes
from app.storefront_html import structured_data
from app.storefront_html.shell import json_for_html, shell
from backend.identity import cookies
from backend.kit.errors import InvalidInput, NotFound, Unavailable
from backend.kit.unit_of_work import query
from backend.search import service as search
from backend.search.schemas import PAGE_SIZE
from backend.storefront import in_currency
from state.shop import product_view, results_query, results_state
from state.shop.cards import cards_of, way_to
from state.shop.product_state import paragraphs_of, summary_of
from state.shop.shop_state import departments_of
from state.shop.shown_currency import note_of

_FRESH = "public, max-age=60"
_SHORTLY = "public, max-age=10"

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals.update(product_address=routes.product, category_address=routes.category)


def product(request: Request) -> Response:
    """One product, with the variant that the address names."""
    path, wanted = request.url.path, _wanted(request)
    try:
        page = query(in_currency.product_page, request.path_params["slug"], wanted)
    except (NotFound, InvalidInput):
        return _missing(path)
    view = page.product
    variant = product_view.chosen_variant(view, page.available, request.query_params.get("variant", ""))
    crumbs = way_to(view.crumbs)
    content = _templates.get_template("product.html").render(
        product=view,
        crumbs=crumbs,
        choice=product_view.choice_of(page, variant),
        options=product_view.options_of(page, variant),
        others=product_view.others_of(page, variant),
        picture=next(iter(product_view.pictures_of(view, variant)), None),
        rating=product_view.average_of(view),
        paragraphs=paragraphs_of(view.description),
        histogram=product_view.histogram_of(page.reviews),
        reviews=product_view.reviews_of(page.reviews),
        related=cards_of(page.related),
        currency_note=note_of(query(in_currency.conversion, wanted)) if wanted else "",
    )
    head = _head(
        title=f"{view.title} · Agora",
        description=summary_of(page),
        canonical=path,
        kind="product",
        image=structured_data.picture(view.pictures[0].key) if view.pictures else "",
        described=[structured_data.product(page), structured_data.breadcrumbs(crumbs, view.title)],
    )
    return _page(path, head, content, wanted=wanted)


def category(request: Request) -> Response:
    """A page of a category's products, as the address asks."""
    path, pairs = request.url.path, results_query.pairs_of(request.url.query)
    wanted = _wanted(request)
    try:
        found = query(results_state.results_for, path, pairs, wanted)
    except (NotFound, InvalidInput):
        return _missing(path)
    except Unavailable:
        # The live page says so and tries again.
        return HTMLResponse(shell().document, 503, headers={"retry-after": "10"})
    words = results_state.words_of(found, dict(pairs).get("q", ""))
    crumbs = way_to(found.crumbs[:-1])
    kept = results_state.kept_for_crawlers(pairs)
    content = _templates.get_template("category.html").render(
        crumbs=crumbs,
        words=words,
        cards=cards_of(found.cards),
        facets=found.facets,
        facet_address=lambda facet, value: _facet_address(path, pairs, facet, value),
        in_stock=("in_stock", "1") in pairs,
        in_stock_address=_in_stock_address(path, pairs),
        chips=results_query.chips_of(path, pairs, found.facets),
        pages=results_query.page_links(path, pairs, found.page, found.pages) if found.pages > 1 else [],
        sort=dict(results_query.SORTS)[results_query.query_of(pairs).sort.value],
    )
    head = _head(
        title=words.title,
        description=words.description,
        canonical=results_query.page_address(path, kept, found.page),
        kind="website",
        image=structured_data.picture(found.cards[0].card.picture_key) if found.cards else "",
        described=[
            structured_data.breadcrumbs(crumbs, words.heading),
            structured_data.item_list(words.heading, found.cards, first=(found.page - 1) * PAGE_SIZE + 1),
        ],
        is_indexed=results_query.without(pairs) == kept,
    )
    return _page(path, head, content, wanted=wanted)


def _page(path: str, head: str, content: str, *, status: int = 200, wanted: str = "") -> Response:
    departments = query(lambda session: departments_of(search.categories(session)))
    currency = query(in_currency.shown, wanted) if wanted else ""
    html = shell().page(path=path, head=head, content=content, departments=departments, currency=currency)
    return HTMLResponse(html, status, headers=_headers(status, wanted))


def _headers(status: int, wanted: str) -> dict[str, str]:
    # What a cookie's currency drew is nobody else's; the plain page must not be given to who has chosen one.
    if wanted:
        return {"cache-control": "private, no-cache", "vary": "cookie"}
    return {"cache-control": _FRESH if status == 200 else _SHORTLY, "vary": "cookie"}


def _wanted(request: Request) -> str:
    return cookies.currency_of(request.headers.get("cookie", ""))


def _missing(path: str) -> Response:
    head = _templates.get_template("head.html").render(title="Page not found · Agora", is_indexed=False)
    return _page(path, head, _templates.get_template("missing.html").render(), status=404)


def _head(
    *,
    title: str,
    description: str,
    canonical: str,
    kind: str,
    image: str,
    described: Sequence[dict[str, Any]],
    is_indexed: bool = True,
) -> str:
    return _templates.get_template("head.html").render(
        title=title,
        description=description,
        canonical=structured_data.absolute(canonical),
        kind=kind,
        image=image or structured_data.absolute("/share.png"),
        described=[json_for_html(one) for one in described],
        is_indexed=is_indexed,
    )


def _facet_address(path: str, pairs: results_query.Pairs, facet: Any, value: str) -> str:
    if facet.kind == "category":
        return routes.category(value.rpartition("/")[2])
    return results_query.address(path, results_query.toggled(pairs, facet, value))


def _in_stock_address(path: str, pairs: results_query.Pairs) -> str:
    pair = ("in_stock", "1")
    rest = results_query.without(pairs, "in_stock")
    return results_query.address(path, rest if pair in pairs else (*rest, pair))
