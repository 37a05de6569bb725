"""Numbers and amounts as people type them, and as addresses say them."""

import re

from backend.kit.errors import InvalidInput
from backend.kit.money import exponent

_AMOUNT = re.compile(r"(\d+)(?:[.,](\d+))?", re.ASCII)


def whole(text: str, least: int, most: int) -> int | None:
    """A whole number from `least` to `most` in plain digits; None for anything else."""
    digits = text.strip()
    # Not one digit more than the largest has, so that nobody lets us read a number of a million digits.
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(most))):
        return None
    return int(digits) if least <= int(digits) <= most else None


def minor_of(text: str, currency: str, field: str, *, digits: int = 9) -> int:
    """`19.9` and `19,90` as 1990, by the currency's decimals; at most `digits` of them before the point.

    Raises InvalidInput beside the `field` for anything else.
    """
    found, places = _AMOUNT.fullmatch(text.strip()), exponent(currency)
    if found is None or len(found[1]) > digits or len(found[2] or "") > places:
        example = "19.90".ljust(3 + places, "0") if places else "20"
        raise InvalidInput(f"Write an amount such as {example}.", field=field)
    return int(found[1] + (found[2] or "").ljust(places, "0"))
