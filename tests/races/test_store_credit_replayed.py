"""One person, many tabs and clicks: store credit is spent once, and what goes back onto it goes back once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from redis import Redis
from sqlalchemy import Engine, text

from backend.cart.schemas import CartOwner
from backend.checkout import process
from backend.identity.schemas import Actor, system_actor
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import refunds, settlement
from backend.orders import service as orders
from backend.payments import store_credit
from jobs import invariants
from tests.factories import inventory as make
from tests.factories import shopping as shop

pytestmark = pytest.mark.race
SYSTEM = system_actor("race")
AT_ONCE = 8


def at_once(act: Callable[[], Any]) -> list[Any]:
    start = Barrier(AT_ONCE)

    def run(_: int) -> Any:
        start.wait()
        return act()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(run, range(AT_ONCE)))


def test_credit_that_many_tabs_spend_at_once_is_spent_once_and_refunded_once(
    database: Engine, redis_db: Redis
):
    shop.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=50, price_minor=5000)
        actor = Actor(person_id=shop.person(session).id)
    grant = {"currency": "USD", "reason": "sorry", "actor": SYSTEM, "idempotency_key": "grant"}
    at_once(lambda: transact(store_credit.grant, person_id=actor.person_id, amount_minor=10_000, **grant))
    owner = CartOwner(actor.person_id)
    shop.fill(owner, (lamp, 1))

    def credit() -> tuple[int, int]:
        with database.connect() as connection:
            row = connection.execute(text("SELECT balance_minor, held_minor FROM store_credit")).one()
            return row.balance_minor, row.held_minor

    (checkout_id,) = {one.id for one in at_once(lambda: shop.prepare(owner, use_store_credit=True))}
    # 50.00 + 4.99 shipping + 4 % tax.
    assert credit() == (10_000, 5719)
    done = at_once(lambda: process.complete(checkout_id, access_token=None, actor=actor))
    assert {str(one.status) for one in done} == {"completed"}
    assert len({one.purchase_number for one in done}) == 1
    assert credit() == (4281, 0)

    (order_id,) = shop.order_ids(checkout_id)
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=SYSTEM)
    settlement.settle(order_id)
    wish = {"lines": {}, "amount_minor": 700, "reason": "late", "actor": SYSTEM, "idempotency_key": "r"}
    assert len({one.id for one in at_once(lambda: transact(refunds.request, order_id, **wish))}) == 1
    assert credit() == (4981, 0)
    assert query(invariants.violations) == []
