"""What the pages of the service desk say alike: who may come, dates, counts, amounts as they are typed."""

import re
from datetime import datetime, timedelta

from backend.identity.schemas import Role
from backend.kit.errors import InvalidInput
from backend.kit.money import exponent

DESK = (Role.DESK, Role.OPERATOR)
CURRENCIES = [("USD", "USD"), ("EUR", "EUR"), ("GBP", "GBP")]

_AMOUNT = re.compile(r"(\d{1,9})(?:[.,](\d{1,3}))?")


def moment(at: datetime | None) -> str:
    """`05 Nov 2026, 14:03`, in UTC; empty for never."""
    return f"{at:%d %b %Y, %H:%M}" if at else ""


def left(time: timedelta) -> str:
    """`in 3 h 12 min`, `2 d late`."""
    minutes = int(abs(time.total_seconds()) // 60)
    words = f"{minutes // 1440} d"
    if minutes < 24 * 60:
        words = f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
    return f"{words} late" if time < timedelta() else f"in {words}"


def minor_of(text: str, currency: str, field: str) -> int:
    """`19.9` and `19,90` as 1990, by the currency's decimals. Raises InvalidInput for anything else."""
    found = _AMOUNT.fullmatch(text.strip())
    places = exponent(currency)
    if found is None or len(found[2] or "") > places:
        example = f"19.{'9' * places}" if places else "20"
        raise InvalidInput(f"Write an amount such as {example}.", field=field)
    return int(found[1]) * 10**places + int((found[2] or "").ljust(places, "0") or 0)


def units_of(text: str, most: int, field: str) -> int:
    """A count from 0 to `most`, nothing being 0. Raises InvalidInput."""
    digits = text.strip() or "0"
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 6 and int(digits) <= most):
        raise InvalidInput(f"Write a whole number from 0 to {most}.", field=field)
    return int(digits)
