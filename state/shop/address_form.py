"""The address form: what a country needs, and every problem beside its field at once."""

from collections.abc import Mapping

from pydantic import ValidationError
from sqlmodel import Session

from backend.identity import service as identity
from backend.identity.schemas import Actor, AddressInput
from backend.kit import places
from backend.kit.errors import InvalidInput

FIELDS = ("name", "line1", "line2", "city", "region", "postcode", "country", "phone")

# Where we deliver, as (code, name).
COUNTRIES = [
    ("US", "United States"),
    *sorted(((code, place.name) for code, place in places.EU_MEMBERS.items()), key=lambda pair: pair[1]),
]
STATES = [("", "Choose a state"), *((code, place.name) for code, place in places.US_STATES.items())]

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


def known_of(session: Session, actor: Actor) -> dict[str, str]:
    """What a signed-in person need not type again: the default address, the name, the e-mail address."""
    book = identity.list_addresses(session, actor=actor)
    known = book[0].address.model_dump() if book else {"name": actor.name, "country": "US"}
    return {**known, "email": actor.email}


def typed(form: Mapping[str, object]) -> dict[str, str]:
    """The form's known fields as text, cut to a sane length."""
    return {name: str(form.get(name) or "").strip()[:_LONGEST] for name in (*FIELDS, "email")}


def checked(fields: Mapping[str, str]) -> tuple[AddressInput | None, dict[str, str]]:
    """The address, or what to mend by field."""
    problems = {name: words for name, words in _MISSING.items() if not fields[name]}
    if fields["country"] == "US":
        if not fields["region"]:
            problems["region"] = "Please choose a state."
        if "postcode" in problems:
            problems["postcode"] = "Please enter the ZIP code."
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
        field, words = next(iter(problems.items()))
        raise InvalidInput(words, field=field)
    return address


def _words(field: str, kind: str) -> str:
    if kind == "string_too_long":
        return "This is too long for a label. Please shorten it."
    if field == "phone":
        return "Please use digits, spaces and + - ( ) only."
    return _MISSING.get(field, "Please check this.")


def lines_of(address: Mapping[str, str]) -> list[str]:
    """An address as it stands on a label."""
    country = dict(COUNTRIES).get(address["country"], address["country"])
    if address["country"] == "US":
        town = f"{address['city']}, {address['region']} {address['postcode']}"
    else:
        town = f"{address['postcode']} {address['city']}"
    return [line for line in (address["name"], address["line1"], address["line2"], town, country) if line]
