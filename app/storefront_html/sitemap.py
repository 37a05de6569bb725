"""Sitemaps (sitemaps.org 0.9) and robots.txt, from the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from app import routes
from app.storefront_html.structured_data import absolute
from backend.catalog import service as catalog
from backend.kit.unit_of_work import query

# The protocol allows 50,000 addresses; smaller files are fetched anew more cheaply.
PER_FILE = 5000
_CACHE = {"cache-control": "public, max-age=3600"}
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_PRIVATE = ("/api/", "/cart", "/checkout", "/orders", "/search", "/seller", "/floor", "/board", "/sign-")


def index(request: Request) -> Response:
    """Which sitemaps there are."""
    files = -(-query(catalog.count_products) // PER_FILE)
    addresses = [
        "/sitemap-categories.xml",
        *(f"/sitemap-products-{number}.xml" for number in range(1, files + 1)),
    ]
    entries = "".join(f"<sitemap><loc>{escape(absolute(path))}</loc></sitemap>" for path in addresses)
    return _xml(f'<sitemapindex xmlns="{_NAMESPACE}">{entries}</sitemapindex>')


def categories(request: Request) -> Response:
    """The front page and every category."""
    slugs = [category.slug for category in query(catalog.category_tree)]
    return _urls([(routes.home(), ""), *((routes.category(slug), "") for slug in slugs)])


def products(request: Request) -> Response:
    """One file of products, or 404 beyond the last."""
    found = query(catalog.product_addresses, page=max(1, request.path_params["number"]), size=PER_FILE)
    if not found:
        return Response(status_code=404)
    return _urls((routes.product(one.slug), one.updated_at.date().isoformat()) for one in found)


def robots(request: Request) -> Response:
    """What crawlers may fetch."""
    rules = "".join(f"Disallow: {path}\n" for path in _PRIVATE)
    return PlainTextResponse(f"User-agent: *\n{rules}\nSitemap: {absolute('/sitemap.xml')}\n", headers=_CACHE)


def _urls(pages: Iterable[tuple[str, str]]) -> Response:
    entries = "".join(
        f"<url><loc>{escape(absolute(path))}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for path, day in pages
    )
    return _xml(f'<urlset xmlns="{_NAMESPACE}">{entries}</urlset>')


def _xml(body: str) -> Response:
    return Response(
        f'<?xml version="1.0" encoding="UTF-8"?>{body}', media_type="application/xml", headers=_CACHE
    )
