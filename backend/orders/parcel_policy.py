"""What of an order's money a parcel takes with it. Pure; amounts in minor units.

A parcel takes from what has not left yet, by units and largest remainder, and the last one all that is left:
so the parcels and what was cancelled make the order to the cent, in whatever order they come.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from uuid import UUID

from backend.kit import money


@dataclass(frozen=True, slots=True)
class Share:
    """Units of a line with their amounts. Prices are per unit, the rest is what of the line is theirs."""

    quantity: int
    unit_price_minor: int
    discount_minor: int
    tax_minor: int
    included_tax_minor: int
    funded_minor: int

    @property
    def subtotal_minor(self) -> int:
        """At their prices."""
        return self.quantity * self.unit_price_minor

    @property
    def total_minor(self) -> int:
        """What the shopper pays for them."""
        return self.subtotal_minor - self.discount_minor + self.tax_minor

    @property
    def goods_minor(self) -> int:
        """Without any tax."""
        return self.subtotal_minor - self.discount_minor - self.included_tax_minor

    @property
    def base_minor(self) -> int:
        """What commission is taken on: a discount that the marketplace pays does not lower it."""
        return self.goods_minor + self.funded_minor

    @property
    def all_tax_minor(self) -> int:
        """Added or inside the price."""
        return self.tax_minor + self.included_tax_minor

    def of(self, units: int) -> "Share":
        """What `units` of these take; `less` them, the rest adds up to the cent."""
        weights = (units, self.quantity - units)
        return Share(
            units,
            self.unit_price_minor,
            *(money.split(getattr(self, name), weights)[0] for name in _PARTS),
        )

    def less(self, other: "Share") -> "Share":
        """What is left when `other` is gone."""
        return Share(
            self.quantity - other.quantity,
            self.unit_price_minor,
            *(getattr(self, name) - getattr(other, name) for name in _PARTS),
        )


_PARTS = tuple(one.name for one in fields(Share) if one.name not in {"quantity", "unit_price_minor"})


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What of an order has not left: its lines, and what no line has.

    `shipping_minor` is without tax. `tendered_minor` of it all was paid by gift cards and store credit.
    """

    lines: Mapping[UUID, Share]
    shipping_minor: int
    shipping_tax_minor: int
    commission_minor: int
    seller_funded_shipping_minor: int
    tendered_minor: int

    @property
    def total_minor(self) -> int:
        """What the shopper pays for it."""
        goods = sum(line.total_minor for line in self.lines.values())
        return goods + self.shipping_minor + self.shipping_tax_minor


@dataclass(frozen=True, slots=True)
class Taken:
    """A parcel: its lines, and its amounts as the books have them."""

    lines: Mapping[UUID, Share]
    goods_minor: int
    shipping_minor: int
    tax_minor: int
    commission_minor: int
    funded_minor: int
    seller_funded_shipping_minor: int
    total_minor: int
    tendered_minor: int


def parcel(rest: Outstanding, quantities: Mapping[UUID, int]) -> Taken:
    """What a parcel with these units takes. Shipping goes with the first; balances pay before the card."""
    lines = {item_id: rest.lines[item_id].of(units) for item_id, units in quantities.items() if units}
    is_last = all(line.quantity == quantities.get(item_id, 0) for item_id, line in rest.lines.items())
    goods = sum(line.goods_minor for line in lines.values())
    tax = sum(line.all_tax_minor for line in lines.values()) + rest.shipping_tax_minor
    total = goods + rest.shipping_minor + tax
    return Taken(
        lines=lines,
        goods_minor=goods,
        shipping_minor=rest.shipping_minor,
        tax_minor=tax,
        commission_minor=rest.commission_minor
        if is_last
        else commission_part(rest.commission_minor, list(lines.values()), list(rest.lines.values())),
        funded_minor=sum(line.funded_minor for line in lines.values()),
        seller_funded_shipping_minor=rest.seller_funded_shipping_minor,
        total_minor=total,
        tendered_minor=min(total, rest.tendered_minor),
    )


def commission_part(commission_minor: int, part: Sequence[Share], whole: Sequence[Share]) -> int:
    """The commission on a part of lines that carry `commission_minor` together."""
    base = sum(line.base_minor for line in part)
    return money.split(commission_minor, [base, sum(line.base_minor for line in whole) - base])[0]
