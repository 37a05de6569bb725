"""Amounts and counts as sellers type them."""

from backend.kit.errors import InvalidInput
from backend.kit.money import format_minor
from state import typed_numbers


def minor_of(text: str, field: str) -> int:
    """A price in dollars, `$19.9` as 1990. Raises InvalidInput for anything else."""
    return typed_numbers.minor_of(text.strip().removeprefix("$"), "USD", field, digits=7)


def minor_or_none(text: str, field: str) -> int | None:
    """The same, None for nothing."""
    return minor_of(text, field) if text.strip() else None


def pieces_of(text: str, field: str) -> int:
    """A count of pieces. Raises InvalidInput for anything but a whole number from 0 to 1,000,000."""
    pieces = typed_numbers.whole(text, 0, 1_000_000)
    if pieces is None:
        raise InvalidInput("Write a whole number of pieces, from 0 to 1,000,000.", field=field)
    return pieces


def typed(amount_minor: int | None) -> str:
    """1990 as `19.90`, the way it is typed; empty for None."""
    return "" if amount_minor is None else f"{amount_minor // 100}.{amount_minor % 100:02d}"


def shown(amount_minor: int, currency: str) -> str:
    """1990 as `$19.90`."""
    return format_minor(amount_minor, currency)
