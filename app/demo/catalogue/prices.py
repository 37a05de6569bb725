"""Prices as shops write them, in USD cents."""

from __future__ import annotations

# How a brand ends its prices: 0 with .99, 1 with .00, 2 with .95.
ENDINGS = (99, 0, 95)


def charm(cents: float, ending: int) -> int:
    """The nearest price a shop would print: 8.49, 24.99, 79.00, 249.99, 1,299.00.

    `ending` is one of ENDINGS; from 50 dollars up the whole dollars end in four or nine.
    """
    dollars = cents / 100
    if dollars < 10:
        return max(199, round(dollars * 2) * 50 - 1)
    if dollars < 20:
        return round(dollars) * 100 - (100 - ending if ending else 0)
    step = 1 if dollars < 50 else 5 if dollars < 200 else 10 if dollars < 1000 else 50
    rounded = max(step, round(dollars / step) * step)
    if step == 1:
        return rounded * 100 - (100 - ending if ending else 0)
    below = rounded - 1
    return below * 100 + (ending if ending and dollars < 1000 else 0)
