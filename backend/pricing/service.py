"""The verbs of pricing."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlmodel import Session

from backend.inventory.schemas import Destination
from backend.kit import clock, ids
from backend.kit.cache import NearCache
from backend.kit.errors import InvalidInput
from backend.pricing import policy, repository
from backend.pricing.errors import DestinationNotTaxed, TaxRatesMissing
from backend.pricing.schemas import PricedLine, Quote, ShippingCharge

_TABLE = Path(__file__).with_name("tax_rates.csv")
_CACHED_FOR_S = 60

Jurisdictions = Mapping[tuple[str, str], policy.Jurisdiction]
_jurisdictions: NearCache[Jurisdictions] = NearCache(size=4, ttl_s=_CACHED_FOR_S)


def quote(
    session: Session,
    *,
    lines: Sequence[PricedLine],
    shipping: Sequence[ShippingCharge],
    destination: Destination,
    currency: str,
) -> Quote:
    """What `lines` cost with `shipping` to `destination`, in minor units of `currency`.

    Rates are those of the present day (UTC), kept in the process for a minute: usually no statement.
    Raises InvalidInput for a line that cannot be priced, DestinationNotTaxed, TaxRatesMissing.
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
    return policy.quoted(lines, shipping, found, currency)


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
    names: dict[tuple[str, str], tuple[str, bool]] = {}
    rates: dict[tuple[str, str], dict[str, Decimal]] = {}
    for row in repository.rates_on(session, day):
        key = row.country, row.region
        rates.setdefault(key, {})[row.tax_class] = row.rate
        if row.tax_class == policy.STANDARD:
            names[key] = row.name, row.prices_include_tax
    if not names:
        raise TaxRatesMissing("Prices cannot be computed: the tax table is empty.")
    return {key: policy.Jurisdiction(*names[key], rates=rates[key]) for key in names}


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
    }
