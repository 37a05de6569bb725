"""Amounts: which currencies, how little, how much, and how they read in a sentence."""

from __future__ import annotations

from app.local.stripe.errors import InvalidRequest, ParameterError
from app.local.stripe.params import MAX_INTEGER

# Minor units a charge must reach. Source:
# https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
_MINIMUM = {
    "usd": 50, "aed": 200, "aud": 50, "brl": 50, "cad": 50, "chf": 50, "czk": 1500, "dkk": 250, "eur": 50,
    "gbp": 30, "hkd": 400, "huf": 17500, "inr": 50, "jpy": 50, "mxn": 1000, "myr": 200, "nok": 300, "nzd": 50,
    "pln": 200, "ron": 200, "sek": 300, "sgd": 50, "thb": 1000,
}  # fmt: skip
_ZERO_DECIMAL = frozenset(
    (
        "bif",
        "clp",
        "djf",
        "gnf",
        "jpy",
        "kmf",
        "krw",
        "mga",
        "pyg",
        "rwf",
        "ugx",
        "vnd",
        "vuv",
        "xaf",
        "xof",
        "xpf",
    )
)
_OTHERS = frozenset(
    ("ars", "bgn", "cop", "ils", "isk", "pen", "php", "sar", "try", "twd", "uah", "uyu", "zar")
)
_SYMBOLS = {"usd": "$", "eur": "€", "gbp": "£", "jpy": "¥", "cad": "CA$", "aud": "A$"}


def words(amount: int, currency: str) -> str:
    """`1999 usd` as `$19.99`."""
    number = f"{amount:,}" if currency in _ZERO_DECIMAL else f"{amount // 100:,}.{amount % 100:02d}"
    symbol = _SYMBOLS.get(currency)
    return f"{symbol}{number}" if symbol else f"{number} {currency.upper()}"


def currency_code(given: str) -> str:
    """The currency in Stripe's lower case; refused when unknown."""
    currency = given.lower()
    if currency not in _MINIMUM and currency not in _ZERO_DECIMAL and currency not in _OTHERS:
        known = ", ".join(sorted({*_MINIMUM, *_ZERO_DECIMAL, *_OTHERS}))
        raise ParameterError(
            f"Invalid currency: {currency}. Stripe currently supports these currencies: {known}",
            param="currency",
        )
    return currency


def chargeable(amount: int, currency: str) -> None:
    """Refuse an amount below the currency's minimum or above eight digits."""
    if amount > MAX_INTEGER:
        raise InvalidRequest(
            f"Amount must be no more than {words(MAX_INTEGER, currency)}",
            code="amount_too_large",
            param="amount",
        )
    minimum = _MINIMUM.get(currency, 50)
    if amount < minimum:
        raise InvalidRequest(
            f"Amount must be at least {words(minimum, currency)} {currency}",
            code="amount_too_small",
            param="amount",
        )
