"""Scanner truth: what is scanned counts once, in its turn, in its tote, whatever the connection does."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

from backend.fulfillment import service as fulfillment
from backend.fulfillment.errors import NothingThere, OperationReused, TaskNotFound, TaskTaken, WrongStep
from backend.fulfillment.schemas import Step
from backend.identity.schemas import ANONYMOUS, Actor, Role
from backend.kit.errors import Forbidden, InvalidInput, SignInRequired
from backend.kit.unit_of_work import transact, unit_of_work
from tests.factories import floor
from tests.factories import inventory as make
from tests.factories import shopping as shop

pytestmark = pytest.mark.usefixtures("database", "redis_db")


@pytest.fixture
def stock(database: Engine, redis_db: object):
    """A lamp in A-01-1 and a rug in B-02-1 of one seller and warehouse; their barcodes are LAMP and RUG."""
    shop.tax_rates()
    with unit_of_work() as session:
        seller = make.seller(session)
        offers = []
        for barcode, place in (("LAMP", "A-01-1"), ("RUG", "B-02-1")):
            offer = make.offer_without_stock(session, by=seller)
            item = make.stock_item(session, seller_id=seller.id, barcode=barcode)
            make.component(session, offer, item)
            make.balance(session, item, 20, bin=place)
            offers.append(offer)
    return offers


@pytest.fixture
def task(stock):
    """Two lamps and a rug, ready to be picked."""
    lamp, rug = stock
    (order_id,) = floor.released((rug, 1), (lamp, 2))
    return floor.task_of(order_id)


PICKER = floor.worker()


def counts(task_id) -> dict[str, tuple[int, int]]:
    return {line.barcode: (line.picked, line.packed) for line in floor.seen(task_id).lines}


def scans(database: Engine) -> list[tuple[str, str, bool]]:
    with database.connect() as connection:
        return [
            (row.step, row.code, row.outcome["ok"])
            for row in connection.execute(text("SELECT step, code, outcome FROM scan ORDER BY at, code"))
        ]


def test_the_screen_asks_for_a_tote_then_walks_the_bins_in_order(task):
    assert (task.step, task.status, task.units, task.units_done) == (Step.TOTE, "ready", 3, 0)
    assert [(line.bin, line.barcode, line.quantity) for line in task.lines] == [
        ("A-01-1", "LAMP", 2),
        ("B-02-1", "RUG", 1),
    ]
    after_tote = floor.scan(task, "tote", "T-7", by=PICKER)
    assert (after_tote.ok, after_tote.task.step, after_tote.task.tote) == (True, Step.PICK, "T-7")
    assert (after_tote.task.line.barcode, after_tote.task.next_bin) == ("LAMP", "B-02-1")
    first = floor.scan(task, "pick", "LAMP", by=PICKER)
    assert (first.message, first.task.units_done, first.task.line.picked) == ("1 more of these", 1, 1)
    second = floor.scan(task, "pick", "LAMP", by=PICKER)
    assert (second.message, second.task.line.barcode, second.task.next_bin) == ("Got it", "RUG", "")
    last = floor.scan(task, "pick", "RUG", by=PICKER)
    assert (last.task.status, last.task.step, last.task.units_done) == ("picked", Step.PACK, 0)


def test_a_wrong_item_is_refused_recorded_and_counts_nothing(task, database: Engine):
    floor.scan(task, "tote", "T-7", by=PICKER)
    wrong = floor.scan(task, "pick", "CHAIR", by=PICKER)
    assert (wrong.ok, wrong.message[:11]) == (False, "Wrong item.")
    early = floor.scan(task, "pick", "RUG", by=PICKER)
    assert (early.ok, early.message[:17]) == (False, "That comes later.")
    assert counts(task.id) == {"LAMP": (0, 0), "RUG": (0, 0)}
    assert scans(database) == [("tote", "T-7", True), ("pick", "CHAIR", False), ("pick", "RUG", False)]


def test_more_of_an_item_than_ordered_is_refused(task):
    floor.scan(task, "tote", "T-7", by=PICKER)
    for _ in range(2):
        floor.scan(task, "pick", "LAMP", by=PICKER)
    third = floor.scan(task, "pick", "LAMP", by=PICKER)
    assert (third.ok, third.message[:24]) == (False, "You have enough of that.")
    assert counts(task.id) == {"LAMP": (2, 0), "RUG": (0, 0)}


def test_an_item_is_no_tote(task):
    outcome = floor.scan(task, "tote", "LAMP", by=PICKER)
    assert (outcome.ok, outcome.task.tote, outcome.task.step) == (False, "", Step.TOTE)


def test_a_tote_holds_one_order_at_a_time(stock, task):
    floor.scan(task, "tote", "T-7", by=PICKER)
    (other_order,) = floor.released((stock[0], 1))
    other = floor.task_of(other_order)
    taken = floor.scan(other, "tote", "T-7", by=PICKER)
    assert (taken.ok, taken.task.tote) == (False, "")
    assert taken.message == "Tote T-7 holds another order. Take an empty one."
    assert floor.scan(other, "tote", "T-8", by=PICKER).ok


def test_the_wrong_tote_is_noticed_in_the_middle_of_picking_and_packing(stock, task):
    (other_order,) = floor.released((stock[0], 1))
    floor.scan(floor.task_of(other_order), "tote", "T-8", by=PICKER)
    floor.scan(task, "tote", "T-7", by=PICKER)
    assert floor.scan(task, "pick", "T-7", by=PICKER).message == "Right tote: T-7"
    wrong = floor.scan(task, "pick", "T-8", by=PICKER)
    assert (wrong.ok, wrong.message) == (False, "Wrong tote: this order is in T-7.")
    for code in ("LAMP", "LAMP", "RUG"):
        floor.scan(task, "pick", code, by=PICKER)
    assert floor.scan(task, "pack", "T-8", by=PICKER).message == "Wrong tote: this order is in T-7."
    assert floor.scan(task, "pack", "T-7", by=PICKER).ok
    assert counts(task.id) == {"LAMP": (2, 0), "RUG": (1, 0)}


def test_a_tote_is_free_again_when_its_parcel_is_packed(stock, task):
    floor.packed(task, by=PICKER, tote="T-7")
    (other_order,) = floor.released((stock[0], 1))
    assert floor.scan(floor.task_of(other_order), "tote", "T-7", by=PICKER).ok


def test_of_two_tablets_that_reach_for_one_tote_one_gets_it(stock):
    tasks = [floor.task_of(floor.released((stock[0], 1))[0]) for _ in range(4)]
    with ThreadPoolExecutor(4) as tablets:
        outcomes = list(tablets.map(lambda one: floor.scan(one, "tote", "T-7", by=PICKER), tasks))
    assert sorted(one.ok for one in outcomes) == [False, False, False, True]
    assert sorted(floor.seen(one.id).tote for one in tasks) == ["", "", "", "T-7"]


def test_a_scan_that_is_sent_again_counts_once_and_answers_the_same(task, database: Engine):
    floor.scan(task, "tote", "T-7", by=PICKER)
    first = floor.scan(task, "pick", "LAMP", by=PICKER, operation_id="op-lamp-1")
    again = [floor.scan(task, "pick", "LAMP", by=PICKER, operation_id="op-lamp-1") for _ in range(3)]
    assert (first.ok, first.is_repeat) == (True, False)
    assert {(one.ok, one.message, one.is_repeat) for one in again} == {(True, first.message, True)}
    assert counts(task.id)["LAMP"] == (1, 0)
    assert len(scans(database)) == 2


def test_a_queue_sent_again_after_a_reconnect_counts_nothing_twice(task):
    """The tablet sent everything, never heard the answers, and sends all of it again minutes later."""
    queue = [
        ("tote", "T-7"),
        ("pick", "LAMP"),
        ("pick", "CHAIR"),
        ("pick", "LAMP"),
        ("pick", "RUG"),
        ("pack", "RUG"),
        ("pack", "LAMP"),
    ]
    sent = [(step, code, f"operation-{n}") for n, (step, code) in enumerate(queue)]
    for _ in range(2):
        outcomes = [floor.scan(task, step, code, by=PICKER, operation_id=op) for step, code, op in sent]
        assert [one.ok for one in outcomes] == [True, True, False, True, True, True, True]
    assert counts(task.id) == {"LAMP": (2, 1), "RUG": (1, 1)}
    assert floor.seen(task.id).step is Step.PACK


def test_one_scan_sent_by_many_connections_at_once_counts_once(task):
    floor.scan(task, "tote", "T-7", by=PICKER)
    with ThreadPoolExecutor(8) as connections:
        outcomes = list(
            connections.map(
                lambda _: floor.scan(task, "pick", "LAMP", by=PICKER, operation_id="op-lamp-1"), range(8)
            )
        )
    assert all(one.ok for one in outcomes)
    assert sum(not one.is_repeat for one in outcomes) == 1
    assert counts(task.id)["LAMP"] == (1, 0)


def test_two_tablets_of_one_picker_take_turns_and_never_take_too_many(task):
    floor.scan(task, "tote", "T-7", by=PICKER)
    with ThreadPoolExecutor(6) as tablets:
        outcomes = list(tablets.map(lambda _: floor.scan(task, "pick", "LAMP", by=PICKER), range(6)))
    assert sorted(one.ok for one in outcomes) == [False, False, False, False, True, True]
    assert counts(task.id)["LAMP"] == (2, 0)


def test_an_operation_id_never_stands_for_two_scans(stock, task):
    floor.scan(task, "tote", "T-7", by=PICKER, operation_id="operation-1")
    with pytest.raises(OperationReused):
        floor.scan(task, "pick", "LAMP", by=PICKER, operation_id="operation-1")
    (other_order,) = floor.released((stock[0], 1))
    other = floor.task_of(other_order)
    with pytest.raises(OperationReused):
        floor.scan(other, "tote", "T-9", by=PICKER, operation_id="operation-1")
    assert counts(task.id) == {"LAMP": (0, 0), "RUG": (0, 0)}
    assert floor.seen(other.id).tote == ""


@pytest.mark.parametrize("step", ["pick", "pack", "weigh", "ship"])
def test_a_scan_of_another_step_is_refused_with_where_the_task_is(task, step, database: Engine):
    with pytest.raises(WrongStep) as refused:
        floor.scan(task, step, "LAMP", by=PICKER)
    assert refused.value.message == "This order needs a tote first. Scan an empty one."
    assert scans(database) == []


def test_nothing_is_packed_that_was_not_picked(task):
    floor.scan(task, "tote", "T-7", by=PICKER)
    floor.scan(task, "pick", "LAMP", by=PICKER)
    with pytest.raises(WrongStep):
        floor.scan(task, "pack", "LAMP", by=PICKER)
    with pytest.raises(WrongStep):
        transact(fulfillment.finish_pack, task.id, weight_grams=500, actor=PICKER)
    with pytest.raises(WrongStep):
        transact(fulfillment.ship, task.id, actor=PICKER)
    assert counts(task.id) == {"LAMP": (1, 0), "RUG": (0, 0)}


def test_packing_takes_any_order_and_refuses_strangers_and_surplus(task):
    floor.picked(task, by=PICKER)
    assert floor.scan(task, "pack", "RUG", by=PICKER).ok
    assert floor.scan(task, "pack", "RUG", by=PICKER).message == "All of these are in the parcel already."
    assert floor.scan(task, "pack", "CHAIR", by=PICKER).message[:10] == "Wrong item"
    assert floor.scan(task, "pack", "LAMP", by=PICKER).ok
    done = floor.scan(task, "pack", "LAMP", by=PICKER)
    assert (done.task.step, done.task.units_done) == (Step.WEIGH, 3)


def test_a_bundle_and_a_single_that_share_an_item_are_both_picked_in_full(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        seller = make.seller(session)
        item = make.stock_item(session, seller_id=seller.id, barcode="CUP")
        make.balance(session, item, 20, bin="A-01-1")
        single, six = (make.offer_without_stock(session, by=seller) for _ in range(2))
        make.component(session, single, item)
        make.component(session, six, item, 6)
    (order_id,) = floor.released((single, 1), (six, 1))
    task = floor.task_of(order_id)
    assert (sorted(line.quantity for line in task.lines), task.units) == ([1, 6], 7)
    assert floor.packed(task, by=PICKER).units_done == 7


@pytest.mark.parametrize("code", ["", "   ", "x" * 65])
def test_what_cannot_be_a_code_is_refused(task, code, database: Engine):
    with pytest.raises(InvalidInput) as refused:
        floor.scan(task, "tote", code, by=PICKER)
    assert refused.value.field == "code"
    assert scans(database) == []


@pytest.mark.parametrize("operation_id", ["", "short", "x" * 65])
def test_an_operation_needs_an_id_that_can_be_told_apart(task, operation_id, database: Engine):
    with pytest.raises(InvalidInput) as refused:
        floor.scan(task, "tote", "T-7", by=PICKER, operation_id=operation_id)
    assert refused.value.field == "operation_id"
    assert scans(database) == []


def test_a_colleague_may_not_pick_into_the_same_order_unless_taking_it_over(task):
    colleague = floor.worker()
    transact(fulfillment.start, task.id, actor=PICKER)
    for attempt in (
        lambda: floor.scan(task, "tote", "T-7", by=colleague),
        lambda: transact(fulfillment.start, task.id, actor=colleague),
    ):
        with pytest.raises(TaskTaken):
            attempt()
    assert transact(fulfillment.start, task.id, take_over=True, actor=colleague).picker_id == (
        colleague.person_id
    )
    assert floor.scan(task, "tote", "T-7", by=colleague).ok
    with pytest.raises(TaskTaken):
        floor.scan(task, "pick", "LAMP", by=PICKER)
    assert counts(task.id)["LAMP"] == (0, 0)


def test_a_repeat_is_answered_even_after_a_colleague_took_over(task):
    floor.scan(task, "tote", "T-7", by=PICKER, operation_id="operation-1")
    transact(fulfillment.start, task.id, take_over=True, actor=floor.worker())
    assert floor.scan(task, "tote", "T-7", by=PICKER, operation_id="operation-1").is_repeat


def test_people_of_another_warehouse_and_people_without_the_role_find_nothing(task):
    elsewhere = floor.worker(uuid4())
    with pytest.raises(TaskNotFound):
        transact(fulfillment.task, task.id, actor=elsewhere)
    with pytest.raises(TaskNotFound):
        floor.scan(task, "tote", "T-7", by=elsewhere)
    with pytest.raises(Forbidden):
        floor.scan(task, "tote", "T-7", by=Actor(person_id=uuid4(), roles=frozenset({Role.SELLER})))
    with pytest.raises(SignInRequired):
        floor.scan(task, "tote", "T-7", by=ANONYMOUS)
    assert floor.seen(task.id).tote == ""


def stock_of(database: Engine) -> dict[str, tuple[int, int]]:
    """On hand and reserved by barcode."""
    with database.connect() as connection:
        return {
            row.barcode: (row.on_hand, row.reserved)
            for row in connection.execute(
                text(
                    "SELECT i.barcode, b.on_hand, b.reserved FROM stock_balance b "
                    "JOIN stock_item i ON i.id = b.stock_item_id"
                )
            )
        }


def tasks_of(database: Engine, order_id) -> list[tuple[int, str, str, int, int]]:
    """Every line of an order's tasks: part, status, barcode, quantity, picked."""
    with database.connect() as connection:
        return [
            tuple(row)
            for row in connection.execute(
                text(
                    "SELECT t.part, t.status, l.barcode, l.quantity, l.picked FROM pick_task t "
                    "JOIN pick_line l ON l.task_id = t.id WHERE t.order_id = :id ORDER BY t.part, l.barcode"
                ),
                {"id": order_id},
            )
        ]


def written(database: Engine) -> list[object]:
    """All that a word about missing goods could change."""
    tables = ("pick_task", "pick_line", "order_item", "customer_order", "stock_balance", "stock_movement")
    with database.connect() as connection:
        return [connection.execute(text(f"SELECT * FROM {table} ORDER BY id")).all() for table in tables]


def test_what_is_not_there_leaves_the_parcel_stays_reserved_and_is_asked_for_again(task, database: Engine):
    with database.connect() as connection:
        order_id = connection.execute(
            text("SELECT order_id FROM pick_task WHERE id = :id"), {"id": task.id}
        ).scalar_one()
    floor.scan(task, Step.TOTE, "T-1", by=PICKER)
    floor.scan(task, Step.PICK, "LAMP", by=PICKER)
    left = transact(fulfillment.report_missing, task.id, actor=PICKER)
    # The lamp in the tote stays; the other is not asked for, and the rug is next.
    assert (left.step, left.line.barcode, left.units) == (Step.PICK, "RUG", 2)
    assert tasks_of(database, order_id) == [(1, "picking", "LAMP", 1, 1), (1, "picking", "RUG", 1, 0)]
    # Somebody paid for it: it is still promised, and no more than before is on sale.
    assert stock_of(database) == {"LAMP": (20, 2), "RUG": (20, 1)}
    floor.scan(task, Step.PICK, "RUG", by=PICKER)
    floor.scan(task, Step.PACK, "LAMP", by=PICKER)
    floor.scan(task, Step.PACK, "RUG", by=PICKER)
    transact(fulfillment.finish_pack, task.id, weight_grams=900, actor=PICKER)
    sent = transact(fulfillment.ship, task.id, actor=PICKER)
    assert (sent.is_whole, sorted(sent.units.values())) == (False, [1, 1])
    assert stock_of(database) == {"LAMP": (19, 1), "RUG": (19, 0)}
    assert tasks_of(database, order_id) == [
        (1, "shipped", "LAMP", 1, 1),
        (1, "shipped", "RUG", 1, 1),
        (2, "ready", "LAMP", 1, 0),
    ]


def test_a_line_of_which_nothing_is_there_is_left_out_whole(task, database: Engine):
    floor.scan(task, Step.TOTE, "T-1", by=PICKER)
    left = transact(fulfillment.report_missing, task.id, actor=PICKER)
    assert [(line.barcode, line.quantity) for line in left.lines] == [("RUG", 1)]
    assert stock_of(database) == {"LAMP": (20, 2), "RUG": (20, 1)}
    before = written(database)
    with pytest.raises(NothingThere):
        transact(fulfillment.report_missing, task.id, actor=PICKER)
    assert written(database) == before


def test_a_line_is_left_out_once_however_often_it_is_said(task, database: Engine):
    floor.scan(task, Step.TOTE, "T-1", by=PICKER)
    lamp, rug = floor.seen(task.id).lines
    first = transact(fulfillment.report_missing, task.id, line_id=lamp.id, actor=PICKER)
    before = written(database)
    assert transact(fulfillment.report_missing, task.id, line_id=lamp.id, actor=PICKER) == first
    assert written(database) == before
    floor.scan(task, Step.PICK, "RUG", by=PICKER)
    before = written(database)
    again = transact(fulfillment.report_missing, task.id, line_id=rug.id, actor=PICKER)
    assert (again.step, written(database)) == (Step.PACK, before)


def test_who_may_not_say_that_it_is_not_there_changes_nothing(task, database: Engine):
    before = written(database)
    with pytest.raises(WrongStep):
        transact(fulfillment.report_missing, task.id, actor=PICKER)
    assert written(database) == before
    floor.scan(task, Step.TOTE, "T-1", by=PICKER)
    before = written(database)
    with pytest.raises(TaskTaken):
        transact(fulfillment.report_missing, task.id, actor=floor.worker())
    with pytest.raises(TaskNotFound):
        transact(fulfillment.report_missing, task.id, actor=floor.worker(uuid4()))
    assert written(database) == before
