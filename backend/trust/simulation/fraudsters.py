"""Fraudsters: five patterns, and how each changes over the year.

- Stolen cards: a new mailbox, several cards within minutes, dear things that sell on easily, sent fast. In
  spring they hurry in one browser from throwaway mailboxes; by autumn they change browser and network
  between tries, wait hours, use ordinary mailboxes and smaller amounts.
- Account takeover: a good customer's account from a new browser and network to a new address, at several
  times the usual amount. Rare at first, a third of all fraud at the end; from the seventh month some begin
  with something small.
- Card testing: many cards with tiny amounts, mostly declined. First one browser and network; from the fifth
  month each card has its own browser, only the networks and the destination repeat.
- Reshipping: few addresses that receive for many names. Begins in the fourth month; from the ninth, each
  address is used by fewer.
- Friendly fraud: an ordinary shopper who disputes what came. Some do it again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from backend.trust.schemas import Item, Outcome
from backend.trust.simulation import shoppers
from backend.trust.simulation.shoppers import Shopper


@dataclass(frozen=True, slots=True)
class Move:
    """One attempt of a fraudster."""

    at: datetime
    email: str
    device: UUID
    network: str
    address: dict[str, str]
    card: str | None
    items: tuple[Item, ...]
    is_fast: bool
    outcome: str
    pattern: str
    person_id: UUID | None = None
    opened_at: datetime | None = None
    billing: dict[str, str] | None = None


class Drops:
    """Addresses that take in what was stolen: each is used for some weeks."""

    def __init__(self, chance: Random):
        self._chance = chance
        self._places = [self._new() for _ in range(4)]

    def one(self, month: int) -> dict[str, str]:
        """An address in use; they are changed more often late in the year."""
        if self._chance.random() < (0.08 if month < 8 else 0.35):
            self._places[self._chance.randrange(4)] = self._new()
        return self._chance.choice(self._places)

    def _new(self) -> dict[str, str]:
        return shoppers.address(self._chance, self._chance.choice(("US", "US", "GB", "PL", "DE")))


def stolen_cards(chance: Random, at: datetime, month: int) -> Iterator[Move]:
    """A few tries with different cards, until one is paid or patience ends."""
    late = min(1.0, month / 9)
    domain = chance.choice(shoppers.THROWAWAY) if chance.random() < 0.6 * (1 - late) + 0.04 else ""
    email = shoppers.mailbox(chance, domain=domain, digits=0.7 - 0.3 * late)
    device, network = shoppers.device(chance), shoppers.network(chance)
    to = shoppers.address(chance, chance.choice(shoppers.COUNTRIES))
    for _ in range(chance.choice((1, 1, 2, 2, 3, 4)) if late < 0.6 else chance.choice((1, 1, 1, 2, 2))):
        if chance.random() < late:
            device, network = shoppers.device(chance), shoppers.network(chance)
        is_paid = chance.random() < 0.5
        yield Move(
            at, email, device, network, to, _card(chance),
            shoppers.basket(chance, 1.0, resold=0.7 - 0.3 * late), chance.random() < 0.65 - 0.25 * late,
            Outcome.PAID if is_paid else Outcome.DECLINED, "stolen_card",
            billing=shoppers.address(chance, "US") if chance.random() < 0.3 else None,
        )  # fmt: skip
        if is_paid and chance.random() < 0.6:
            return
        at += timedelta(minutes=chance.expovariate(1 / (4 + 200 * late)))


def takeover(chance: Random, at: datetime, month: int, victim: Shopper, drops: Drops) -> Iterator[Move]:
    """A known account in strange hands; the saved card pays."""
    device, network = shoppers.device(chance), shoppers.network(chance)
    to = drops.one(month) if chance.random() < 0.4 else shoppers.address(chance, victim.country)
    if month >= 6 and chance.random() < 0.4:
        yield Move(
            at, victim.email, device, network, victim.addresses[0], victim.card,
            shoppers.basket(chance, 0.2)[:1], False, Outcome.PAID, "takeover",
            person_id=victim.person_id, opened_at=victim.opened_at,
        )  # fmt: skip
        at += timedelta(hours=1 + 20 * chance.random())
    for _ in range(chance.choice((1, 1, 2))):
        yield Move(
            at, victim.email, device, network, to, victim.card,
            shoppers.basket(chance, 1.5, resold=0.55), chance.random() < 0.55,
            Outcome.PAID if chance.random() < 0.85 else Outcome.DECLINED, "takeover",
            person_id=victim.person_id, opened_at=victim.opened_at,
        )  # fmt: skip
        at += timedelta(minutes=5 + chance.expovariate(1 / 60))


def card_testing(chance: Random, at: datetime, month: int) -> Iterator[Move]:
    """Many cards, tiny amounts."""
    is_spread = month >= 5
    device = shoppers.device(chance)
    networks = [shoppers.network(chance) for _ in range(3 if is_spread else 1)]
    to = shoppers.address(chance, "US")
    email = shoppers.mailbox(chance, digits=0.8)
    for _ in range(chance.randrange(6, 14)):
        if is_spread:
            device, email = shoppers.device(chance), shoppers.mailbox(chance, digits=0.6)
        item = Item(chance.randrange(150, 1_100), 1, 200)
        outcome = Outcome.PAID if chance.random() < 0.25 else Outcome.DECLINED
        yield Move(
            at, email, device, chance.choice(networks), to, _card(chance), (item,), False, outcome,
            "card_testing",
        )  # fmt: skip
        at += timedelta(minutes=chance.expovariate(1 / (2.0 if not is_spread else 15.0)))


def reshipping(chance: Random, at: datetime, month: int, drops: Drops) -> Iterator[Move]:
    """A stolen card, an ordinary looking order, an address that many names use."""
    yield Move(
        at, shoppers.mailbox(chance), shoppers.device(chance), shoppers.network(chance), drops.one(month),
        _card(chance), shoppers.basket(chance, 1.0, resold=0.45), chance.random() < 0.3,
        Outcome.PAID if chance.random() < 0.7 else Outcome.DECLINED, "reshipping",
        billing=shoppers.address(chance, "US") if chance.random() < 0.4 else None,
    )  # fmt: skip


def _card(chance: Random) -> str:
    return f"pm_{chance.getrandbits(64):x}"
