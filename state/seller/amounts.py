"""Amounts and counts as sellers type them."""

import re

from backend.kit.errors import InvalidInput
from backend.kit.money import format_minor

_AMOUNT = re.compile(r"(\d{1,7})(?:[.,](\d{1,2}))?")


def minor_of(text: str, field: str) -> int:
    """`19.9` and `19,90` as 1990. Raises InvalidInput for anything else."""
    found = _AMOUNT.fullmatch(text.strip().removeprefix("$").strip())
    if found is None:
        raise InvalidInput("Write an amount such as 19.90.", field=field)
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def minor_or_none(text: str, field: str) -> int | None:
    """The same, None for nothing."""
    return minor_of(text, field) if text.strip() else None


def pieces_of(text: str, field: str) -> int:
    """A count of pieces. Raises InvalidInput for anything but a whole number from 0 to 1,000,000."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 7 and int(digits) <= 1_000_000):
        raise InvalidInput("Write a whole number of pieces, from 0 to 1,000,000.", field=field)
    return int(digits)


def typed(amount_minor: int | None) -> str:
    """1990 as `19.90`, the way it is typed; empty for None."""
    return "" if amount_minor is None else f"{amount_minor // 100}.{amount_minor % 100:02d}"


def shown(amount_minor: int, currency: str) -> str:
    """1990 as `$19.90`."""
    return format_minor(amount_minor, currency)
