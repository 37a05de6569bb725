"""A gift card becomes store credit: all that is free on it, once; a refused code writes nothing."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

from backend.identity.schemas import ANONYMOUS, Actor, Role
from backend.kit import clock
from backend.kit.errors import SignInRequired, TooManyRequests
from backend.kit.idempotency import KeyReused
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.payments import gift_cards, redeeming, store_credit
from backend.payments.errors import GiftCardRefused
from jobs import invariants
from tests.factories import inventory as make
from tests.factories import shopping as shop

pytestmark = pytest.mark.usefixtures("database", "redis_db")


@pytest.fixture
def ada(database: Engine) -> Actor:
    with unit_of_work() as session:
        return Actor(person_id=shop.person(session).id)


def redeem(code: str, actor: Actor, **values: Any):
    return transact(redeeming.redeem, code, actor=actor, **({"idempotency_key": str(uuid4())} | values))


def credit(actor: Actor) -> dict[str, int]:
    assert actor.person_id is not None
    found = query(store_credit.credits_of, actor.person_id)
    return {one.currency: one.balance_minor for one in found}


def booked(database: Engine) -> list[tuple[str, str, int, str]]:
    with database.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT j.kind, e.account, e.amount_minor, e.currency FROM ledger_entry e "
                "JOIN ledger_journal j ON j.id = e.journal_id WHERE j.kind <> 'gift_card_issued' "
                "ORDER BY e.currency, e.account"
            )
        )
        return [tuple(row) for row in rows]


def test_what_is_left_on_a_card_becomes_credit_in_the_card_s_currency(database: Engine, ada: Actor):
    done = redeem(f" {shop.gift_card(2000).lower()} ", ada)
    assert (done.amount_minor, done.card.balance_minor, done.credit.balance_minor) == (2000, 0, 2000)
    euros = redeem(shop.gift_card(700, currency="EUR"), ada)
    assert (euros.amount_minor, euros.credit.currency) == (700, "EUR")
    assert credit(ada) == {"EUR": 700, "USD": 2000}
    (entry,) = done.credit.entries
    assert (entry.kind, entry.amount_minor) == ("gift_card", 2000)
    assert entry.reason == f"Gift card ending in {done.card.last_four}"
    assert booked(database) == [
        ("gift_card_redeemed", "gift_card_liability", 700, "EUR"),
        ("gift_card_redeemed", "store_credit_liability", -700, "EUR"),
        ("gift_card_redeemed", "gift_card_liability", 2000, "USD"),
        ("gift_card_redeemed", "store_credit_liability", -2000, "USD"),
    ]
    assert query(invariants.violations) == []


def test_a_repeat_under_its_key_answers_the_same_and_moves_nothing(database: Engine, ada: Actor):
    code, other = shop.gift_card(2000), shop.gift_card(900)
    first = redeem(code, ada, idempotency_key="click")
    again = redeem(code, ada, idempotency_key="click")
    assert (again.amount_minor, again.card, again.credit) == (2000, first.card, first.credit)
    with pytest.raises(KeyReused):
        redeem(other, ada, idempotency_key="click")
    with pytest.raises(GiftCardRefused):
        redeem(code, ada, idempotency_key="another click")
    assert (credit(ada), len(booked(database))) == ({"USD": 2000}, 2)
    assert query(gift_cards.balance, other, caller="holder").balance_minor == 900


def test_no_wrong_code_says_why_and_nothing_is_written(database: Engine, ada: Actor, frozen_clock):
    desk = Actor(person_id=uuid4(), roles=frozenset({Role.DESK}))
    spent, stopped = shop.gift_card(300), shop.gift_card(400)
    redeem(spent, ada)
    blocked = query(gift_cards.balance, stopped, caller="desk")
    transact(gift_cards.disable, blocked.id, reason="stolen", actor=desk)
    expired = shop.gift_card(500, expires_at=clock.minutes_from_now(1))
    euros = shop.gift_card(600, currency="EUR")
    frozen_clock.advance(minutes=2)
    said = set()
    for code in ("G-0000-0000-0000-0000", spent, stopped, expired, euros):
        with pytest.raises(GiftCardRefused) as refused:
            redeem(code, ada, currency="USD")
        said.add((refused.value.message, refused.value.field, tuple(refused.value.facts)))
    assert len(said) == 1
    with pytest.raises(SignInRequired):
        redeem(euros, ANONYMOUS)
    for _ in range(gift_cards.MOST_WRONG_CODES - 5):
        with pytest.raises(GiftCardRefused):
            redeem(spent, ada)
    with pytest.raises(TooManyRequests):
        redeem(euros, ada)
    assert (credit(ada), len(booked(database))) == ({"USD": 300}, 2)


def test_what_a_checkout_holds_of_a_card_stays_on_it(database: Engine, ada: Actor):
    shop.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=5, price_minor=1000)
    code = shop.gift_card(20_000)
    checkout = shop.prepared((lamp, 1), gift_card_codes=[code], payment_method="bank_transfer")
    held = checkout.total_minor - checkout.to_pay_minor
    done = redeem(code, ada)
    assert (held > 0, done.amount_minor) == (True, 20_000 - held)
    assert shop.complete(checkout).status == "completed"
    with database.connect() as connection:
        row = connection.execute(text("SELECT balance_minor, held_minor FROM gift_card")).one()
    assert tuple(row) == (0, 0)
    assert query(invariants.violations) == []


@pytest.mark.race
def test_eight_people_with_one_code_and_eight_clicks_of_one_of_them_redeem_it_once(database: Engine):
    with unit_of_work() as session:
        people = [Actor(person_id=shop.person(session).id) for _ in range(8)]
    shared, own = shop.gift_card(2000), shop.gift_card(500)
    start = Barrier(16)

    def act(number: int) -> int:
        start.wait()
        try:
            if number < 8:
                return redeem(shared, people[number]).amount_minor
            return redeem(own, people[0], idempotency_key="click").amount_minor
        except GiftCardRefused:
            return 0

    with ThreadPoolExecutor(16) as threads:
        gained = list(threads.map(act, range(16)))
    assert sorted(gained[:8]) == [0] * 7 + [2000]
    assert gained[8:] == [500] * 8
    assert sum(credit(one).get("USD", 0) for one in people) == 2500
    assert query(invariants.violations) == []
