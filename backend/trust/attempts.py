"""Payment attempts as features see them: who, from where, how much, and what is known of earlier ones. Pure.

Identifiers are keyed hashes, so this context can tell that two payments share an address without knowing it.
Training and serving build attempts with the same functions.
"""

import hmac
import ipaddress
import math
import re
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from backend.trust.schemas import Outcome, Subject

KEPT_FOR = timedelta(days=180)
MOST_PER_LINK = 50
"""How much of the past counts: per identifier the newest 50 attempts of 180 days."""

_HASH_BYTES = 16
# A scale for features, not money: whether 900 is much depends on what one gets for it.
_DOLLARS = {
    "USD": 1.0,
    "EUR": 1.1,
    "GBP": 1.3,
    "CHF": 1.15,
    "CAD": 0.73,
    "JPY": 0.0067,
    "SEK": 0.1,
    "PLN": 0.26,
}
_MINOR_PER_MAJOR = {"JPY": 1}
# Everybody's: they prove nothing. Throwaway: made for one message.
_FREE_MAIL = frozenset(
    {"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com"}
    | {"aol.com", "gmx.de", "gmx.net", "web.de", "proton.me", "protonmail.com", "mail.com", "orange.fr"}
    | {"laposte.net", "libero.it"}
)
_THROWAWAY = frozenset(
    {"mailinator.com", "guerrillamail.com", "10minutemail.com", "tempmail.dev", "yopmail.com"}
    | {"trashmail.com", "sharklasers.com", "getnada.com", "dispostable.com", "maildrop.cc"}
    | {"temp-mail.org", "throwawaymail.com"}
)
# Hours from UTC in the middle of a country: what hour it is for whoever buys, roughly.
_HOURS = {
    "US": -6,
    "CA": -5,
    "GB": 0,
    "IE": 0,
    "PT": 0,
    "FI": 2,
    "GR": 2,
    "RO": 2,
    "BG": 2,
    "EE": 2,
    "LV": 2,
    "LT": 2,
}
_EUROPE = 1


class Link(StrEnum):
    """What ties payments together."""

    EMAIL = "email"
    VISITOR = "visitor"
    ADDRESS = "address"
    NETWORK = "network"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier attempt. `amount` is in dollars or what is worth as much."""

    at: datetime
    amount: float
    outcome: str
    disputed_at: datetime | None
    country: str
    email: bytes
    visitor: bytes | None
    address: bytes
    network: bytes | None
    card: bytes | None

    def of(self, link: Link) -> bytes | None:
        """Its identifier of this kind."""
        return getattr(self, link.value)  # type: ignore[no-any-return]  # the fields above


Known = Mapping[Link, Sequence[Past]]
"""Earlier attempts that share an identifier, per identifier, the newest first."""


@dataclass(frozen=True, slots=True)
class Present:
    """The attempt to judge. `account_age_days` is None for guests."""

    at: datetime
    amount: float
    country: str
    email: bytes
    visitor: bytes | None
    address: bytes
    network: bytes | None
    card: bytes | None
    mail_class: int
    mail_digits: float
    account_age_days: float | None
    billing_differs: bool
    is_fast: bool
    hour: int
    units: int
    most_of_one: int
    dearest: float
    dollars_per_kg: float

    def of(self, link: Link) -> bytes | None:
        """Its identifier of this kind."""
        return getattr(self, link.value)  # type: ignore[no-any-return]  # the fields above

    def as_past(self, outcome: str, disputed_at: datetime | None = None) -> Past:
        """What later attempts will know of it."""
        return Past(
            at=self.at,
            amount=self.amount,
            outcome=outcome,
            disputed_at=disputed_at,
            country=self.country,
            email=self.email,
            visitor=self.visitor,
            address=self.address,
            network=self.network,
            card=self.card,
        )


def present(subject: Subject, *, at: datetime, account_opened_at: datetime | None, key: bytes) -> Present:
    """The attempt that `subject` is, its identifiers hashed with `key`."""
    local, _, domain = subject.email.strip().lower().rpartition("@")
    ship = subject.address
    items = subject.items
    grams = sum(item.weight_grams * item.quantity for item in items)
    goods = sum(item.unit_price_minor * item.quantity for item in items)
    country = ship.get("country", "")
    return Present(
        at=at,
        amount=dollars(subject.amount_minor, subject.currency),
        country=country,
        email=_hashed(key, Link.EMAIL, f"{_same_mailbox(local, domain)}@{domain}"),
        visitor=_hashed(key, Link.VISITOR, subject.visitor_id.hex) if subject.visitor_id else None,
        address=_hashed(key, Link.ADDRESS, _one_way_to_write(ship)),
        network=_network(key, subject.client_address),
        card=_hashed(key, Link.CARD, subject.card) if _is_one_card(subject.card) else None,
        mail_class=2 if domain in _THROWAWAY else 0 if domain in _FREE_MAIL else 1,
        mail_digits=sum(sign.isdigit() for sign in local) / max(1, len(local)),
        account_age_days=_days(account_opened_at, at),
        billing_differs=bool(subject.billing) and not _same_place(subject.billing or {}, ship),
        is_fast=subject.shipping_method != "standard",
        hour=(at.hour + _HOURS.get(country, _EUROPE)) % 24,
        units=sum(item.quantity for item in items),
        most_of_one=max((item.quantity for item in items), default=0),
        dearest=max((dollars(item.unit_price_minor, subject.currency) for item in items), default=0.0),
        dollars_per_kg=dollars(goods, subject.currency) / max(0.05, grams / 1000),
    )


def with_account(now: Present, opened_at: datetime | None) -> Present:
    """The attempt by somebody whose account was opened then; None for guests."""
    return replace(now, account_age_days=_days(opened_at, now.at))


def _days(since: datetime | None, until: datetime) -> float | None:
    return (until - since).total_seconds() / 86_400 if since else None


def dollars(amount_minor: int, currency: str) -> float:
    """An amount on the scale of features. Never used as money."""
    return amount_minor / _MINOR_PER_MAJOR.get(currency, 100) * _DOLLARS.get(currency, 1.0)


class Memory:
    """Earlier attempts in this process, as `repository.known` finds them in the database; for training."""

    def __init__(self) -> None:
        self._by_identifier: dict[tuple[Link, bytes], deque[Past]] = defaultdict(
            lambda: deque(maxlen=MOST_PER_LINK)
        )

    def known(self, now: Present) -> Known:
        """What is known of earlier attempts that share an identifier with `now`."""
        since = now.at - KEPT_FOR
        found: dict[Link, list[Past]] = {}
        for link in Link:
            identifier = now.of(link)
            kept = self._by_identifier.get((link, identifier)) if identifier is not None else None
            found[link] = [past for past in reversed(kept) if past.at >= since] if kept else []
        return found

    def add(self, past: Past) -> None:
        """Remember an attempt."""
        for link in Link:
            identifier = past.of(link)
            if identifier is not None:
                self._by_identifier[link, identifier].append(past)


def _hashed(key: bytes, link: Link, value: str) -> bytes:
    return hmac.digest(key, f"{link}:{value}".encode(), "sha256")[:_HASH_BYTES]


def _same_mailbox(local: str, domain: str) -> str:
    """`a.da+toys` and `ada` are one mailbox where the provider says so."""
    local = local.partition("+")[0]
    return local.replace(".", "") if domain in {"gmail.com", "googlemail.com"} else local


def _one_way_to_write(address: Mapping[str, str]) -> str:
    street = re.sub(r"[^a-z0-9]+", "", f"{address.get('line1', '')}{address.get('line2', '')}".lower())
    postcode = re.sub(r"[^a-z0-9]+", "", address.get("postcode", "").lower())[:5]
    return f"{address.get('country', '')}:{postcode}:{street}"


def _same_place(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return all(
        str(one.get(part, "")).strip().lower() == str(other.get(part, "")).strip().lower()
        for part in ("country", "postcode")
    )


def _network(key: bytes, address: str) -> bytes | None:
    """IPv4 as it is, IPv6 by its /64. A private or loopback address tells nobody apart."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return None
    if not ip.is_global:
        return None
    written = str(ip) if ip.version == 4 else str(ipaddress.ip_network((ip, 64), strict=False))
    return _hashed(key, Link.NETWORK, written)


def _is_one_card(card: str | None) -> bool:
    """The provider's test shorthands (`pm_card_visa`) are everybody's card."""
    return bool(card) and not (card or "").startswith(("pm_card_", "tok_"))


def outcome_is_good(past: Past, at: datetime, after: timedelta) -> bool:
    """Whether an attempt was paid, long enough ago to be disputed by now, and was not."""
    is_settled = past.outcome == Outcome.PAID and past.at <= at - after
    return is_settled and not is_disputed(past, at)


def is_disputed(past: Past, at: datetime) -> bool:
    """Whether it was disputed by then."""
    return past.disputed_at is not None and past.disputed_at <= at


UNKNOWN = math.nan
"""The value of a feature that says nothing about this attempt."""
