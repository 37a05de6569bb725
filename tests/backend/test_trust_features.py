"""Training and serving see the same payment, and what raises a number raises it in words, too."""

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from backend.identity.models import Person
from backend.kit import ids
from backend.kit.unit_of_work import transact, unit_of_work
from backend.trust import service as trust
from backend.trust import trees
from backend.trust.attempts import Link, Memory, present
from backend.trust.features import FEATURES, NAMES, vector
from backend.trust.schemas import Item, Label, LabelSource, Outcome, Subject
from backend.trust.service import assessing
from backend.trust.simulation import simulate

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
ADA = Subject(
    amount_minor=5_000,
    currency="USD",
    email="ada@gmail.com",
    address={"line1": "1 Main St", "postcode": "11201", "country": "US"},
    shipping_method="standard",
    items=(Item(2_500, 2, 500),),
    visitor_id=UUID(int=1),
    client_address="81.2.69.142",
    card="pm_1abc",
)


def numbers(subject: Subject = ADA, memory: Memory | None = None, at: datetime = NOON) -> dict[str, float]:
    now = present(subject, at=at, account_opened_at=None, key=b"k")
    return dict(zip(NAMES, vector(now, (memory or Memory()).known(now)), strict=True))


def after(*earlier: tuple[Subject, timedelta, Outcome]) -> Memory:
    memory = Memory()
    for subject, ago, outcome in sorted(earlier, key=lambda one: -one[1]):
        now = present(subject, at=NOON - ago, account_opened_at=None, key=b"k")
        memory.add(now.as_past(outcome))
    return memory


def test_a_newcomer_has_no_past():
    found = numbers()
    assert (found["amount"], found["units"], found["dollars_per_kg"]) == (50.0, 2.0, 50.0)
    assert (found["is_guest"], found["mail_class"], found["email_1h"]) == (1.0, 0.0, 0.0)
    assert math.isnan(found["email_age"])
    assert math.isnan(found["amount_vs_usual"])


def test_three_cards_in_ten_minutes_are_counted_per_browser_and_per_network():
    def card(name: str) -> Subject:
        return replace(ADA, card=name, email=f"{name}@gmail.com")

    memory = after(
        (card("pm_a"), timedelta(minutes=9), Outcome.DECLINED),
        (card("pm_b"), timedelta(minutes=4), Outcome.DECLINED),
        (card("pm_c"), timedelta(hours=25), Outcome.PAID),
    )
    found = numbers(card("pm_d"), memory)
    assert (found["visitor_1h"], found["cards_by_visitor"], found["declines_by_network"]) == (2, 3, 2)
    assert (found["emails_by_visitor"], found["email_24h"]) == (4, 0)
    assert found["minutes_since"] == 4


def test_a_known_shopper_in_strange_hands_is_seen():
    memory = after(*((ADA, timedelta(days=days), Outcome.PAID) for days in (90, 60, 30)))
    same = numbers(ADA, memory)
    assert (same["good_orders"], same["browser_is_new"], same["amount_vs_usual"]) == (3, 0, 1)
    stolen = replace(
        ADA, visitor_id=UUID(int=2), address={**ADA.address, "line1": "9 Far Rd"}, amount_minor=25_000
    )
    found = numbers(stolen, memory)
    assert (found["browser_is_new"], found["address_is_new"], found["amount_vs_usual"]) == (1, 1, 5)


def test_an_address_is_the_same_however_it_is_written_and_a_mailbox_too():
    memory = after((ADA, timedelta(hours=1), Outcome.PAID))
    written = replace(
        ADA,
        email="A.d.a+toys@GMAIL.com",
        address={"line1": "1  MAIN st.", "postcode": "11201-0001", "country": "US"},
    )
    found = numbers(written, memory)
    assert (found["email_24h"], found["address_24h"]) == (1, 1)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "::1", "", "unknown"])
def test_an_address_that_is_not_public_ties_nobody_together(address: str):
    now = present(replace(ADA, client_address=address), at=NOON, account_opened_at=None, key=b"k")
    assert now.network is None


def test_a_test_shorthand_is_nobodys_card():
    now = present(replace(ADA, card="pm_card_visa"), at=NOON, account_opened_at=None, key=b"k")
    assert now.card is None


def test_a_dispute_counts_from_the_day_it_is_heard_of():
    memory = Memory()
    past = present(ADA, at=NOON - timedelta(days=40), account_opened_at=None, key=b"k")
    memory.add(past.as_past(Outcome.PAID, disputed_at=NOON))
    assert numbers(ADA, memory, NOON - timedelta(hours=1))["disputes"] == 0
    assert numbers(ADA, memory, NOON - timedelta(hours=1))["good_orders"] == 1
    assert (numbers(ADA, memory)["disputes"], numbers(ADA, memory)["good_orders"]) == (1, 0)


@given(
    amount=st.integers(1, 10**9),
    email=st.emails(),
    quantity=st.integers(1, 50),
    grams=st.integers(0, 10**6),
    country=st.sampled_from(["US", "DE", "JP", "XX", ""]),
)
def test_every_payment_has_every_number(amount: int, email: str, quantity: int, grams: int, country: str):
    subject = replace(
        ADA,
        amount_minor=amount,
        email=email,
        items=(Item(amount, quantity, grams),),
        address={"country": country},
    )
    found = numbers(subject)
    assert list(found) == list(NAMES)
    assert not any(math.isinf(value) for value in found.values())
    for feature, value in zip(FEATURES, found.values(), strict=True):
        assert "{" not in feature.sentence(value)


def test_training_and_serving_compute_the_same_numbers(database: Engine, frozen_clock):
    """Simulated payments through the verb and its table, and through memory: every number alike."""
    chosen = [one for one in simulate(11, months=2, per_day=30) if one.month == 1][:80]
    with unit_of_work() as session:
        for one in {one.subject.person_id: one for one in chosen if one.subject.person_id}.values():
            session.add(
                Person(
                    id=one.subject.person_id,
                    email=f"{ids.new_id()}@example.com",
                    name="A",
                    password_hash="!",
                    created_at=one.account_opened_at,
                )
            )
    memory, key = Memory(), trust_key()
    frozen_clock.move_to(chosen[0].at)
    for one in chosen:
        frozen_clock.move_to(one.at)
        payment_id, checkout_id = ids.new_id(), ids.new_id()
        transact(trust.assess, payment_id=payment_id, checkout_id=checkout_id, subject=one.subject)
        opened_at = one.account_opened_at if one.subject.person_id else None
        now = present(one.subject, at=one.at, account_opened_at=opened_at, key=key)
        expected = vector(now, memory.known(now))
        (seen,) = served(database, payment_id)
        assert [None if math.isnan(value) else value for value in expected] == pytest.approx(
            seen, nan_ok=True
        )
        disputed_at = one.at if one.is_fraud and one.outcome == Outcome.PAID else None
        memory.add(now.as_past(one.outcome, disputed_at))
        with database.begin() as connection:  # also over what was refused: the truth of the simulation
            connection.execute(
                text("UPDATE trust_attempt SET outcome = :outcome WHERE payment_id = :id"),
                {"outcome": str(one.outcome), "id": payment_id},
            )
        if disputed_at:
            transact(trust.record_label, checkout_id, Label.FRAUD, source=LabelSource.CHARGEBACK)
    assert any(
        memory.known(present(one.subject, at=one.at, account_opened_at=None, key=key))[Link.EMAIL]
        for one in chosen
    )


def trust_key() -> bytes:

    return assessing._key()


def served(engine: Engine, payment_id: UUID) -> list[list[float | None]]:
    with engine.connect() as connection:
        return list(
            connection.execute(
                text("SELECT features FROM trust_assessment WHERE payment_id = :id"), {"id": payment_id}
            ).scalars()
        )


def test_the_committed_model_is_for_these_features():
    model = trees.committed()
    assert model.names == NAMES
    assert trees.MODEL_PATH.stat().st_size < 1_000_000
