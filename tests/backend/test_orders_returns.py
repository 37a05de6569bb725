"""Goods come back: in time, never more than arrived, each step by whom it is of, to the cent."""

from concurrent.futures import ThreadPoolExecutor
from itertools import product as pairs
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from backend.identity.schemas import ANONYMOUS, Actor, Role
from backend.inventory import service as inventory
from backend.kit.config import settings
from backend.kit.errors import InvalidInput
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import refunds, return_lifecycle, settlement
from backend.orders import service as orders
from backend.orders.errors import NotReturnable, PurchaseNotFound, ReturnNotFound, TransitionRefused
from backend.orders.schemas import Finding, ReturnLine, ReturnStatus
from tests.factories import floor
from tests.factories import inventory as make
from tests.factories import shopping as shop

SYSTEM = floor.SYSTEM
DESK = Actor(person_id=uuid4(), roles=frozenset({Role.DESK}))
ALLOWED = {
    ("requested", "approved"),
    ("requested", "declined"),
    ("approved", "label_issued"),
    ("label_issued", "received"),
    ("received", "inspected"),
    ("inspected", "refunded"),
    ("inspected", "rejected"),
}
pytestmark = pytest.mark.usefixtures("database", "redis_db")


@pytest.fixture
def order_id(database: Engine, redis_db: object) -> UUID:
    """Three lamps at 19.99, paid and delivered."""
    shop.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=10)
    (order_id,) = floor.released((lamp, 3))
    floor.shipped(floor.task_of(order_id), by=floor.worker())
    transact(orders.mark_delivered, order_id, actor=SYSTEM)
    return order_id


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RETURNS_APPROVED_BY_HAND", "true")
    settings.cache_clear()
    yield
    monkeypatch.delenv("RETURNS_APPROVED_BY_HAND")
    settings.cache_clear()


def order_of(order_id: UUID):
    return query(orders.order_by_id, order_id, actor=SYSTEM)


def ask(order_id: UUID, quantity: int, **wanted):
    (line,) = order_of(order_id).items
    given = {"actor": SYSTEM} | wanted
    return transact(
        orders.request_return, order_id, lines=[ReturnLine(line.id, quantity, "does_not_fit")], **given
    )


def inspected(asked, accepted: int, restocked: int, words: str = "", *, by: Actor = DESK):
    transact(orders.receive_return, asked.id, actor=by)
    findings = [Finding(asked.items[0].order_item_id, accepted, restocked, words)]
    return transact(orders.inspect_return, asked.id, findings=findings, actor=by)


def stock(database: Engine) -> tuple[int, int]:
    with database.connect() as connection:
        return tuple(connection.execute(text("SELECT on_hand, reserved FROM stock_balance")).one())


def count(database: Engine, statement: str) -> int:
    with database.connect() as connection:
        return connection.execute(text(statement)).scalar_one()


def move(status: str, **facts) -> return_lifecycle.Move:
    given = {"reason": "asked", "label_number": "L", "units": 2, "judged_units": 2}
    return return_lifecycle.Move(status=status, **(given | facts))


@pytest.mark.parametrize(("status", "to"), list(pairs(ReturnStatus, ReturnStatus)))
def test_a_return_goes_only_along_the_table(status: str, to: str):
    accepted = 0 if to == "rejected" else 1
    if (status, to) in ALLOWED:
        return_lifecycle.check(move(status, accepted_units=accepted), to)
    else:
        with pytest.raises(TransitionRefused) as refused:
            return_lifecycle.check(move(status), to)
        assert refused.value.facts == {"from": status, "to": to, "guard": "transition"}


@pytest.mark.parametrize(
    ("status", "to", "missing", "guard"),
    [
        ("requested", "declined", {"reason": " "}, "reason_is_given"),
        ("approved", "label_issued", {"label_number": ""}, "label_is_known"),
        ("received", "inspected", {"judged_units": 1}, "every_line_is_judged"),
        ("inspected", "refunded", {"accepted_units": 0}, "something_is_accepted"),
        ("inspected", "rejected", {"accepted_units": 1}, "nothing_is_accepted"),
        ("inspected", "rejected", {"reason": ""}, "reason_is_given"),
    ],
)
def test_a_guard_that_does_not_hold_is_named(status: str, to: str, missing: dict, guard: str):
    with pytest.raises(TransitionRefused) as refused:
        return_lifecycle.check(move(status, **missing), to)
    assert refused.value.facts["guard"] == guard


def test_a_return_from_the_wish_to_the_shelf(order_id: UUID, database: Engine):
    assert stock(database) == (7, 0)
    asked = ask(order_id, 2)
    assert (asked.status, asked.number[:2], asked.label_number[:3]) == ("label_issued", "R-", "RL-")
    worker = floor.worker()
    done = inspected(asked, 2, 1, "one has a scratch", by=worker)
    # 3 × 19.99 + 4 % tax is 62.37; two of three are 41.58.
    assert (done.status, done.refund_minor) == ("inspected", 4158)
    assert stock(database) == (8, 0)
    item = order_of(order_id).items[0]
    assert (item.delivered, item.coming_back, item.returned) == (3, 2, 2)
    assert order_of(order_id).status == "delivered"
    settlement.settle(order_id)
    for _ in range(2):
        transact(orders.refund_return, asked.id, actor=SYSTEM)
    (refund,) = query(refunds.of_order, order_id, actor=SYSTEM)
    assert (refund.total_minor, refund.reason) == (4158, f"return {asked.number}")
    told = query(orders.return_by_number, asked.number, actor=DESK)
    assert [(step.to_status, step.actor.split(":")[0]) for step in told.history] == [
        ("requested", "system"),
        ("approved", "system"),
        ("label_issued", "system"),
        ("received", "person"),
        ("inspected", "person"),
        ("refunded", "system"),
    ]
    assert count(database, "SELECT count(*) FROM outbox_event WHERE name = 'ReturnAccepted'") == 1
    assert query(inventory.check) == []
    assert transact(orders.check) == []


def test_parts_of_an_order_come_back_as_what_was_paid_to_the_cent(order_id: UUID):
    total = order_of(order_id).totals.total_minor
    refunds = [inspected(ask(order_id, 1), 1, 0).refund_minor for _ in range(3)]
    # The last unit brings the shipping with it.
    assert refunds[:2] == [2079, 2079]
    assert sum(refunds) == total
    after = order_of(order_id)
    assert (after.status, after.items[0].returned) == ("returned", 3)


def test_never_more_than_arrived_even_at_once(order_id: UUID, database: Engine):
    with ThreadPoolExecutor(4) as shoppers:
        running = [shoppers.submit(ask, order_id, 2) for _ in range(4)]
    failures = [type(one.exception()) for one in running if one.exception()]
    assert failures == [NotReturnable] * 3
    assert count(database, "SELECT count(*) FROM return_request") == 1
    assert order_of(order_id).items[0].coming_back == 2
    ask(order_id, 1)
    with pytest.raises(NotReturnable) as refused:
        ask(order_id, 1)
    assert refused.value.facts["units"] == 0


def test_the_window_closes_after_thirty_days(order_id: UUID, frozen_clock, database: Engine):
    delivered = order_of(order_id).history[-1].at
    frozen_clock.move_to(delivered)
    frozen_clock.advance(days=30)
    assert ask(order_id, 1).status == "label_issued"
    frozen_clock.advance(seconds=1)
    with pytest.raises(NotReturnable):
        ask(order_id, 1)
    assert query(orders.return_options, order_id, actor=SYSTEM).units == {}
    assert count(database, "SELECT count(*) FROM return_request") == 1


def test_what_has_not_arrived_is_not_returned(database: Engine):
    shop.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session)
    (order_id,) = floor.released((lamp, 1))
    with pytest.raises(NotReturnable):
        ask(order_id, 1)


def test_by_hand_the_seller_decides_and_a_declined_unit_may_be_asked_for_again(order_id: UUID, by_hand: None):
    order = order_of(order_id)
    seller = Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}), seller_ids=frozenset({order.seller_id}))
    asked = ask(order_id, 3)
    assert asked.status == "requested"
    with pytest.raises(TransitionRefused):
        transact(orders.decline_return, asked.id, reason=" ", actor=seller)
    declined = transact(orders.decline_return, asked.id, reason="Worn", actor=seller)
    assert (declined.status, declined.history[-1].reason) == ("declined", "Worn")
    assert order_of(order_id).items[0].coming_back == 0
    again = ask(order_id, 1)
    assert transact(orders.approve_return, again.id, actor=seller).status == "label_issued"
    with pytest.raises(ReturnNotFound):
        transact(orders.receive_return, again.id, actor=seller)


def test_nothing_accepted_is_rejected_with_the_words_and_owes_nothing(order_id: UUID, database: Engine):
    asked = ask(order_id, 2)
    transact(orders.receive_return, asked.id, actor=DESK)
    line = asked.items[0].order_item_id
    with pytest.raises(TransitionRefused):
        transact(orders.inspect_return, asked.id, findings=[Finding(line, 0, 0)], actor=DESK)
    for wrong in ([], [Finding(line, 3, 0)], [Finding(line, 1, 2)], [Finding(uuid4(), 1, 1)]):
        with pytest.raises(InvalidInput):
            transact(orders.inspect_return, asked.id, findings=wrong, actor=DESK)
    done = transact(
        orders.inspect_return, asked.id, findings=[Finding(line, 0, 0, "Bricks in the box")], actor=DESK
    )
    assert (done.status, done.refund_minor, done.history[-1].reason) == ("rejected", 0, "Bricks in the box")
    assert stock(database) == (7, 0)
    assert order_of(order_id).items[0].coming_back == 0
    assert count(database, "SELECT count(*) FROM outbox_event WHERE name = 'ReturnAccepted'") == 0


def test_a_stranger_neither_asks_nor_sees(order_id: UUID, database: Engine):
    stranger = Actor(person_id=uuid4())
    other_seller = Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}), seller_ids=frozenset({uuid4()}))
    elsewhere = floor.worker(uuid4())
    for who in (stranger, ANONYMOUS, other_seller):
        with pytest.raises(PurchaseNotFound):
            ask(order_id, 1, actor=who)
    asked = ask(order_id, 1)
    for who in (stranger, ANONYMOUS, other_seller, elsewhere):
        with pytest.raises(ReturnNotFound):
            query(orders.return_by_number, asked.number, actor=who)
        with pytest.raises(ReturnNotFound):
            transact(orders.receive_return, asked.id, actor=who)
    assert query(orders.list_returns, actor=stranger).total == 0
    assert count(database, "SELECT count(*) FROM return_request") == 1


def refund_by_hand(order_id: UUID, **what) -> None:
    wanted = {"lines": {}, "reason": "broken", "actor": SYSTEM, "idempotency_key": "by hand"} | what
    transact(refunds.request, order_id, **wanted)


def test_a_unit_that_was_refunded_by_hand_and_then_comes_back_ends_its_return(
    order_id: UUID, database: Engine
):
    settlement.settle(order_id)
    (line,) = order_of(order_id).items
    refund_by_hand(order_id, lines={line.id: 2})
    asked = ask(order_id, 3)
    inspected(asked, 3, 3)
    transact(orders.refund_return, asked.id, actor=SYSTEM)
    transact(orders.refund_return, asked.id, actor=SYSTEM)
    ended = transact(orders.return_by_number, asked.number, actor=SYSTEM)
    total = order_of(order_id).totals.total_minor
    assert (ended.status, ended.history[-1].reason) == (
        "refunded",
        "A part of it had been refunded before.",
    )
    # The third lamp, 19.99 and 4 % tax, and the shipping: whatever two of three did not take.
    assert [one.total_minor for one in transact(refunds.of_order, order_id, actor=SYSTEM)] == [
        4158,
        total - 4158,
    ]
    assert ended.refund_minor == total - 4158
    assert transact(orders.check) == []


def test_a_return_of_what_was_refunded_whole_ends_with_nothing_and_says_so(order_id: UUID, database: Engine):
    settlement.settle(order_id)
    (line,) = order_of(order_id).items
    refund_by_hand(order_id, lines={line.id: 3}, shipping=True)
    asked = ask(order_id, 2)
    inspected(asked, 2, 2)
    transact(orders.refund_return, asked.id, actor=SYSTEM)
    ended = transact(orders.return_by_number, asked.number, actor=SYSTEM)
    assert (ended.status, ended.refund_minor, ended.history[-1].reason) == (
        "refunded",
        0,
        "All of it had been refunded before.",
    )
    assert count(database, "SELECT count(*) FROM refund") == 1
    assert stock(database) == (9, 0)
    assert transact(orders.check) == []
