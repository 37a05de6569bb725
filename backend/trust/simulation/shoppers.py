"""Honest shoppers: who they are, what they buy, and when it looks odd."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from backend.trust.schemas import Item

COUNTRIES = ("US", "US", "US", "US", "US", "DE", "DE", "FR", "GB", "NL", "ES", "IT", "PL", "SE", "CA")
_FREE = ("gmail.com", "outlook.com", "yahoo.com", "icloud.com", "gmx.de", "hotmail.com")
_NAMES = [
    "ada",
    "ben",
    "cleo",
    "dan",
    "eva",
    "finn",
    "gia",
    "hugo",
    "ines",
    "jon",
    "kim",
    "lea",
    "max",
    "nia",
    "otto",
    "pia",
    "quinn",
    "rosa",
    "sam",
    "tess",
    "uma",
    "vic",
]
# (dollars from, dollars to, grams): paper, clothes, kitchen, furniture, telephones and cameras.
_GOODS = (
    ((4, 30, 300), 30),
    ((15, 120, 500), 34),
    ((20, 250, 2_500), 20),
    ((80, 700, 18_000), 6),
    ((120, 1_300, 600), 10),
)
THROWAWAY = ("mailinator.com", "yopmail.com", "tempmail.dev", "trashmail.com", "maildrop.cc")
RESOLD = (250, 1_400, 500)


@dataclass(slots=True)
class Shopper:
    """Somebody with habits."""

    email: str
    person_id: UUID | None
    opened_at: datetime | None
    joined_at: datetime
    country: str
    devices: list[UUID]
    networks: list[str]
    addresses: list[dict[str, str]]
    card: str
    spend: float
    per_month: float
    likes_fast: float
    hour: int
    history: int = field(default=0)


def address(chance: Random, country: str) -> dict[str, str]:
    """Some place."""
    return {
        "line1": f"{chance.randrange(1, 400)} Street {chance.randrange(100_000)}",
        "postcode": str(chance.randrange(10_000, 99_999)),
        "country": country,
    }


def network(chance: Random) -> str:
    """Some public IPv4 address."""
    return f"{chance.choice((5, 23, 31, 45, 62, 77, 81, 93, 109, 134))}." + ".".join(
        str(chance.randrange(1, 255)) for _ in range(3)
    )


def device(chance: Random) -> UUID:
    """Some browser."""
    return UUID(int=chance.getrandbits(128))


def mailbox(chance: Random, *, domain: str = "", digits: float = 0.35) -> str:
    """Some e-mail address; with `digits` probability it ends in a number."""
    first, *more = chance.choices(_NAMES, k=3)
    local = f"{first}.{''.join(more)}{chr(97 + chance.randrange(26))}"
    if chance.random() < digits:
        local += str(chance.randrange(10, 9_999))
    if not domain:
        own = f"{chance.choice(_NAMES)}-{chance.choice(_NAMES)}.example"
        domain = chance.choice(_FREE) if chance.random() < 0.8 else own
    return f"{local}@{domain}"


@dataclass(frozen=True, slots=True)
class Town:
    """What honest people share: networks of offices, parcel shops, and their homes with each other."""

    offices: tuple[str, ...]
    parcel_shops: tuple[dict[str, str], ...]

    @classmethod
    def built(cls, chance: Random) -> "Town":
        """A town."""
        shops = tuple(address(chance, chance.choice(COUNTRIES)) for _ in range(60))
        return cls(tuple(network(chance) for _ in range(12)), shops)


def new_shopper(chance: Random, *, joined_at: datetime, town: Town, others: list[Shopper]) -> Shopper:
    """Somebody who begins to shop at `joined_at`; one in twelve lives with somebody of `others`."""
    country = chance.choice(COUNTRIES)
    has_account = chance.random() < 0.7
    opened = joined_at - timedelta(days=chance.choice((0, 0, 0, 1, 30, 200)) * chance.random())
    own = [network(chance) for _ in range(chance.choice((1, 1, 2)))]
    if chance.random() < 0.25:
        own.append(chance.choice(town.offices))
    home, devices = address(chance, country), [device(chance) for _ in range(chance.choice((1, 1, 2)))]
    if others and chance.random() < 0.08:
        mate = chance.choice(others[-400:])
        home, country, own = mate.addresses[0], mate.country, [*own, mate.networks[0]]
        if chance.random() < 0.3:
            devices.append(mate.devices[0])
    elif chance.random() < 0.04:
        home = chance.choice(town.parcel_shops)
        country = home["country"]
    return Shopper(
        email=mailbox(chance, domain=chance.choice(THROWAWAY) if chance.random() < 0.003 else ""),
        person_id=device(chance) if has_account else None,
        opened_at=opened if has_account else None,
        joined_at=joined_at,
        country=country,
        devices=devices,
        networks=own,
        addresses=[home],
        card=f"pm_{chance.getrandbits(64):x}",
        spend=chance.lognormvariate(0, 0.5),
        per_month=min(4.0, chance.lognormvariate(-1.2, 0.8)),
        likes_fast=chance.choice((0.05, 0.2, 0.6)),
        hour=chance.choice((9, 12, 15, 19, 20, 21, 22)),
    )


def basket(chance: Random, spend: float, *, resold: float = 0.0) -> tuple[Item, ...]:
    """What is bought; with `resold` probability per line something that sells on easily."""
    items = []
    for _ in range(chance.choice((1, 1, 1, 1, 2, 2, 3, 4))):
        goods = chance.choices([kind for kind, _ in _GOODS], [weight for _, weight in _GOODS])[0]
        low, high, grams = RESOLD if chance.random() < resold else goods
        price = (low + (high - low) * chance.random() ** 2) * (0.7 + 0.3 * spend)
        quantity = chance.choice((1, 1, 1, 1, 1, 2, 3)) if price < 300 else 1
        items.append(Item(int(price * 100) + 99, quantity, int(grams * (0.5 + chance.random()))))
    return tuple(items)


def visit(shopper: Shopper, chance: Random) -> tuple[UUID, str, dict[str, str]]:
    """Device, network and destination of an order: mostly the usual ones, sometimes new ones."""
    if chance.random() < 0.05:
        shopper.devices.append(device(chance))
    if chance.random() < 0.04:
        shopper.addresses.append(address(chance, shopper.country))
    used = shopper.devices[-1] if chance.random() < 0.7 else chance.choice(shopper.devices)
    where = network(chance) if chance.random() < 0.15 else chance.choice(shopper.networks)
    is_gift = chance.random() < 0.07
    to = address(chance, chance.choice((shopper.country, shopper.country, "US"))) if is_gift else None
    home = shopper.addresses[-1] if chance.random() < 0.9 else shopper.addresses[0]
    return used, where, to or home
