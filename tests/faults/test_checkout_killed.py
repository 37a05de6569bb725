"""kill -9 at each step of an order, in a real process: it heals, or it never happened."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from backend.checkout import process, service
from backend.identity.schemas import system_actor
from backend.inventory import service as inventory
from backend.kit.unit_of_work import transact, unit_of_work
from backend.orders import service as orders
from backend.orders import settlement
from backend.payments import service as payments
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.stand_in import StandIn

pytestmark = pytest.mark.usefixtures("database", "redis_db")
CREATE = "^/v1/payment_intents$"
LIMIT_S = 30


@pytest.fixture
def lamp(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=3, price_minor=5000)


@contextmanager
def running(*arguments: object) -> Iterator[subprocess.Popen[bytes]]:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.shopper", *map(str, arguments)],
        env=os.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield child
    finally:
        child.kill()
        child.wait()


def wait_for(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LIMIT_S
    while not happened():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.02)


def scalar(engine: Engine, sql: str, **values: object) -> object:
    with engine.connect() as connection:
        return connection.execute(text(sql), values).scalar_one_or_none()


def journal(stand_in: StandIn, checkout_id: UUID) -> dict[str, int]:
    return stand_in.journal(*(one["id"] for one in stand_in.intents_of(checkout_id)))


def status(engine: Engine, checkout_id: UUID) -> object:
    return scalar(engine, "SELECT status FROM checkout WHERE id = :id", id=checkout_id)


def healthy() -> None:
    with unit_of_work() as session:
        for context in (service, orders, payments, inventory):
            assert context.check(session) == []


def heal() -> None:
    process.heal_unfinished(quiet_for=timedelta())


def test_killed_after_the_charge_and_before_its_answer_the_order_heals(
    database: Engine, lamp, stand_in: StandIn
):
    checkout = shop.prepared((lamp, 1))
    stand_in.misbehave(timeout_after_success={"count": 1, "path": CREATE, "mode": "hold"})
    with running("complete", checkout.id, checkout.access_token):
        wait_for(lambda: journal(stand_in, checkout.id)["charges"] == 1)
    assert status(database, checkout.id) == "paying"
    stand_in.behave()
    heal()
    assert status(database, checkout.id) == "completed"
    total = checkout.total_minor
    assert journal(stand_in, checkout.id) == {"charges": 1, "captures": 0, "held": total, "kept": 0}
    assert shop.complete(checkout).status == "completed"
    assert scalar(database, "SELECT count(*) FROM purchase") == 1
    healthy()


def test_killed_after_the_charge_with_the_stock_gone_the_money_goes_back(
    database: Engine, lamp, stand_in: StandIn
):
    checkout = shop.prepared((lamp, 3))
    stand_in.misbehave(timeout_after_success={"count": 1, "path": CREATE, "mode": "hold"})
    with running("complete", checkout.id, checkout.access_token):
        wait_for(lambda: journal(stand_in, checkout.id)["charges"] == 1)
    stand_in.behave()
    transact(inventory.release, checkout.id)
    shop.placed((lamp, 1))
    heal()
    assert status(database, checkout.id) == "failed"
    assert journal(stand_in, checkout.id) == {"charges": 1, "captures": 0, "held": 0, "kept": 0}
    healthy()


def test_killed_between_the_charge_and_the_order_the_order_heals(database: Engine, lamp, stand_in: StandIn):
    checkout = shop.prepared((lamp, 1))
    stand_in.misbehave(latency_ms={"ms": 1500, "path": CREATE})
    with database.connect() as connection, running("complete", checkout.id, checkout.access_token):
        wait_for(lambda: status(database, checkout.id) == "paying")
        connection.execute(text("SELECT 1 FROM checkout FOR UPDATE"))
        wait_for(lambda: journal(stand_in, checkout.id)["charges"] == 1)
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        wait_for(lambda: bool(scalar(database, waiting)))
        assert scalar(database, "SELECT count(*) FROM purchase") == 0
    stand_in.behave()
    assert status(database, checkout.id) == "paying"
    assert scalar(database, "SELECT status FROM payment") == "created"
    heal()
    assert status(database, checkout.id) == "completed"
    assert journal(stand_in, checkout.id)["charges"] == 1
    healthy()


def test_killed_while_the_charge_is_on_its_way_nobody_is_charged_behind_the_shoppers_back(
    database: Engine, lamp, stand_in: StandIn
):
    """The healing job asks before the request gets through: the request, arriving late, charges nothing."""
    checkout = shop.prepared((lamp, 1))
    stand_in.misbehave(latency_ms={"ms": 2000, "path": CREATE})
    with running("complete", checkout.id, checkout.access_token):
        wait_for(lambda: status(database, checkout.id) == "paying")
        time.sleep(0.5)
    stand_in.behave()
    heal()
    time.sleep(2.5)
    heal()
    held = journal(stand_in, checkout.id)["held"]
    purchases = scalar(database, "SELECT count(*) FROM purchase")
    assert (held, purchases) in {(0, 0), (checkout.total_minor, 1)}
    assert shop.complete(checkout).status == "completed"
    total = checkout.total_minor
    assert journal(stand_in, checkout.id) == {"charges": 1, "captures": 0, "held": total, "kept": 0}
    healthy()


def test_killed_while_preparing_nothing_is_held(database: Engine, lamp, stand_in: StandIn):
    owner = shop.guest()
    shop.fill(owner, (lamp, 2))
    with database.connect() as connection:
        connection.execute(text("SELECT 1 FROM stock_balance FOR UPDATE"))
        with running("prepare", owner.visitor_id):
            wait_for(
                lambda: bool(
                    scalar(database, "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                )
            )
    wait_for(lambda: scalar(database, "SELECT count(*) FROM checkout") == 0)
    assert scalar(database, "SELECT sum(reserved) FROM stock_balance") == 0
    assert shop.complete(shop.prepare(owner)).status == "completed"
    healthy()


def test_killed_between_taking_the_gift_card_and_the_commit_nothing_was_taken(database: Engine, lamp):
    code = shop.gift_card(2000)
    checkout = shop.prepared((lamp, 1), gift_card_codes=[code], payment_method="bank_transfer")

    def on_the_card() -> object:
        return scalar(database, "SELECT balance_minor || '/' || held_minor FROM gift_card")

    with database.connect() as connection:
        connection.execute(text("LOCK TABLE order_tender IN EXCLUSIVE MODE"))
        with running("complete", checkout.id, checkout.access_token):
            waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            wait_for(lambda: bool(scalar(database, waiting)))
        connection.rollback()
    assert (status(database, checkout.id), on_the_card()) == ("prepared", "2000/2000")
    healthy()
    assert shop.complete(checkout).status == "completed"
    assert shop.complete(checkout).status == "completed"
    assert (on_the_card(), scalar(database, "SELECT count(*) FROM purchase")) == ("0/0", 1)
    healthy()


def test_killed_after_the_capture_and_before_its_answer_it_is_not_captured_again(
    database: Engine, lamp, stand_in: StandIn
):
    checkout = shop.prepared((lamp, 1))
    shop.complete(checkout)
    (order_id,) = shop.order_ids(checkout.id)
    actor = system_actor("test")
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=actor)
    stand_in.misbehave(timeout_after_success={"count": 1, "path": "/capture$", "mode": "hold"})
    with running("settle", order_id):
        wait_for(lambda: journal(stand_in, checkout.id)["captures"] == 1)
    stand_in.behave()
    assert transact(payments.current_payment, checkout.id).captured_minor == 0
    settlement.settle(order_id)
    total = checkout.total_minor
    assert journal(stand_in, checkout.id) == {"charges": 1, "captures": 1, "held": 0, "kept": total}
    assert transact(payments.current_payment, checkout.id).captured_minor == total
    healthy()
