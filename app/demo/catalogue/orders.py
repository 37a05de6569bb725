"""Orders of the past: each day is drawn from its own seed, so a shorter history is a later part of it."""

from __future__ import annotations

import unicodedata
from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random

from app.demo.catalogue.demand import MONTHS
from app.demo.catalogue.model import (
    Address,
    Demand,
    DemoOrder,
    DemoOrderLine,
    Destination,
    Outcome,
    Payment,
    Product,
)
from app.demo.catalogue.people import GIVEN_NAMES, STREETS, SURNAMES

_LINES = (1, 2, 3, 4)
_LINE_WEIGHTS = (61, 25, 10, 4)
_COMPLEMENT_SHARE = 0.65
_BANK_TRANSFER_SHARE = {"US": 0.03, "EU": 0.16}
# Leaf categories bought by the handful.
_BY_THE_HANDFUL = frozenset(
    {
        "books",
        "curtains",
        "cushions",
        "mugs",
        "notebooks",
        "pens",
        "plant-pots",
        "plates",
        "t-shirts",
        "toy-cars",
    }
)
_GROWTH_PER_YEAR = 0.45
_CAMPAIGN_SHARE = 0.04
_CAMPAIGN_LIFT = 1.55

# Age of the order in days → weights of the outcomes, in the order of _OUTCOMES.
_OUTCOMES = (Outcome.PROCESSING, Outcome.SHIPPED, Outcome.DELIVERED, Outcome.CANCELLED, Outcome.RETURNED)
_OUTCOME_WEIGHTS: tuple[tuple[int, tuple[float, ...]], ...] = (
    (1, (94, 3, 0, 3, 0)),
    (3, (46, 50, 1, 3, 0)),
    (6, (6, 56, 34.5, 3.5, 0)),
    (12, (0, 12, 83, 3.5, 1.5)),
    (10_000, (0, 0, 90.5, 3.5, 6)),
)
_CLOTHING_RETURN_LIFT = 2.0


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who buys, and where the parcels go."""

    email: str
    name: str
    address: Address
    destination: Destination


class _Assortment:
    """Products of one set, drawn by popularity in the month's season."""

    def __init__(self, products: list[Product], demand: Demand) -> None:
        self._products = products
        self._demand = demand
        self._by_month: dict[int, list[float]] = {}

    def draw(self, month: int, rng: Random) -> Product:
        weights = self._by_month.get(month)
        if weights is None:
            weights = list(
                accumulate(
                    self._demand.popularity[product.slug]
                    * self._demand.season[product.category_slug][month - 1]
                    for product in self._products
                )
            )
            self._by_month[month] = weights
        return self._products[min(bisect(weights, rng.random() * weights[-1]), len(self._products) - 1)]


class OrderBook:
    """Draws the orders of a world day by day."""

    def __init__(self, seed: int, products: tuple[Product, ...], demand: Demand) -> None:
        self._seed = seed
        self._demand = demand
        self._all = _Assortment(list(products), demand)
        by_category: dict[str, list[Product]] = {}
        for product in products:
            by_category.setdefault(product.category_slug, []).append(product)
        self._shelves: Mapping[str, _Assortment] = {
            slug: _Assortment(members, demand) for slug, members in by_category.items()
        }
        self._reach = list(accumulate(place.weight for place in demand.destinations))
        self._hours = list(accumulate(demand.hours))
        self._customers: dict[int, Customer] = {}

    def orders(self, days: int, until: date) -> Iterator[DemoOrder]:
        """The orders of the `days` days before `until`, oldest first; `until` itself has none.

        Raises ValueError when `days` is not positive.
        """
        if days < 1:
            raise ValueError(f"a history needs at least one day, not {days}")
        for age in range(days, 0, -1):
            yield from self.day(until - timedelta(days=age), age)

    def day(self, day: date, age: int) -> list[DemoOrder]:
        """One UTC day's orders in the order of their time; `age` is how many days ago it was."""
        rng = Random(f"{self._seed}:orders:{day.isoformat()}")
        expected = (
            self._demand.orders_per_day
            * self._demand.weekday[day.weekday()]
            * MONTHS[day.month - 1]
            * (1 - _GROWTH_PER_YEAR * min(age, 365) / 365)
            * (_CAMPAIGN_LIFT if rng.random() < _CAMPAIGN_SHARE else 1.0)
        )
        count = max(1, round(rng.gauss(expected, expected**0.5)))
        drawn = [self._order(day, age, rng) for _ in range(count)]
        drawn.sort(key=lambda order: order.placed_at)
        return [
            DemoOrder(
                f"{day:%Y%m%d}-{place:04d}",
                order.placed_at,
                order.email,
                order.name,
                order.address,
                order.lines,
                order.outcome,
                order.payment,
            )
            for place, order in enumerate(drawn, start=1)
        ]

    def _order(self, day: date, age: int, rng: Random) -> DemoOrder:
        # Some customers come back much more often than others.
        customer = self.customer(int(self._demand.customers * rng.random() ** 1.35))
        products = self._basket(day.month, rng)
        clothing = any(product.tax_class == "clothing" for product in products)
        region = "US" if customer.destination.country == "US" else "EU"
        by_transfer = rng.random() < _BANK_TRANSFER_SHARE[region]
        return DemoOrder(
            "",
            self._moment(day, customer.destination, rng),
            customer.email,
            customer.name,
            customer.address,
            tuple(self._line(product, rng) for product in products),
            self._outcome(age, clothing, rng),
            Payment.BANK_TRANSFER if by_transfer else Payment.CARD,
        )

    def _basket(self, month: int, rng: Random) -> list[Product]:
        wanted = rng.choices(_LINES, _LINE_WEIGHTS)[0]
        basket = [self._all.draw(month, rng)]
        for _ in range(wanted * 4):
            if len(basket) == wanted:
                break
            fitting = [
                slug for slug in self._demand.complements[basket[0].category_slug] if slug in self._shelves
            ]
            shelf = self._all
            if fitting and rng.random() < _COMPLEMENT_SHARE:
                shelf = self._shelves[rng.choice(fitting)]
            product = shelf.draw(month, rng)
            if product not in basket:
                basket.append(product)
        return basket

    @staticmethod
    def _line(product: Product, rng: Random) -> DemoOrderLine:
        variant = rng.choice(product.variants)
        cheapest = min(variant.offers, key=lambda offer: (offer.price_minor, offer.seller_slug))
        offer = cheapest if rng.random() < 0.75 else rng.choice(variant.offers)
        quantity = 1
        if product.category_slug in _BY_THE_HANDFUL:
            quantity = rng.choices((1, 2, 3, 4, 6), (60, 22, 6, 9, 3))[0]
        elif rng.random() < 0.03 and offer.price_minor < 20_000:
            quantity = 2
        return DemoOrderLine(variant.sku, offer.seller_slug, quantity)

    def _moment(self, day: date, destination: Destination, rng: Random) -> datetime:
        local_hour = bisect(self._hours, rng.random() * self._hours[-1])
        hour = (local_hour - destination.utc_offset_hours) % 24
        second = rng.randrange(3600)
        return datetime.combine(day, time(hour, second // 60, second % 60), UTC)

    @staticmethod
    def _outcome(age: int, clothing: bool, rng: Random) -> Outcome:
        weights = list(next(found for limit, found in _OUTCOME_WEIGHTS if age <= limit))
        if clothing:
            weights[-1] *= _CLOTHING_RETURN_LIFT
        return rng.choices(_OUTCOMES, weights)[0]

    def customer(self, number: int) -> Customer:
        """The same customer for the same number; e-mail addresses end in example.com (RFC 2606)."""
        found = self._customers.get(number)
        if found is None:
            rng = Random(f"{self._seed}:customer:{number}")
            given, surname = rng.choice(GIVEN_NAMES), rng.choice(SURNAMES)
            place = self._demand.destinations[bisect(self._reach, rng.random() * self._reach[-1])]
            street = rng.choice(STREETS[place.country]).format(
                number=rng.randint(2, 980) if place.country == "US" else rng.randint(1, 88)
            )
            flat = f"Apt {rng.randint(1, 40)}" if place.country == "US" and rng.random() < 0.25 else None
            mailbox = unicodedata.normalize("NFKD", f"{given}.{surname}.{number}".lower())
            found = Customer(
                f"{mailbox}@example.com",
                f"{given} {surname}",
                Address(street, flat, place.city, place.region, place.postcode, place.country),
                place,
            )
            self._customers[number] = found
        return found
