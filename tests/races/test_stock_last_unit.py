"""Many buyers, little stock: exact counts, no deadlock. No retry hides one: the unit of work is used bare."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from backend.identity.schemas import system_actor
from backend.inventory import service
from backend.inventory.errors import OutOfStock, ReservationExpired
from backend.inventory.schemas import Destination, StockLine
from backend.kit import clock
from backend.kit.unit_of_work import query, unit_of_work
from tests.factories import inventory as make

SYSTEM = system_actor("race")


def reserve(holder_id: UUID, lines: Sequence[tuple[UUID, int]], *, minutes: int = 15, replaces: bool = False):
    with unit_of_work() as session:
        return service.reserve(
            session,
            holder_id=holder_id,
            lines=[StockLine(*line) for line in lines],
            destination=Destination("US", "NY"),
            expires_at=clock.now() + timedelta(minutes=minutes),
            replaces=replaces,
        )


def at_once(count: int, buy: Callable[[int], str]) -> Counter[str]:
    start = Barrier(count)

    def run(number: int) -> str:
        start.wait()
        return buy(number)

    with ThreadPoolExecutor(count) as threads:
        return Counter(threads.map(run, range(count)))


def test_a_hundred_buyers_of_the_last_unit_are_one_success_and_99_refusals_with_facts(database: Engine):
    with unit_of_work() as session:
        last = make.offer(session, on_hand=1)

    def buy(_: int) -> str:
        try:
            reserve(uuid4(), [(last.id, 1)])
        except OutOfStock as refusal:
            (line,) = refusal.facts["lines"]
            return f"{line['available']} of {line['requested']} left"
        return "sold"

    assert at_once(100, buy) == {"sold": 1, "0 of 1 left": 99}

    with database.connect() as connection:
        assert connection.execute(text("SELECT on_hand, reserved FROM stock_balance")).all() == [(1, 1)]
        assert connection.execute(text("SELECT quantity, status FROM reservation")).all() == [(1, "held")]
        assert connection.execute(text("SELECT count(*) FROM stock_movement")).scalar() == 1
        events = connection.execute(text("SELECT payload->'offer_ids' FROM outbox_event")).scalars().all()
        assert events == [[str(last.id)]], "it sold out once"
    assert query(service.check) == []


def test_stock_of_a_hundred_is_sold_to_the_last_unit_and_no_further(database: Engine):
    with unit_of_work() as session:
        offer = make.offer(session, on_hand=60)
        item = make.item_of(session, offer)
        make.balance(session, item, 40, at=make.warehouse(session, "ONT1", region="CA"))

    def buy(_: int) -> str:
        sold = 0
        for _ in range(10):
            try:
                reserve(uuid4(), [(offer.id, 1)])
                sold += 1
            except OutOfStock:
                continue
        return str(sold)

    sold = at_once(15, buy)

    assert sum(int(units) * buyers for units, buyers in sold.items()) == 100
    assert query(service.availability, [offer.id]) == {offer.id: 0}
    assert query(service.check) == []


@pytest.mark.parametrize("seed", range(3))
def test_carts_in_opposite_order_bundles_changes_and_expiry_never_deadlock(database: Engine, seed: int):
    with unit_of_work() as session:
        owner = make.seller(session)
        places = [
            make.warehouse(session, code, region=region)
            for code, region in (("EWR1", "NJ"), ("ONT1", "CA"), ("DFW1", "TX"))
        ]
        offers = [make.offer(session, on_hand=8, at=places[0], by=owner) for _ in range(6)]
        items = [make.item_of(session, offer) for offer in offers]
        for item in items:
            for place in places[1:]:
                make.balance(session, item, 8, at=place)
        bundle = make.offer_without_stock(session, by=owner)
        for item in items[1:4]:
            make.component(session, bundle, item)
    wares = [*(offer.id for offer in offers), bundle.id]

    def shop(number: int) -> str:
        choice = random.Random(f"{seed}-{number}")
        outcomes = []
        for _ in range(12):
            holder = uuid4()
            cart = [(offer_id, choice.randint(1, 3)) for offer_id in choice.sample(wares, 4)]
            try:
                reserve(holder, cart, minutes=choice.choice([-1, 15]))
                if choice.random() < 0.5:
                    reserve(holder, cart[::-1][:3], replaces=True)
                if choice.random() < 0.6:
                    with unit_of_work() as session:
                        service.release(session, holder)
                else:
                    with unit_of_work() as session:
                        allocations = service.allocate(session, holder)
                    for warehouse_id in {one.warehouse_id for one in allocations}:
                        with unit_of_work() as session:
                            service.dispatch(
                                session,
                                holder,
                                warehouse_id=warehouse_id,
                                seller_id=owner.id,
                                idempotency_key=f"{holder}:{warehouse_id}",
                                actor=SYSTEM,
                            )
                outcomes.append("done")
            except OutOfStock:
                outcomes.append("refused")
            except ReservationExpired:
                outcomes.append("expired")
            with unit_of_work() as session:
                service.expire_reservations(session, limit=choice.randint(1, 20))
        return ",".join(outcomes)

    at_once(12, shop)

    assert query(service.check) == []
    with unit_of_work() as session:
        while service.expire_reservations(session):
            pass
    with database.connect() as connection:
        on_hand, reserved = connection.execute(
            text("SELECT sum(on_hand), sum(reserved) FROM stock_balance")
        ).one()
        shipped = connection.execute(
            text("SELECT -sum(quantity) FROM stock_movement WHERE reason = 'dispatch'")
        ).scalar()
    assert shipped > 0
    assert (on_hand, reserved) == (6 * 24 - shipped, 0)
