"""Money of an order goes back, in part or whole, at the gateway and in the books."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from backend.identity.schemas import Actor, Role, system_actor
from backend.kit.errors import InvalidInput
from backend.kit.unit_of_work import transact, unit_of_work
from backend.orders import refund_sending, refunds, settlement
from backend.orders import service as orders
from backend.orders.errors import OrderNotFound, RefundRefused
from backend.payments import service as payments
from backend.payments.errors import GatewaySilent
from jobs import invariants
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.stand_in import StandIn

SYSTEM = system_actor("test")
pytestmark = pytest.mark.usefixtures("database", "redis_db")


@pytest.fixture
def offers(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=20, price_minor=5000), make.offer(session, on_hand=20)


def books() -> dict[str, int]:
    return {one.account: one.amount_minor for one in transact(payments.balances) if one.amount_minor}


def paid_by_card(*lines, card: str = shop.GOOD_CARD):
    checkout = shop.prepared(*lines)
    assert shop.complete(checkout, card).status == "completed"
    return checkout, shop.order_ids(checkout.id)


def dispatched(order_id: UUID) -> None:
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=SYSTEM)
    settlement.settle(order_id)


def item_of(order_id: UUID) -> UUID:
    return transact(orders.order_by_id, order_id, actor=SYSTEM).items[0].id


def give_back(order_id: UUID, key: str = "k", **what):
    wanted = {"lines": {}, "reason": "broken", "actor": SYSTEM} | what
    return transact(refunds.request, order_id, idempotency_key=key, **wanted)


def healthy() -> None:
    with unit_of_work() as session:
        assert invariants.violations(session) == []


def kept(stand_in: StandIn, checkout) -> int:
    return stand_in.journal(transact(payments.current_payment, checkout.id).reference)["kept"]


def test_one_of_two_units_goes_back_with_its_commission_and_its_tax(offers, stand_in: StandIn):
    checkout, (order_id,) = paid_by_card((offers[0], 2))
    dispatched(order_id)
    view = give_back(order_id, lines={item_of(order_id): 1})
    # 2 × 50.00 with 4 % tax: one is 52.00, of which the seller had 50.00 less 12 %.
    assert (view.goods_minor, view.tax_minor, view.commission_minor) == (5000, 200, 600)
    assert (view.total_minor, view.sent_minor, view.status) == (5200, 5200, "approved")
    assert books()["refund_payable"] == -5200
    for _ in range(3):
        refund_sending.send(view.id)
    assert kept(stand_in, checkout) == 10919 - 5200
    assert books() == {
        "gateway_receivable": 10919 - 5200,
        "seller_payable": -4400,
        "marketplace_commission": -600,
        "shipping_revenue": -499,
        "tax_payable": -220,
    }
    (told,) = transact(refunds.of_order, order_id, actor=SYSTEM)
    assert told.status == "succeeded"
    healthy()


def test_the_same_key_gives_back_once_and_never_more_than_was_paid(offers, stand_in: StandIn):
    _, (order_id,) = paid_by_card((offers[0], 2))
    dispatched(order_id)
    item = item_of(order_id)
    first = give_back(order_id, lines={item: 2})
    assert give_back(order_id, lines={item: 2}).id == first.id
    with pytest.raises(RefundRefused):
        give_back(order_id, "other", lines={item: 1})
    with pytest.raises(RefundRefused):
        give_back(order_id, "other", amount_minor=520)
    assert give_back(order_id, "shipping", shipping=True).total_minor == 519
    assert len(transact(refunds.of_order, order_id, actor=SYSTEM)) == 2
    healthy()


def test_before_the_dispatch_less_is_taken_instead(offers, stand_in: StandIn):
    checkout, (order_id,) = paid_by_card((offers[0], 2))
    view = give_back(order_id, lines={item_of(order_id): 1})
    assert (view.sent_minor, view.status) == (0, "succeeded")
    assert books() == {"shopper_commitment": 5719, "order_obligation": -5719}
    dispatched(order_id)
    assert kept(stand_in, checkout) == 5719
    assert books() == {
        "gateway_receivable": 5719,
        "seller_payable": -4400,
        "marketplace_commission": -600,
        "shipping_revenue": -499,
        "tax_payable": -220,
    }
    assert stand_in.journal(transact(payments.current_payment, checkout.id).reference)["held"] == 0
    healthy()


def test_an_amount_that_belongs_to_no_unit_counts_towards_what_is_left(offers, stand_in: StandIn):
    checkout, (order_id,) = paid_by_card((offers[0], 2))
    dispatched(order_id)
    refund_sending.send(give_back(order_id, "sorry", amount_minor=1000).id)
    refund_sending.send(give_back(order_id, "rest", lines={item_of(order_id): 2}, shipping=True).id)
    assert kept(stand_in, checkout) == 0
    assert books() == {}
    healthy()


def test_strangers_learn_nothing_and_wrong_wishes_write_nothing(offers, stand_in: StandIn):
    _, (order_id,) = paid_by_card((offers[0], 1))
    dispatched(order_id)
    item = item_of(order_id)
    other_seller = Actor(person_id=order_id, roles=frozenset({Role.SELLER}), seller_ids=frozenset({item}))
    with pytest.raises(OrderNotFound):
        give_back(order_id, lines={item: 1}, actor=other_seller)
    for wrong in ({"lines": {order_id: 1}}, {"lines": {item: 0}}, {"lines": {item: 1}, "reason": " "}):
        with pytest.raises(InvalidInput):
            give_back(order_id, **wrong)
    with pytest.raises(InvalidInput):
        give_back(order_id, lines={item: 1}, to="credit")
    assert transact(refunds.of_order, order_id, actor=SYSTEM) == ()
    assert "refund_payable" not in books()


def test_a_lost_answer_is_sent_once_and_a_bank_that_sends_it_back_leaves_it_owed(offers, stand_in: StandIn):
    checkout, (order_id,) = paid_by_card((offers[0], 1))
    dispatched(order_id)
    view = give_back(order_id, amount_minor=1000)
    with stand_in.losing_an_answer("/refunds$"), pytest.raises(GatewaySilent):
        refund_sending.send(view.id)
    assert refund_sending.send_waiting(quiet_for=timedelta()) == 1
    assert kept(stand_in, checkout) == 5719 - 1000
    with unit_of_work() as session:
        reference = session.execute(text("SELECT provider_reference FROM refund")).scalar_one()
    for _ in range(2):
        refund_sending.interpret(reference, status="failed", failure="expired_or_canceled_card")
    (failed,) = transact(refunds.of_order, order_id, actor=SYSTEM)
    assert (failed.status, failed.failure) == ("failed", "expired_or_canceled_card")
    assert (books()["refund_payable"], books()["gateway_receivable"]) == (-1000, 5719)
    healthy()


def test_the_refund_of_a_transfer_waits_for_the_desk(offers, stand_in: StandIn):
    checkout, _ = shop.placed((offers[0], 1))
    with pytest.raises(RefundRefused):
        give_back(shop.order_ids(checkout.id)[0], amount_minor=1000)
    transact(
        payments.bank_transfer_received,
        reference=transact(payments.current_payment, checkout.id).reference,
        amount_minor=checkout.total_minor,
        currency="USD",
        bank_reference="b-1",
    )
    transact(orders.release_purchase, checkout.id, actor=SYSTEM)
    (order_id,) = shop.order_ids(checkout.id)
    early = give_back(order_id, "early", amount_minor=500)
    assert (early.status, early.sent_minor) == ("approved", 500)
    dispatched(order_id)
    late = give_back(order_id, "late", amount_minor=1000)
    refund_sending.send(late.id)
    assert books()["refund_payable"] == -1500
    for one in (early, late, late):
        transact(refunds.mark_paid_out, one.id, bank_reference=f"out-{one.id}", actor=SYSTEM)
    assert books()["bank"] == 5719 - 1500
    assert "refund_payable" not in books()
    healthy()
