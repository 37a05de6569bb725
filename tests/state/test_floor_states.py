"""The floor's pages: whose they are, what they show, and where a scan leads."""

import asyncio
import json
from datetime import UTC, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, text

import app.app  # noqa: F401 -- rehydration needs an rx.App
from backend.identity.schemas import Role
from backend.kit.unit_of_work import unit_of_work
from state.floor.task_state import TaskState, weight_words
from state.floor.today_state import TodayState, due_words
from tests.factories import floor
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.factories.sessions import cookie_of
from tests.state.processor import tab

PICKER = floor.worker()


@pytest.fixture
def lamp(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=100)


@pytest.fixture
def task(lamp):
    return floor.task_of(floor.released((lamp, 1))[0])


def fired(state, *events, cookie: str = "", path: str = "/floor"):
    async def run():
        async with tab() as one:
            one.cookie, one.path = cookie, path
            for event in events:
                await one.fire(event)
            return await one.state(state), one

    return asyncio.run(run())


def of_floor() -> str:
    return cookie_of(Role.FLOOR)


def test_the_list_shows_late_work_first_and_fits_a_small_message(lamp, task, database: Engine):
    for _ in range(45):
        late = floor.task_of(floor.released((lamp, 1))[0])
    with database.begin() as connection:
        connection.execute(
            text("UPDATE pick_task SET ship_by = now() - interval '2 days' WHERE id = :id"), {"id": late.id}
        )
    state, one = fired(TodayState, TodayState.load(), cookie=of_floor())
    assert (state.ready, state.late, state.to_pick, state.more) == (True, 1, 46, 6)
    assert (state.tasks[0].href, state.tasks[0].is_late) == (f"/floor/pick/{late.id}", True)
    assert max(len(json.dumps(update.delta, default=str)) for update in one.updates) < 20_000


def test_each_status_leads_to_its_page_and_says_whose_it_is(lamp, task):
    floor.scan(task, "tote", "T-1", by=PICKER)
    packed = floor.packed(floor.task_of(floor.released((lamp, 1))[0]), by=PICKER, tote="T-2")
    state, _ = fired(TodayState, TodayState.load(), cookie=of_floor())
    by_href = {card.href: (card.word, card.note) for card in state.tasks}
    assert by_href == {
        f"/floor/pick/{task.id}": ("Being picked", "Somebody else is picking this, tote T-1"),
        f"/floor/ship/{packed.id}": ("To ship", ""),
    }


def test_a_warehouse_that_is_not_theirs_is_not_chosen_by_address(task):
    with unit_of_work() as session:
        other = make.warehouse(session, "RNO1", region="NV", name="Nevada").id
    elsewhere = cookie_of(Role.FLOOR, scope_id=other)
    state, _ = fired(
        TodayState, TodayState.load(), cookie=elsewhere, path=f"/floor?warehouse={task.warehouse_id}"
    )
    assert (state.place, list(state.tasks), len(state.warehouses)) == ("RNO1", [], 1)


def test_a_scanned_tote_opens_its_task(task):
    floor.scan(task, "tote", "T-1", by=PICKER)
    _, one = fired(TodayState, TodayState.find("T-1"), cookie=of_floor())
    assert one.redirects() == [f"/floor/pick/{task.id}"]
    _, one = fired(TodayState, TodayState.find("T-404"), cookie=of_floor())
    assert one.redirects() == []
    assert one.toasts() == ["No open order goes by T-404. Scan a tote or an order number."]


def test_opening_a_task_takes_it_on_and_a_colleague_is_asked(task):
    first, second = of_floor(), of_floor()
    path = f"/floor/pick/{task.id}"
    state, _ = fired(TaskState, TaskState.load_pick(), cookie=first, path=path)
    assert (state.ready, state.task["step"], state.heading) == (True, "tote", task.order_number)
    state, _ = fired(TaskState, TaskState.load_pick(), cookie=second, path=path)
    assert state.taken == "Somebody else is picking this order. Take it over, or choose another one."
    assert dict(state.task) == {}
    state, _ = fired(TaskState, TaskState.load_pick(), TaskState.take_over(), cookie=second, path=path)
    assert (state.taken, state.task["id"]) == ("", str(task.id))


@pytest.mark.parametrize("key", ["no-id", "00000000-0000-7000-8000-000000000000"])
def test_a_task_that_is_not_there_is_said_to_be_missing(database: Engine, redis_db: object, key):
    state, _ = fired(TaskState, TaskState.load_pick(), cookie=of_floor(), path=f"/floor/pick/{key}")
    assert (state.missing, state.ready) == (True, False)


def test_handing_over_twice_ships_once(task, database: Engine):
    floor.packed(task, by=PICKER)
    path = f"/floor/ship/{task.id}"
    state, _ = fired(
        TaskState,
        TaskState.load_papers(),
        TaskState.hand_over(),
        TaskState.hand_over(),
        cookie=of_floor(),
        path=path,
    )
    assert (state.step, state.weight, state.recipient[0]) == ("done", "1.2 kg", "Ada Byron")
    assert state.tracking_number.startswith("AP-")
    with database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM shipment")).scalar_one() == 1


def test_a_parcel_that_is_not_packed_is_not_handed_over(task, database: Engine):
    state, _ = fired(TaskState, TaskState.hand_over(), cookie=of_floor(), path=f"/floor/ship/{task.id}")
    assert state.refusal == "This order needs a tote first. Scan an empty one."
    with database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM shipment")).scalar_one() == 0


EVERY = [
    TodayState.load,
    TodayState.refresh,
    TaskState.load_pick,
    TaskState.take_over,
    TaskState.load_pack,
    TaskState.load_papers,
    TaskState.hand_over,
]


def test_guests_are_sent_to_sign_in_and_people_without_the_role_are_told(task):
    path = f"/floor/pick/{task.id}"
    seller = cookie_of(Role.SELLER, scope_id=uuid4())
    for handler in EVERY:
        state = TodayState if handler in (TodayState.load, TodayState.refresh) else TaskState
        _, guest = fired(state, handler(), path=path)
        assert guest.redirects() == [f"/sign-in?then=%2Ffloor%2Fpick%2F{task.id}"]
        told, one = fired(state, handler(), cookie=seller, path=path)
        assert told.refusal == "Your account may not do this. Ask an operator for access."
        assert one.redirects() == []
    assert floor.seen(task.id).picker_id is None


NOW = datetime(2026, 1, 15, 22, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 1, 15, 23, tzinfo=UTC), "Due today 18:00"),
        (datetime(2026, 1, 16, 23, tzinfo=UTC), "Due tomorrow 18:00"),
        (datetime(2026, 1, 19, 23, tzinfo=UTC), "Due Mon 19 Jan 18:00"),
        (datetime(2026, 1, 14, 23, tzinfo=UTC), "Late since yesterday 18:00"),
        (datetime(2026, 1, 15, 3, tzinfo=UTC), "Late since yesterday 22:00"),
    ],
)
def test_due_times_are_on_the_warehouses_clock(at, words):
    assert due_words(at, NEW_YORK, NOW) == words


@pytest.mark.parametrize(("grams", "words"), [(0, ""), (850, "850 g"), (1000, "1 kg"), (1250, "1.25 kg")])
def test_weights_in_words(grams, words):
    assert weight_words(grams) == words
