"""Accounts, roles and the address book, below the edge."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy import text

from backend.identity import passwords, service
from backend.identity.errors import AccountLocked, EmailTaken, InvalidCredentials
from backend.identity.policy import Attempts
from backend.identity.schemas import ANONYMOUS, Actor, AddressInput, Role, system_actor
from backend.kit import clock
from backend.kit.errors import Forbidden, InvalidInput, NotFound, SignInRequired
from backend.kit.unit_of_work import query, transact

PASSWORD = "correct horse 9"
SYSTEM = system_actor("test")


@pytest.fixture
def ada(database, redis_db):
    return transact(service.sign_up, email="ada@example.com", name="Ada", password=PASSWORD)


def sign_in(password: str = PASSWORD, email: str = "ada@example.com"):
    return transact(service.sign_in, email=email, password=password).or_refuse()


def actor_of(token: str) -> Actor:
    service._actors.clear()
    return transact(service.actor_for_token, token)


def test_an_address_belongs_to_one_person_whatever_its_case(ada):
    with pytest.raises(EmailTaken):
        transact(service.sign_up, email="ADA@EXAMPLE.COM", name="Eve", password=PASSWORD)
    assert query(service.person_by_email, "Ada@Example.Com") == ada


def test_two_sign_ups_at_once_make_one_account(database, redis_db):
    results: list[object] = []

    def attempt() -> None:
        try:
            results.append(transact(service.sign_up, email="b@example.com", name="B", password=PASSWORD))
        except EmailTaken as refusal:
            results.append(refusal)

    threads = [threading.Thread(target=attempt) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(result).__name__ for result in results) == ["EmailTaken"] * 5 + ["PersonView"]


def test_failed_attempts_are_counted_although_they_are_refused_and_a_right_one_forgets_them(ada, database):
    for _ in range(4):
        with pytest.raises(InvalidCredentials):
            sign_in("wrong password")
    sign_in()
    for _ in range(4):
        with pytest.raises(InvalidCredentials):
            sign_in("wrong password")
    with pytest.raises(AccountLocked):
        sign_in("wrong password")


def test_a_lock_opens_after_15_minutes(ada, frozen_clock):
    for _ in range(5):
        transact(service.sign_in, email="ada@example.com", password="wrong password")
    frozen_clock.advance(minutes=14)
    with pytest.raises(AccountLocked) as locked:
        sign_in()
    assert locked.value.facts == {"retry_after_s": 60}
    assert locked.value.message == "Too many attempts. Please try again in 1 minute."
    frozen_clock.advance(minutes=1)
    assert sign_in().person == ada


def test_failures_further_apart_than_15_minutes_do_not_add_up():
    start = clock.now()
    attempts = Attempts()
    for _ in range(4):
        attempts = attempts.after_failure(start)
    later = attempts.after_failure(start + timedelta(minutes=15))
    assert (attempts.failed, later.failed, later.locked_until) == (4, 1, None)


def test_guesses_that_arrive_together_are_all_counted(ada, database):
    threads = [
        threading.Thread(
            target=transact,
            args=(service.sign_in,),
            kwargs={"email": "ada@example.com", "password": "wrong password"},
        )
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with pytest.raises(AccountLocked):
        sign_in()
    with database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM sign_in_session")).scalar_one() == 0


def test_an_unknown_address_costs_as_much_as_a_wrong_password(ada, monkeypatch):
    verified: list[str] = []

    class Hasher(passwords.PasswordHasher):
        def verify(self, kept: str, password: str) -> bool:
            verified.append(kept.rpartition("$")[0].rpartition("$")[0])
            return super().verify(kept, password)

    monkeypatch.setattr(passwords, "_hasher", Hasher(time_cost=2, memory_cost=19 * 1024, parallelism=1))
    for email in ("ada@example.com", "nobody@example.com"):
        transact(service.sign_in, email=email, password="wrong password")
    assert verified == ["$argon2id$v=19$m=19456,t=2,p=1"] * 2


def test_a_role_counts_from_the_next_look_on_and_is_in_the_audit(ada, database):
    token, seller_id = sign_in().token, uuid4()
    assert actor_of(token).roles == frozenset()
    transact(service.grant_role, ada.id, Role.SELLER, scope_id=seller_id, actor=SYSTEM)
    transact(service.grant_role, ada.id, Role.SELLER, scope_id=seller_id, actor=SYSTEM)
    transact(service.grant_role, ada.id, Role.BOARD, actor=SYSTEM)
    actor = actor_of(token)
    assert actor.roles == {Role.SELLER, Role.BOARD}
    assert actor.seller_ids == {seller_id}
    assert actor.warehouse_ids == frozenset()
    transact(service.revoke_role, ada.id, Role.SELLER, scope_id=seller_id, actor=SYSTEM)
    assert actor_of(token).roles == {Role.BOARD}
    with database.connect() as connection:
        audit = connection.execute(
            text("SELECT action, subject_id, facts FROM audit_entry ORDER BY id")
        ).all()
    assert [(row.action, row.facts["role"], row.facts["by"]) for row in audit] == [
        ("role_granted", "seller", "system:test"),
        ("role_granted", "board", "system:test"),
        ("role_revoked", "seller", "system:test"),
    ]
    assert {row.subject_id for row in audit} == {str(ada.id)}


@pytest.mark.parametrize(
    ("actor", "refusal"),
    [(ANONYMOUS, SignInRequired), (Actor(person_id=uuid4(), roles=frozenset({Role.BOARD})), Forbidden)],
)
def test_only_an_operator_grants_roles(ada, database, actor, refusal):
    with pytest.raises(refusal):
        transact(service.grant_role, ada.id, Role.OPERATOR, actor=actor)
    with database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM role_grant")).scalar_one() == 0
        assert connection.execute(text("SELECT count(*) FROM audit_entry")).scalar_one() == 0


def test_nobody_cannot_be_granted_a_role(ada):
    with pytest.raises(NotFound):
        transact(service.grant_role, uuid4(), Role.BOARD, actor=SYSTEM)


def test_a_revoked_session_is_refused_within_two_seconds_everywhere(ada, database):
    token = sign_in().token
    assert transact(service.actor_for_token, token).person_id == ada.id
    with database.begin() as elsewhere:
        elsewhere.execute(text("UPDATE sign_in_session SET revoked_at = now()"))
    deadline = time.monotonic() + 2.5
    while transact(service.actor_for_token, token).person_id is not None:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_actor_of_a_session_costs_no_statement_while_it_is_fresh(ada, database):
    token = sign_in().token
    transact(service.actor_for_token, token)
    visitor = uuid4()
    assert service.known_actor(token, visitor_id=visitor).visitor_id == visitor
    assert service.known_actor("other") is None
    assert service.known_actor("") == ANONYMOUS


def test_signing_out_everywhere_ends_every_session(ada):
    tokens = [sign_in().token for _ in range(3)]
    assert transact(service.sign_out_everywhere, ada.id) == 3
    assert {actor_of(token) for token in tokens} == {ANONYMOUS}


def test_a_hash_with_old_parameters_is_renewed_at_the_next_sign_in(ada, database, monkeypatch):
    with database.begin() as connection:
        weak = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
        connection.execute(text("UPDATE person SET password_hash = :hash"), {"hash": weak})
    sign_in()
    with database.connect() as connection:
        kept = connection.execute(text("SELECT password_hash FROM person")).scalar_one()
    assert "m=19456,t=2,p=1" in kept


ADDRESS = {
    "name": "Ada",
    "line1": "1 Main St",
    "city": "San Jose",
    "country": "US",
    "region": "CA",
    "postcode": "95112",
}


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ({}, ("US", "CA", "95112")),
        ({"country": "us", "region": "california", "postcode": "95112-1234"}, ("US", "CA", "95112-1234")),
        ({"country": "DE", "region": "", "postcode": "10115"}, ("DE", "", "10115")),
        ({"country": "NL", "region": "", "postcode": "1012 ab"}, ("NL", "", "1012 AB")),
        ({"country": "IE", "region": "", "postcode": "D02 X285"}, ("IE", "", "D02 X285")),
        ({"country": "CH", "region": "", "postcode": "8001"}, ("CH", "", "8001")),
        ({"country": "IT", "region": "roma", "postcode": "00118"}, ("IT", "RM", "00118")),
        ({"country": "GB", "region": "", "postcode": "sw1a 1aa"}, ("GB", "", "SW1A 1AA")),
        ({"country": "XX", "region": "any", "postcode": "any"}, ("XX", "any", "ANY")),
    ],
)
def test_places_are_stored_in_one_spelling(given, stored):
    address = AddressInput(**{**ADDRESS, **given})
    assert (address.country, address.region, address.postcode) == stored


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"region": "ZZ"}, "region"),
        ({"region": ""}, "region"),
        ({"postcode": "9511"}, "postcode"),
        ({"postcode": "٩٥١١٢"}, "postcode"),
        ({"country": "DE", "region": "", "postcode": "1011"}, "postcode"),
        ({"country": "PL", "region": "", "postcode": "00001"}, "postcode"),
        ({"country": "NL", "region": "", "postcode": "0012 AB"}, "postcode"),
        ({"country": "GB", "region": "", "postcode": "12345"}, "postcode"),
        ({"country": "IT", "region": "Texas", "postcode": "00118"}, "region"),
        ({"phone": "12"}, "phone"),
        ({"phone": "+1 415 555 26711111"}, "phone"),
    ],
)
def test_a_place_that_cannot_be_is_refused_by_its_field(given, field):
    with pytest.raises(InvalidInput) as refusal:
        AddressInput(**{**ADDRESS, **given})
    assert refusal.value.field == field
    assert refusal.value.message.startswith("Please ")


@pytest.mark.parametrize(
    "given",
    [{"name": " "}, {"line1": "x" * 121}, {"country": "USA"}, {"phone": "call me"}, {"planet": "Mars"}],
)
def test_other_fields_are_checked_too(given):
    with pytest.raises(ValidationError):
        AddressInput(**{**ADDRESS, **given})
