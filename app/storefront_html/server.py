"""The addresses that the server draws. Everything else is the built front end's."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.routing import Route

from app.storefront_html import pages, sitemap


def create_pages() -> Starlette:
    """Product and category pages, sitemaps, robots.txt; for every visitor alike but for the currency."""
    return Starlette(
        routes=[
            Route("/p/{slug}", pages.product),
            Route("/c/{slug}", pages.category),
            Route("/sitemap.xml", sitemap.index),
            Route("/sitemap-categories.xml", sitemap.categories),
            Route("/sitemap-products-{number:int}.xml", sitemap.products),
            Route("/robots.txt", sitemap.robots),
        ]
    )
