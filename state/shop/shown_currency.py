"""The currency that this tab's browser wants to see prices in, and how prices come to be in it."""

from __future__ import annotations

import reflex as rx
from babel.dates import format_date
from babel.numbers import get_currency_name

from backend.identity import cookies
from backend.pricing.currencies import HOME
from backend.storefront.in_currency import Conversion


def wanted_currency(state: rx.State) -> str:
    """What the browser's cookie asks for, unproven; empty when nobody chose."""
    return cookies.currency_of(state.router.headers.cookie)


def choices_of(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Currencies to choose from, as (code, words)."""
    return [(code, f"{code} – {get_currency_name(code, locale='en_US')}") for code in codes]


def note_of(conversion: Conversion | None) -> str:
    """How prices that are not the sellers' own come about; empty in the home currency."""
    if conversion is None:
        return ""
    day = format_date(conversion.day, "MMMM d, y", locale="en_US")
    return (
        f"Prices in {conversion.currency}, converted at the rate of {day}, "
        f"unless the seller set one in {conversion.currency}."
    )


USUAL = HOME
USUAL_CHOICE = choices_of((USUAL,))
