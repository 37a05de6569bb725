"""The demand side: what is popular, when, and what people type into the search box."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random

from app.demo.catalogue.destinations import DESTINATIONS
from app.demo.catalogue.grammar import PRODUCT_TYPES
from app.demo.catalogue.model import Demand, PopularQuery, Product, Size, Typo
from app.demo.catalogue.reviews import quality_of

# Monthly factors, January first.
_SEASONS: Mapping[str, tuple[float, ...]] = {
    "even": (0.95, 0.95, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.05, 1.05),
    "home": (1.05, 0.95, 1.05, 1.1, 1.05, 0.95, 0.9, 0.95, 1.05, 1.05, 1.0, 0.9),
    "gift": (0.8, 0.9, 0.9, 0.9, 1.0, 0.95, 0.85, 0.9, 0.95, 1.0, 1.35, 1.5),
    "gift_strong": (0.65, 0.85, 0.8, 0.85, 0.9, 0.85, 0.8, 0.85, 0.9, 1.05, 1.6, 1.9),
    "school": (1.1, 0.9, 0.9, 0.9, 0.85, 0.85, 1.1, 1.5, 1.3, 0.95, 1.0, 0.9),
    "winter": (1.15, 1.05, 0.95, 0.85, 0.8, 0.75, 0.75, 0.85, 1.0, 1.15, 1.3, 1.4),
    "winter_strong": (1.4, 1.15, 0.8, 0.55, 0.4, 0.35, 0.35, 0.5, 0.95, 1.5, 2.0, 2.05),
    "autumn": (0.95, 0.85, 0.95, 0.95, 0.85, 0.75, 0.75, 0.95, 1.3, 1.45, 1.3, 1.0),
    "spring": (0.7, 0.85, 1.25, 1.45, 1.4, 1.2, 1.05, 0.95, 0.9, 0.8, 0.75, 0.75),
    "spring_strong": (0.5, 0.75, 1.45, 1.9, 1.8, 1.4, 1.1, 0.9, 0.7, 0.5, 0.45, 0.5),
    "summer": (0.75, 0.8, 0.95, 1.1, 1.3, 1.4, 1.35, 1.15, 0.9, 0.8, 0.75, 0.75),
    "summer_strong": (0.45, 0.55, 0.8, 1.15, 1.6, 2.0, 1.9, 1.4, 0.75, 0.45, 0.4, 0.5),
    "travel": (0.9, 0.9, 1.0, 1.1, 1.25, 1.4, 1.3, 1.05, 0.85, 0.75, 0.75, 0.8),
    "fitness": (1.45, 1.15, 1.1, 1.1, 1.05, 0.95, 0.9, 0.9, 1.0, 0.9, 0.85, 0.75),
    "new_year": (1.85, 1.3, 1.05, 0.95, 0.9, 0.8, 0.75, 0.8, 1.0, 0.9, 0.85, 0.85),
}
MONTHS = (0.92, 0.9, 0.95, 0.97, 1.0, 0.97, 0.93, 0.96, 1.0, 1.02, 1.22, 1.3)
"""How busy the whole market is in each month, January first."""

_WEEKDAYS = (1.06, 1.0, 0.98, 0.97, 0.92, 0.95, 1.12)
_HOURS = (10, 6, 4, 3, 3, 5, 10, 18, 28, 36, 42, 45, 48, 46, 43, 42, 44, 48, 54, 62, 66, 58, 40, 22)
ORDERS_PER_DAY: Mapping[Size, float] = {Size.SMALL: 8, Size.MEDIUM: 73, Size.LARGE: 330}

# Typing slips that people make with these goods, beside those made by swapped and dropped letters.
_KNOWN_TYPOS = (
    Typo("headfones", "headphones"),
    Typo("hedphones", "headphones"),
    Typo("wireles headphones", "wireless headphones"),
    Typo("standig desk", "standing desk"),
    Typo("standng desk", "standing desk"),
    Typo("offce chair", "office chair"),
    Typo("ergonmic chair", "ergonomic chair"),
    Typo("matress 160", "bed 160"),
    Typo("curtins", "curtains"),
    Typo("cusion", "cushion"),
    Typo("expresso machine", "espresso machine"),
    Typo("kettel", "kettle"),
    Typo("sause pan", "saucepan"),
    Typo("snekers", "sneakers"),
    Typo("bycicle", "bicycle"),
    Typo("tenis racket", "tennis racket"),
    Typo("sleping bag", "sleeping bag"),
    Typo("sunglases", "sunglasses"),
    Typo("backpak", "backpack"),
    Typo("parfume", "perfume"),
    Typo("shampo", "shampoo"),
    Typo("note book", "notebook"),
    Typo("wather bottle", "water bottle"),
    Typo("yoga matt", "yoga mat"),
)


def popularity(seed: int, products: tuple[Product, ...]) -> dict[str, float]:
    """A Zipf-like weight per product slug: good and affordable things tend to rank higher."""
    rng = Random(f"{seed}:popularity")
    scored: list[tuple[float, Product]] = []
    for product in products:
        cents = min(offer.price_minor for offer in product.variants[0].offers)
        affordable = 1 / (1 + cents / 15_000)
        scored.append((rng.gauss(0, 1) + 0.9 * quality_of(product, seed) + 0.8 * affordable, product))
    scored.sort(key=lambda pair: (-pair[0], pair[1].slug))
    return {
        product.slug: PRODUCT_TYPES[product.product_type].demand / (rank + 12) ** 0.82
        for rank, (_, product) in enumerate(scored)
    }


def _queries() -> Iterable[PopularQuery]:
    for kind in PRODUCT_TYPES.values():
        for place, text in enumerate(kind.queries):
            yield PopularQuery(text, kind.slug, max(1, round(100 * kind.demand * kind.share / (place + 1))))


def _typos(seed: int, queries: tuple[PopularQuery, ...]) -> tuple[Typo, ...]:
    """The known slips, and for each query one with two letters swapped, one dropped, or one doubled."""
    rng = Random(f"{seed}:typos")
    made = list(_KNOWN_TYPOS)
    for query in queries:
        places = [at for at in range(1, len(query.text) - 1) if query.text[at : at + 2].isalpha()]
        if len(places) < 4:
            continue
        at = rng.choice(places)
        text = query.text
        typed = rng.choice(
            (
                text[:at] + text[at + 1] + text[at] + text[at + 2 :],
                text[:at] + text[at + 1 :],
                text[:at] + text[at] + text[at:],
            )
        )
        if typed != text:
            made.append(Typo(typed, text))
    return tuple(made)


def demand(seed: int, size: Size, weights: Mapping[str, float]) -> Demand:
    """The demand model for a world of this size; `weights` is the popularity per product slug."""
    queries = tuple(sorted(_queries(), key=lambda query: (-query.weight, query.text)))
    slug_of = {key: kind.slug for key, kind in PRODUCT_TYPES.items()}
    per_day = ORDERS_PER_DAY[size]
    return Demand(
        popularity=weights,
        season={kind.slug: _SEASONS[kind.season] for kind in PRODUCT_TYPES.values()},
        complements={
            kind.slug: tuple(slug_of[key] for key in kind.goes_with) for kind in PRODUCT_TYPES.values()
        },
        weekday=_WEEKDAYS,
        hours=_HOURS,
        destinations=DESTINATIONS,
        orders_per_day=per_day,
        customers=round(per_day * 55),
        queries=queries,
        typos=_typos(seed, queries),
    )
