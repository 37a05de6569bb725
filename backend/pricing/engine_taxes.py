"""A quote with the tax that a service computed, where the table's was. Pure but for the look-up."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NoReturn

from sqlmodel import Session

from backend.inventory.schemas import Destination
from backend.pricing import policy, repository, tax_engine
from backend.pricing.errors import TaxUnknown
from backend.pricing.policy import GroupKey, Jurisdiction, Terms
from backend.pricing.schemas import PricedLine, Quote, QuoteGroup, QuoteLine, TaxLine
from backend.pricing.tax_engine import ParcelLine, ParcelTax, ParcelTaxRequest

FELL_BACK = "table"
"""The source of a parcel's tax that the service was asked for and did not answer."""


def asked(
    quote: Quote,
    lines: Sequence[PricedLine],
    destination: Destination,
    terms: Mapping[GroupKey, Terms],
) -> dict[GroupKey, ParcelTaxRequest]:
    """What the service is asked: every parcel that is taxed at all and that costs something."""
    ships_from = {(one.seller_id, one.warehouse_id): one.ships_from for one in lines}
    found: dict[GroupKey, ParcelTaxRequest] = {}
    for group in quote.groups:
        key = group.seller_id, group.warehouse_id
        own = _lines_of(quote, group)
        if terms.get(key, Terms()).untaxed_because or not sum(_charged(one) for one in own):
            continue
        found[key] = ParcelTaxRequest(
            country=destination.country,
            region=destination.region,
            postcode=destination.postcode,
            ships_from=ships_from[key],
            currency=quote.currency,
            prices_include_tax=quote.prices_include_tax,
            lines=tuple(ParcelLine(one.key, _charged(one), one.quantity, one.tax_class) for one in own),
            shipping_minor=group.shipping_minor,
        )
    return found


def applied(
    session: Session,
    quote: Quote,
    lines: Sequence[PricedLine],
    destination: Destination,
    jurisdiction: Jurisdiction,
    terms: Mapping[GroupKey, Terms],
) -> Quote:
    """`quote` with the service's tax for every parcel, or with the table's where the service fell silent.

    One statement. Raises TaxUnknown, with what is to be asked, for parcels that nobody asked about yet.
    """
    requests = asked(quote, lines, destination, terms)
    if not requests:
        return quote
    known = repository.calculations(session, [one.fingerprint for one in requests.values()])
    missing = [one for one in requests.values() if one.fingerprint not in known]
    if missing:
        _refuse(missing)
    taxes = {key: known[request.fingerprint] for key, request in requests.items()}
    return taxed(quote, taxes, jurisdiction)


def taxed(quote: Quote, taxes: Mapping[GroupKey, ParcelTax | None], jurisdiction: Jurisdiction) -> Quote:
    """The quote with `taxes` by parcel; None leaves the table's tax and says so."""
    lines = {one.key: one for one in quote.lines}
    groups: list[QuoteGroup] = []
    for group in quote.groups:
        key = group.seller_id, group.warehouse_id
        if key not in taxes:
            groups.append(group)
            continue
        tax = taxes[key]
        if tax is None:
            groups.append(replace(group, tax_source=FELL_BACK))
            continue
        own = _lines_of(quote, group)
        for line, amount, rate in zip(own, tax.line_taxes, tax.line_rates, strict=True):
            lines[line.key] = _line(line, amount, rate, is_included=quote.prices_include_tax)
        groups.append(_group(group, tax, [lines[line.key] for line in own], quote, jurisdiction))
    return replace(
        quote,
        lines=tuple(lines[one.key] for one in quote.lines),
        groups=tuple(groups),
        tax_minor=sum(one.tax_minor for one in groups),
        included_tax_minor=sum(one.included_tax_minor for one in groups),
        total_minor=sum(one.total_minor for one in groups),
        tax_lines=policy.summed(line for one in groups for line in one.tax_lines),
    )


def _line(line: QuoteLine, tax: int, rate: object, *, is_included: bool) -> QuoteLine:
    added, included = (0, tax) if is_included else (tax, 0)
    return replace(
        line,
        tax_rate=rate,
        tax_minor=added,
        included_tax_minor=included,
        total_minor=_charged(line) + added,
    )


def _group(
    group: QuoteGroup,
    tax: ParcelTax,
    lines: Sequence[QuoteLine],
    quote: Quote,
    jurisdiction: Jurisdiction,
) -> QuoteGroup:
    is_included = quote.prices_include_tax
    added, included = (0, tax.tax_minor) if is_included else (tax.tax_minor, 0)
    shipping = tax.shipping_tax_minor
    return replace(
        group,
        shipping_tax_minor=0 if is_included else shipping,
        shipping_included_tax_minor=shipping if is_included else 0,
        tax_minor=added,
        included_tax_minor=included,
        total_minor=sum(one.total_minor for one in lines)
        + group.shipping_minor
        + (0 if is_included else shipping),
        tax_lines=_tax_lines(group, tax, quote, jurisdiction),
        tax_source=tax.reference,
    )


def _tax_lines(
    group: QuoteGroup, tax: ParcelTax, quote: Quote, jurisdiction: Jurisdiction
) -> tuple[TaxLine, ...]:
    """The service's rates; where they do not add up to its tax, one line that does."""
    if sum(one.amount_minor for one in tax.rates) == tax.tax_minor:
        return policy.summed(
            TaxLine(one.jurisdiction, one.name, one.rate, one.base_minor, one.amount_minor)
            for one in tax.rates
        )
    base = group.subtotal_minor - group.discount_minor + group.shipping_minor
    if quote.prices_include_tax:
        base -= tax.tax_minor
    rate = max(tax.line_rates, default=jurisdiction.rate(policy.STANDARD))
    return (TaxLine(jurisdiction.code, jurisdiction.name, rate, base, tax.tax_minor),)


def _lines_of(quote: Quote, group: QuoteGroup) -> list[QuoteLine]:
    return [
        one
        for one in quote.lines
        if (one.seller_id, one.warehouse_id) == (group.seller_id, group.warehouse_id)
    ]


def _charged(line: QuoteLine) -> int:
    return line.subtotal_minor - line.discount_minor


def _refuse(missing: Sequence[ParcelTaxRequest]) -> NoReturn:
    raise TaxUnknown(
        f"The tax of this order is not known yet. Please try again: {tax_engine.name()} is being asked.",
        requests=tuple(missing),
    )
