"""Goods of the demo world for a journey to buy."""

from __future__ import annotations

from typing import Any

import httpx
from playwright.sync_api import Page, expect

from app import routes
from tests.browsing import be_ready, open_page
from tests.served import Served


def in_stock(served: Served, **query: str) -> dict[str, Any]:
    """A product of which plenty is there, as the REST API shows it."""
    answer = httpx.get(f"{served.api}/search", params={"in_stock": "true", **query}, timeout=30)
    found = answer.raise_for_status().json()["products"]
    return next(product for product in found if product["available"] >= 10)


def put_in_cart(page: Page, product: dict[str, Any]) -> None:
    """From the product's page."""
    open_page(page, routes.product(product["slug"]))
    expect(page.locator("h1")).to_have_text(product["title"])
    page.get_by_role("button", name="Add to cart", exact=True).first.click()
    expect(page.get_by_text("Added to your cart")).to_be_visible()


def to_checkout(page: Page) -> None:
    """By the cart."""
    open_page(page, routes.cart())
    page.get_by_role("link", name="Go to checkout").click()
    be_ready(page)
