"""Every problem of an address stands beside its field, all at once."""

import pytest

from state.shop.address_form import checked, lines_of, typed

GOOD = {
    "name": "Ada Byron",
    "line1": "1 Main St",
    "city": "Brooklyn",
    "region": "NY",
    "postcode": "11201",
    "country": "US",
    "email": "ada@example.com",
}


def problems(**changes: str) -> dict[str, str]:
    return checked(typed({**GOOD, **changes}))[1]


def test_a_good_address_has_none():
    address, found = checked(typed(GOOD))
    assert found == {}
    assert address is not None
    assert (address.region, address.postcode) == ("NY", "11201")


def test_an_empty_form_names_every_field_in_the_order_of_the_form():
    assert list(checked(typed({"country": "US"}))[1]) == [
        "email",
        "name",
        "line1",
        "city",
        "region",
        "postcode",
    ]


def test_what_a_country_asks_for_is_said_in_its_words():
    assert problems(postcode="1") == {"postcode": "Please enter a ZIP code such as 94103."}
    assert problems(country="DE", region="", postcode="1011") == {
        "postcode": "Please enter a postcode such as 10115."
    }
    assert problems(region="ZZ") == {"region": "Please choose a US state, such as CA."}
    assert problems(country="DE", region="", postcode="10115") == {}


@pytest.mark.parametrize("forged", [{"phone": "<script>"}, {"country": "XYZ"}, {"email": "ada"}])
def test_what_cannot_be_used_is_refused_beside_its_field(forged):
    assert list(problems(**forged)) == list(forged)


def test_overlong_text_is_refused_not_stored():
    assert list(problems(line1="x" * 5000)) == ["line1"]


def test_an_address_stands_as_on_a_label():
    assert lines_of(typed(GOOD)) == ["Ada Byron", "1 Main St", "Brooklyn, NY 11201", "United States"]
