from itertools import product as pairs

import pytest
from sqlalchemy import Engine, text

from backend.identity.schemas import ANONYMOUS, Actor, Role, system_actor
from backend.kit.unit_of_work import transact, unit_of_work
from backend.orders import lifecycle
from backend.orders import service as orders
from backend.orders.errors import OrderNotFound, PurchaseNotFound, TransitionRefused
from backend.orders.schemas import OrderStatus
from backend.payments import service as payments
from tests.factories import inventory as make
from tests.factories import shopping as shop

SYSTEM = system_actor("test")
ALLOWED = {
    ("pending", "processing"),
    ("pending", "cancelled"),
    ("processing", "partly_shipped"),
    ("partly_shipped", "partly_shipped"),
    ("partly_shipped", "shipped"),
    ("processing", "shipped"),
    ("processing", "cancelled"),
    ("shipped", "delivered"),
    ("delivered", "returned"),
}

pytestmark = pytest.mark.usefixtures("database", "redis_db")


def move(status: str, **facts: str) -> lifecycle.Move:
    given = {
        "payment_status": "authorised",
        "actor": "system:test",
        "reason": "asked",
        "tracking_number": "T1",
    }
    return lifecycle.Move(status=status, **(given | facts))


@pytest.mark.parametrize(("status", "to"), list(pairs(OrderStatus, OrderStatus)))
def test_an_order_goes_only_along_the_table(status: str, to: str):
    if (status, to) in ALLOWED:
        lifecycle.check(move(status), to)
    else:
        with pytest.raises(TransitionRefused) as refused:
            lifecycle.check(move(status), to)
        assert refused.value.facts == {"from": status, "to": to, "guard": "transition"}


@pytest.mark.parametrize(
    ("status", "to", "missing", "guard"),
    [
        ("pending", "processing", {"payment_status": "awaiting_transfer"}, "money_is_secured"),
        ("pending", "processing", {"payment_status": "voided"}, "money_is_secured"),
        ("pending", "cancelled", {"reason": " "}, "reason_is_given"),
        ("processing", "shipped", {"tracking_number": ""}, "parcel_is_known"),
        ("processing", "partly_shipped", {"was_refunded_early": True}, "nothing_given_back"),
        ("delivered", "returned", {"reason": ""}, "reason_is_given"),
    ],
)
def test_a_guard_that_does_not_hold_is_named(status: str, to: str, missing: dict[str, str], guard: str):
    with pytest.raises(TransitionRefused) as refused:
        lifecycle.check(move(status, **missing), to)
    assert refused.value.facts["guard"] == guard


def placed_order(**offer: int):
    shop.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session, **offer)
    checkout, completion = shop.placed((lamp, 2))
    (order_id,) = shop.order_ids(checkout.id)
    return checkout, completion, order_id


def history(order_id) -> list[tuple[str | None, str, str, str]]:
    order = transact(orders.order_by_id, order_id, actor=SYSTEM)
    return [(one.from_status, one.to_status, one.actor, one.reason) for one in order.history]


def names(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name FROM outbox_event WHERE name LIKE 'Order%' ORDER BY id"))
        return list(rows.scalars())


def reserved(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(text("SELECT sum(reserved) FROM stock_balance")).scalar_one()


def pay_by_transfer(checkout) -> None:
    payment = transact(payments.current_payment, checkout.id)
    transact(
        payments.bank_transfer_received,
        reference=payment.reference,
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        bank_reference=str(payment.id),
    )
    transact(orders.release_purchase, checkout.id, actor=system_actor("payments"))


def test_an_order_by_transfer_waits_until_the_money_is_here(database: Engine):
    checkout, _, order_id = placed_order()
    with pytest.raises(TransitionRefused) as refused:
        transact(orders.release, order_id, actor=SYSTEM)
    assert refused.value.facts["guard"] == "money_is_secured"
    assert names(database) == ["OrderPlaced"]
    pay_by_transfer(checkout)
    assert transact(orders.order_by_id, order_id, actor=SYSTEM).status == "processing"
    transact(orders.release_purchase, checkout.id, actor=SYSTEM)
    assert names(database) == ["OrderPlaced", "OrderReleased"]


def test_every_step_leaves_who_when_and_why(database: Engine):
    checkout, _, order_id = placed_order()
    pay_by_transfer(checkout)
    packer = Actor(name="Bo")
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=SYSTEM)
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=SYSTEM)
    transact(orders.mark_delivered, order_id, actor=SYSTEM)
    transact(orders.mark_returned, order_id, actor=SYSTEM, reason="too small")
    assert history(order_id) == [
        (None, "pending", "guest", "waiting for the bank transfer"),
        ("pending", "processing", "system:payments", "paid"),
        ("processing", "shipped", "system:test", ""),
        ("shipped", "delivered", "system:test", ""),
        ("delivered", "returned", "system:test", "too small"),
    ]
    with pytest.raises(OrderNotFound):
        transact(orders.mark_delivered, order_id, actor=packer)
    assert names(database)[-3:] == ["OrderShipped", "OrderDelivered", "OrderReturned"]
    assert transact(orders.check) == []


def test_cancelling_gives_the_stock_back_at_once_and_once(database: Engine):
    checkout, _, order_id = placed_order()
    assert reserved(database) == 2
    token = checkout.access_token
    transact(orders.cancel, order_id, actor=ANONYMOUS, access_token=token, reason="changed my mind")
    transact(orders.cancel, order_id, actor=ANONYMOUS, access_token=token, reason="again")
    assert reserved(database) == 0
    assert history(order_id)[1:] == [("pending", "cancelled", "guest", "changed my mind")]
    assert names(database) == ["OrderPlaced", "OrderCancelled"]


def test_what_left_the_warehouse_is_not_cancelled(database: Engine):
    checkout, _, order_id = placed_order()
    pay_by_transfer(checkout)
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=SYSTEM)
    with pytest.raises(TransitionRefused):
        transact(orders.cancel, order_id, actor=SYSTEM, reason="too late")
    assert reserved(database) == 2
    assert transact(orders.order_by_id, order_id, actor=SYSTEM).status == "shipped"


def test_a_stranger_cancels_nothing(database: Engine):
    _, _, order_id = placed_order()
    stranger = Actor(person_id=shop.guest().visitor_id)
    for token in (None, "", "guessed"):
        with pytest.raises(PurchaseNotFound):
            transact(orders.cancel, order_id, actor=stranger, access_token=token, reason="mine now")
    other_seller = Actor(
        person_id=shop.guest().visitor_id,
        roles=frozenset({Role.SELLER}),
        seller_ids=frozenset({shop.guest().visitor_id}),
    )
    with pytest.raises(PurchaseNotFound):
        transact(orders.cancel, order_id, actor=other_seller, reason="competition")
    assert history(order_id) == [(None, "pending", "guest", "waiting for the bank transfer")]
    assert reserved(database) == 2
