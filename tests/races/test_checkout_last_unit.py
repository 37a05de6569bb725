"""Many shoppers, one unit, cards at the stand-in: one order, refusals, no money left on a loser."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from backend.checkout import process, service
from backend.checkout.errors import CheckoutClosed, SoldOutWhilePaying
from backend.inventory import service as inventory
from backend.inventory.errors import OutOfStock
from backend.kit.unit_of_work import unit_of_work
from backend.orders import service as orders
from backend.payments import service as payments
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.stand_in import StandIn

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("database", "redis_db")]


def at_once(count: int, buy: Callable[[int], str]) -> Counter[str]:
    start = Barrier(count)

    def run(number: int) -> str:
        start.wait()
        return buy(number)

    with ThreadPoolExecutor(count) as threads:
        return Counter(threads.map(run, range(count)))


def one_unit(price_minor: int = 5000):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=1, price_minor=price_minor)


def counted(engine: Engine, sql: str) -> int:
    with engine.connect() as connection:
        return connection.execute(text(sql)).scalar_one()


def held_by(stand_in: StandIn, checkout_ids: list[UUID]) -> list[int]:
    """What each checkout's cards still promise, in minor units."""
    return [
        stand_in.journal(*(one["id"] for one in stand_in.intents_of(checkout_id)))["held"]
        for checkout_id in checkout_ids
    ]


def healthy() -> None:
    with unit_of_work() as session:
        for context in (service, orders, payments, inventory):
            assert context.check(session) == []


def test_the_last_unit_goes_to_one_of_many_shoppers_and_the_others_are_told(
    database: Engine, stand_in: StandIn
):
    last = one_unit()
    shoppers = [shop.guest() for _ in range(40)]
    for owner in shoppers:
        shop.fill(owner, (last, 1))

    def buy(number: int) -> str:
        try:
            return str(shop.complete(shop.prepare(shoppers[number])).status)
        except OutOfStock as refusal:
            return f"{refusal.facts['lines'][0]['available']} left"

    assert at_once(40, buy) == {"completed": 1, "0 left": 39}
    assert counted(database, "SELECT count(*) FROM purchase") == 1
    assert counted(database, "SELECT count(*) FROM payment") == 1
    healthy()


def test_shoppers_whose_hold_ran_out_and_who_all_pay_get_one_order_and_their_money_back(
    database: Engine, stand_in: StandIn
):
    """Each had the unit once, lost it to time and pays now: the charge is made before the stock is known."""
    last = one_unit()
    checkouts = []
    for _ in range(6):
        checkout = shop.prepared((last, 1))
        with stand_in.losing_an_answer("^/v1/payment_intents$"):
            assert shop.complete(checkout).status == "processing"
        with unit_of_work() as session:
            inventory.release(session, checkout.id)
        checkouts.append(checkout)
    assert held_by(stand_in, [one.id for one in checkouts]) == [checkouts[0].total_minor] * 6

    def come_back(number: int) -> str:
        try:
            return str(shop.complete(checkouts[number]).status)
        except SoldOutWhilePaying:
            return "sold out, not charged"

    assert at_once(6, come_back) == {"completed": 1, "sold out, not charged": 5}
    assert sorted(held_by(stand_in, [one.id for one in checkouts])) == [0] * 5 + [checkouts[0].total_minor]
    assert counted(database, "SELECT count(*) FROM purchase") == 1
    healthy()


def test_carts_in_opposite_order_do_not_deadlock(database: Engine, stand_in: StandIn):
    shop.tax_rates()
    with unit_of_work() as session:
        lamp, rug = make.offer(session, on_hand=100), make.offer(session, on_hand=100)
    shoppers = [shop.guest() for _ in range(16)]
    for number, owner in enumerate(shoppers):
        shop.fill(owner, *([(lamp, 1), (rug, 1)] if number % 2 else [(rug, 1), (lamp, 1)]))

    def buy(number: int) -> str:
        return str(shop.complete(shop.prepare(shoppers[number], payment_method="bank_transfer")).status)

    assert at_once(16, buy) == {"completed": 16}
    assert counted(database, "SELECT sum(reserved) FROM stock_balance") == 32
    healthy()


def test_double_clicks_returns_and_webhooks_at_the_same_moment_are_one_order_and_one_charge(
    database: Engine, stand_in: StandIn
):
    checkout = shop.prepared((one_unit(), 1))

    def act(number: int) -> str:
        if number % 3 == 0:
            return str(shop.complete(checkout).status)
        if number % 3 == 1:
            process.resume(checkout.id)
            return "resumed"
        process.heal_unfinished(quiet_for=timedelta())
        return "healed"

    seen = at_once(9, act)
    assert seen["resumed"] == seen["healed"] == 3
    assert str(shop.complete(checkout).status) == "completed"
    assert counted(database, "SELECT count(*) FROM purchase") == 1
    (intent,) = stand_in.intents_of(checkout.id)
    assert stand_in.journal(intent["id"]) == {
        "charges": 1,
        "captures": 0,
        "held": checkout.total_minor,
        "kept": 0,
    }
    healthy()


def test_a_return_and_webhooks_after_3d_secure_race_to_one_order(database: Engine, stand_in: StandIn):
    checkout = shop.prepared((one_unit(), 1))
    waiting = shop.complete(checkout, "pm_card_authenticationRequired")
    (intent,) = stand_in.intents_of(checkout.id)
    stand_in.pass_challenge(intent["id"], waiting.client_secret)

    def act(number: int) -> str:
        return str(shop.complete(checkout, None).status if number % 2 else process.resume(checkout.id))

    assert at_once(6, act) == {"completed": 6}
    assert counted(database, "SELECT count(*) FROM purchase") == 1
    assert stand_in.journal(intent["id"])["charges"] == 1
    healthy()


def test_a_new_cart_prepared_in_two_tabs_is_one_checkout(database: Engine, stand_in: StandIn):
    owner = shop.guest()
    shop.fill(owner, (one_unit(), 1))
    assert at_once(6, lambda _: str(shop.prepare(owner).total_minor)).total() == 6
    assert counted(database, "SELECT count(*) FROM checkout") == 1
    assert counted(database, "SELECT sum(reserved) FROM stock_balance") == 1


def test_two_cards_in_two_tabs_buy_once_and_hold_one_total(database: Engine, stand_in: StandIn):
    checkout = shop.prepared((one_unit(), 1))

    def pay(number: int) -> str:
        try:
            return str(shop.complete(checkout, ("pm_card_visa", "pm_card_mastercard")[number % 2]).status)
        except CheckoutClosed:
            return "closed"

    at_once(4, pay)
    process.heal_unfinished(quiet_for=timedelta())
    assert str(shop.complete(checkout).status) == "completed"
    process.heal_unfinished(quiet_for=timedelta())
    assert counted(database, "SELECT count(*) FROM purchase") == 1
    assert held_by(stand_in, [checkout.id]) == [checkout.total_minor]
    healthy()
