"""An order leaves in several parcels: each takes its share of the money, and together they are the order."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from backend.fulfillment import service as fulfillment
from backend.fulfillment.errors import NothingThere, WrongStep
from backend.fulfillment.schemas import Step
from backend.identity.schemas import Actor, Role
from backend.kit import clock
from backend.kit.errors import InvalidInput
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import refund_sending, refunds, settlement
from backend.orders import service as orders
from backend.orders.documents import process as documents
from backend.orders.errors import BeingSettled, OrderNotFound, RefundRefused, TransitionRefused
from backend.orders.schemas import Finding, ReturnLine
from backend.payments import service as payments
from backend.payments.errors import GatewaySilent
from jobs import invariants
from tests.factories import floor
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.stand_in import StandIn

SYSTEM = floor.SYSTEM
DESK = Actor(person_id=uuid4(), roles=frozenset({Role.DESK}))
ONCE = "pm_card_jcb"
pytestmark = pytest.mark.usefixtures("database", "redis_db")


@pytest.fixture
def offers(database: Engine, redis_db: object):
    """Two offers of one seller: 50.00 and 19.99."""
    shop.tax_rates()
    with unit_of_work() as session:
        seller = make.seller(session)
        return make.offer(session, on_hand=20, price_minor=5000, by=seller), make.offer(
            session, on_hand=20, by=seller
        )


def by_card(*lines, card: str = shop.GOOD_CARD, **wanted):
    checkout = shop.prepared(*lines, **wanted)
    assert shop.complete(checkout, card).status == "completed"
    (order_id,) = shop.order_ids(checkout.id)
    return checkout, order_id


def seen(order_id: UUID):
    return query(orders.order_by_id, order_id, actor=SYSTEM)


def send(order_id: UUID, *counts: int, key: str = "one", actor: Actor = SYSTEM, settles: bool = True):
    """A seller's parcel with so many units of each line."""
    items = seen(order_id).items
    parcel = transact(
        fulfillment.ship_units,
        order_id,
        quantities={item.id: count for item, count in zip(items, counts, strict=True) if count},
        carrier="UPS",
        tracking_number=f"1Z-{order_id}"[:20] + key,
        weight_grams=900,
        idempotency_key=key,
        actor=actor,
    )
    if settles:
        settlement.settle(order_id)
    return parcel


def cancel(order_id: UUID, item_id: UUID, count: int) -> None:
    transact(orders.cancel_units, order_id, quantities={item_id: count}, reason="sold out", actor=SYSTEM)
    with unit_of_work() as session:
        change = session.execute(text("SELECT id FROM order_change ORDER BY id DESC LIMIT 1")).scalar_one()
    for _ in range(2):
        settlement.give_back_units(change)


def totals(order_id: UUID) -> list[int]:
    return [one.total_minor for one in query(orders.parcels, [order_id])[order_id]]


def at_stripe(stand_in: StandIn, checkout) -> dict[str, int]:
    return stand_in.journal(transact(payments.current_payment, checkout.id).reference)


def books() -> dict[str, int]:
    return {one.account: one.amount_minor for one in transact(payments.balances) if one.amount_minor}


def healthy() -> None:
    assert query(invariants.violations) == []


def test_each_parcel_captures_its_share_and_the_last_one_the_rest(offers, stand_in: StandIn):
    checkout, order_id = by_card((offers[0], 1), (offers[1], 3))
    send(order_id, 0, 2, key="one")
    # 2 × 19.99 of 3 with 4 % tax (2.40 for three), shipping of 5.49 with its tax of 0.22 goes first.
    first = 3998 + 160 + 549 + 22
    assert (seen(order_id).status, totals(order_id)) == ("partly_shipped", [first])
    assert at_stripe(stand_in, checkout) == {
        "charges": 1,
        "captures": 1,
        "held": checkout.total_minor - first,
        "kept": first,
    }
    # 12 % of 39.98; what is not sent is bound still and nobody's.
    assert books() == {
        "gateway_receivable": first,
        "seller_payable": -3998 + 480,
        "marketplace_commission": -480,
        "shipping_revenue": -549,
        "tax_payable": -182,
        "shopper_commitment": checkout.total_minor - first,
        "order_obligation": first - checkout.total_minor,
    }
    healthy()
    for _ in range(3):
        send(order_id, 1, 1, key="two")
    assert (seen(order_id).status, sum(totals(order_id))) == ("shipped", checkout.total_minor)
    assert at_stripe(stand_in, checkout) == {
        "charges": 1,
        "captures": 2,
        "held": 0,
        "kept": checkout.total_minor,
    }
    # As if it had left whole: 12 % of 109.97 is 13.20.
    assert books() == {
        "gateway_receivable": checkout.total_minor,
        "seller_payable": -10997 + 1320,
        "marketplace_commission": -1320,
        "shipping_revenue": -549,
        "tax_payable": -462,
    }
    healthy()


def test_a_card_that_captures_once_is_captured_with_the_first_parcel_and_the_rest_is_a_deposit(
    offers, stand_in: StandIn
):
    checkout, order_id = by_card((offers[0], 2), card=ONCE)
    send(order_id, 1)
    (first,) = totals(order_id)
    assert at_stripe(stand_in, checkout)["kept"] == checkout.total_minor
    assert books()["shopper_deposit"] == first - checkout.total_minor
    healthy()
    (item,) = seen(order_id).items
    cancel(order_id, item.id, 1)
    assert seen(order_id).status == "shipped"
    assert at_stripe(stand_in, checkout)["kept"] == first
    assert "shopper_deposit" not in books()
    healthy()


def test_a_cancelled_rest_voids_only_its_share(offers, stand_in: StandIn, database: Engine):
    checkout, order_id = by_card((offers[0], 3))
    send(order_id, 1)
    (first,) = totals(order_id)
    (item,) = seen(order_id).items
    cancel(order_id, item.id, 1)
    assert (seen(order_id).status, seen(order_id).items[0].quantity) == ("partly_shipped", 2)
    healthy()
    cancel(order_id, item.id, 1)
    after = seen(order_id)
    assert (after.status, after.totals.total_minor, after.items[0].cancelled) == ("shipped", first, 2)
    assert at_stripe(stand_in, checkout) == {"charges": 1, "captures": 1, "held": 0, "kept": first}
    assert transact(payments.current_payment, checkout.id).status == "captured"
    # 50.00 and 5.49 with 4 % on both are left of the tax, and said so.
    assert [(one.base_minor, one.amount_minor) for one in after.tax_lines] == [(5549, 222)]
    with database.connect() as connection:
        assert connection.execute(text("SELECT min(on_hand), max(reserved) FROM stock_balance")).one() == (
            19,
            0,
        )
    healthy()


def test_balances_pay_the_first_parcels_and_the_card_the_rest(offers, stand_in: StandIn):
    code = shop.gift_card(6000)
    checkout, order_id = by_card((offers[0], 2), gift_card_codes=[code])
    send(order_id, 1, key="one")
    # 50.00 + 4.99 with 4 %: the gift card has 60.00.
    assert totals(order_id) == [5719]
    assert at_stripe(stand_in, checkout)["kept"] == 0
    (item,) = seen(order_id).items
    view = transact(
        refunds.request,
        order_id,
        lines={item.id: 1},
        reason="broken",
        actor=SYSTEM,
        idempotency_key="r",
    )
    # What the gift card paid goes back to the gift card.
    assert [(one.kind, one.amount_minor) for one in view.parts] == [("gift_card", 5200)]
    healthy()
    send(order_id, 1, key="two")
    assert at_stripe(stand_in, checkout)["kept"] == checkout.total_minor - 6000
    assert sum(totals(order_id)) == checkout.total_minor
    healthy()


def test_only_what_was_earned_goes_back_and_the_last_refund_takes_what_is_left(offers, stand_in: StandIn):
    checkout, order_id = by_card((offers[1], 3))
    (item,) = seen(order_id).items

    def refund(key: str, **what):
        wanted = {"lines": {}, "reason": "broken", "actor": SYSTEM, "idempotency_key": key} | what
        view = transact(refunds.request, order_id, **wanted)
        refund_sending.send(view.id)
        return view

    send(order_id, 1, key="one", settles=False)
    with pytest.raises(BeingSettled):
        refund("early", lines={item.id: 1})
    settlement.settle(order_id)
    with pytest.raises(RefundRefused):
        refund("more", lines={item.id: 2})
    assert refund("first", lines={item.id: 1}).total_minor == 2079
    healthy()
    cancel(order_id, item.id, 1)
    healthy()
    send(order_id, 1, key="two")
    refund("rest", lines={item.id: 1}, shipping=True)
    # The first one waited for the card to be captured for the last time.
    assert refund_sending.send_waiting(quiet_for=timedelta(seconds=-1)) == 1
    assert at_stripe(stand_in, checkout)["kept"] == 0
    assert books() == {}
    healthy()


def test_an_order_that_got_money_back_before_leaves_whole(offers, stand_in: StandIn, database: Engine):
    _, order_id = by_card((offers[0], 2))
    transact(
        refunds.request,
        order_id,
        lines={},
        amount_minor=500,
        reason="late",
        actor=SYSTEM,
        idempotency_key="r",
    )
    with pytest.raises(TransitionRefused) as refused:
        send(order_id, 1)
    assert refused.value.facts["guard"] == "nothing_given_back"
    with database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM order_parcel")).scalar_one() == 0
    send(order_id, 2)
    healthy()


def test_what_is_not_there_is_refused_and_strangers_send_nothing(offers, stand_in: StandIn, database: Engine):
    _, order_id = by_card((offers[0], 2))
    with pytest.raises(InvalidInput):
        send(order_id, 3)
    with pytest.raises(InvalidInput):
        send(order_id, 0)
    stranger = Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}), seller_ids=frozenset({uuid4()}))
    with pytest.raises(OrderNotFound):
        send(order_id, 1, actor=stranger)
    task = floor.task_of(order_id)
    transact(fulfillment.start, task.id, actor=floor.worker())
    with pytest.raises(WrongStep):
        send(order_id, 1)
    with database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM shipment")).scalar_one() == 0
    assert seen(order_id).status == "processing"


def test_the_floor_sends_what_is_there_and_the_rest_is_on_the_list_again(
    offers, stand_in: StandIn, database: Engine
):
    checkout, order_id = by_card((offers[0], 2), (offers[1], 1))
    by = floor.worker()
    task = floor.scan(floor.task_of(order_id), Step.TOTE, "TOTE-1", by=by).task
    while task.line.quantity != 2 or task.line.picked == 0:
        task = floor.scan(task, Step.PICK, task.line.barcode, by=by).task
    task = transact(fulfillment.report_missing, task.id, actor=by)
    while task.step is Step.PICK:
        task = floor.scan(task, Step.PICK, task.line.barcode, by=by).task
    while task.step is Step.PACK:
        task = floor.scan(task, Step.PACK, task.line.barcode, by=by).task
    transact(fulfillment.finish_pack, task.id, weight_grams=900, actor=by)
    parcels = [transact(fulfillment.ship, task.id, actor=by) for _ in range(2)]
    assert parcels[0].tracking_number == parcels[1].tracking_number
    settlement.settle(order_id)
    assert (seen(order_id).status, sum(parcels[0].units.values())) == ("partly_shipped", 2)
    with unit_of_work() as session:
        found = session.execute(
            text("SELECT id FROM pick_task WHERE order_id = :id AND part = 2"), {"id": order_id}
        ).scalar_one()
    rest = floor.seen(found)
    assert [(line.quantity, line.picked) for line in rest.lines] == [(1, 0)]
    healthy()
    began = floor.scan(rest, Step.TOTE, "TOTE-2", by=by).task
    with pytest.raises(NothingThere):
        transact(fulfillment.report_missing, began.id, actor=by)
    while began.step is Step.PICK:
        began = floor.scan(began, Step.PICK, began.line.barcode, by=by).task
    while began.step is Step.PACK:
        began = floor.scan(began, Step.PACK, began.line.barcode, by=by).task
    transact(fulfillment.finish_pack, began.id, weight_grams=900, actor=by)
    transact(fulfillment.ship, began.id, actor=by)
    settlement.settle(order_id)
    assert (seen(order_id).status, sum(totals(order_id))) == ("shipped", checkout.total_minor)
    healthy()


def test_parcels_arrive_one_by_one_and_what_arrived_can_come_back(
    offers, stand_in: StandIn, frozen_clock, database: Engine
):
    _, order_id = by_card((offers[0], 2))
    send(order_id, 1, key="one")
    (item,) = seen(order_id).items
    frozen_clock.advance(
        seconds=(datetime.combine(seen(order_id).promised_to, time(15), UTC) - clock.now()).total_seconds()
    )
    transact(fulfillment.advance_parcels)
    assert (seen(order_id).status, seen(order_id).items[0].delivered) == ("partly_shipped", 1)
    asked = transact(
        orders.request_return, order_id, lines=[ReturnLine(item.id, 1, "does_not_fit")], actor=SYSTEM
    )
    transact(orders.receive_return, asked.id, actor=DESK)
    transact(orders.inspect_return, asked.id, findings=[Finding(item.id, 1, 1, "")], actor=DESK)
    transact(orders.refund_return, asked.id, actor=SYSTEM)
    (view,) = transact(refunds.of_order, order_id, actor=SYSTEM)
    assert view.total_minor == 5200
    healthy()
    send(order_id, 1, key="two")
    frozen_clock.advance(days=3)
    transact(fulfillment.advance_parcels)
    assert seen(order_id).status == "delivered"
    healthy()


def test_invoices_of_parcels_less_credit_notes_are_what_the_shopper_paid(
    offers, stand_in: StandIn, database: Engine
):
    checkout, order_id = by_card((offers[0], 1), (offers[1], 2))
    send(order_id, 1, 0, key="one")
    documents.invoice(order_id)
    item = seen(order_id).items[1]
    view = transact(
        refunds.request,
        order_id,
        lines={seen(order_id).items[0].id: 1},
        reason="broken",
        actor=SYSTEM,
        idempotency_key="r",
    )
    refund_sending.send(view.id)
    documents.credit_note(order_id, view.id)
    cancel(order_id, item.id, 1)
    send(order_id, 0, 1, key="two")
    refund_sending.send(view.id)
    for _ in range(2):
        documents.invoice(order_id)
    with database.connect() as connection:
        papers = connection.execute(text("SELECT kind, total_minor, facts FROM document ORDER BY id")).all()
    assert [one.kind for one in papers] == ["invoice", "credit_note", "invoice"]
    invoiced = sum(one.total_minor for one in papers if one.kind == "invoice")
    assert invoiced == seen(order_id).totals.total_minor
    assert at_stripe(stand_in, checkout)["kept"] == invoiced - view.total_minor
    taxed = sum(tax["tax_minor"] for one in papers if one.kind == "invoice" for tax in one.facts["taxes"])
    assert taxed == sum(line.amount_minor for line in seen(order_id).tax_lines)
    healthy()


def test_a_capture_whose_answer_was_lost_is_taken_once(offers, stand_in: StandIn):
    checkout, order_id = by_card((offers[0], 2))
    send(order_id, 1, settles=False)
    with stand_in.losing_an_answer("/capture$"), pytest.raises(GatewaySilent):
        settlement.settle(order_id)
    for _ in range(2):
        settlement.settle(order_id)
    assert at_stripe(stand_in, checkout)["captures"] == 1
    assert at_stripe(stand_in, checkout)["kept"] == totals(order_id)[0]
    healthy()
