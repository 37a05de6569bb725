"""How much of what goes back, to whom it is charged and where it goes. Pure; amounts in minor units.

Everything is cumulative: what the refunds of a line (its tax, its commission) come to together is what one
refund of all of it would have been. So ten refunds of a tenth lose no cent and make none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from backend.kit import money

TO_ORIGIN, TO_CREDIT = "origin", "credit"
TRANSITIONS: dict[str, frozenset[str]] = {
    "requested": frozenset({"approved"}),
    "approved": frozenset({"sent"}),
    "sent": frozenset({"succeeded", "failed"}),
    "failed": frozenset({"approved", "succeeded"}),
    "succeeded": frozenset({"failed"}),
}
"""A bank may send back days later what had succeeded. What failed is sent again, or owed as store credit."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A line of an order, or its shipping, with its tax and with what of it has gone back.

    `funded_minor` is what the marketplace made good to the seller for a discount on it. While an order is
    sent in parts, a line is what of it was earned: it grows, what went back of it stays.
    """

    id: UUID
    quantity: int
    refunded_quantity: int
    total_minor: int
    tax_minor: int
    funded_minor: int
    refunded_minor: int
    refunded_tax_minor: int = 0
    refunded_funded_minor: int = 0

    @property
    def left_minor(self) -> int:
        """What can still go back."""
        return self.total_minor - self.refunded_minor


@dataclass(frozen=True, slots=True)
class Part:
    """What of a line or of the shipping goes back now; the tax is inside the amount.

    `funded_minor` is what the seller gives back to the marketplace of a discount that it paid for.
    """

    id: UUID
    quantity: int
    amount_minor: int
    tax_minor: int
    funded_minor: int


def of_units(line: Standing, quantity: int) -> Part:
    """`quantity` more units of a line; what went back of it without a unit counts towards its last ones."""
    before = line.refunded_quantity
    amount = _upto(line.total_minor, before + quantity, line.quantity) - _upto(
        line.total_minor, before, line.quantity
    )
    if before + quantity == line.quantity:
        amount = line.left_minor
    return _part(line, quantity, min(amount, line.left_minor))


def all_left(line: Standing) -> Part:
    """Everything of a line or of the shipping that has not gone back yet."""
    return _part(line, line.quantity - line.refunded_quantity, line.left_minor)


def of_amount(lines: Sequence[Standing], amount_minor: int) -> list[Part]:
    """An amount that belongs to no unit: spread over what is left of everything."""
    shares = money.split(amount_minor, [line.left_minor for line in lines])
    return [_part(line, 0, share) for line, share in zip(lines, shares, strict=True)]


def commission_of(
    commission_minor: int, base_minor: int, *, before_minor: int, now_minor: int, refunded_minor: int
) -> int:
    """The commission on what goes back now of the base that it was taken on; `before_minor` went before.

    The base is the goods without tax and what the marketplace made good for discounts on them;
    `refunded_minor` of the commission went back with what went before.
    """
    return _upto(commission_minor, before_minor + now_minor, base_minor) - refunded_minor


def _part(line: Standing, quantity: int, amount_minor: int) -> Part:
    after = line.refunded_minor + amount_minor
    tax = _upto(line.tax_minor, after, line.total_minor) - line.refunded_tax_minor
    funded = _upto(line.funded_minor, after, line.total_minor) - line.refunded_funded_minor
    return Part(line.id, quantity, amount_minor, min(max(0, tax), amount_minor), max(0, funded))


def _upto(amount_minor: int, part: int, whole: int) -> int:
    """The share of `amount_minor` that the first `part` of `whole` has, rounded; all of it at the end."""
    return money.split(amount_minor, [part, whole - part])[0] if whole else 0
