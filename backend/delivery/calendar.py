"""Business days: weekends and public holidays of the United States and the European Union.

United States: the federal holidays of 5 U.S.C. 6103; one that falls on a Saturday is observed on Friday, on a
Sunday on Monday. European Union: the closing days of the Eurosystem's T2 payment system, which members share.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

MONDAY, THURSDAY, SATURDAY = 0, 3, 5


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday by the rule that gives its day in a year, kept since `since`."""

    name: str
    day: Callable[[int], date]
    since: int = 0


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, number: int) -> Callable[[int], date]:
    def day(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))

    return day


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, after Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


US_FEDERAL = (
    Holiday("New Year's Day", _fixed(1, 1)),
    Holiday("Birthday of Martin Luther King, Jr.", _nth(1, MONDAY, 3), since=1986),
    Holiday("Washington's Birthday", _nth(2, MONDAY, 3), since=1971),
    Holiday("Memorial Day", _last_monday_of_may, since=1971),
    Holiday("Juneteenth", _fixed(6, 19), since=2021),
    Holiday("Independence Day", _fixed(7, 4)),
    Holiday("Labor Day", _nth(9, MONDAY, 1)),
    Holiday("Columbus Day", _nth(10, MONDAY, 2), since=1971),
    Holiday("Veterans Day", _fixed(11, 11), since=1978),
    Holiday("Thanksgiving Day", _nth(11, THURSDAY, 4)),
    Holiday("Christmas Day", _fixed(12, 25)),
)

EU_COMMON = (
    Holiday("New Year's Day", _fixed(1, 1)),
    Holiday("Good Friday", lambda year: easter(year) - timedelta(days=2), since=2000),
    Holiday("Easter Monday", lambda year: easter(year) + timedelta(days=1), since=2000),
    Holiday("Labour Day", _fixed(5, 1), since=2000),
    Holiday("Christmas Day", _fixed(12, 25)),
    Holiday("Second day of Christmas", _fixed(12, 26), since=2000),
)


@lru_cache(maxsize=256)
def holidays(country: str, year: int) -> dict[date, str]:
    """The days of `year` on which nobody works in `country` beside weekends, with their names."""
    rules = US_FEDERAL if country == "US" else EU_COMMON
    days: dict[date, str] = {}
    # New Year's Day of the next year may be observed on this year's last day.
    for of_year in (year, year + 1):
        for holiday in rules:
            if of_year >= holiday.since:
                day = holiday.day(of_year)
                observed = _observed(day) if country == "US" else day
                if observed.year == year:
                    days[observed] = holiday.name
    return days


def _observed(day: date) -> date:
    if day.weekday() == SATURDAY:
        return day - timedelta(days=1)
    return day + timedelta(days=1) if day.weekday() > SATURDAY else day


def is_business_day(day: date, country: str) -> bool:
    """Whether `day` is neither a weekend nor a holiday in `country`."""
    return day.weekday() < SATURDAY and day not in holidays(country, day.year)


def business_day_on_or_after(day: date, country: str) -> date:
    """`day`, or the first business day after it."""
    while not is_business_day(day, country):
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=4_096)
def add_business_days(day: date, count: int, country: str) -> date:
    """The business day `count` business days after `day`; for 0, `day` or the first one after it."""
    day = business_day_on_or_after(day, country)
    for _ in range(count):
        day = business_day_on_or_after(day + timedelta(days=1), country)
    return day
