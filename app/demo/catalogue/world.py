"""The whole demo world in one value."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from app.demo.catalogue.categories import categories
from app.demo.catalogue.demand import demand, popularity
from app.demo.catalogue.model import (
    Category,
    DayTraffic,
    Demand,
    DemoEvent,
    DemoOrder,
    Product,
    Review,
    Seller,
    Size,
    Warehouse,
)
from app.demo.catalogue.orders import OrderBook
from app.demo.catalogue.products import products
from app.demo.catalogue.reviews import reviews
from app.demo.catalogue.sellers import SELLERS, WAREHOUSES
from app.demo.catalogue.traffic import Traffic

_PRODUCTS = {Size.SMALL: 240, Size.MEDIUM: 2160, Size.LARGE: 20_000}
_REVIEWS = {Size.SMALL: 1_300, Size.MEDIUM: 12_000, Size.LARGE: 80_000}


@dataclass(frozen=True)
class World:
    """Everything the demo shows; equal for equal seed and size."""

    seed: int
    size: Size
    categories: tuple[Category, ...]
    sellers: tuple[Seller, ...]
    warehouses: tuple[Warehouse, ...]
    products: tuple[Product, ...]
    reviews: tuple[Review, ...]
    demand: Demand
    _book: OrderBook = field(repr=False, compare=False)
    _traffic: Traffic = field(repr=False, compare=False)

    def orders(self, days: int, until: date) -> Iterator[DemoOrder]:
        """The orders of the `days` UTC days before `until`, oldest first; `until` itself has none.

        Raises ValueError when `days` is not positive.
        """
        return self._book.orders(days, until)

    def sessions(self, days: int, until: date) -> tuple[DayTraffic, ...]:
        """What all visitors did on each of these days, consistent with `orders` of the same days."""
        return self._traffic.days(days, until)

    def events(self, days: int, until: date, sample: int | None = 60_000) -> Iterator[DemoEvent]:
        """Single events of at most `sample` in all (every one with None), oldest day first."""
        return self._traffic.events(days, until, sample)

    def fingerprint(self) -> str:
        """SHA-256 over all data; two worlds with the same fingerprint are the same world."""
        content = (
            self.categories,
            self.sellers,
            self.warehouses,
            self.products,
            self.reviews,
            self.demand,
        )
        return hashlib.sha256(repr(content).encode()).hexdigest()


def generate(seed: int, size: Size = Size.MEDIUM) -> World:
    """The demo world of this seed number. Raises ValueError for an unknown size."""
    size = Size(size)
    tree = categories()
    leaves = {category.product_type: category for category in tree if category.product_type is not None}
    goods = products(seed, _PRODUCTS[size], leaves)
    weights = popularity(seed, goods)
    model = demand(seed, size, weights)
    book = OrderBook(seed, goods, model)
    return World(
        seed,
        size,
        tree,
        SELLERS,
        WAREHOUSES,
        goods,
        reviews(seed, _REVIEWS[size], goods, weights),
        model,
        book,
        Traffic(seed, goods, model, book),
    )
