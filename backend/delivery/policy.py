"""Zones, rates and dates. Pure. Costs are cents of USD, weights grams."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from backend.delivery.calendar import add_business_days, business_day_on_or_after, is_business_day
from backend.delivery.schemas import Parcel, Promise
from backend.inventory.schemas import Destination
from backend.kit import places

# At the warehouse: orders until the cut-off are handled that day, the carrier comes at pick-up.
CUT_OFF = time(14)
PICK_UP = time(18)


class Zone(StrEnum):
    """How far a parcel goes."""

    NEAR = "near"
    REGIONAL = "regional"
    FAR = "far"
    REMOTE = "remote"
    ABROAD = "abroad"


@dataclass(frozen=True, slots=True)
class Rate:
    """What a method costs into a zone and the business days that it travels."""

    first_kilogram: int
    further_kilogram: int
    days_from: int
    days_to: int


@dataclass(frozen=True, slots=True)
class Method:
    """A way to send a parcel, for the zones that it has a rate for."""

    code: str
    name: str
    heaviest_grams: int
    rates: dict[Zone, Rate]


METHODS = (
    Method(
        "standard",
        "Standard",
        1_000_000,
        {
            Zone.NEAR: Rate(499, 50, 1, 2),
            Zone.REGIONAL: Rate(599, 80, 2, 4),
            Zone.FAR: Rate(699, 120, 3, 5),
            Zone.REMOTE: Rate(1299, 250, 5, 8),
            Zone.ABROAD: Rate(1999, 600, 7, 12),
        },
    ),
    Method(
        "express",
        "Express",
        70_000,
        {
            Zone.NEAR: Rate(999, 100, 1, 1),
            Zone.REGIONAL: Rate(1299, 180, 1, 2),
            Zone.FAR: Rate(1599, 260, 2, 2),
            Zone.REMOTE: Rate(2999, 500, 2, 3),
            Zone.ABROAD: Rate(3999, 1100, 3, 5),
        },
    ),
    Method(
        "next_day",
        "Next day",
        30_000,
        {
            Zone.NEAR: Rate(1499, 150, 1, 1),
            Zone.REGIONAL: Rate(2499, 300, 1, 1),
            Zone.FAR: Rate(3499, 450, 1, 1),
        },
    ),
)

_NEAR_KM, _REGIONAL_KM = 450, 1500
_REMOTE_STATES = frozenset({"AK", "HI"})


def zone(parcel: Parcel, destination: Destination) -> Zone:
    """The zone between a parcel's warehouse and its destination.

    Inside the US or the EU by distance between states or members; Alaska and Hawaii are remote from every
    other state; everything between the two is abroad.
    """
    start = (parcel.warehouse_country, parcel.warehouse_region)
    goal = (destination.country, destination.region)
    if (start[0] == "US") != (goal[0] == "US"):
        return Zone.ABROAD
    if start == goal or (start[0] == goal[0] and start[0] != "US"):
        return Zone.NEAR
    if start[0] == "US" and _REMOTE_STATES & {start[1], goal[1]}:
        return Zone.REMOTE
    distance = places.distance_km(*start, *goal)
    if distance is None:
        return Zone.FAR if start[0] == goal[0] else Zone.ABROAD
    if distance <= _NEAR_KM:
        return Zone.NEAR
    return Zone.REGIONAL if distance <= _REGIONAL_KM else Zone.FAR


def cost(rate: Rate, weight_grams: int) -> int:
    """Cents for a parcel: the first kilogram, then every started one."""
    kilograms = max(1, -(-weight_grams // 1000))
    return rate.first_kilogram + rate.further_kilogram * (kilograms - 1)


def promise(parcel: Parcel, rate: Rate, destination: Destination, now: datetime) -> Promise:
    """When a parcel ordered at `now` (aware) leaves and arrives.

    It is handled from the day of the cut-off that the order still makes, leaves after the seller's handling
    days and travels on business days of the destination.
    """
    zone_info = ZoneInfo(parcel.time_zone)
    local = now.astimezone(zone_info)
    first = local.date()
    if local.time() >= CUT_OFF or not is_business_day(first, parcel.warehouse_country):
        first = business_day_on_or_after(first + timedelta(days=1), parcel.warehouse_country)
    leaves = add_business_days(first, parcel.handling_days, parcel.warehouse_country)
    return Promise(
        order_by=_instant(first, CUT_OFF, zone_info),
        ship_by=_instant(leaves, PICK_UP, zone_info),
        promised_from=_arrives(leaves, rate.days_from, destination),
        promised_to=_arrives(leaves, rate.days_to, destination),
    )


def _arrives(leaves: date, days: int, destination: Destination) -> date:
    day = leaves
    for _ in range(days):
        day = business_day_on_or_after(day + timedelta(days=1), destination.country)
    return day


def _instant(day: date, at: time, zone_info: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone_info).astimezone(ZoneInfo("UTC"))
