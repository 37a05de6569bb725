"""Before the warehouse begins: fewer units and another address, with stock, totals and books to the cent."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from backend.fulfillment import service as fulfillment
from backend.identity.schemas import ANONYMOUS, Actor, AddressInput
from backend.inventory import service as inventory
from backend.kit.errors import InvalidInput
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import service as orders
from backend.orders import settlement
from backend.orders.errors import AddressChangesOrder, PickingStarted, PurchaseNotFound, TransitionRefused
from backend.payments import service as payments
from tests.factories import floor
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.stand_in import StandIn

SYSTEM = floor.SYSTEM
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


def value(database: Engine, statement: str, **facts):
    with database.connect() as connection:
        return connection.execute(text(statement), facts).scalar_one()


def order_of(order_id: UUID):
    return query(orders.order_by_id, order_id, actor=SYSTEM)


def healthy() -> None:
    assert transact(orders.check) == []
    assert transact(payments.check) == []
    assert query(inventory.check) == []


def cancel_units(order_id: UUID, units: dict[UUID, int], **wanted) -> None:
    given = {"actor": SYSTEM, "reason": "too many"} | wanted
    transact(orders.cancel_units, order_id, quantities=units, **given)


def by_card(*lines):
    checkout = shop.prepared(*lines)
    assert shop.complete(checkout).status == "completed"
    (order_id,) = shop.order_ids(checkout.id)
    return checkout, order_id


def test_cancelled_units_leave_the_stock_the_totals_and_the_promise(
    offers, database: Engine, stand_in: StandIn
):
    checkout, order_id = by_card((offers[0], 3), (offers[1], 1))
    before = order_of(order_id)
    first, _ = sorted(before.items, key=lambda item: -item.unit_price_minor)
    # 3 × 50.00 with 4 % tax is 6.00 tax; the share of one unit is 2.00.
    assert (first.total_minor, first.tax_minor, before.totals.total_minor) == (15600, 600, 18250)
    cancel_units(order_id, {first.id: 1}, actor=ANONYMOUS, access_token=checkout.access_token)
    after = order_of(order_id)
    changed = next(item for item in after.items if item.id == first.id)
    assert (changed.quantity, changed.cancelled, changed.total_minor, changed.tax_minor) == (2, 1, 10400, 400)
    assert after.totals.total_minor == before.totals.total_minor - 5200
    assert after.withdrawn_minor == 5200
    assert (after.status, after.totals.shipping_minor) == ("processing", before.totals.shipping_minor)
    purchase = transact(orders.purchase_by_checkout, checkout.id)
    assert purchase.totals.total_minor == after.totals.total_minor
    assert value(database, "SELECT sum(reserved) FROM stock_balance") == 3
    healthy()
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=SYSTEM)
    settlement.settle(order_id)
    reference = transact(payments.current_payment, checkout.id).reference
    journal = stand_in.journal(reference)
    assert (journal["kept"], journal["held"]) == (after.totals.total_minor, 0)
    books = {one.account: one.amount_minor for one in transact(payments.balances) if one.amount_minor}
    assert "shopper_commitment" not in books
    assert books["gateway_receivable"] == 13050
    # 12 % of 100.00 + 19.99 is 14.40.
    assert books["marketplace_commission"] == -1440
    healthy()


def test_units_that_were_paid_by_transfer_are_owed_back(offers, database: Engine):
    (order_id,) = floor.released((offers[0], 3))
    (line,) = order_of(order_id).items
    cancel_units(order_id, {line.id: 2})
    change_id = value(database, "SELECT id FROM order_change")
    for _ in range(2):
        settlement.give_back_units(change_id)
    books = {one.account: one.amount_minor for one in transact(payments.balances) if one.amount_minor}
    assert books["refund_payable"] == -10400
    assert books["shopper_deposit"] == -order_of(order_id).totals.total_minor
    healthy()


def test_cancelling_every_unit_cancels_the_order(offers):
    (order_id,) = floor.released((offers[0], 2))
    (line,) = order_of(order_id).items
    cancel_units(order_id, {line.id: 2})
    after = order_of(order_id)
    assert (after.status, after.items[0].quantity, after.withdrawn_minor) == ("cancelled", 2, 0)
    healthy()


def test_what_the_warehouse_began_is_not_changed(offers, database: Engine):
    (order_id,) = floor.released((offers[0], 2))
    task = floor.task_of(order_id)
    (line,) = order_of(order_id).items
    transact(fulfillment.start, task.id, actor=floor.worker())
    with pytest.raises(PickingStarted) as refused:
        cancel_units(order_id, {line.id: 1})
    assert refused.value.facts["guard"] == "not_picked"
    assert order_of(order_id).items[0].quantity == 2
    assert value(database, "SELECT count(*) FROM order_change") == 0
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=SYSTEM)
    with pytest.raises(TransitionRefused) as late:
        cancel_units(order_id, {line.id: 1})
    assert late.value.facts["guard"] == "not_dispatched"


def test_the_picker_is_asked_for_what_is_left(offers):
    (order_id,) = floor.released((offers[0], 3), (offers[1], 1))
    task = floor.task_of(order_id)
    lines = {item.unit_price_minor: item.id for item in order_of(order_id).items}
    cancel_units(order_id, {lines[5000]: 1, lines[1999]: 1})
    # The list has not heard of it yet: beginning looks again.
    worker = floor.worker()
    begun = transact(fulfillment.start, task.id, actor=worker)
    assert [line.quantity for line in begun.lines] == [2]
    assert floor.shipped(begun, by=worker).status == "dispatched"
    healthy()


@pytest.mark.parametrize("count", [0, 4, -1])
def test_units_that_are_not_there_are_not_cancelled(offers, database: Engine, count: int):
    (order_id,) = floor.released((offers[0], 3))
    (line,) = order_of(order_id).items
    for units in ({line.id: count}, {uuid4(): 1}, {}):
        with pytest.raises(InvalidInput):
            cancel_units(order_id, units)
    assert value(database, "SELECT sum(reserved) FROM stock_balance") == 3


def test_a_stranger_changes_nothing(offers, database: Engine):
    checkout, _ = shop.placed((offers[0], 2))
    (order_id,) = shop.order_ids(checkout.id)
    number = transact(orders.purchase_by_checkout, checkout.id).number
    (line,) = order_of(order_id).items
    with pytest.raises(PurchaseNotFound):
        cancel_units(order_id, {line.id: 1}, actor=Actor(person_id=uuid4()))
    with pytest.raises(PurchaseNotFound):
        transact(orders.change_address, number, address=shop.BROOKLYN, actor=ANONYMOUS, access_token="forged")
    assert value(database, "SELECT count(*) FROM order_change") == 0


def elsewhere(**changes: str) -> AddressInput:
    return AddressInput.model_validate(shop.BROOKLYN.model_dump() | changes)


def test_another_street_of_the_place_is_taken_at_once(offers, database: Engine):
    checkout, _ = shop.placed((offers[0], 1))
    number = transact(orders.purchase_by_checkout, checkout.id).number
    new = elsewhere(line1="9 Water St", city="Buffalo", postcode="14201")
    for _ in range(2):
        transact(
            orders.change_address, number, address=new, actor=ANONYMOUS, access_token=checkout.access_token
        )
    assert transact(orders.purchase_by_checkout, checkout.id).address["line1"] == "9 Water St"
    assert value(database, "SELECT count(*) FROM order_change WHERE kind = 'address'") == 1
    assert value(database, "SELECT facts->'old'->>'postcode' FROM order_change") == "11201"
    assert value(database, "SELECT count(*) FROM outbox_event WHERE name = 'AddressChanged'") == 1


def test_another_state_is_refused_with_what_would_change(offers, database: Engine):
    checkout, _ = shop.placed((offers[0], 1))
    number = transact(orders.purchase_by_checkout, checkout.id).number
    far = elsewhere(city="Los Angeles", region="CA", postcode="90001")
    with pytest.raises(AddressChangesOrder) as refused:
        transact(orders.change_address, number, address=far, actor=SYSTEM)
    assert refused.value.facts["changes"] == {"region": {"old": "NY", "new": "CA"}}
    assert transact(orders.purchase_by_checkout, checkout.id).address["region"] == "NY"
    assert value(database, "SELECT count(*) FROM order_change") == 0


def test_a_postcode_that_no_place_of_the_state_has_is_refused(offers, database: Engine):
    shop.placed((offers[0], 1))
    with pytest.raises(InvalidInput) as refused:
        elsewhere(postcode="99999")
    assert (refused.value.message, refused.value.field) == (
        "There is no ZIP code 99999 in New York. Please check the two.",
        "postcode",
    )
    assert elsewhere(region="Alaska", postcode="99501-1234").region == "AK"


def test_an_order_that_is_picked_goes_where_it_was_to_go(offers):
    (order_id,) = floor.released((offers[0], 1))
    transact(fulfillment.start, floor.task_of(order_id).id, actor=floor.worker())
    purchase = query(orders.purchase_by_id, order_of(order_id).purchase_id, actor=SYSTEM)
    with pytest.raises(PickingStarted):
        transact(orders.change_address, purchase.number, address=elsewhere(line1="2 Main St"), actor=SYSTEM)
