"""A checkout in a currency that is not everybody's: shipping is converted, sellers are settled in theirs."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from backend.checkout.schemas import DraftLine
from backend.delivery.schemas import ShippingOption
from backend.orders.schemas import SettlementTerms
from backend.pricing import currencies


def options_in(
    session: Session, options: Sequence[ShippingOption], currency: str
) -> tuple[ShippingOption, ...]:
    """The ways to ship with their costs in `currency`, parcel by parcel. Raises CurrencyNotKnown."""
    if currency == currencies.HOME:
        return tuple(options)
    known = currencies.exchange(session)
    in_currency = []
    for one in options:
        parcels = tuple(known.rounded(cost, currencies.HOME, currency) for cost in one.parcel_costs)
        in_currency.append(replace(one, parcel_costs=parcels, cost_minor=sum(parcels)))
    return tuple(in_currency)


def settlements(session: Session, lines: Sequence[DraftLine], currency: str) -> dict[str, SettlementTerms]:
    """How sellers are paid whose currency is not the shopper's, by that currency.

    Where no rate is known they are paid in the shopper's.
    """
    foreign = {line.seller_currency for line in lines} - {currency, ""}
    if not foreign:
        return {}
    known = currencies.exchange(session)
    rates = {one: known.rate(currency, one) for one in foreign if known.converts(currency, one)}
    return {one: SettlementTerms(one, rate.value, rate.day) for one, rate in rates.items()}
