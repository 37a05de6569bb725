"""What there is to ask for and to buy, read through the API itself before anything is measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from random import Random
from urllib.parse import urlencode

from app.bench.http import Connection, request

Say = Callable[[str], None]

_WORD = re.compile(r"[A-Za-z]{4,}")
_READERS = 4
_ENOUGH_IN_STOCK = 5


def product_slugs(url: str) -> list[str]:
    """The slug of every product that the category pages show."""
    found: dict[str, None] = {}
    with Connection(url) as connection:
        categories = connection.ask(request("GET", "/categories")).json()
        for top in (one for one in categories if one["parent_id"] is None):
            for page in _pages(connection, top["slug"]):
                found.update(dict.fromkeys(one["slug"] for one in page["products"]))
    return list(found)


def _pages(connection: Connection, category: str) -> Iterator[dict]:
    number, last = 1, 1
    while number <= last:
        query = urlencode({"category": category, "sort": "price-asc", "page": number})
        page = connection.ask(request("GET", f"/search?{query}")).json()
        last = page["pages"]
        yield page
        number += 1


def offers_in_stock(url: str, slugs: Sequence[str], *, payment_currency: str = "USD") -> list[str]:
    """Every offer of these products that has a few units left."""

    def of(part: Sequence[str]) -> list[str]:
        found = []
        with Connection(url) as connection:
            for slug in part:
                product = connection.ask(request("GET", f"/products/{slug}")).json()
                found += [
                    offer["id"]
                    for variant in product["variants"]
                    for offer in variant["offers"]
                    if offer["available"] >= _ENOUGH_IN_STOCK
                    and offer["price"]["currency"] == payment_currency
                ]
        return found

    with ThreadPoolExecutor(_READERS) as readers:
        parts = readers.map(of, [slugs[start::_READERS] for start in range(_READERS)])
        return [offer for part in parts for offer in part]


def queries(url: str, slugs: Sequence[str], *, count: int, chance: Random) -> list[str]:
    """Different questions as shoppers ask: words of titles, some misspelt, some with a filter or a sort."""
    with Connection(url) as connection:
        categories = [one["slug"] for one in connection.ask(request("GET", "/categories")).json()]
    asked: dict[str, None] = {}
    for _ in range(count * 20):
        if len(asked) == count:
            break
        words = _WORD.findall(chance.choice(slugs).replace("-", " "))
        if not words:
            continue
        first = chance.randrange(len(words))
        text = " ".join(words[first : first + chance.choice((1, 2))])
        if chance.randrange(100) < 15:
            text = _misspelt(text, chance)
        asked[urlencode({"q": text} | _narrowed(categories, chance))] = None
    return list(asked)


def _misspelt(text: str, chance: Random) -> str:
    at = chance.randrange(1, len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _narrowed(categories: Sequence[str], chance: Random) -> dict[str, str]:
    kind = chance.randrange(10)
    if kind == 0:
        return {"category": chance.choice(categories)}
    if kind == 1:
        return {"price": chance.choice(("-2499", "2500-4999", "5000-9999", "10000-"))}
    if kind == 2:
        return {"sort": chance.choice(("price-asc", "price-desc", "rating"))}
    if kind == 3:
        return {"in_stock": "true", "rating": "4"}
    return {}
