"""What the pages of the service desk say alike: who may come, dates, counts."""

from datetime import datetime, timedelta

from backend.identity.schemas import Role
from backend.kit.errors import InvalidInput
from state.typed_numbers import whole

DESK = (Role.DESK, Role.OPERATOR)
CURRENCIES = [("USD", "USD"), ("EUR", "EUR"), ("GBP", "GBP")]


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


def units_of(text: str, most: int, field: str) -> int:
    """A count from 0 to `most`, nothing being 0. Raises InvalidInput."""
    units = whole(text.strip() or "0", 0, most)
    if units is None:
        raise InvalidInput(f"Write a whole number from 0 to {most}.", field=field)
    return units
