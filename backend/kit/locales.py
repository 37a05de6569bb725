"""Languages and time zones of shoppers: which are known, what a browser asks for, what is used at a place."""

from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError

from backend.kit.errors import InvalidInput

LANGUAGES = ("en", "de")
"""What messages are written in."""
DEFAULT_LOCALE = "en_US"
DEFAULT_ZONE = "UTC"

_LONGEST_HEADER = 200
# The zone of most of a state's people; states that are not named are on Eastern time.
_STATES = {
    "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    "America/Denver": "CO ID MT NM UT WY",
    "America/Phoenix": "AZ",
    "America/Los_Angeles": "CA NV OR WA",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
}
_OF_STATE = {state: zone for zone, states in _STATES.items() for state in states.split()}
_EASTERN = "America/New_York"
_COUNTRIES = {
    "AT": "Europe/Vienna",
    "BE": "Europe/Brussels",
    "BG": "Europe/Sofia",
    "HR": "Europe/Zagreb",
    "CY": "Asia/Nicosia",
    "CZ": "Europe/Prague",
    "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "DE": "Europe/Berlin",
    "GR": "Europe/Athens",
    "HU": "Europe/Budapest",
    "IE": "Europe/Dublin",
    "IT": "Europe/Rome",
    "LV": "Europe/Riga",
    "LT": "Europe/Vilnius",
    "LU": "Europe/Luxembourg",
    "MT": "Europe/Malta",
    "NL": "Europe/Amsterdam",
    "PL": "Europe/Warsaw",
    "PT": "Europe/Lisbon",
    "RO": "Europe/Bucharest",
    "SK": "Europe/Bratislava",
    "SI": "Europe/Ljubljana",
    "ES": "Europe/Madrid",
    "SE": "Europe/Stockholm",
}


def checked_locale(given: str) -> str:
    """A locale such as `de_DE` or `de-DE` as Babel writes it. Raises InvalidInput for an unknown one."""
    found = _locale_of(given)
    if found is None:
        raise InvalidInput(f"{given!r} is not a language such as en_US or de_DE.", field="locale")
    return found


def known_locale(given: str) -> str:
    """A locale as Babel writes it; empty for one that is not known."""
    return _locale_of(given) or ""


def known_zone(given: str) -> str:
    """An IANA time zone; empty for one that is not known, as from a browser newer than this server."""
    try:
        return checked_zone(given)
    except InvalidInput:
        return ""


def checked_zone(given: str) -> str:
    """An IANA time zone such as Europe/Berlin. Raises InvalidInput for one that is not known."""
    try:
        return ZoneInfo(given).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise InvalidInput(
            f"{given!r} is not a time zone such as Europe/Berlin.", field="time_zone"
        ) from unknown


def language_of(locale: str) -> str:
    """The language that a reader with `locale` is written to in."""
    language = locale[:2]
    return language if language in LANGUAGES else LANGUAGES[0]


def asked_for(header: str) -> str:
    """The locale that a browser's Accept-Language likes best among those we write in; empty for none."""
    return _asked_for(header[:_LONGEST_HEADER])


def zone_at(country: str, region: str = "") -> str:
    """The time zone of most people in a country, or in a state of the US; UTC where we do not know."""
    if country == "US":
        return _OF_STATE.get(region, _EASTERN)
    return _COUNTRIES.get(country, DEFAULT_ZONE)


@lru_cache(maxsize=1000)
def _asked_for(header: str) -> str:
    wanted: list[tuple[int, str]] = []
    for part in header.split(","):
        tag, _, options = part.partition(";")
        weight = _permille(options.strip())
        if weight:
            wanted.append((weight, tag.strip()))
    for _, tag in sorted(wanted, key=lambda one: -one[0]):
        found = _locale_of(tag)
        if found is not None and found.split("_")[0] in LANGUAGES:
            return found
    return ""


def _permille(options: str) -> int:
    """`q=0.8` as 800; what cannot be read asks for nothing."""
    if not options:
        return 1000
    name, _, value = options.partition("=")
    whole, _, rest = value.strip().partition(".")
    if name.strip().lower() != "q" or not whole.isdigit() or (rest and not rest.isdigit()):
        return 0
    return min(1000, int(whole[:1]) * 1000 + int((rest + "000")[:3]))


@lru_cache(maxsize=1000)
def _locale_of(given: str) -> str | None:
    try:
        return str(Locale.parse(given.strip().replace("-", "_")))
    except (UnknownLocaleError, ValueError, TypeError):
        return None
