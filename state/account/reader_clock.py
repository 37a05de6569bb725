"""Moments as the reader of an order's page tells the time."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_timezone_name

from backend.kit.locales import DEFAULT_LOCALE, DEFAULT_ZONE
from backend.orders.schemas import PurchaseView


@dataclass(frozen=True, slots=True)
class ReaderClock:
    """Whose clock and calendar a page is read by: a locale and the name of a time zone."""

    locale: str = DEFAULT_LOCALE
    time_zone: str = DEFAULT_ZONE

    def moment(self, at: datetime) -> str:
        """A point in time as its reader writes it, with the name of the zone."""
        local = at.astimezone(ZoneInfo(self.time_zone))
        day, hour = format_date(local, "medium", locale=self.locale), _hour(local, self.locale)
        return f"{day}, {hour} {get_timezone_name(local, width='short', locale=self.locale)}"

    def day(self, at: date | datetime) -> str:
        """A day of this clock, with its year."""
        local = at.astimezone(ZoneInfo(self.time_zone)) if isinstance(at, datetime) else at
        return format_date(local, "long", locale=self.locale)


def _hour(local: datetime, locale: str) -> str:
    # Where English puts a narrow space before AM, fonts differ in whether they have it.
    return format_time(local, "short", tzinfo=local.tzinfo, locale=locale).replace("\u202f", " ")


def clock_of(purchase: PurchaseView) -> ReaderClock:
    """The clock of who bought: the one that the purchase's mails use."""
    return ReaderClock(purchase.locale, purchase.time_zone)
