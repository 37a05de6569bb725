"""A seller's statement and the board's daily totals say what the ledger says."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from backend.identity.schemas import Actor, Role, system_actor
from backend.kit import clock
from backend.kit.errors import InvalidInput, NotFound
from backend.kit.unit_of_work import transact, unit_of_work
from backend.orders import evidence, settlement
from backend.orders import service as orders
from backend.orders.statements import seller_statement
from backend.payments import service as payments
from backend.payments import statements
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.stand_in import StandIn

SYSTEM = system_actor("test")
pytestmark = pytest.mark.usefixtures("database", "redis_db")


@pytest.fixture
def lamp(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=20, price_minor=5000)


def shipped(lamp, quantity: int) -> UUID:
    checkout = shop.prepared((lamp, quantity))
    assert shop.complete(checkout).status == "completed"
    (order_id,) = shop.order_ids(checkout.id)
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=SYSTEM)
    settlement.settle(order_id)
    return order_id


def of(seller_id: UUID, day: date, actor: Actor = SYSTEM):
    return transact(statements.statement, seller_id, day, day, actor=actor)


def test_a_statement_opens_where_the_last_one_closed_and_ends_with_the_ledger(
    lamp, stand_in: StandIn, frozen_clock
):
    first = shipped(lamp, 1)
    frozen_clock.advance(days=1)
    second = shipped(lamp, 2)
    today = clock.now().date()
    # 88 % of 50.00 and of 100.00: the commission is 12 %.
    (before,) = of(lamp.seller_id, today - timedelta(days=1))
    assert (before.opening_minor, before.closing_minor, before.currency) == (0, 4400, "USD")
    assert [(one.kind, one.order_id, one.amount_minor) for one in before.lines] == [
        ("order_settled", first, 4400)
    ]
    (now,) = of(lamp.seller_id, today)
    assert (now.opening_minor, now.closing_minor) == (4400, 13200)
    assert [(one.order_id, one.amount_minor, one.balance_minor) for one in now.lines] == [
        (second, 8800, 13200)
    ]
    ledger = {one.account: one.amount_minor for one in transact(payments.balances)}
    assert ledger["seller_payable"] == -now.closing_minor
    _, numbers = transact(seller_statement, lamp.seller_id, today, today, actor=SYSTEM)
    assert list(numbers) == [second]


def test_another_sellers_statement_is_not_found(lamp):
    own = Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}), seller_ids=frozenset({lamp.seller_id}))
    other = Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}), seller_ids=frozenset({uuid4()}))
    assert of(lamp.seller_id, date(2026, 1, 1), own) == ()
    for stranger in (other, Actor(), Actor(person_id=uuid4(), seller_ids=frozenset({lamp.seller_id}))):
        with pytest.raises(NotFound):
            of(lamp.seller_id, date(2026, 1, 1), stranger)
    with pytest.raises(InvalidInput):
        transact(statements.statement, lamp.seller_id, date(2026, 1, 2), date(2026, 1, 1), actor=own)


def test_every_day_of_the_books_sums_to_zero(lamp, stand_in: StandIn, frozen_clock):
    shipped(lamp, 1)
    today = clock.now().date()
    totals = transact(statements.daily_totals, today, today, actor=SYSTEM)
    assert sum(one.debit_minor - one.credit_minor for one in totals) == 0
    by_account = {one.account: (one.debit_minor, one.credit_minor) for one in totals}
    assert by_account["seller_payable"] == (0, 4400)
    assert by_account["marketplace_commission"] == (0, 600)


def test_a_bank_is_told_who_bought_what_and_where_it_went(lamp, stand_in: StandIn):
    checkout = shop.prepared((lamp, 2))
    shop.complete(checkout)
    (order_id,) = shop.order_ids(checkout.id)
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=SYSTEM)
    facts = transact(evidence.facts_for_dispute, checkout.id, actor=SYSTEM)
    assert (facts.customer_name, facts.customer_email) == ("Ada Byron", "ada@example.com")
    assert facts.shipping_address == "Ada Byron, 1 Main St, Brooklyn, NY, 11201, US"
    assert facts.shipping_date == clock.now().date().isoformat()
