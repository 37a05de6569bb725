"""The address form: what a country needs, and every problem beside its field at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError
from sqlmodel import Session

from backend.identity import address_book
from backend.identity.postal import label_lines, postal_format
from backend.identity.schemas import Actor, AddressInput, AddressView
from backend.kit import places
from backend.kit.errors import InvalidInput

FIELDS = ("name", "line1", "line2", "city", "region", "postcode", "country", "phone")

# Where we deliver, as (code, name).
COUNTRIES = [
    ("US", "United States"),
    *sorted(((code, place.name) for code, place in places.EU_MEMBERS.items()), key=lambda pair: pair[1]),
]
_STATES = [(code, place.name) for code, place in places.US_STATES.items()]

_MISSING = {
    "name": "Please enter the name of whoever receives it.",
    "line1": "Please enter street and number.",
    "city": "Please enter the town.",
    "postcode": "Please enter the postcode.",
    "country": "Please choose a country.",
}
# As they stand in the form: the first problem gets the focus.
_ORDER = ("email", "name", "country", "line1", "line2", "city", "region", "postcode", "phone")
_LONGEST = 200


@dataclass(frozen=True)
class FormatView:
    """What the form of a country calls its fields. `regions` begins with the line that chooses nothing."""

    postcode_name: str = "ZIP code"
    city_name: str = "City"
    region_name: str = "State"
    needs_region: bool = True
    is_numeric: bool = True
    regions: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class BookEntry:
    """An entry of the address book, as a choice."""

    id: str
    name: str
    words: str
    is_default: bool


def format_of(country: str) -> FormatView:
    """The form of a country that we deliver to. No region is asked for where none stands on a label."""
    known = postal_format(country)
    if known is None:
        return FormatView("Postcode", "City", "", needs_region=False, is_numeric=False)
    regions = _STATES if country == "US" else list(known.regions)
    name = known.region_name if regions else ""
    return FormatView(
        postcode_name=known.postcode_name,
        city_name=known.city_name,
        region_name=name,
        needs_region=known.needs_region and bool(regions),
        is_numeric=known.postcode_example.isdigit(),
        regions=[("", f"Choose a {name.lower()}"), *regions] if regions else [],
    )


def entries_of(book: tuple[AddressView, ...]) -> list[BookEntry]:
    """The address book as choices."""
    return [
        BookEntry(
            id=str(one.id),
            name=one.address.name,
            words=", ".join(lines_of(one.address.model_dump())[1:]),
            is_default=one.is_default,
        )
        for one in book
    ]


def book_of(session: Session, actor: Actor) -> tuple[AddressView, ...]:
    """The address book of a person, nothing for a guest."""
    return address_book.list_addresses(session, actor=actor) if actor.person_id else ()


def blank(actor: Actor, country: str = "US") -> dict[str, str]:
    """A form in which only that is filled in which the account tells."""
    return {"name": actor.name, "country": country, "email": actor.email}


def typed(form: Mapping[str, object]) -> dict[str, str]:
    """The form's known fields as text, cut to a sane length."""
    return {name: str(form.get(name) or "").strip()[:_LONGEST] for name in (*FIELDS, "email")}


def checked(fields: Mapping[str, str]) -> tuple[AddressInput | None, dict[str, str]]:
    """The address, or what to mend by field."""
    problems = {name: words for name, words in _MISSING.items() if not fields[name]}
    needed = format_of(fields["country"])
    if needed.needs_region and not fields["region"]:
        problems["region"] = f"Please choose a {needed.region_name.lower()}."
    if "postcode" in problems:
        problems["postcode"] = f"Please enter the {needed.postcode_name.replace('Postcode', 'postcode')}."
    if "@" not in fields["email"]:
        problems["email"] = "Please enter an e-mail address such as ada@example.com."
    try:
        address = AddressInput.model_validate({name: fields[name] for name in FIELDS})
    except InvalidInput as refusal:
        problems.setdefault(refusal.field or "postcode", refusal.message)
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False):
            problems.setdefault(str(error["loc"][0]), _words(str(error["loc"][0]), str(error["type"])))
    if problems:
        return None, {name: problems[name] for name in _ORDER if name in problems}
    return address, {}


def again(fields: Mapping[str, str]) -> AddressInput:
    """The address of fields that were checked before. Raises InvalidInput when they were not."""
    address, problems = checked({name: fields.get(name, "") for name in (*FIELDS, "email")})
    if address is None:
        name, words = next(iter(problems.items()))
        raise InvalidInput(words, field=name)
    return address


def _words(name: str, kind: str) -> str:
    if kind == "string_too_long":
        return "This is too long for a label. Please shorten it."
    if name == "phone":
        return "Please use digits, spaces and + - ( ) only."
    return _MISSING.get(name, "Please check this.")


def lines_of(address: Mapping[str, str]) -> list[str]:
    """An address as it stands on a label."""
    country = dict(COUNTRIES).get(address["country"], address["country"])
    return label_lines(address, country_name=country)
