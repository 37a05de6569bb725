"""The browser's time zone: in a form without asking, or as suggestions under a field."""

from __future__ import annotations

import reflex as rx


class BrowserZone(rx.Component):
    """A hidden field with the device's IANA zone, empty before the page is alive."""

    library = rx.asset("time_zone.jsx", shared=True).importable_path
    tag = "BrowserZone"

    name: rx.Var[str]


class TimeZones(rx.Component):
    """Suggestions for a field whose `list` is `id`, and a line that names the device's zone after `says`."""

    library = rx.asset("time_zone.jsx", shared=True).importable_path
    tag = "TimeZones"

    says: rx.Var[str]


def browser_zone(name: str = "time_zone") -> rx.Component:
    """Sends the device's zone with the form that it stands in."""
    return BrowserZone.create(name=name)


def time_zones(id: str, *, says: str) -> rx.Component:
    """All zones that the browser knows."""
    return TimeZones.create(id=id, says=says)
