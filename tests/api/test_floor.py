"""What tablets send: authorised, once however often, refused in words."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import Engine, text
from starlette.testclient import TestClient

from app.api.application import create_api
from app.api.floor import TaskBody
from app.visitor_cookie import VisitorCookie
from backend.identity import cookies
from backend.identity.schemas import Role
from backend.kit.unit_of_work import unit_of_work
from state.floor.task_view import task_of
from tests.factories import floor
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.factories.sessions import token_of


@pytest.fixture
def tablet(database: Engine, redis_db: object):
    shop.tax_rates()
    with TestClient(VisitorCookie(create_api()), base_url="http://localhost:3000") as client:
        client.cookies.set(cookies.SESSION_COOKIE, token_of(Role.FLOOR))
        yield client


@pytest.fixture
def task(tablet):
    """One lamp."""
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=5)
    return floor.task_of(floor.released((lamp, 1))[0])


def scan(tablet, task, step: str, code: str, operation_id: str | None = None, **headers: str):
    return tablet.post(
        f"/api/v1/floor/tasks/{task.id}/scans",
        json={"step": step, "code": code, "operation_id": operation_id or str(uuid4())},
        headers=headers,
    )


def scans(database: Engine) -> int:
    with database.connect() as connection:
        return connection.execute(text("SELECT count(*) FROM scan")).scalar_one()


def test_an_order_goes_from_the_shelf_to_the_carrier(tablet, task, database: Engine):
    address = f"/api/v1/floor/tasks/{task.id}"
    code = task.lines[0].barcode
    assert tablet.get(address).json()["step"] == "tote"
    assert scan(tablet, task, "tote", "T-1").json()["task"]["step"] == "pick"
    assert scan(tablet, task, "pick", code).json()["task"]["step"] == "pack"
    assert scan(tablet, task, "pack", code).json()["task"]["step"] == "weigh"
    assert tablet.put(f"{address}/parcel", json={"weight_grams": 800}).json()["step"] == "ship"
    parcels = [tablet.put(f"{address}/shipment").json() for _ in range(2)]
    assert parcels[0] == parcels[1]
    assert (parcels[0]["status"], parcels[0]["weight_grams"]) == ("dispatched", 800)
    assert tablet.get(address).json()["status"] == "shipped"


def test_a_wrong_item_is_an_answer_and_a_repeat_says_so(tablet, task, database: Engine):
    scan(tablet, task, "tote", "T-1")
    answers = [scan(tablet, task, "pick", "CHAIR", "operation-1") for _ in range(2)]
    assert [(one.status_code, one.json()["ok"], one.json()["is_repeat"]) for one in answers] == [
        (200, False, False),
        (200, False, True),
    ]
    assert answers[0].headers["cache-control"] == "no-store"
    assert scans(database) == 2


def test_missing_goods_are_named_by_their_line_and_refused_when_nothing_is_left(tablet, task):
    address, line = f"/api/v1/floor/tasks/{task.id}/missing", str(task.lines[0].id)
    scan(tablet, task, "tote", "T-1")
    assert tablet.post(address, json={}).status_code == 422
    refused = tablet.post(address, json={"line_id": line})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "nothing_there")
    other = tablet.post(address, json={"line_id": str(uuid4())})
    assert (other.status_code, other.json()["lines"][0]["id"]) == (200, line)


def test_the_screen_of_a_page_and_the_answers_of_the_api_have_one_shape(task):
    page = task_of(task, version="1")
    assert page.pop("version") == "1"
    assert page == TaskBody.of(task).model_dump(mode="json")


def test_another_step_is_a_conflict_with_where_the_task_is(tablet, task, database: Engine):
    refused = scan(tablet, task, "pack", "CHAIR")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "wrong_step")
    assert scans(database) == 0


@pytest.mark.parametrize(
    "body",
    [
        {"step": "fly", "code": "X", "operation_id": "operation-1"},
        {"step": "tote", "code": "", "operation_id": "operation-1"},
        {"step": "tote", "code": "x" * 65, "operation_id": "operation-1"},
        {"step": "tote", "code": "T\u0000", "operation_id": "operation-1"},
        {"step": "tote", "code": "T-1", "operation_id": "short"},
        {"step": "tote", "code": "T-1", "operation_id": "operation-1", "picked": 9},
        {"step": "tote", "code": {"a": 1}, "operation_id": "operation-1"},
    ],
)
def test_what_is_no_scan_is_refused_and_leaves_nothing(tablet, task, body, database: Engine):
    answer = tablet.post(f"/api/v1/floor/tasks/{task.id}/scans", json=body)
    assert answer.status_code == 422
    assert scans(database) == 0


@pytest.mark.parametrize("grams", [0, -1, 100_001, 1.5, "heavy"])
def test_a_parcel_needs_a_weight(tablet, task, grams):
    assert (
        tablet.put(f"/api/v1/floor/tasks/{task.id}/parcel", json={"weight_grams": grams}).status_code == 422
    )


def test_strangers_and_other_sites_move_nothing(tablet, task, database: Engine):
    assert scan(tablet, task, "tote", "T-1", origin="https://evil.example").status_code == 403
    for token, status in (
        ("", 401),
        (token_of(Role.SELLER, scope_id=uuid4()), 403),
        (token_of(Role.FLOOR, scope_id=uuid4()), 404),
    ):
        tablet.cookies.set(cookies.SESSION_COOKIE, token)
        assert scan(tablet, task, "tote", "T-1").status_code == status
        assert tablet.get(f"/api/v1/floor/tasks/{task.id}").status_code == status
        assert tablet.put(f"/api/v1/floor/tasks/{task.id}/shipment").status_code == status
    assert scans(database) == 0
    assert floor.seen(task.id).status == "ready"
