"""The address book: whose it is, which entry is the default, and how addresses look on a label."""

from __future__ import annotations

from uuid import uuid4

import pytest

from backend.identity import address_book, service
from backend.identity.errors import AddressNotFound
from backend.identity.postal import checked_phone, label_lines, postal_format
from backend.identity.schemas import ANONYMOUS, Actor, AddressInput
from backend.kit.errors import SignInRequired
from backend.kit.unit_of_work import query, transact

ADDRESS = {
    "name": "Ada",
    "line1": "1 Main St",
    "city": "San Jose",
    "country": "US",
    "region": "CA",
    "postcode": "95112",
}


def at(line1: str) -> AddressInput:
    return AddressInput(**{**ADDRESS, "line1": line1})


@pytest.fixture
def actor(database) -> Actor:
    ada = transact(service.sign_up, email="ada@example.com", name="Ada", password="correct horse 9")
    return Actor(person_id=ada.id)


def book(actor: Actor) -> list[tuple[str, bool]]:
    return [(one.address.line1, one.is_default) for one in query(address_book.list_addresses, actor=actor)]


def test_the_address_book_keeps_an_address_once_and_one_default(actor):
    home, work = AddressInput(**ADDRESS), AddressInput(**{**ADDRESS, "line1": "2 Main St"})
    first = transact(address_book.save_address, home, actor=actor)
    assert first.is_default
    assert transact(address_book.save_address, home, actor=actor) == first
    transact(address_book.save_address, work, is_default=True, actor=actor)
    entries = query(address_book.list_addresses, actor=actor)
    assert [(entry.address, entry.is_default) for entry in entries] == [(work, True), (home, False)]
    assert query(address_book.list_addresses, actor=Actor(person_id=uuid4())) == ()


def test_a_guest_has_no_address_book(database):
    with pytest.raises(SignInRequired):
        transact(address_book.save_address, AddressInput(**ADDRESS), actor=ANONYMOUS)


def test_the_default_moves_with_a_change_and_to_the_newest_when_it_goes(actor):
    home = transact(address_book.save_address, at("home"), actor=actor)
    work = transact(address_book.save_address, at("work"), actor=actor)
    transact(address_book.change_address, work.id, at("new work"), is_default=True, actor=actor)
    assert book(actor) == [("new work", True), ("home", False)]
    transact(address_book.change_address, work.id, at("newest work"), actor=actor)
    assert book(actor) == [("newest work", True), ("home", False)]
    transact(address_book.remove_address, work.id, actor=actor)
    assert book(actor) == [("home", True)]
    transact(address_book.remove_address, home.id, actor=actor)
    assert book(actor) == []


def test_an_address_of_somebody_else_is_not_there(actor):
    home = transact(address_book.save_address, at("home"), actor=actor)
    eve = transact(service.sign_up, email="eve@example.com", name="Eve", password="correct horse 9")
    stranger = Actor(person_id=eve.id)
    for attempt in (
        lambda: transact(address_book.change_address, home.id, at("mine"), actor=stranger),
        lambda: transact(address_book.remove_address, home.id, actor=stranger),
        lambda: transact(address_book.remove_address, uuid4(), actor=actor),
    ):
        with pytest.raises(AddressNotFound):
            attempt()
    assert book(actor) == [("home", True)]


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (ADDRESS, ["Ada", "1 Main St", "San Jose, CA 95112"]),
        (
            {**ADDRESS, "line2": "Hof", "country": "DE", "region": "", "city": "Berlin", "postcode": "10115"},
            ["Ada", "1 Main St", "Hof", "10115 Berlin"],
        ),
        (
            {**ADDRESS, "country": "IT", "region": "RM", "city": "Roma", "postcode": "00118"},
            ["Ada", "1 Main St", "00118 Roma RM"],
        ),
        (
            {**ADDRESS, "country": "IE", "region": "", "city": "Dublin", "postcode": "D02 X285"},
            ["Ada", "1 Main St", "Dublin", "D02 X285"],
        ),
    ],
)
def test_a_label_has_the_lines_of_its_country(address, lines):
    assert label_lines(address) == lines
    assert label_lines(address, country_name="There")[-1] == "There"


def test_a_country_says_what_its_form_needs():
    us, italy, germany = (postal_format(code) for code in ("US", "IT", "DE"))
    assert (us.postcode_name, us.region_name, us.needs_region) == ("ZIP code", "State", True)
    assert ("RM", "Roma") in italy.regions
    assert (germany.region_name, germany.regions, germany.needs_postcode) == ("", (), True)
    assert postal_format("XX") is None


@pytest.mark.parametrize(
    ("phone", "country", "kept"),
    [
        ("(415) 555-2671", "US", "+1 415-555-2671"),
        ("030 123456", "DE", "+49 30 123456"),
        ("+33 1 42 68 53 00", "US", "+33 1 42 68 53 00"),
    ],
)
def test_a_phone_number_is_kept_with_its_country(phone, country, kept):
    assert checked_phone(phone, country=country) == kept
    assert AddressInput(**{**ADDRESS, "phone": kept}).phone == kept
