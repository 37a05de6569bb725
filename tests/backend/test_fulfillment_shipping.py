"""A parcel leaves once: stock, order and carrier agree; and the floor's list follows the orders."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from backend.fulfillment import service as fulfillment
from backend.fulfillment.errors import TaskNotFound, WrongStep
from backend.fulfillment.policy import parcel_status
from backend.identity.schemas import Actor, Role
from backend.inventory import service as inventory
from backend.kit.errors import Forbidden, InvalidInput, NotFound
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import service as orders
from backend.orders.errors import TransitionRefused
from tests.factories import floor
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.statements import recorded

pytestmark = pytest.mark.usefixtures("database", "redis_db")
PICKER = floor.worker()


@pytest.fixture
def lamp(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=20)


@pytest.fixture
def order_id(lamp) -> UUID:
    """Two lamps, paid."""
    return floor.released((lamp, 2))[0]


def one(database: Engine, statement: str, **facts):
    with database.connect() as connection:
        return connection.execute(text(statement), facts).one()


def stock(database: Engine) -> tuple[int, int]:
    return tuple(one(database, "SELECT on_hand, reserved FROM stock_balance"))


def dispatched(database: Engine) -> tuple[int, int]:
    return tuple(
        one(
            database,
            "SELECT count(*), coalesce(sum(quantity), 0) FROM stock_movement WHERE reason = 'dispatch'",
        )
    )


def status(order_id: UUID) -> str:
    return query(orders.order_by_id, order_id, actor=floor.SYSTEM).status


def events(database: Engine, name: str) -> int:
    return one(database, "SELECT count(*) FROM outbox_event WHERE name = :name", name=name).count


def test_shipping_books_the_movement_and_ships_the_order(order_id, database: Engine):
    assert stock(database) == (20, 2)
    parcel = floor.shipped(floor.task_of(order_id), by=PICKER)
    assert (stock(database), dispatched(database)) == ((18, 0), (1, -2))
    assert (status(order_id), parcel.status, parcel.weight_grams) == ("shipped", "dispatched", 1200)
    assert parcel.tracking_number.startswith("AP-")
    order = query(orders.order_by_id, order_id, actor=floor.SYSTEM)
    assert [(step.from_status, step.to_status, step.actor) for step in order.history][-1] == (
        "processing",
        "shipped",
        f"person:{PICKER.person_id}",
    )
    assert events(database, "OrderShipped") == 1
    assert query(inventory.check) == []


def test_shipping_again_answers_the_same_parcel_and_books_nothing(order_id, database: Engine):
    task = floor.packed(floor.task_of(order_id), by=PICKER)
    with ThreadPoolExecutor(6) as tablets:
        parcels = list(tablets.map(lambda _: transact(fulfillment.ship, task.id, actor=PICKER), range(6)))
    assert len({parcel.tracking_number for parcel in parcels}) == 1
    assert (stock(database), dispatched(database)) == ((18, 0), (1, -2))
    assert events(database, "OrderShipped") == 1
    assert one(database, "SELECT count(*) FROM shipment").count == 1


def test_somebody_of_the_warehouse_ships_like_somebody_of_all_of_them(order_id, database: Engine):
    task = floor.task_of(order_id)
    assert floor.shipped(task, by=floor.worker(task.warehouse_id)).status == "dispatched"
    assert dispatched(database) == (1, -2)


def test_an_order_that_was_cancelled_before_the_list_heard_of_it_does_not_leave(order_id, database: Engine):
    task = floor.packed(floor.task_of(order_id), by=PICKER)
    transact(orders.cancel, order_id, actor=floor.SYSTEM, reason="changed my mind")
    with pytest.raises(TransitionRefused):
        transact(fulfillment.ship, task.id, actor=PICKER)
    assert (stock(database), dispatched(database)) == ((20, 0), (0, 0))
    assert one(database, "SELECT count(*) FROM shipment").count == 0
    assert floor.seen(task.id).status == "packed"
    transact(fulfillment.cancel_task, order_id)
    assert floor.seen(task.id).status == "cancelled"
    with pytest.raises(WrongStep):
        transact(fulfillment.ship, task.id, actor=PICKER)


def test_shipping_and_cancelling_at_once_ends_in_one_of_them(lamp, database: Engine):
    for _ in range(4):
        (order_id,) = floor.released((lamp, 1))
        task = floor.packed(floor.task_of(order_id), by=PICKER, tote=f"T-{order_id}")

        def ship(task_id=task.id):
            transact(fulfillment.ship, task_id, actor=PICKER)

        def cancel(order_id=order_id):
            transact(orders.cancel, order_id, actor=floor.SYSTEM, reason="changed my mind")

        with ThreadPoolExecutor(2) as both:
            running = [both.submit(ship), both.submit(cancel)]
        lost = [type(future.exception()) for future in running if future.exception()]
        assert lost == [TransitionRefused]
        assert status(order_id) in {"shipped", "cancelled"}
    shipped = one(database, "SELECT count(*) FROM customer_order WHERE status = 'shipped'").count
    assert stock(database) == (20 - shipped, 0)
    assert query(inventory.check) == []


def test_a_shipped_task_stays_shipped_when_a_late_cancellation_is_heard(order_id):
    task = floor.task_of(order_id)
    floor.shipped(task, by=PICKER)
    transact(fulfillment.cancel_task, order_id)
    assert floor.seen(task.id).status == "shipped"


def test_a_parcel_has_a_weight_that_a_person_can_lift(order_id):
    task = floor.picked(floor.task_of(order_id), by=PICKER)
    for _ in range(2):
        task = floor.scan(task, "pack", task.line.barcode, by=PICKER).task
    for weight in (0, -5, 100_001):
        with pytest.raises(InvalidInput) as refused:
            transact(fulfillment.finish_pack, task.id, weight_grams=weight, actor=PICKER)
        assert refused.value.field == "weight"
    assert floor.seen(task.id).status == "picked"
    for weight in (900, 1500):
        assert (
            transact(fulfillment.finish_pack, task.id, weight_grams=weight, actor=PICKER).weight_grams == 900
        )


def test_an_order_opens_one_task_however_often_it_is_released(order_id, database: Engine):
    with ThreadPoolExecutor(4) as jobs:
        list(jobs.map(lambda _: transact(fulfillment.open_task, order_id), range(4)))
    assert one(database, "SELECT count(*) FROM pick_task").count == 1
    assert one(database, "SELECT count(*) FROM pick_line").count == 1


def test_an_order_that_waits_for_money_or_is_cancelled_opens_none(lamp, database: Engine):
    checkout, _ = shop.placed((lamp, 1))
    (waiting,) = shop.order_ids(checkout.id)
    transact(fulfillment.open_task, waiting)
    (cancelled,) = floor.released((lamp, 1))
    transact(orders.cancel, cancelled, actor=floor.SYSTEM, reason="changed my mind")
    transact(fulfillment.open_task, cancelled)
    assert one(database, "SELECT count(*) FROM pick_task").count == 0


def test_todays_work_shows_the_late_first_and_counts_by_status(lamp, database: Engine):
    soon, late, packed = (floor.task_of(floor.released((lamp, 1))[0]) for _ in range(3))
    floor.packed(packed, by=PICKER)
    with database.begin() as connection:
        for task, hours in ((soon, 5), (late, -30), (packed, 20)):
            connection.execute(
                text("UPDATE pick_task SET ship_by = now() + make_interval(hours => :h) WHERE id = :id"),
                {"h": hours, "id": task.id},
            )
    with recorded(database) as statements:
        work = query(fulfillment.todays_work, actor=PICKER)
    assert len(statements) == 4
    assert [(row.id, row.is_late, row.status) for row in work.tasks] == [
        (late.id, True, "ready"),
        (soon.id, False, "ready"),
        (packed.id, False, "packed"),
    ]
    assert work.counts == {"ready": 2, "picking": 0, "picked": 0, "packed": 1}
    assert (work.late, work.shipped_today) == (1, 0)
    transact(fulfillment.ship, packed.id, actor=PICKER)
    after = query(fulfillment.todays_work, actor=PICKER)
    assert (after.counts["packed"], after.shipped_today, len(after.tasks)) == (0, 1, 2)


def test_today_is_the_warehouses_day(order_id, database: Engine, frozen_clock):
    task = floor.packed(floor.task_of(order_id), by=PICKER)
    # 23:30 in New Jersey is half past four in UTC, a day later.
    frozen_clock.move_to(datetime(2026, 1, 16, 4, 30, tzinfo=UTC))
    transact(fulfillment.ship, task.id, actor=PICKER)
    frozen_clock.move_to(datetime(2026, 1, 16, 4, 50, tzinfo=UTC))
    assert query(fulfillment.todays_work, actor=PICKER).shipped_today == 1
    frozen_clock.move_to(datetime(2026, 1, 16, 5, 10, tzinfo=UTC))
    assert query(fulfillment.todays_work, actor=PICKER).shipped_today == 0


def test_people_see_the_warehouses_they_work_in(order_id, lamp):
    with unit_of_work() as session:
        other = make.warehouse(session, "RNO1", region="NV").id
    here = floor.task_of(order_id).warehouse_id
    assert [one.code for one in query(fulfillment.warehouses_of, actor=PICKER)] == ["EWR1", "RNO1"]
    assert [one.id for one in query(fulfillment.warehouses_of, actor=floor.worker(other))] == [other]
    with pytest.raises(NotFound):
        query(fulfillment.todays_work, warehouse_id=here, actor=floor.worker(other))
    with pytest.raises(Forbidden):
        query(fulfillment.todays_work, actor=Actor(person_id=uuid4(), roles=frozenset({Role.BOARD})))
    assert query(fulfillment.todays_work, warehouse_id=other, actor=PICKER).tasks == ()


def test_a_tote_or_an_order_number_leads_to_its_task(order_id):
    task = floor.task_of(order_id)
    floor.scan(task, "tote", "T-7", by=PICKER)
    for code in (" T-7 ", task.order_number.lower()):
        found = query(fulfillment.find_task, code, warehouse_id=task.warehouse_id, actor=PICKER)
        assert found.id == task.id
    for code, warehouse in (("T-8", task.warehouse_id), ("T-7", uuid4())):
        with pytest.raises(TaskNotFound):
            query(fulfillment.find_task, code, warehouse_id=warehouse, actor=PICKER)


def test_the_papers_say_where_it_goes_and_what_is_inside(order_id):
    task = floor.packed(floor.task_of(order_id), by=PICKER)
    before = query(fulfillment.paper, task.id, actor=PICKER)
    assert (before.tracking_number, before.weight_grams) == ("", 1200)
    parcel = transact(fulfillment.ship, task.id, actor=PICKER)
    after = query(fulfillment.paper, task.id, actor=PICKER)
    assert (after.tracking_number, after.address["city"]) == (parcel.tracking_number, "Brooklyn")
    assert [(line.quantity, line.packed) for line in after.lines] == [(2, 2)]
    with pytest.raises(TaskNotFound):
        query(fulfillment.paper, task.id, actor=floor.worker(uuid4()))


LEFT = datetime(2026, 1, 12, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (0, "dispatched"),
        (23, "dispatched"),
        (24, "in_transit"),
        (89, "in_transit"),
        (90, "out_for_delivery"),
        (96, "delivered"),
    ],
)
def test_the_local_carrier_moves_evenly_and_arrives_on_the_promised_day(hours, expected):
    assert parcel_status(LEFT, date(2026, 1, 16), LEFT + timedelta(hours=hours)) == expected


def test_a_parcel_that_left_too_late_arrives_two_days_after_it_left():
    late = datetime(2026, 1, 16, 15, tzinfo=UTC)
    assert parcel_status(late, date(2026, 1, 16), late + timedelta(hours=47)) == "out_for_delivery"
    assert parcel_status(late, date(2026, 1, 16), late + timedelta(hours=48)) == "delivered"


def test_parcels_move_with_the_clock_until_the_order_is_delivered(order_id, frozen_clock, database: Engine):
    parcel = floor.shipped(floor.task_of(order_id), by=PICKER)
    assert transact(fulfillment.advance_parcels) == 0
    arrival = datetime.combine(parcel.promised_to, datetime.min.time(), tzinfo=UTC) + timedelta(hours=14)
    frozen_clock.move_to(arrival - timedelta(hours=1))
    assert [transact(fulfillment.advance_parcels) for _ in range(2)] == [1, 0]
    assert status(order_id) == "shipped"
    frozen_clock.move_to(arrival)
    assert [transact(fulfillment.advance_parcels) for _ in range(2)] == [1, 0]
    (found,) = query(fulfillment.shipments, [order_id])[order_id]
    assert (found.status, found.delivered_at, status(order_id)) == ("delivered", arrival, "delivered")
    assert [step.status for step in found.history] == ["dispatched", "out_for_delivery", "delivered"]
    assert events(database, "OrderDelivered") == 1


def test_a_parcel_that_stands_still_holds_up_no_other(lamp, frozen_clock, database: Engine):
    parcels = [
        floor.shipped(floor.task_of(floor.released((lamp, 1))[0]), by=PICKER, tote=f"T-{n}") for n in range(3)
    ]
    with database.begin() as connection:
        # The oldest is promised for far later, the second's order can not be delivered any more.
        connection.execute(
            text("UPDATE shipment SET promised_to = promised_to + 300 WHERE id = :id"), {"id": parcels[0].id}
        )
        connection.execute(
            text("UPDATE customer_order SET status = 'returned' WHERE id = :id"), {"id": parcels[1].order_id}
        )
    frozen_clock.advance(days=30)
    assert transact(fulfillment.advance_parcels, limit=2) >= 1
    assert status(parcels[2].order_id) == "delivered"
    (still,) = query(fulfillment.shipments, [parcels[1].order_id])[parcels[1].order_id]
    assert still.status == "dispatched"
