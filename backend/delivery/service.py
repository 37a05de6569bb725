"""The verbs of delivery. Pure: no session, no clock; the same input gives the same dates everywhere."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from babel.dates import format_date

from backend.delivery import policy
from backend.delivery.errors import DestinationNotServed, TooHeavy
from backend.delivery.schemas import Parcel, Promise, ShippingOption
from backend.inventory.schemas import Destination
from backend.kit import places


def options(
    *,
    parcels: Sequence[Parcel],
    destination: Destination,
    now: datetime,
    free: Collection[str] = frozenset(),
) -> tuple[ShippingOption, ...]:
    """The ways to send all of `parcels`, cheapest first; each method that takes every one of them.

    Methods whose codes are `free` cost nothing; their dates are the same.

    Raises DestinationNotServed, TooHeavy, or ValueError without parcels.
    """
    if not parcels:
        raise ValueError("there is nothing to send")
    _require_served(destination)
    found = [
        option
        for method in policy.METHODS
        if (option := _option(method, parcels, destination, now, free)) is not None
    ]
    if not found:
        raise TooHeavy("One of the parcels is too heavy for our carriers. Please order fewer items at once.")
    return tuple(sorted(found, key=lambda option: option.cost_minor))


def _require_served(destination: Destination) -> None:
    if places.place(destination.country, destination.region) is None:
        field = "region" if destination.country == "US" else "country"
        raise DestinationNotServed(
            "We do not deliver there yet. Choose an address in the United States or the European Union.",
            field=field,
        )


def _option(
    method: policy.Method,
    parcels: Sequence[Parcel],
    destination: Destination,
    now: datetime,
    free: Collection[str],
) -> ShippingOption | None:
    costs, promises = [], []
    for parcel in parcels:
        rate = method.rates.get(policy.zone(parcel, destination))
        if rate is None or parcel.weight_grams > method.heaviest_grams:
            return None
        costs.append(0 if method.code in free else policy.cost(rate, parcel.weight_grams))
        promises.append(policy.promise(parcel, rate, destination, now))
    return ShippingOption(
        code=method.code,
        name=method.name,
        cost_minor=sum(costs),
        parcel_costs=tuple(costs),
        promised_from=min(one.promised_from for one in promises),
        promised_to=max(one.promised_to for one in promises),
        ship_by=max(one.ship_by for one in promises),
        parcel_promises=tuple(promises),
    )


def promise(
    *, parcel: Parcel, destination: Destination, now: datetime, method: str = "standard"
) -> Promise | None:
    """When one parcel would arrive, for a product page; None when the method does not take it there.

    Raises DestinationNotServed.
    """
    _require_served(destination)
    chosen = next((one for one in policy.METHODS if one.code == method), None)
    option = _option(chosen, [parcel], destination, now, ()) if chosen else None
    return option.parcel_promises[0] if option else None


def window_text(promised_from: date, promised_to: date, locale: str = "en_US") -> str:
    """The promised days in words, such as `Tue, Jan 20 – Thu, Jan 22`; the one wording of every surface."""
    first = _day_text(promised_from, locale)
    last = _day_text(promised_to, locale)
    return first if first == last else f"{first} – {last}"


def _day_text(day: date, locale: str) -> str:
    return format_date(day, "EEE, MMM d" if locale.startswith("en") else "EEE, d. MMM", locale=locale)
