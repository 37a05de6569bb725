"""The board's address: which days, narrowed to what, and which rows are looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from app import routes
from backend.analytics.schemas import BoardFilter, Measure
from backend.kit.errors import InvalidInput
from state.typed_numbers import whole

PERIODS = (7, 30, 90)
_USUAL = 30


@dataclass(frozen=True)
class Asked:
    """What an address asks for; `days` is 0 for a period of one's own."""

    window: BoardFilter
    days: int
    measure: Measure
    page: int

    def link(self, **changes: str | int) -> str:
        """The same address with these parts changed; rows begin at their first page."""
        window = self.window
        period = {"days": self.days} if self.days else {"from": window.from_day, "to": window.to_day}
        parts = {
            **period,
            "seller": window.seller_id or "",
            "department": window.department,
            "country": window.country,
            "measure": "" if self.measure is Measure.GMV else self.measure.value,
            **changes,
        }
        if "days" in changes:
            parts |= {"from": "", "to": ""}
        elif "from" in changes:
            parts["days"] = ""
        return routes.board(**{name: str(part) for name, part in parts.items() if part})

    def export(self, rows: str) -> str:
        """Where the rows are to be had as a file."""
        window = self.window
        return routes.board_export(
            rows=rows,
            from_day=window.from_day,
            to_day=window.to_day,
            seller_id=window.seller_id or "",
            department=window.department,
            country=window.country,
        )

    @property
    def period_words(self) -> str:
        """`30 days`, as in `up on the 30 days before`."""
        length = (self.window.to_day - self.window.from_day).days + 1
        return "day" if length == 1 else f"{length} days"


def asked(query: Mapping[str, str], today: date) -> Asked:
    """Read an address. Raises InvalidInput, naming the part that cannot be read."""
    days = _number(query.get("days", ""), "days")
    window = BoardFilter(
        *_days(query, days or _USUAL, today),
        seller_id=_id(query.get("seller", "")),
        department=query.get("department", "")[:80],
        country=query.get("country", "")[:2].upper(),
    )
    own = bool(query.get("from") or query.get("to"))
    measure = query.get("measure", "")
    if measure and measure not in set(Measure):
        raise InvalidInput("There is no such number on the board.", field="measure")
    return Asked(
        window,
        0 if own else days or _USUAL,
        Measure(measure) if measure else Measure.GMV,
        max(1, _number(query.get("page", ""), "page")),
    )


def usual(today: date) -> Asked:
    """The last 30 days of everything."""
    return asked({}, today)


def narrowed(one: Asked, *, seller: str, department: str, country: str) -> str:
    """The address narrowed to these, empty for all."""
    whole = replace(one, window=replace(one.window, seller_id=None, department="", country=""))
    return whole.link(seller=seller, department=department, country=country)


def _days(query: Mapping[str, str], days: int, today: date) -> tuple[date, date]:
    first, last = query.get("from", ""), query.get("to", "")
    if not first and not last:
        if not 1 <= days <= 366:
            raise InvalidInput("Choose a window of 1 to 366 days.", field="days")
        return today - timedelta(days=days - 1), today
    try:
        return date.fromisoformat(first), date.fromisoformat(last or today.isoformat())
    except ValueError:
        raise InvalidInput("Choose a first and a last day.", field="from") from None


def _number(text: str, field: str) -> int:
    if not text:
        return 0
    number = whole(text, 0, 99_999)
    if number is None:
        raise InvalidInput(f"{text[:20]!r} is not a number of {field}.", field=field)
    return number


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise InvalidInput("There is no such seller.", field="seller") from None
