"""The breakdown of an order's tax follows its units: it always sums to the tax that the order owes. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from backend.kit import money


def without(
    lines: Sequence[Mapping[str, Any]], taken: Sequence[tuple[Decimal, int, int]]
) -> list[dict[str, Any]]:
    """The breakdown after units were taken out: (rate of their line, amount without tax, tax), minor units.

    They leave the line of their rate; where several offices share a rate, each loses by what it had.
    """
    left = [dict(line) for line in lines]
    for rate, base, tax in taken:
        own = [line for line in left if Decimal(line["rate"]) == rate] or left
        if not own:
            continue
        bases = money.split(base, [max(0, line["base_minor"]) for line in own])
        taxes = money.split(tax, [max(0, line["amount_minor"]) for line in own])
        for line, less, less_tax in zip(own, bases, taxes, strict=True):
            line["base_minor"] = max(0, line["base_minor"] - less)
            line["amount_minor"] -= less_tax
    return left
