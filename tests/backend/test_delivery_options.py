from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.delivery import service
from backend.delivery.errors import DestinationNotServed, TooHeavy
from backend.delivery.policy import Zone, zone
from backend.delivery.schemas import Parcel
from backend.inventory.schemas import Destination
from backend.kit.places import EU_MEMBERS, US_STATES

NEW_YORK, CALIFORNIA, HAWAII = (Destination("US", state) for state in ("NY", "CA", "HI"))
THURSDAY_NOON = datetime(2026, 1, 15, 17, tzinfo=UTC)  # 12:00 in New Jersey


def parcel(weight: int = 800, *, handling: int = 1, country="US", region="NJ", zone_name="America/New_York"):
    return Parcel(UUID(int=1), country, region, weight, handling, zone_name)


def by_code(destination: Destination, *parcels: Parcel, now: datetime = THURSDAY_NOON):
    found = service.options(parcels=parcels or [parcel()], destination=destination, now=now)
    return {option.code: option for option in found}


def test_zones():
    assert zone(parcel(), NEW_YORK) is Zone.NEAR
    assert zone(parcel(), Destination("US", "NJ")) is Zone.NEAR
    assert zone(parcel(), Destination("US", "IL")) is Zone.REGIONAL
    assert zone(parcel(), CALIFORNIA) is Zone.FAR
    assert zone(parcel(), HAWAII) is Zone.REMOTE
    assert zone(parcel(), Destination("DE")) is Zone.ABROAD
    leipzig = parcel(country="DE", region="SN")
    assert zone(leipzig, Destination("DE")) is Zone.NEAR
    assert zone(leipzig, Destination("CZ")) is Zone.NEAR
    assert zone(leipzig, Destination("FR")) is Zone.REGIONAL
    assert zone(leipzig, Destination("PT")) is Zone.FAR
    assert zone(leipzig, NEW_YORK) is Zone.ABROAD


def test_options_of_a_light_parcel_nearby():
    found = by_code(NEW_YORK)
    assert [(code, option.cost_minor) for code, option in found.items()] == [
        ("standard", 499),
        ("express", 999),
        ("next_day", 1499),
    ]
    standard = found["standard"]
    # Ordered Thursday before two, handled one day, so it leaves Friday 18:00 and Monday is a holiday.
    assert standard.ship_by == datetime(2026, 1, 16, 23, tzinfo=UTC)
    assert (standard.promised_from, standard.promised_to) == (date(2026, 1, 20), date(2026, 1, 21))
    assert found["next_day"].promised_to == date(2026, 1, 20)


def test_weight_counts_by_the_started_kilogram():
    costs = [
        by_code(CALIFORNIA, parcel(weight))["standard"].cost_minor for weight in (0, 1, 1000, 1001, 2500)
    ]
    assert costs == [699, 699, 699, 819, 939]


def test_the_promise_moves_with_the_cut_off_at_the_warehouse():
    before = by_code(NEW_YORK, now=datetime(2026, 1, 14, 18, 59, 59, tzinfo=UTC))["standard"]
    after = by_code(NEW_YORK, now=datetime(2026, 1, 14, 19, tzinfo=UTC))["standard"]
    assert before.ship_by == datetime(2026, 1, 15, 23, tzinfo=UTC)
    assert after.ship_by == datetime(2026, 1, 16, 23, tzinfo=UTC)
    assert before.parcel_promises[0].order_by == datetime(2026, 1, 14, 19, tzinfo=UTC)
    assert after.parcel_promises[0].order_by == datetime(2026, 1, 15, 19, tzinfo=UTC)
    # The same instant is before the cut-off in California.
    west = parcel(region="CA", zone_name="America/Los_Angeles")
    assert by_code(CALIFORNIA, west, now=datetime(2026, 1, 14, 19, tzinfo=UTC))[
        "standard"
    ].ship_by == datetime(2026, 1, 16, 2, tzinfo=UTC)


def test_the_promise_moves_with_the_place_and_the_handling():
    near, far = by_code(NEW_YORK)["standard"], by_code(CALIFORNIA)["standard"]
    assert near.promised_to < far.promised_to
    slow = by_code(NEW_YORK, parcel(handling=4))["standard"]
    assert slow.ship_by == datetime(2026, 1, 22, 23, tzinfo=UTC)
    assert by_code(NEW_YORK, parcel(handling=0))["standard"].ship_by == datetime(2026, 1, 15, 23, tzinfo=UTC)


def test_pick_up_is_at_six_in_summer_too():
    july = by_code(NEW_YORK, parcel(handling=0), now=datetime(2026, 7, 14, 12, tzinfo=UTC))["standard"]
    assert july.ship_by == datetime(2026, 7, 14, 22, tzinfo=UTC)


def test_a_holiday_of_the_destination_delays_the_arrival_only():
    ordered = datetime(2026, 4, 2, 9, tzinfo=UTC)  # Thursday before Good Friday, 11:00 in Leipzig
    german = parcel(handling=0, country="DE", region="SN", zone_name="Europe/Berlin")
    found = by_code(Destination("FR"), german, now=ordered)["express"]
    assert found.ship_by == datetime(2026, 4, 2, 16, tzinfo=UTC)
    assert (found.promised_from, found.promised_to) == (date(2026, 4, 7), date(2026, 4, 8))


def test_a_purchase_of_two_parcels_costs_both_and_each_keeps_its_own_dates():
    fast, slow = parcel(handling=0), parcel(2200, handling=3, region="CA", zone_name="America/Los_Angeles")
    both = by_code(NEW_YORK, fast, slow)["standard"]
    alone = [by_code(NEW_YORK, one)["standard"] for one in (fast, slow)]
    assert both.parcel_costs == (499, 699 + 2 * 120)
    assert both.cost_minor == 1438
    assert both.parcel_promises == tuple(one.parcel_promises[0] for one in alone)
    assert both.promised_from == alone[0].promised_from
    assert (both.promised_to, both.ship_by) == (alone[1].promised_to, alone[1].ship_by)


def test_methods_that_do_not_take_every_parcel_are_not_offered():
    assert set(by_code(HAWAII)) == {"standard", "express"}
    assert set(by_code(NEW_YORK, parcel(), parcel(31_000))) == {"standard", "express"}
    assert set(by_code(NEW_YORK, parcel(71_000))) == {"standard"}
    with pytest.raises(TooHeavy):
        by_code(NEW_YORK, parcel(1_000_001))


@pytest.mark.parametrize(
    ("place", "field"),
    [(Destination("GB"), "country"), (Destination("US"), "region"), (Destination("US", "PR"), "region")],
)
def test_a_place_that_is_not_served_is_refused_by_field(place: Destination, field: str):
    with pytest.raises(DestinationNotServed) as refusal:
        by_code(place)
    assert refusal.value.field == field


def test_the_product_page_promises_what_the_checkout_does():
    one = parcel()
    promised = service.promise(parcel=one, destination=NEW_YORK, now=THURSDAY_NOON)
    assert promised == by_code(NEW_YORK, one)["standard"].parcel_promises[0]
    assert service.promise(parcel=one, destination=HAWAII, now=THURSDAY_NOON, method="next_day") is None


def test_the_window_in_words():
    assert service.window_text(date(2026, 1, 20), date(2026, 1, 22)) == "Tue, Jan 20 – Thu, Jan 22"
    assert service.window_text(date(2026, 1, 20), date(2026, 1, 20)) == "Tue, Jan 20"


_places = st.one_of(
    st.sampled_from(sorted(US_STATES)).map(lambda state: Destination("US", state)),
    st.sampled_from(sorted(EU_MEMBERS)).map(Destination),
)


@settings(max_examples=300, deadline=None)
@given(
    _places,
    _places,
    st.integers(0, 90_000),
    st.integers(0, 30),
    st.integers(0, 5 * 365 * 86_400).map(lambda s: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=s)),
)
def test_every_served_place_gets_sensible_dates(origin, destination, weight, handling, now):
    one = Parcel(UUID(int=1), origin.country, origin.region, weight, handling, "Europe/Athens")
    found = by_code(destination, one, now=now)
    assert "standard" in found
    for option in found.values():
        (promised,) = option.parcel_promises
        assert now < promised.order_by <= promised.ship_by
        assert promised.ship_by.date() < promised.promised_from <= promised.promised_to
        assert promised.promised_from.weekday() < 5
        assert option.cost_minor > 0
    if "express" in found:
        assert found["express"].promised_to <= found["standard"].promised_to
        assert found["express"].cost_minor > found["standard"].cost_minor
