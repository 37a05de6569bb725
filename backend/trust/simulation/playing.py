"""The year is played day by day; what comes out is in the order of time, each with its truth."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from backend.trust.schemas import Outcome, Subject
from backend.trust.simulation import fraudsters, shoppers
from backend.trust.simulation.fraudsters import Drops, Move
from backend.trust.simulation.shoppers import Shopper

BEGINS = datetime(2025, 1, 1, tzinfo=UTC)
_DAYS_PER_MONTH = 30


@dataclass(frozen=True, slots=True)
class Transaction:
    """A payment attempt and its truth. `disputed_at` is when the shop hears of it, if ever.

    `pattern` is `honest` or the kind of fraud; `month` counts from 0.
    """

    at: datetime
    month: int
    subject: Subject
    account_opened_at: datetime | None
    outcome: str
    disputed_at: datetime | None
    pattern: str

    @property
    def is_fraud(self) -> bool:
        """Whether somebody paid with what is not theirs, or disputes what they got."""
        return self.pattern != "honest"


def simulate(seed: int, *, months: int = 12, per_day: int = 330) -> list[Transaction]:
    """`months` of 30 days with about `per_day` attempts a day, about one in a hundred of them fraud."""
    return sorted(_Year(seed, months, per_day).played(), key=lambda one: one.at)


class _Year:
    def __init__(self, seed: int, months: int, per_day: int):
        # One generator per kind of thing: more fraud does not change what honest shoppers do.
        self._honest = Random(f"honest:{seed}")
        self._fraud = Random(f"fraud:{seed}")
        self._months = months
        self._per_day = per_day
        self._town = shoppers.Town.built(self._honest)
        self._drops = Drops(self._fraud)
        self._people: list[Shopper] = []
        self._serial: list[Shopper] = []

    def played(self) -> Iterator[Transaction]:
        """Every attempt, day by day."""
        for day in range(self._months * _DAYS_PER_MONTH):
            month, today = day // _DAYS_PER_MONTH, BEGINS + timedelta(days=day)
            season = 1 + 0.2 * math.sin(day / 30) + (0.5 if day % 360 > 320 else 0)
            for _ in range(round(self._per_day * season * self._honest.uniform(0.85, 1.15))):
                yield from self._honest_order(today, month)
            for move in self._fraud_of(today, month, season):
                yield self._transaction(move, month)

    def _honest_order(self, today: datetime, month: int) -> Iterator[Transaction]:
        chance = self._honest
        if not self._people or chance.random() < max(0.22, 0.9 - len(self._people) / 1_500):
            shopper = shoppers.new_shopper(chance, joined_at=today, town=self._town, others=self._people)
            self._people.append(shopper)
        else:
            shopper = chance.choice(self._people)
            if chance.random() > shopper.per_month:
                shopper = chance.choice(self._people)
        at = today + timedelta(hours=(shopper.hour + chance.gauss(0, 2.5)) % 24, minutes=60 * chance.random())
        device, network, to = shoppers.visit(shopper, chance)
        items = shoppers.basket(chance, shopper.spend, resold=0.04)
        is_fast = chance.random() < shopper.likes_fast
        if chance.random() < 0.06:
            shopper.card = f"pm_{chance.getrandbits(64):x}"
        for _ in range(4):
            is_declined = chance.random() < 0.06
            billing = dict(shopper.addresses[0]) if chance.random() < 0.3 else None
            move = Move(
                at, shopper.email, device, network, to,
                shopper.card if chance.random() < 0.5 else f"pm_{chance.getrandbits(64):x}",
                items, is_fast, Outcome.DECLINED if is_declined else Outcome.PAID, "honest",
                person_id=shopper.person_id, opened_at=shopper.opened_at, billing=billing,
            )  # fmt: skip
            shopper.history += not is_declined
            yield self._transaction(self._perhaps_disputed(move, shopper), month)
            if not is_declined or chance.random() < 0.25:
                return
            at += timedelta(minutes=chance.expovariate(1 / 4))

    def _perhaps_disputed(self, move: Move, shopper: Shopper) -> Move:
        """Friendly fraud: the order came and is disputed all the same."""
        again = shopper in self._serial
        if move.outcome == Outcome.PAID and self._fraud.random() < (0.25 if again else 0.001):
            if not again and self._fraud.random() < 0.5:
                self._serial.append(shopper)
            return replace(move, pattern="friendly")
        return move

    def _fraud_of(self, today: datetime, month: int, season: float) -> Iterator[Move]:
        chance, scale = self._fraud, self._per_day * season / 330
        at = [today + timedelta(hours=24 * chance.random() ** 0.8) for _ in range(4)]
        if chance.random() < 0.8 * scale:
            yield from fraudsters.stolen_cards(chance, at[0], month)
        if chance.random() < (0.12 + 0.05 * month) * scale:
            known = [
                one for one in chance.sample(self._people, min(20, len(self._people))) if one.history > 1
            ]
            if known:
                yield from fraudsters.takeover(chance, at[1], month, known[0], self._drops)
        if chance.random() < 0.075 * scale:
            yield from fraudsters.card_testing(chance, at[2], month)
        if month >= 3 and chance.random() < 0.75 * scale:
            yield from fraudsters.reshipping(chance, at[3], month, self._drops)

    def _transaction(self, move: Move, month: int) -> Transaction:
        is_heard_of = move.pattern != "honest" and move.outcome == Outcome.PAID
        heard_at = move.at + timedelta(days=self._fraud.uniform(8, 45)) if is_heard_of else None
        subject = Subject(
            amount_minor=sum(item.unit_price_minor * item.quantity for item in move.items)
            + (1_499 if move.is_fast else 499),
            currency="USD" if move.address["country"] == "US" else "EUR",
            email=move.email,
            address=move.address,
            shipping_method="express" if move.is_fast else "standard",
            items=move.items,
            person_id=move.person_id,
            visitor_id=move.device,
            client_address=move.network,
            card=move.card,
            billing=move.billing,
        )
        return Transaction(move.at, month, subject, move.opened_at, move.outcome, heard_at, move.pattern)
