"""Holidays against days that are known to be right, published by the authorities that keep them."""

from __future__ import annotations

from datetime import date

import pytest

from backend.delivery.calendar import add_business_days, easter, holidays, is_business_day


def test_federal_holidays_of_2026():
    assert sorted(holidays("US", 2026)) == [
        date(2026, 1, 1),
        date(2026, 1, 19),
        date(2026, 2, 16),
        date(2026, 5, 25),
        date(2026, 6, 19),
        date(2026, 7, 3),
        date(2026, 9, 7),
        date(2026, 10, 12),
        date(2026, 11, 11),
        date(2026, 11, 26),
        date(2026, 12, 25),
    ]


def test_new_years_day_on_a_saturday_is_observed_in_the_year_before():
    assert holidays("US", 2021)[date(2021, 12, 31)] == "New Year's Day"
    assert date(2022, 1, 1) not in holidays("US", 2022)
    assert date(2023, 1, 2) in holidays("US", 2023), "on a Sunday it moves to Monday"


def test_juneteenth_is_kept_since_2021():
    assert date(2020, 6, 19) not in holidays("US", 2020)
    assert date(2021, 6, 18) in holidays("US", 2021)


def test_common_days_of_the_union_in_2026():
    assert sorted(holidays("DE", 2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


@pytest.mark.parametrize(
    "sunday",
    [
        date(1961, 4, 2),
        date(2000, 4, 23),
        date(2008, 3, 23),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2038, 4, 25),
    ],
)
def test_easter(sunday: date):
    assert easter(sunday.year) == sunday


def test_weekends_and_holidays_are_not_counted():
    friday_before_memorial_day = date(2026, 5, 22)
    assert add_business_days(friday_before_memorial_day, 0, "US") == friday_before_memorial_day
    assert add_business_days(friday_before_memorial_day, 1, "US") == date(2026, 5, 26)
    assert add_business_days(friday_before_memorial_day, 1, "FR") == date(2026, 5, 25)
    assert add_business_days(date(2026, 5, 23), 0, "US") == date(2026, 5, 26)
    assert not is_business_day(date(2026, 5, 25), "US")
