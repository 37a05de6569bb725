"""How a price becomes a total. Pure, in whole minor units.

United States: tax is added to the discounted price of each line, and to shipping where the state taxes it.
European Union: prices and shipping include VAT; the included part is named, not added.
Tax is rounded half away from zero, once per line or once per rate of an order as the place asks; then the
parts get their shares by largest remainder. Every sum adds rounded parts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from backend.kit.money import round_minor, split
from backend.pricing.schemas import (
    Collector,
    PricedLine,
    Quote,
    QuoteGroup,
    QuoteLine,
    ShippingCharge,
    TaxLine,
)

STANDARD, SHIPPING = "standard", "shipping"
PER_LINE, PER_RATE = "line", "rate"
EXEMPT_BELOW, TAXED_ABOVE = "exempt_below", "taxed_above"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A class of goods is free below a price per unit, in minor units of the quote's currency.

    `exempt_below` taxes the whole price from there on, `taxed_above` only what lies over it.
    """

    rule: str
    unit_minor: Decimal

    def taxable(self, amount_minor: int, quantity: int) -> int:
        """How much of `amount_minor` for `quantity` units is taxed."""
        limit = self.unit_minor * quantity
        if self.rule == EXEMPT_BELOW:
            return 0 if amount_minor < limit else amount_minor
        return max(0, round_minor(amount_minor - limit))


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The rates of a destination by tax class; a class without a rate of its own pays the standard one."""

    name: str
    prices_include_tax: bool
    rates: Mapping[str, Decimal]
    code: str = ""
    rounding: str = PER_LINE
    names: Mapping[str, str] = field(default_factory=dict)
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)

    def rate(self, tax_class: str) -> Decimal:
        """The rate of a class, 0.0825 for 8.25 %."""
        return self.rates.get(tax_class, self.rates[STANDARD])

    def name_of(self, tax_class: str) -> str:
        """What the tax on a class is called."""
        return self.names.get(tax_class if tax_class in self.rates else STANDARD, self.name)


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for one seller's parcel: who collects, and why no tax is due, where none is."""

    collector: Collector = Collector.MARKETPLACE
    untaxed_because: str = ""


GroupKey = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class _Part:
    """A line's or a shipping charge's amount with what of it is taxed, and the tax once it is known."""

    amount_minor: int
    taxable_minor: int
    rate: Decimal
    name: str
    tax_minor: int = 0


def apply_percentages(amount: int, percentages: Sequence[Decimal]) -> int:
    """`amount` after discounts in percent, each on what the one before left; rounded once, at the end.

    40 % and 70 % on 10000 leave 1800, not -1000. Raises ValueError for a percentage outside 0 to 100.
    """
    remaining = Decimal(amount)
    for percentage in percentages:
        if not 0 <= percentage <= 100:
            raise ValueError(f"{percentage} is not a percentage between 0 and 100")
        remaining = remaining * (100 - percentage) / 100
    return round_minor(remaining)


def quoted(
    lines: Sequence[PricedLine],
    shipping: Sequence[ShippingCharge],
    jurisdiction: Jurisdiction,
    currency: str,
    terms: Mapping[GroupKey, Terms] | None = None,
) -> Quote:
    """The quote of `lines` and `shipping`; groups come in the order in which lines first name them.

    `terms` by (seller, warehouse): taxed and collected by the marketplace where nothing is said.
    """
    charges: dict[GroupKey, int] = {}
    for charge in shipping:
        key = charge.seller_id, charge.warehouse_id
        charges[key] = charges.get(key, 0) + charge.amount_minor
    members: dict[GroupKey, list[int]] = {}
    for index, line in enumerate(lines):
        members.setdefault((line.seller_id, line.warehouse_id), []).append(index)
    quote_lines: dict[int, QuoteLine] = {}
    groups = []
    for key, indexes in members.items():
        own = (terms or {}).get(key, Terms())
        parts = _taxed(
            [
                *(_line_part(lines[index], jurisdiction) for index in indexes),
                _shipping_part(charges.get(key, 0), jurisdiction),
            ],
            jurisdiction,
        )
        for index, part in zip(indexes, parts[:-1], strict=True):
            quote_lines[index] = _line(lines[index], part, jurisdiction, own)
        groups.append(_group(key, [quote_lines[one] for one in indexes], parts, jurisdiction, own))
    return _quote(tuple(quote_lines[one] for one in range(len(lines))), tuple(groups), jurisdiction, currency)


def _line_part(line: PricedLine, jurisdiction: Jurisdiction) -> _Part:
    amount = line.unit_price_minor * line.quantity - line.discount_minor
    threshold = jurisdiction.thresholds.get(line.tax_class)
    rate, name = jurisdiction.rate(line.tax_class), jurisdiction.name_of(line.tax_class)
    if threshold is None:
        return _Part(amount, amount, rate, name)
    taxable = threshold.taxable(amount, line.quantity)
    return _Part(amount, taxable, rate, name) if taxable else _Part(amount, amount, Decimal(0), name)


def _shipping_part(amount: int, jurisdiction: Jurisdiction) -> _Part:
    return _Part(amount, amount, jurisdiction.rate(SHIPPING), jurisdiction.name_of(SHIPPING))


def _taxed(parts: Sequence[_Part], jurisdiction: Jurisdiction) -> list[_Part]:
    if jurisdiction.rounding == PER_LINE:
        return [replace(part, tax_minor=_tax(part.taxable_minor, part.rate, jurisdiction)) for part in parts]
    taxes: dict[int, int] = {}
    by_rate = sorted(range(len(parts)), key=lambda index: parts[index].rate)
    for rate, found in groupby(by_rate, key=lambda index: parts[index].rate):
        indexes = list(found)
        bases = [parts[index].taxable_minor for index in indexes]
        whole = _tax(sum(bases), rate, jurisdiction)
        taxes |= zip(indexes, split(whole, bases), strict=True)
    return [replace(part, tax_minor=taxes[index]) for index, part in enumerate(parts)]


def _tax(amount: int, rate: Decimal, jurisdiction: Jurisdiction) -> int:
    divisor = 1 + rate if jurisdiction.prices_include_tax else 1
    return round_minor(Decimal(amount) * rate / divisor)


def _shown(tax: int, jurisdiction: Jurisdiction, terms: Terms) -> tuple[int, int]:
    """(tax to add, tax included): who owes none pays a price that includes it without that part."""
    if jurisdiction.prices_include_tax:
        return (-tax if terms.untaxed_because else 0), tax
    return (0 if terms.untaxed_because else tax), 0


def _line(line: PricedLine, part: _Part, jurisdiction: Jurisdiction, terms: Terms) -> QuoteLine:
    tax, included = _shown(part.tax_minor, jurisdiction, terms)
    return QuoteLine(
        key=line.key,
        seller_id=line.seller_id,
        warehouse_id=line.warehouse_id,
        unit_price_minor=line.unit_price_minor,
        quantity=line.quantity,
        tax_class=line.tax_class,
        tax_rate=Decimal(0) if terms.untaxed_because else part.rate,
        subtotal_minor=line.unit_price_minor * line.quantity,
        discount_minor=line.discount_minor,
        tax_minor=tax,
        included_tax_minor=included,
        total_minor=part.amount_minor + tax,
    )


def _group(
    key: GroupKey,
    lines: Sequence[QuoteLine],
    parts: Sequence[_Part],
    jurisdiction: Jurisdiction,
    terms: Terms,
) -> QuoteGroup:
    shipping = parts[-1]
    tax, included = _shown(shipping.tax_minor, jurisdiction, terms)
    return QuoteGroup(
        seller_id=key[0],
        warehouse_id=key[1],
        subtotal_minor=sum(line.subtotal_minor for line in lines),
        discount_minor=sum(line.discount_minor for line in lines),
        shipping_minor=shipping.amount_minor,
        shipping_tax_minor=tax,
        shipping_included_tax_minor=included,
        tax_minor=sum(line.tax_minor for line in lines) + tax,
        included_tax_minor=sum(line.included_tax_minor for line in lines) + included,
        total_minor=sum(line.total_minor for line in lines) + shipping.amount_minor + tax,
        tax_collector=terms.collector,
        tax_lines=summed(_tax_line(part, jurisdiction, terms) for part in parts if part.amount_minor),
    )


def _tax_line(part: _Part, jurisdiction: Jurisdiction, terms: Terms) -> TaxLine:
    base = part.taxable_minor - (part.tax_minor if jurisdiction.prices_include_tax else 0)
    if terms.untaxed_because:
        return TaxLine(jurisdiction.code, terms.untaxed_because, Decimal(0), base, 0)
    return TaxLine(jurisdiction.code, part.name, part.rate, base, part.tax_minor)


def summed(lines: Iterable[TaxLine]) -> tuple[TaxLine, ...]:
    """Lines of the same tax and rate added up, in the order in which each comes first."""
    sums: dict[tuple[str, str, Decimal], TaxLine] = {}
    for line in lines:
        key = line.jurisdiction, line.name, line.rate
        before = sums.get(key)
        sums[key] = (
            line
            if before is None
            else replace(
                line,
                base_minor=before.base_minor + line.base_minor,
                amount_minor=before.amount_minor + line.amount_minor,
            )
        )
    return tuple(sums.values())


def _quote(
    lines: tuple[QuoteLine, ...], groups: tuple[QuoteGroup, ...], jurisdiction: Jurisdiction, currency: str
) -> Quote:
    return Quote(
        lines=lines,
        groups=groups,
        subtotal_minor=sum(group.subtotal_minor for group in groups),
        discount_minor=sum(group.discount_minor for group in groups),
        shipping_minor=sum(group.shipping_minor for group in groups),
        tax_minor=sum(group.tax_minor for group in groups),
        included_tax_minor=sum(group.included_tax_minor for group in groups),
        total_minor=sum(group.total_minor for group in groups),
        currency=currency,
        tax_name=jurisdiction.name,
        prices_include_tax=jurisdiction.prices_include_tax,
        tax_lines=summed(line for group in groups for line in group.tax_lines),
    )
