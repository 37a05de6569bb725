"""The short way of the writes that every order passes says and does what the long way does."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
from fastapi import APIRouter, FastAPI, Header, Query
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.api.application import PREFIX, create_api, served
from app.api.brisk_route import BriskRoute
from app.brisk_lane import BriskLane
from app.edge import Edge
from app.visitor_cookie import VisitorCookie
from backend.cart import service as cart
from backend.cart.schemas import CartOwner
from backend.identity import service as identity
from backend.kit.config import settings
from backend.kit.unit_of_work import transact, unit_of_work
from tests.factories import inventory as make
from tests.factories import shopping as shop

_ABOUT_A_REQUEST = {"x-request-id", "date"}


@pytest.fixture
def lamp(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=5).id


@pytest.fixture
def ways(database: Engine, redis_db: object) -> tuple[TestClient, TestClient]:
    """The short and the long way."""
    long = Edge(VisitorCookie(create_api()), client=Path("nowhere"))
    return tuple(
        TestClient(one, base_url="http://localhost:3000", raise_server_exceptions=False)
        for one in (BriskLane(long, served()), long)
    )


def test_the_writes_of_an_order_are_brisk():
    brisk = {path for path, route in served() if isinstance(route, BriskRoute)}
    checkouts = f"{PREFIX}/checkouts"
    assert brisk == {
        f"{PREFIX}/carts",
        checkouts,
        f"{checkouts}/{{checkout_id}}/completion",
        f"{PREFIX}/webhooks/stripe",
    }


@pytest.mark.parametrize(
    "request_of",
    [
        {"json": {"lines": []}},
        {"json": {"lines": [{"offer_id": "x"}], "colour": "red"}},
        {"content": "{not json", "headers": {"content-type": "application/json"}},
        {"content": "{}", "headers": {"content-type": "text/plain"}},
        {"content": "", "headers": {"content-type": "application/json"}},
        {"json": {"lines": [{"offer_id": str(uuid4())}]}},
        {"json": {"lines": [{"offer_id": str(uuid4())}]}, "headers": {"authorization": "Bearer forged"}},
        {"json": {"lines": [{"offer_id": str(uuid4())}]}, "headers": {"idempotency-key": "k" * 300}},
        {"json": {"lines": [{"offer_id": str(uuid4())}]}, "headers": {"idempotency-key": " "}},
        {"json": {"lines": [{"offer_id": str(uuid4())}]}, "headers": {"origin": "https://elsewhere.example"}},
    ],
)
def test_both_ways_refuse_alike(ways, request_of):
    short, long = (one.post(f"{PREFIX}/carts", **request_of) for one in ways)
    assert short.status_code == long.status_code >= 400
    said, says = short.json()["error"], long.json()["error"]
    assert said.pop("request_id") == short.headers["x-request-id"]
    assert says.pop("request_id") == long.headers["x-request-id"]
    assert said == says
    assert {*short.headers} == {*long.headers}


def test_both_ways_answer_alike(ways, lamp):
    wish = {"lines": [{"offer_id": str(lamp), "quantity": 2}]}
    short, long = (one.post(f"{PREFIX}/carts", json=wish) for one in ways)
    assert short.status_code == long.status_code == 201
    assert {*short.headers} == {*long.headers}
    assert short.headers["cache-control"] == "no-store"
    own = {"id", "access_token"}
    kept = [{name: value for name, value in one.json().items() if name not in own} for one in (short, long)]
    assert kept[0] == kept[1]
    assert kept[0]["count"] == 2


def test_a_person_orders_either_way_known_to_the_process_or_not(ways, lamp):
    person = transact(identity.sign_up, email="ada@example.com", name="Ada", password="correct horse 9")
    wish = {"lines": [{"offer_id": str(lamp)}]}
    short = ways[0]
    assert short.post(
        f"{PREFIX}/session", json={"email": "ada@example.com", "password": "correct horse 9"}
    ).is_success
    identity._actors.clear()
    counts = [short.post(f"{PREFIX}/carts", json=wish).json()["count"] for _ in range(2)]
    assert counts == [1, 2], "first the layers look the person up, then the lane knows them"
    view = transact(cart.view, CartOwner(person_id=person.id))
    assert view.count == 2


@pytest.mark.parametrize("says_length", [True, False])
def test_a_body_is_read_whole_whatever_pieces_it_comes_in(ways, lamp, says_length):
    body = json.dumps({"lines": [{"offer_id": str(lamp)}]}).encode()
    seen = []

    async def otherwise(scope, receive, send):
        pieces = []
        while True:
            message = await receive()
            pieces.append(message["body"])
            if not message["more_body"]:
                break
        seen.append(b"".join(pieces))
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    sent = asyncio.run(_post(BriskLane(otherwise, served()), body[:10], body[10:]))
    assert (sent, seen) == (204, [body])
    seen.clear()
    length = len(body) if says_length else None
    sent = asyncio.run(_post(BriskLane(otherwise, served()), body, b"", length=length))
    assert (sent, seen) == ((201, []) if says_length else (204, [body]))


def test_payments_that_wait_for_a_silent_bank_hold_up_nobody_else():
    router, bank = APIRouter(route_class=BriskRoute), Event()

    @router.post("/pay")
    def pay(body: dict[str, int]) -> dict[str, bool]:
        return {"answered": bank.wait(20)}

    @router.post("/look")
    def look(body: dict[str, int]) -> dict[str, int]:
        return body

    lane = BriskLane(FastAPI(), [(route.path, route) for route in router.routes])

    async def meanwhile() -> tuple[int, list[int]]:
        paying = [
            asyncio.create_task(_post(lane, b"{}", path="/pay")) for _ in range(settings().database_pool_size)
        ]
        await asyncio.sleep(0)
        try:
            looked = await asyncio.wait_for(_post(lane, b"{}", path="/look"), 10)
        finally:
            bank.set()
        return looked, await asyncio.gather(*paying)

    looked, paid = asyncio.run(meanwhile())
    assert (looked, {*paid}) == (200, {200})


async def _post(lane, *pieces: bytes, length: int | None = None, path: str = f"{PREFIX}/carts") -> int:
    headers = [(b"content-type", b"application/json"), (b"host", b"localhost")]
    if length is not None:
        headers.append((b"content-length", b"%d" % length))
    coming = [
        {"type": "http.request", "body": piece, "more_body": index < len(pieces) - 1}
        for index, piece in enumerate(pieces)
    ]
    sent = []

    async def receive():
        return coming.pop(0)

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": path, "query_string": b"", "scheme": "http",
        "headers": headers, "client": ("127.0.0.1", 1), "server": ("localhost", 80), "root_path": "",
    }  # fmt: skip
    await lane(scope, receive, send)
    return sent[0]["status"]


def test_an_unknown_checkout_is_not_found_either_way(ways):
    path = f"{PREFIX}/checkouts/{uuid4()}/completion"
    short, long = (one.post(path, json={}) for one in ways)
    assert short.status_code == long.status_code == 404
    assert short.json()["error"]["code"] == long.json()["error"]["code"]
    bad = f"{PREFIX}/checkouts/nonsense/completion"
    assert [one.post(bad, json={}).status_code for one in ways] == [422, 422]


def test_a_fault_is_told_with_its_number(ways, lamp, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("backend.cart.service.add_all", fail)
    answer = ways[0].post(f"{PREFIX}/carts", json={"lines": [{"offer_id": str(lamp)}]})
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal_error"
    assert answer.json()["error"]["request_id"] == answer.headers["x-request-id"]


def test_a_header_that_is_needed_and_missing_is_said_by_the_framework():
    router = APIRouter(route_class=BriskRoute)

    @router.post("/x")
    def named(body: dict[str, int], name: str = Header()) -> dict[str, str]:
        return {"name": name}

    api = FastAPI()
    api.include_router(router)
    client = TestClient(api)
    assert client.post("/x", json={"a": 1}, headers={"name": "lamp"}).json() == {"name": "lamp"}
    missing = client.post("/x", json={"a": 1})
    assert (missing.status_code, missing.json()["detail"][0]["loc"]) == (422, ["header", "name"])


def test_what_a_brisk_route_cannot_have_is_refused_when_it_is_declared():
    router = APIRouter(route_class=BriskRoute)
    with pytest.raises(TypeError, match="one body"):

        @router.post("/x")
        def without_body(page: int = Query()) -> None: ...
