"""What visitors did in the shop, consistent with the orders they placed.

Each order is the visit of one buyer. Around the buyers stand those who left: about 3 % of visitors buy,
and about 70 % of the carts are abandoned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random

from app.demo.catalogue.model import DayTraffic, Demand, DemoEvent, DemoOrder, EventKind, Product
from app.demo.catalogue.orders import OrderBook

_CONVERSION = 0.03
_CARTS_THAT_BUY = 0.30
_LEAVE_IN_CHECKOUT = 0.36
_BOUNCE = 0.52
_TYPO_SHARE = 0.07


@dataclass(frozen=True, slots=True)
class _Visit:
    searches: int
    views: int
    added: int
    checkout: bool
    order: DemoOrder | None


class Traffic:
    """Draws the visits of a world day by day."""

    def __init__(self, seed: int, products: tuple[Product, ...], demand: Demand, book: OrderBook) -> None:
        self._seed = seed
        self._demand = demand
        self._book = book
        self._slugs = [product.slug for product in products]
        self._weights = list(accumulate(demand.popularity[slug] for slug in self._slugs))
        self._product_of: Mapping[str, str] = {
            variant.sku: product.slug for product in products for variant in product.variants
        }
        self._queries = [query.text for query in demand.queries]
        self._query_weights = list(accumulate(query.weight for query in demand.queries))
        self._typos = [typo.typed for typo in demand.typos]
        self._hours = list(accumulate(demand.hours))

    def days(self, days: int, until: date) -> tuple[DayTraffic, ...]:
        """Counts for each of the `days` days before `until`, oldest first."""
        return tuple(self._counts(until - timedelta(days=age), age) for age in range(days, 0, -1))

    def events(self, days: int, until: date, sample: int | None = 60_000) -> Iterator[DemoEvent]:
        """Single events of whole visits, day by day in the order of time.

        At most `sample` events: an even share of the visitors of each day, or all of them with None.
        """
        total = sum(
            day.visitors + day.views + day.searches + day.add_to_cart + day.checkout_started
            for day in self.days(days, until)
        )
        share = 1.0 if sample is None else min(1.0, 0.96 * sample / total)
        left = total if sample is None else sample
        for age in range(days, 0, -1):
            for event in self._events(until - timedelta(days=age), age, share):
                if not left:
                    return
                left -= 1
                yield event

    def _visits(self, day: date, age: int) -> Iterator[_Visit]:
        rng = Random(f"{self._seed}:visits:{day.isoformat()}")
        orders = self._book.day(day, age)
        visitors = round(len(orders) / (_CONVERSION * rng.uniform(0.92, 1.08)))
        leavers = round(len(orders) / (_CARTS_THAT_BUY * rng.uniform(0.95, 1.05))) - len(orders)
        for order in orders:
            lines = len(order.lines)
            yield _Visit(rng.choice((0, 1, 1, 2)), lines + int(rng.expovariate(0.4)), lines, True, order)
        for _ in range(leavers):
            added = rng.choices((1, 2, 3), (70, 22, 8))[0]
            views = added + int(rng.expovariate(0.35))
            yield _Visit(rng.choice((0, 1, 1, 2)), views, added, rng.random() < _LEAVE_IN_CHECKOUT, None)
        for _ in range(visitors - leavers - len(orders)):
            if rng.random() < _BOUNCE:
                yield _Visit(int(rng.random() < 0.2), int(rng.random() < 0.8), 0, False, None)
            else:
                yield _Visit(rng.choice((0, 0, 1, 1, 2)), 2 + int(rng.expovariate(0.5)), 0, False, None)

    def _counts(self, day: date, age: int) -> DayTraffic:
        visitors = views = searches = added = carts = checkouts = orders = 0
        for visit in self._visits(day, age):
            visitors += 1
            views += visit.views
            searches += visit.searches
            added += visit.added
            carts += visit.added > 0
            checkouts += visit.checkout
            orders += visit.order is not None
        return DayTraffic(day, visitors, views, searches, added, carts, checkouts, orders)

    def _events(self, day: date, age: int, share: float) -> list[DemoEvent]:
        found: list[DemoEvent] = []
        chosen = Random(f"{self._seed}:sample:{day.isoformat()}")
        for number, visit in enumerate(self._visits(day, age)):
            if chosen.random() < share:
                found += self._visit_events(day, number, visit)
        found.sort(key=lambda event: (event.at, event.visitor_id))
        return found

    def _visit_events(self, day: date, number: int, visit: _Visit) -> Iterator[DemoEvent]:
        rng = Random(f"{self._seed}:visit:{day.isoformat()}:{number}")
        visitor = f"v{day:%Y%m%d}{number:05d}"
        steps: list[tuple[EventKind, str | None, str | None]] = [(EventKind.VISIT, None, None)]
        bought = [self._product_of[line.variant_sku] for line in visit.order.lines] if visit.order else []
        seen = bought + [self._slug(rng) for _ in range(visit.views - len(bought))]
        steps += [(EventKind.SEARCH, None, self._query(rng)) for _ in range(visit.searches)]
        # What ends in the cart is looked at last.
        steps += [(EventKind.VIEW, slug, None) for slug in reversed(seen)]
        steps += [(EventKind.ADD_TO_CART, slug, None) for slug in seen[: visit.added]]
        if visit.checkout:
            steps.append((EventKind.CHECKOUT_STARTED, None, None))
        gaps = [rng.expovariate(1 / 45) + 3 for _ in steps]
        if visit.order is not None:
            moment = visit.order.placed_at - timedelta(seconds=sum(gaps) + 60)
        else:
            # Most visitors come from the Americas; UTC runs about five hours ahead of their day.
            hour = (rng.choices(range(24), cum_weights=self._hours)[0] + 5) % 24
            moment = datetime.combine(day, time(hour, rng.randrange(60), rng.randrange(60)), UTC)
        for (kind, slug, query), gap in zip(steps, gaps, strict=True):
            yield DemoEvent(visitor, kind, slug, query, moment.replace(microsecond=0))
            moment += timedelta(seconds=gap)

    def _slug(self, rng: Random) -> str:
        return rng.choices(self._slugs, cum_weights=self._weights)[0]

    def _query(self, rng: Random) -> str:
        if rng.random() < _TYPO_SHARE:
            return rng.choice(self._typos)
        return rng.choices(self._queries, cum_weights=self._query_weights)[0]
