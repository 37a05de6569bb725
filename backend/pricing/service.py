"""The verbs of pricing."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlmodel import Session

from backend.inventory.schemas import Destination
from backend.kit import clock, ids
from backend.kit.cache import NearCache
from backend.kit.errors import InvalidInput
from backend.kit.money import round_minor
from backend.kit.places import EU_MEMBERS
from backend.pricing import (
    currencies,
    engine_taxes,
    exemptions,
    liability,
    policy,
    promotion_policy,
    repository,
    tax_engine,
)
from backend.pricing.errors import DestinationNotTaxed, TaxRatesMissing
from backend.pricing.models import TaxRate
from backend.pricing.promotion_schemas import ANYBODY, NOTHING_OFFERED, Offered, Shopper
from backend.pricing.schemas import Buyer, PricedLine, Quote, ShippingCharge

_TABLE = Path(__file__).with_name("tax_rates.csv")
_CACHED_FOR_S = 60

NOBODY = Buyer()
"""A consumer without an account."""

Jurisdictions = Mapping[tuple[str, str], policy.Jurisdiction]
_jurisdictions: NearCache[Jurisdictions] = NearCache(size=4, ttl_s=_CACHED_FOR_S)


def quote(
    session: Session,
    *,
    lines: Sequence[PricedLine],
    shipping: Sequence[ShippingCharge],
    destination: Destination,
    currency: str,
    buyer: Buyer = NOBODY,
    offered: Offered = NOTHING_OFFERED,
    shopper: Shopper = ANYBODY,
    asks_engine: bool = False,
) -> Quote:
    """What `lines` cost with `shipping` to `destination`, in minor units of `currency`.

    Rates are those of the present day (UTC), kept in the process for a minute: usually no statement. A buyer
    with an exemption, or a business of the European Union with a VAT number, may owe no tax.
    What `offered` promotions take off (see `promotions.offered`) is gone before tax.
    With `asks_engine` the tax is that of the service of `TAX_ENGINE`, where one is set: one statement more.
    Raises InvalidInput for a line that cannot be priced, DestinationNotTaxed, TaxRatesMissing,
    CurrencyNotKnown for a legal threshold that cannot be said in `currency`, TaxUnknown where that service is
    to be asked first.
    """
    _check(lines, shipping)
    today = clock.now().date()
    jurisdictions = _jurisdictions.get(today, lambda: _load(session, today))
    found = jurisdictions.get(
        (destination.country, destination.region if destination.country == "US" else "")
    )
    if found is None:
        raise DestinationNotTaxed(
            "We do not sell to this place yet. Choose an address in the United States or the European Union.",
            field="country",
        )
    discounts, charged = None, shipping
    if offered.rules or offered.unused:
        discounts = promotion_policy.discounted(
            lines, shipping, offered, shopper=shopper, currency=currency, now=clock.now()
        )
        lines, charged = promotion_policy.lowered(lines, shipping, discounts)
    found = _in_currency(session, lines, found, destination.country, currency)
    terms = _terms(session, lines, found, destination, currency, buyer, today)
    quote = policy.quoted(lines, charged, found, currency, terms)
    if asks_engine and tax_engine.name() != tax_engine.TABLE:
        quote = engine_taxes.applied(session, quote, lines, destination, found, terms)
    return promotion_policy.named(quote, discounts, shipping) if discounts else quote


def _in_currency(
    session: Session,
    lines: Sequence[PricedLine],
    found: policy.Jurisdiction,
    country: str,
    currency: str,
) -> policy.Jurisdiction:
    """Thresholds are laws in the country's money."""
    own = currencies.HOME if country == "US" else currencies.BASE
    if currency == own or not any(line.tax_class in found.thresholds for line in lines):
        return found
    exchange = currencies.exchange(session)
    return replace(
        found,
        thresholds={
            tax_class: replace(one, unit_minor=exchange.exact(int(one.unit_minor), own, currency))
            for tax_class, one in found.thresholds.items()
        },
    )


def _terms(
    session: Session,
    lines: Sequence[PricedLine],
    found: policy.Jurisdiction,
    destination: Destination,
    currency: str,
    buyer: Buyer,
    today: date,
) -> dict[policy.GroupKey, policy.Terms]:
    """What differs from: taxed, and collected by the marketplace."""
    because = _exempt_because(session, buyer, destination, today)
    if destination.country == "US":
        if not because:
            return {}
        return {(line.seller_id, line.warehouse_id): policy.Terms(untaxed_because=because) for line in lines}
    business = liability.vat_number(buyer.tax_number) if buyer.tax_number else None
    worth: dict[policy.GroupKey, int] = {}
    first: dict[policy.GroupKey, PricedLine] = {}
    for line in lines:
        key = line.seller_id, line.warehouse_id
        amount = line.unit_price_minor * line.quantity - line.discount_minor
        net = round_minor(Decimal(amount) / (1 + found.rate(line.tax_class)))
        worth[key] = worth.get(key, 0) + net
        first.setdefault(key, line)
    return {
        key: policy.Terms(
            liability.collector(
                destination=destination.country,
                seller_country=line.seller_country,
                ships_from=line.ships_from,
                worth_minor=worth[key],
                import_limit=_import_limit(session, line, currency),
            ),
            because
            or (
                liability.REVERSE_CHARGE
                if liability.is_reverse_charged(
                    destination=destination.country,
                    ships_from=line.ships_from,
                    buyer_country=business[0] if business else None,
                )
                else ""
            ),
        )
        for key, line in first.items()
    }


def _exempt_because(session: Session, buyer: Buyer, destination: Destination, today: date) -> str:
    if buyer.person_id is None:
        return ""
    found = liability.exemption_for(
        exemptions.in_force(session, buyer.person_id, today),
        country=destination.country,
        region=destination.region,
    )
    return liability.exempt(found) if found else ""


def _import_limit(session: Session, line: PricedLine, currency: str) -> Decimal | None:
    if line.ships_from in EU_MEMBERS or not line.seller_country:
        return None
    exchange = currencies.exchange(session)
    if not exchange.knows(currency):
        return None
    return exchange.exact(liability.IMPORT_LIMIT_EUR_MINOR, currencies.BASE, currency)


def forget_tax_calculations(session: Session) -> int:
    """Drop what a tax service said and what does not hold any more; answers how much there was."""
    return repository.forget_calculations(session, clock.now())


def checked_tax_number(given: str) -> str:
    """A business's VAT number as invoices write it; empty for none. Raises InvalidInput for another form."""
    if not given.strip():
        return ""
    found = liability.vat_number(given)
    if found is None:
        raise InvalidInput(
            "This is not the form of a VAT number. It starts with the country, such as DE123456789.",
            field="tax_number",
        )
    return found[1]


def _check(lines: Sequence[PricedLine], shipping: Sequence[ShippingCharge]) -> None:
    if not lines:
        raise InvalidInput("There is nothing to price.", field="lines")
    for line in lines:
        if line.quantity < 1:
            raise InvalidInput("A quantity is at least 1.", field="quantity")
        if line.unit_price_minor < 0:
            raise InvalidInput("A price is not below zero.", field="unit_price_minor")
        if not 0 <= line.discount_minor <= line.unit_price_minor * line.quantity:
            raise InvalidInput("A discount lies between zero and the price.", field="discount_minor")
    groups = {(line.seller_id, line.warehouse_id) for line in lines}
    for charge in shipping:
        if charge.amount_minor < 0:
            raise InvalidInput("Shipping does not cost less than zero.", field="amount_minor")
        if (charge.seller_id, charge.warehouse_id) not in groups:
            raise InvalidInput("Shipping is charged for a parcel without lines.", field="shipping")


def _load(session: Session, day: date) -> Jurisdictions:
    rows: dict[tuple[str, str], dict[str, TaxRate]] = {}
    for row in repository.rates_on(session, day):
        rows.setdefault((row.country, row.region), {})[row.tax_class] = row
    if not rows:
        raise TaxRatesMissing("Prices cannot be computed: the tax table is empty.")
    return {key: _jurisdiction(own) for key, own in rows.items() if policy.STANDARD in own}


def _jurisdiction(rows: Mapping[str, TaxRate]) -> policy.Jurisdiction:
    standard = rows[policy.STANDARD]
    return policy.Jurisdiction(
        name=standard.name,
        prices_include_tax=standard.prices_include_tax,
        rates={tax_class: row.rate for tax_class, row in rows.items()},
        code=f"{standard.country}-{standard.region}" if standard.region else standard.country,
        rounding=standard.rounding,
        names={tax_class: row.name for tax_class, row in rows.items()},
        thresholds={
            tax_class: policy.Threshold(row.threshold_rule, Decimal(row.threshold_minor))
            for tax_class, row in rows.items()
            if row.threshold_minor is not None
        },
    )


def seed_tax_rates(session: Session) -> int:
    """Write the committed table into the database; answers how many rates it holds. Repeating is safe.

    Its sources, its day and what it leaves out are in `docs/decisions/0012-tax-table.md`.
    """
    with _TABLE.open(newline="") as file:
        rows = [_row(record) for record in csv.DictReader(file)]
    repository.put_rates(session, rows)
    _jurisdictions.clear()
    return len(rows)


def _row(record: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": ids.new_id(),
        "country": record["country"],
        "region": record["region"],
        "tax_class": record["tax_class"],
        "rate": Decimal(record["rate"]),
        "prices_include_tax": record["prices_include_tax"] == "yes",
        "name": record["name"],
        "source": record["source"],
        "valid_from": date.fromisoformat(record["valid_from"]),
        "threshold_minor": int(record["threshold_minor"]) if record["threshold_minor"] else None,
        "threshold_rule": record["threshold_rule"],
        "rounding": record["rounding"],
    }
