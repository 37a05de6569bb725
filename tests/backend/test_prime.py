"""Membership: who has one, who grants it, and that it sends a member's parcels for nothing."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from backend.cart.schemas import CartOwner
from backend.identity.schemas import Actor, Role, system_actor
from backend.kit import clock
from backend.kit.errors import Forbidden, InvalidInput
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.prime import service as prime
from backend.prime.errors import AlreadyMember, NotMember, PersonNotFound
from tests.factories import inventory as make
from tests.factories.people import person
from tests.factories.shopping import prepared, tax_rates

DESK = Actor(person_id=uuid4(), roles=frozenset({Role.DESK}))


@pytest.fixture
def ada(database) -> Actor:
    with unit_of_work() as session:
        return Actor(person_id=person(session).id)


def rows() -> int:
    return transact(lambda session: session.scalar(text("SELECT count(*) FROM membership")))


def test_a_member_has_free_ways_of_sending_until_the_membership_ends(ada, monkeypatch):
    assert query(prime.free_methods, ada.person_id) == frozenset()
    assert query(prime.free_methods, None) == frozenset()
    granted = transact(prime.grant, ada.person_id, plan="monthly", actor=DESK)
    assert granted.ends_at - granted.starts_at == timedelta(days=30)
    assert query(prime.free_methods, ada.person_id) == {"standard", "express"}
    assert query(prime.membership, actor=ada) == granted
    later = granted.ends_at
    monkeypatch.setattr(clock, "now", lambda: later)
    assert query(prime.free_methods, ada.person_id) == frozenset()
    assert query(prime.membership, actor=ada) is None
    again = transact(prime.grant, ada.person_id, plan="annual", actor=DESK)
    assert again.starts_at == later
    assert rows() == 2


def test_one_membership_at_a_time_by_those_who_may(ada):
    for actor, plan, refusal in (
        (ada, "monthly", Forbidden),
        (DESK, "daily", InvalidInput),
    ):
        with pytest.raises(refusal):
            transact(prime.grant, ada.person_id, plan=plan, actor=actor)
    with pytest.raises(PersonNotFound):
        transact(prime.grant, uuid4(), plan="annual", actor=DESK)
    assert rows() == 0
    transact(prime.grant, ada.person_id, plan="annual", actor=system_actor("test"))
    with pytest.raises(AlreadyMember):
        transact(prime.grant, ada.person_id, plan="annual", actor=DESK)
    assert rows() == 1


def test_a_member_leaves_and_nobody_else_ends_it(ada):
    transact(prime.grant, ada.person_id, plan="annual", actor=DESK)
    with pytest.raises(Forbidden):
        transact(prime.end, ada.person_id, actor=Actor(person_id=uuid4()))
    transact(prime.end, ada.person_id, actor=ada)
    assert query(prime.free_methods, ada.person_id) == frozenset()
    with pytest.raises(NotMember):
        transact(prime.end, ada.person_id, actor=ada)


def test_a_member_pays_nothing_for_sending_and_a_guest_does(ada, redis_db):
    tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=9, price_minor=5_000)
    transact(prime.grant, ada.person_id, plan="annual", actor=DESK)
    member = prepared((lamp, 1), owner=CartOwner(person_id=ada.person_id), actor=ada)
    guest = prepared((lamp, 1))
    assert {one.code: one.cost_minor for one in member.shipping_options}["standard"] == 0
    assert {one.code: one.cost_minor for one in member.shipping_options}["express"] == 0
    assert member.quote.shipping_minor == 0
    assert guest.quote.shipping_minor == guest.shipping_options[0].cost_minor > 0
    assert [one.promised_to for one in member.shipping_options if one.code == "standard"] == [
        one.promised_to for one in guest.shipping_options if one.code == "standard"
    ]
