"""Prices that read well after a conversion: the nearest price of a currency's ladder. Pure.

Currencies with cents: below 10.00 prices end in 9 cents, up to 100.00 in 49 or 99 cents, above in 99 cents.
Currencies without: below 1,000 whole tens, above in 80. Halfway goes up; the least is 1 minor unit.
`docs/decisions/0025-currencies.md` says why.
"""

from decimal import Decimal

from backend.kit.money import exponent, round_minor

_WITH_CENTS = ((1_000, 10, 9), (10_000, 50, 49), (None, 100, 99))
_WITHOUT = ((1_000, 10, 0), (None, 100, 80))


def charmed(amount: Decimal, currency: str) -> int:
    """The nearest charm price to `amount` minor units of `currency`; 23.17 becomes 22.99."""
    if amount <= 0:
        return round_minor(amount)
    decimals = exponent(currency)
    scale = 10 ** max(0, decimals - 2)
    for limit, step, ending in _WITH_CENTS if decimals else _WITHOUT:
        if limit is None or amount < limit * scale:
            steps = round_minor((amount / scale - ending) / step)
            price = (steps * step + ending) * scale
            return price if price > 0 else max(1, round_minor(amount))
    raise AssertionError("the last step of a ladder has no limit")
