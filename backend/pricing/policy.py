"""How a price becomes a total. Pure, in whole minor units.

United States: tax is added to the discounted price of each line, and to shipping where the state taxes it.
European Union: prices and shipping include VAT; the included part is named, not added.
Tax is rounded half away from zero once per line and once per parcel's shipping; every sum adds rounded parts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from backend.kit.money import round_minor, share
from backend.pricing.schemas import PricedLine, Quote, QuoteGroup, QuoteLine, ShippingCharge

STANDARD, SHIPPING = "standard", "shipping"


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The rates of a destination by tax class; a class without a rate of its own pays the standard one."""

    name: str
    prices_include_tax: bool
    rates: Mapping[str, Decimal]

    def rate(self, tax_class: str) -> Decimal:
        """The rate of a class, 0.0825 for 8.25 %."""
        return self.rates.get(tax_class, self.rates[STANDARD])


def taxes(amount: int, rate: Decimal, *, included: bool) -> tuple[int, int]:
    """(tax to add, tax included) for `amount`; one of them is 0."""
    if included:
        return 0, round_minor(Decimal(amount) * rate / (1 + rate))
    return share(amount, rate), 0


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
) -> Quote:
    """The quote of `lines` and `shipping`; groups come in the order in which lines first name them."""
    quote_lines = tuple(_line(line, jurisdiction) for line in lines)
    charges: dict[tuple[UUID, UUID], int] = {}
    for charge in shipping:
        key = charge.seller_id, charge.warehouse_id
        charges[key] = charges.get(key, 0) + charge.amount_minor
    groups: dict[tuple[UUID, UUID], list[QuoteLine]] = {}
    for line in quote_lines:
        groups.setdefault((line.seller_id, line.warehouse_id), []).append(line)
    quote_groups = tuple(
        _group(key, members, charges.get(key, 0), jurisdiction) for key, members in groups.items()
    )
    return Quote(
        lines=quote_lines,
        groups=quote_groups,
        subtotal_minor=sum(group.subtotal_minor for group in quote_groups),
        discount_minor=sum(group.discount_minor for group in quote_groups),
        shipping_minor=sum(group.shipping_minor for group in quote_groups),
        tax_minor=sum(group.tax_minor for group in quote_groups),
        included_tax_minor=sum(group.included_tax_minor for group in quote_groups),
        total_minor=sum(group.total_minor for group in quote_groups),
        currency=currency,
        tax_name=jurisdiction.name,
        prices_include_tax=jurisdiction.prices_include_tax,
    )


def _line(line: PricedLine, jurisdiction: Jurisdiction) -> QuoteLine:
    subtotal = line.unit_price_minor * line.quantity
    rate = jurisdiction.rate(line.tax_class)
    tax, included = taxes(subtotal - line.discount_minor, rate, included=jurisdiction.prices_include_tax)
    return QuoteLine(
        key=line.key,
        seller_id=line.seller_id,
        warehouse_id=line.warehouse_id,
        unit_price_minor=line.unit_price_minor,
        quantity=line.quantity,
        tax_class=line.tax_class,
        tax_rate=rate,
        subtotal_minor=subtotal,
        discount_minor=line.discount_minor,
        tax_minor=tax,
        included_tax_minor=included,
        total_minor=subtotal - line.discount_minor + tax,
    )


def _group(
    key: tuple[UUID, UUID], lines: Sequence[QuoteLine], shipping: int, jurisdiction: Jurisdiction
) -> QuoteGroup:
    tax, included = taxes(shipping, jurisdiction.rate(SHIPPING), included=jurisdiction.prices_include_tax)
    return QuoteGroup(
        seller_id=key[0],
        warehouse_id=key[1],
        subtotal_minor=sum(line.subtotal_minor for line in lines),
        discount_minor=sum(line.discount_minor for line in lines),
        shipping_minor=shipping,
        shipping_tax_minor=tax,
        shipping_included_tax_minor=included,
        tax_minor=sum(line.tax_minor for line in lines) + tax,
        included_tax_minor=sum(line.included_tax_minor for line in lines) + included,
        total_minor=sum(line.total_minor for line in lines) + shipping + tax,
    )
