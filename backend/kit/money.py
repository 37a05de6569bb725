"""Money as integer minor units with its currency. One rounding place, and splits that lose nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_currency, get_currency_precision


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """`amount` minor units (cents for USD) of an ISO 4217 `currency`."""

    amount: int
    currency: str = "USD"

    def __post_init__(self) -> None:
        if type(self.amount) is not int:
            raise TypeError(f"money is counted in whole minor units, not {type(self.amount).__name__}")

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __mul__(self, count: int) -> "Money":
        return Money(self.amount * count, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")

    def formatted(self, locale: str = "en_US") -> str:
        """As people write it, such as `$1,299.00`."""
        return format_minor(self.amount, self.currency, locale)


def round_minor(amount: Decimal) -> int:
    """The one rounding rule: half away from zero to a whole minor unit (commercial rounding)."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def share(amount: int, rate: Decimal) -> int:
    """`rate` (0.0825 for 8.25 %) of `amount` minor units, rounded once."""
    return round_minor(Decimal(amount) * rate)


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """Split `amount` minor units by `weights` so that the parts sum to it (largest remainder).

    Equal remainders go to the earlier part; all-zero weights split evenly.

    Raises ValueError without weights or with a negative one.
    """
    if not weights or min(weights) < 0:
        raise ValueError("a split needs at least one weight and none below zero")
    shares = list(weights) if sum(weights) else [1] * len(weights)
    total = sum(shares)
    sign = -1 if amount < 0 else 1
    quotients = [divmod(abs(amount) * weight, total) for weight in shares]
    parts = [whole for whole, _ in quotients]
    missing = abs(amount) - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda i: (-quotients[i][1], i))
    for index in by_remainder[:missing]:
        parts[index] += 1
    return [sign * part for part in parts]


def format_minor(amount: int, currency: str, locale: str = "en_US") -> str:
    """`amount` minor units as people of `locale` write them."""
    major = Decimal(amount).scaleb(-get_currency_precision(currency))
    return format_currency(major, currency, locale=locale)


def exponent(currency: str) -> int:
    """How many decimals a currency has: 2 for USD, 0 for JPY."""
    return get_currency_precision(currency)


def exchanged(amount: int, rate: Decimal, source: str, target: str) -> Decimal:
    """`amount` minor units of `source` in minor units of `target`, not rounded.

    `rate` is how many `target` one `source` is worth, in whole units: 0.92 euros for a dollar.
    """
    return (Decimal(amount) * rate).scaleb(exponent(target) - exponent(source))
