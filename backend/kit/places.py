"""Where Agora delivers: US states with DC and members of the European Union, and how far apart they are.

Positions are the middles of states and countries in whole tenths of a degree: good enough to say which
warehouse is nearer and which zone a parcel crosses, not to route a truck.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

_EARTH_RADIUS_KM = 6371


@dataclass(frozen=True, slots=True)
class Place:
    """A US state or an EU member; latitude and longitude in tenths of a degree."""

    name: str
    latitude: int
    longitude: int


US_STATES = {
    "AL": Place("Alabama", 328, -868),
    "AK": Place("Alaska", 640, -1520),
    "AZ": Place("Arizona", 343, -1117),
    "AR": Place("Arkansas", 348, -924),
    "CA": Place("California", 372, -1194),
    "CO": Place("Colorado", 390, -1055),
    "CT": Place("Connecticut", 416, -727),
    "DE": Place("Delaware", 390, -755),
    "DC": Place("District of Columbia", 389, -770),
    "FL": Place("Florida", 286, -824),
    "GA": Place("Georgia", 326, -834),
    "HI": Place("Hawaii", 203, -1564),
    "ID": Place("Idaho", 444, -1146),
    "IL": Place("Illinois", 400, -892),
    "IN": Place("Indiana", 399, -863),
    "IA": Place("Iowa", 421, -935),
    "KS": Place("Kansas", 385, -984),
    "KY": Place("Kentucky", 375, -853),
    "LA": Place("Louisiana", 311, -920),
    "ME": Place("Maine", 454, -692),
    "MD": Place("Maryland", 391, -768),
    "MA": Place("Massachusetts", 423, -718),
    "MI": Place("Michigan", 443, -854),
    "MN": Place("Minnesota", 463, -943),
    "MS": Place("Mississippi", 327, -897),
    "MO": Place("Missouri", 384, -925),
    "MT": Place("Montana", 470, -1096),
    "NE": Place("Nebraska", 415, -998),
    "NV": Place("Nevada", 393, -1166),
    "NH": Place("New Hampshire", 437, -716),
    "NJ": Place("New Jersey", 402, -747),
    "NM": Place("New Mexico", 344, -1061),
    "NY": Place("New York", 429, -755),
    "NC": Place("North Carolina", 356, -794),
    "ND": Place("North Dakota", 474, -1005),
    "OH": Place("Ohio", 403, -828),
    "OK": Place("Oklahoma", 356, -975),
    "OR": Place("Oregon", 439, -1206),
    "PA": Place("Pennsylvania", 409, -778),
    "RI": Place("Rhode Island", 417, -716),
    "SC": Place("South Carolina", 339, -809),
    "SD": Place("South Dakota", 444, -1002),
    "TN": Place("Tennessee", 359, -864),
    "TX": Place("Texas", 315, -993),
    "UT": Place("Utah", 393, -1117),
    "VT": Place("Vermont", 441, -727),
    "VA": Place("Virginia", 375, -789),
    "WA": Place("Washington", 474, -1204),
    "WV": Place("West Virginia", 386, -806),
    "WI": Place("Wisconsin", 446, -899),
    "WY": Place("Wyoming", 430, -1076),
}

EU_MEMBERS = {
    "AT": Place("Austria", 476, 141),
    "BE": Place("Belgium", 506, 47),
    "BG": Place("Bulgaria", 428, 252),
    "HR": Place("Croatia", 451, 164),
    "CY": Place("Cyprus", 351, 332),
    "CZ": Place("Czechia", 498, 153),
    "DK": Place("Denmark", 560, 100),
    "EE": Place("Estonia", 587, 255),
    "FI": Place("Finland", 645, 263),
    "FR": Place("France", 466, 25),
    "DE": Place("Germany", 511, 104),
    "GR": Place("Greece", 391, 229),
    "HU": Place("Hungary", 472, 194),
    "IE": Place("Ireland", 532, -81),
    "IT": Place("Italy", 428, 121),
    "LV": Place("Latvia", 569, 249),
    "LT": Place("Lithuania", 553, 239),
    "LU": Place("Luxembourg", 498, 61),
    "MT": Place("Malta", 359, 144),
    "NL": Place("Netherlands", 522, 56),
    "PL": Place("Poland", 521, 194),
    "PT": Place("Portugal", 396, -80),
    "RO": Place("Romania", 459, 250),
    "SK": Place("Slovakia", 487, 195),
    "SI": Place("Slovenia", 461, 148),
    "ES": Place("Spain", 402, -36),
    "SE": Place("Sweden", 628, 167),
}


def place(country: str, region: str = "") -> Place | None:
    """The state (`US` with its code) or EU member, or None where Agora does not deliver."""
    return US_STATES.get(region) if country == "US" else EU_MEMBERS.get(country)


@lru_cache(maxsize=8192)
def distance_km(from_country: str, from_region: str, to_country: str, to_region: str) -> int | None:
    """Whole kilometres between the middles of two places (haversine), or None when one is unknown."""
    start, end = place(from_country, from_region), place(to_country, to_region)
    if start is None or end is None:
        return None
    lat_1, lon_1 = radians(start.latitude / 10), radians(start.longitude / 10)
    lat_2, lon_2 = radians(end.latitude / 10), radians(end.longitude / 10)
    chord = sin((lat_2 - lat_1) / 2) ** 2 + cos(lat_1) * cos(lat_2) * sin((lon_2 - lon_1) / 2) ** 2
    return round(2 * _EARTH_RADIUS_KM * asin(sqrt(chord)))
