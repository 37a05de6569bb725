"""What checkout stands on is slow, silent, empty or repeats itself: one order, one charge, or a refusal."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from redis import Redis
from sqlalchemy import Engine, text

from backend.cart import service as cart
from backend.checkout import process
from backend.checkout.schemas import CheckoutView
from backend.identity.schemas import system_actor
from backend.kit.errors import Unavailable
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import refund_sending, refunds, settlement
from backend.orders import service as orders
from jobs import invariants, relay
from jobs.celery_app import app
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.stand_in import StandIn

SYSTEM = system_actor("test")
CREATE = "^/v1/payment_intents$"


@pytest.fixture
def lamp(database: Engine, redis_db: Redis):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=20, price_minor=5000)


@contextmanager
def hanging(client: Redis) -> Iterator[None]:
    """Redis takes connections and answers nothing."""
    pid = int(client.info("server")["process_id"])
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def cards(stand_in: StandIn, checkout: CheckoutView) -> dict[str, int]:
    return stand_in.journal(*(one["id"] for one in stand_in.intents_of(checkout.id)))


def once(checkout: CheckoutView) -> dict[str, int]:
    """One charge of a checkout's total, which is not taken yet."""
    return {"charges": 1, "captures": 0, "held": checkout.total_minor, "kept": 0}


def reserved(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(text("SELECT sum(reserved) FROM stock_balance")).scalar_one()


def test_with_redis_flushed_after_preparing_the_order_is_placed(lamp, redis_db: Redis, stand_in: StandIn):
    checkout = shop.prepared((lamp, 2))
    redis_db.flushall()
    assert shop.complete(checkout).status == "completed"
    assert cards(stand_in, checkout) == once(checkout)
    assert query(invariants.violations) == []


def test_with_redis_hanging_a_prepared_checkout_becomes_an_order_and_a_new_one_is_refused(
    lamp, database: Engine, redis_db: Redis, stand_in: StandIn
):
    owner, other = shop.guest(), shop.guest()
    checkout = shop.prepared((lamp, 2), owner=owner)
    shop.fill(other, (lamp, 1))
    with hanging(redis_db):
        with pytest.raises(Unavailable):
            shop.prepare(other)
        assert shop.complete(checkout).status == "completed"
    assert reserved(database) == 2
    assert cards(stand_in, checkout) == once(checkout)
    assert query(invariants.violations) == []


def test_with_the_search_engine_broken_carts_and_orders_go_on_and_no_other_job_is_lost(
    lamp, database: Engine, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object, **__: object) -> None:
        raise Unavailable("The search is away. Please try again in a moment.")

    monkeypatch.setattr("backend.search.service.project", broken)
    sent = []
    monkeypatch.setattr(app, "send_task", lambda name, args: sent.append((name, args)))
    owner = shop.guest()
    checkout = shop.prepared((lamp, 20), owner=owner)
    assert shop.complete(checkout).status == "completed"
    transact(relay.publish_batch)
    for name, args in sent:
        app.tasks[name].apply(args=args, throw=False)
    with database.connect() as connection:
        given_up = set(connection.execute(text("SELECT subscriber FROM job_failure")).scalars())
        done = set(connection.execute(text("SELECT subscriber FROM job_receipt")).scalars())
    assert given_up == {"jobs.search.project_availability"}
    assert {"jobs.fulfillment.open_pick_task", "jobs.checkout.close_cart"} <= done
    assert query(cart.view, owner).lines == ()


def test_a_stripe_slower_than_our_patience_charges_once_however_often_the_shopper_asks(
    lamp, stand_in: StandIn
):
    checkout = shop.prepared((lamp, 1))
    stand_in.misbehave(latency_ms={"ms": 900, "path": CREATE})
    with stand_in.in_a_hurry():
        assert {shop.complete(checkout).status for _ in range(3)} == {"processing"}
    stand_in.behave()
    stand_in.pause(1)
    process.heal_unfinished(quiet_for=timedelta())
    assert shop.complete(checkout).status == "completed"
    assert cards(stand_in, checkout) == once(checkout)
    assert query(invariants.violations) == []


def test_a_stripe_that_does_everything_and_answers_nothing_charges_takes_and_refunds_once(
    lamp, stand_in: StandIn
):
    checkout = shop.prepared((lamp, 1))
    with stand_in.losing_an_answer(CREATE):
        assert shop.complete(checkout).status == "processing"
    process.heal_unfinished(quiet_for=timedelta())
    (order_id,) = shop.order_ids(checkout.id)
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=SYSTEM)
    with stand_in.losing_an_answer("/capture$"), pytest.raises(Unavailable):
        settlement.settle(order_id)
    settlement.settle(order_id)
    wish = {"lines": {}, "amount_minor": 700, "reason": "late", "actor": SYSTEM, "idempotency_key": "r"}
    view = transact(refunds.request, order_id, **wish)
    with stand_in.losing_an_answer("^/v1/refunds$"), pytest.raises(Unavailable):
        refund_sending.send(view.id)
    refund_sending.send_waiting(quiet_for=timedelta())
    kept = checkout.total_minor - 700
    assert cards(stand_in, checkout) == {"charges": 1, "captures": 1, "held": 0, "kept": kept}
    assert query(invariants.violations) == []


@pytest.mark.parametrize("seed", range(3))
def test_webhooks_shuffled_and_thrice_among_shoppers_who_come_back_are_one_order_each(
    seed: int, lamp, database: Engine, stand_in: StandIn
):
    """A good card, one after a decline, 3-D Secure, a lost answer, a cancelled order, a refund."""
    chance = random.Random(seed)
    good, declined, secure, lost, cancelled, refunded = all_six = [shop.prepared((lamp, 1)) for _ in range(6)]
    for checkout in (good, cancelled, refunded):
        shop.complete(checkout)
    shop.complete(declined, "pm_card_chargeDeclined")
    waiting = shop.complete(secure, "pm_card_authenticationRequired")
    (intent,) = stand_in.intents_of(secure.id)
    stand_in.pass_challenge(intent["id"], waiting.client_secret)
    with stand_in.losing_an_answer(CREATE):
        shop.complete(lost)
    transact(orders.cancel, shop.order_ids(cancelled.id)[0], reason="test", actor=SYSTEM)
    settlement.give_back(shop.order_ids(cancelled.id)[0])
    (sent,) = shop.order_ids(refunded.id)
    transact(orders.mark_shipped, sent, carrier="AP", tracking_number="AP-1", actor=SYSTEM)
    settlement.settle(sent)
    wish = {"lines": {}, "amount_minor": 700, "reason": "late", "actor": SYSTEM, "idempotency_key": "r"}
    refund_sending.send(transact(refunds.request, sent, **wish).id)

    told = stand_in.events_about({one["id"] for each in all_six for one in stand_in.intents_of(each.id)}) * 3
    chance.shuffle(told)
    for number, event in enumerate(told):
        stand_in.deliver(event)
        if number % 5 == 0:
            process.interpret_unread(quiet_for=timedelta())
    process.interpret_unread(quiet_for=timedelta())

    assert shop.complete(declined).status == "completed"
    for checkout in (good, declined, secure, lost):
        assert shop.complete(checkout, None).status == "completed"
        found = cards(stand_in, checkout)
        assert (found["held"], found["kept"]) == (checkout.total_minor, 0)
    assert cards(stand_in, cancelled)["held"] == cards(stand_in, cancelled)["kept"] == 0
    assert cards(stand_in, refunded)["kept"] == refunded.total_minor - 700
    with database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM purchase")).scalar_one() == 6
    assert query(invariants.violations) == []
