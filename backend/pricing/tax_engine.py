"""Who computes tax: our own table, or a service behind this Protocol (`TAX_ENGINE`).

The table needs nobody and is part of `service.quote`. A service is asked per parcel, because tax depends on
where goods are sent from, and outside every transaction (`tax_process`); what it said is kept under the
parcel's fingerprint, where the next quote finds it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from importlib import import_module
from typing import Any, Protocol

from backend.kit.config import settings

TABLE = "table"


@dataclass(frozen=True, slots=True)
class ParcelLine:
    """Goods of a parcel: what is charged for the line, in minor units, after discounts."""

    key: str
    amount_minor: int
    quantity: int
    tax_class: str


@dataclass(frozen=True, slots=True)
class ParcelTaxRequest:
    """One seller's parcel whose tax is to be computed; amounts in minor units of `currency`."""

    country: str
    region: str
    postcode: str
    ships_from: str
    currency: str
    prices_include_tax: bool
    lines: tuple[ParcelLine, ...]
    shipping_minor: int

    @property
    def fingerprint(self) -> str:
        """The same for the same address, lines, amounts and currency, whatever the lines are called here."""
        content = [
            self.country,
            self.region,
            self.postcode.upper(),
            self.ships_from,
            self.currency,
            self.prices_include_tax,
            self.shipping_minor,
            [[line.amount_minor, line.quantity, line.tax_class] for line in self.lines],
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class RateOfParcel:
    """One rate in a parcel's tax: `base_minor` is the taxed amount without it."""

    jurisdiction: str
    name: str
    rate: Decimal
    base_minor: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class ParcelTax:
    """What the service says under its `reference`: tax per line, in the order asked, and of the shipping."""

    reference: str
    line_taxes: tuple[int, ...]
    line_rates: tuple[Decimal, ...]
    shipping_tax_minor: int
    rates: tuple[RateOfParcel, ...] = field(default=())

    @property
    def tax_minor(self) -> int:
        """All of it."""
        return sum(self.line_taxes) + self.shipping_tax_minor


class TaxEngine(Protocol):
    """A service that computes tax and keeps the books that returns are filed from.

    Every call may raise TaxEngineSilent (try again, or do without) and TaxEngineRefused (it never will).
    """

    name: str

    def calculate(self, request: ParcelTaxRequest) -> ParcelTax:
        """The tax of a parcel. Nothing is booked with that."""

    def record(self, calculation: str, *, reference: str, idempotency_key: str) -> str:
        """Book a calculation as sold under our `reference`; answers the booking's id."""

    def reverse(self, booking: str, *, reference: str, amount_minor: int | None, idempotency_key: str) -> str:
        """Take `amount_minor` (tax included, None: all) of a booking back; answers the reversal's id."""


_ADAPTERS: Mapping[str, str] = {"stripe": "backend.pricing.stripe_tax"}


def name() -> str:
    """`table`, or the service that computes tax."""
    return settings().tax_engine


@lru_cache(maxsize=1)
def engine() -> TaxEngine | None:
    """The service that the environment names; None for the table. Tests call `engine.cache_clear()`.

    Raises Unavailable when it is not set up.
    """
    if name() == TABLE:
        return None
    # An adapter's SDK takes a moment to import: only who uses it pays for that.
    adapter: Any = import_module(_ADAPTERS[name()])
    made: TaxEngine = adapter.from_settings()
    return made
