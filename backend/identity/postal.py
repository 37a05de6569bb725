"""What an address must look like, per country.

The formats of the US and the European Union, compared in November 2026 with Google's Address Data Service (as
published on 28 February 2020). Narrower than there: Ireland (letters that an Eircode has), Spain (its 52
provinces), the Netherlands (no leading zero). Wider: a prefixed `LT-`, `L-`, `SI-`. US states with DC and
Puerto Rico by their postal codes. A country that is not listed is taken as it is written.
"""

from __future__ import annotations

import re

from backend.kit.errors import InvalidInput

US_STATES: dict[str, str] = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "PR": "Puerto Rico",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
}

# Country: pattern and an example for the sentence. The US and the members of the European Union.
_POSTCODES: dict[str, tuple[str, str]] = {
    "US": (r"\d{5}([- ]\d{4})?", "94103"),
    "AT": (r"\d{4}", "1010"),
    "BE": (r"\d{4}", "1000"),
    "BG": (r"\d{4}", "1000"),
    "CY": (r"\d{4}", "1010"),
    "CZ": (r"\d{3} ?\d{2}", "110 00"),
    "DE": (r"\d{5}", "10115"),
    "DK": (r"\d{4}", "1050"),
    "EE": (r"\d{5}", "10111"),
    "ES": (r"(0[1-9]|[1-4]\d|5[0-2])\d{3}", "28001"),
    "FI": (r"\d{5}", "00100"),
    "FR": (r"\d{2} ?\d{3}", "75001"),
    "GR": (r"\d{3} ?\d{2}", "104 31"),
    "HR": (r"\d{5}", "10000"),
    "HU": (r"\d{4}", "1011"),
    "IE": (r"([AC-FHKNPRTV-Y]\d{2}|D6W) ?[0-9AC-FHKNPRTV-Y]{4}", "D02 X285"),
    "IT": (r"\d{5}", "00118"),
    "LT": (r"(LT-)?\d{5}", "01100"),
    "LU": (r"(L-)?\d{4}", "1111"),
    "LV": (r"LV-\d{4}", "LV-1010"),
    "MT": (r"[A-Z]{3} ?\d{2,4}", "VLT 1117"),
    "NL": (r"[1-9]\d{3} ?[A-Z]{2}", "1012 AB"),
    "PL": (r"\d{2}-\d{3}", "00-001"),
    "PT": (r"\d{4}-\d{3}", "1000-205"),
    "RO": (r"\d{6}", "010011"),
    "SE": (r"\d{3} ?\d{2}", "111 22"),
    "SI": (r"(SI-)?\d{4}", "1000"),
    "SK": (r"\d{3} ?\d{2}", "811 01"),
}
_STATE_BY_NAME = {name.casefold(): code for code, name in US_STATES.items()}


def checked_place(*, country: str, region: str, postcode: str) -> dict[str, str]:
    """The three as they are stored: upper-case codes, a US state by its code.

    Raises InvalidInput that names the field and shows what is expected.
    """
    country, postcode, region = country.strip().upper(), postcode.strip().upper(), region.strip()
    if country == "US":
        code = _STATE_BY_NAME.get(region.casefold(), region.upper())
        if code not in US_STATES:
            raise InvalidInput("Please choose a US state, such as CA.", field="region")
        region = code
    if country in _POSTCODES:
        pattern, example = _POSTCODES[country]
        if not re.fullmatch(pattern, postcode, flags=re.ASCII):
            kind = "ZIP code" if country == "US" else "postcode"
            raise InvalidInput(f"Please enter a {kind} such as {example}.", field="postcode")
    return {"country": country, "region": region, "postcode": postcode}
