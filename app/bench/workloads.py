"""What a client does over and over. Every answer is checked: a wrong one is an error, however fast."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol

from app.bench.http import Answer, Connection, request

_REFUSED = {"sold_out", "out_of_stock", "sold_out_while_paying"}
_STATES = (("NY", "11201", "Brooklyn"), ("CA", "94103", "San Francisco"), ("TX", "78701", "Austin"),
           ("WA", "98101", "Seattle"), ("IL", "60601", "Chicago"), ("OR", "97201", "Portland"))  # fmt: skip
_COUNTRIES = (("DE", "10115", "Berlin"), ("FR", "75001", "Paris"), ("NL", "1012 AB", "Amsterdam"))


class WrongAnswer(AssertionError):
    """The server answered something that it should not have."""


class Workload(Protocol):
    """One kind of work; picklable, so that client processes can have it."""

    def turn(self, connection: Connection, chance: Random) -> str:
        """Do it once; what it came to in a word. Raises WrongAnswer, Broken, OSError."""


@dataclass(frozen=True)
class Searching:
    """Ask one of many questions; the total must be the one that was found before."""

    questions: Sequence[tuple[bytes, bytes]]

    @classmethod
    def prepared(cls, url: str, queries: Sequence[str]) -> Searching:
        """Asks each question once to know its answer's beginning: the number of products found."""
        known = []
        with Connection(url) as connection:
            for query in queries:
                asked = request("GET", f"/search?{query}")
                answer = _good(connection.ask(asked), 200)
                known.append((asked, b'{"total":%d,' % answer.json()["total"]))
        return cls(known)

    def turn(self, connection: Connection, chance: Random) -> str:
        """One search."""
        asked, beginning = chance.choice(self.questions)
        answer = _good(connection.ask(asked), 200)
        if not answer.body.startswith(beginning):
            raise WrongAnswer(f"expected {beginning!r}, got {answer.body[:60]!r}")
        return "found"


@dataclass(frozen=True)
class Reading:
    """Read one of all products."""

    products: Sequence[tuple[bytes, bytes]]

    @classmethod
    def prepared(cls, slugs: Sequence[str]) -> Reading:
        """One request per product."""
        return cls([(request("GET", f"/products/{slug}"), b'"slug":"%s"' % slug.encode()) for slug in slugs])

    def turn(self, connection: Connection, chance: Random) -> str:
        """One product."""
        asked, slug = chance.choice(self.products)
        answer = _good(connection.ask(asked), 200)
        if slug not in answer.body:
            raise WrongAnswer(f"not the product that was asked for: {answer.body[:80]!r}")
        return "read"


@dataclass(frozen=True)
class Ordering:
    """A guest's order in three calls: fill a cart, prepare the checkout, pay.

    `lines` different offers of `offers`, one unit each, to a US state or an EU country; by card when `card`
    names a payment method of the gateway; with a promotion `code` when one is given.
    """

    offers: Sequence[str]
    lines: int = 2
    card: str | None = None
    code: str | None = None

    def turn(self, connection: Connection, chance: Random) -> str:
        """One order, or a refusal because it is sold out."""
        wanted = [{"offer_id": one, "quantity": 1} for one in chance.sample(self.offers, self.lines)]
        answer = connection.ask(request("POST", "/carts", {"lines": wanted}))
        if _is_refused(answer):
            return "refused"
        cart = _good(answer, 201).json()
        wish = {
            "cart_id": cart["id"],
            "email": f"bench{chance.randrange(10**9)}@example.com",
            "address": _address(chance),
            "shipping_method": "standard",
            "payment_method": "card" if self.card else "bank_transfer",
            "coupon_codes": [self.code] if self.code else [],
        }
        answer = connection.ask(request("POST", "/checkouts", wish, secret=cart["access_token"]))
        if _is_refused(answer):
            return "refused"
        checkout = _good(answer, 201).json()
        total = _checked_total(checkout, cart)
        if self.code and not checkout["totals"]["discount"]["amount_minor"]:
            raise WrongAnswer(f"the code {self.code} takes nothing off")
        payment = {"expected_total_minor": total} | ({"payment_method_token": self.card} if self.card else {})
        path = f"/checkouts/{checkout['id']}/completion"
        answer = connection.ask(request("POST", path, payment, secret=checkout["access_token"]))
        if _is_refused(answer):
            return "refused"
        done = _good(answer, 200).json()
        if done["status"] != "completed" or not done["order_number"]:
            raise WrongAnswer(f"the order was not placed: {done}")
        return "sold"


def _checked_total(checkout: dict, cart: dict) -> int:
    amounts = {name: one["amount_minor"] for name, one in checkout["totals"].items()}
    parts = amounts["subtotal"] - amounts["discount"] + amounts["shipping"] + amounts["tax"]
    if amounts["total"] != parts or amounts["subtotal"] != cart["subtotal"]["amount_minor"]:
        raise WrongAnswer(f"the totals do not add up: {amounts}")
    if not amounts["tax"] and not amounts["included_tax"] and checkout["address"]["region"] != "OR":
        raise WrongAnswer("an order without tax")
    return int(amounts["total"])


def _address(chance: Random) -> dict[str, str]:
    if chance.randrange(4):
        region, postcode, city = chance.choice(_STATES)
        country = "US"
    else:
        region = ""
        country, postcode, city = chance.choice(_COUNTRIES)
    return {
        "name": "Ada Byron",
        "line1": f"{chance.randrange(1, 10**7)} Main St",
        "city": city,
        "region": region,
        "postcode": postcode,
        "country": country,
    }


def _is_refused(answer: Answer) -> bool:
    return answer.status == 409 and json.loads(answer.body)["error"]["code"] in _REFUSED


def _good(answer: Answer, status: int) -> Answer:
    if answer.status != status:
        raise WrongAnswer(f"{answer.status} instead of {status}: {answer.body[:300]!r}")
    return answer
