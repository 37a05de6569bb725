"""A write that is asked for twice under one key happens once."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import text
from starlette.testclient import TestClient

from app.api import application
from app.api.application import create_api
from app.api.dependencies import EVERYONE, Once, allow
from app.visitor_cookie import VisitorCookie
from backend.identity import cookies
from backend.kit import clock, idempotency, ids
from backend.kit.errors import Conflict
from backend.kit.unit_of_work import transact


class Wish(BaseModel):
    word: str


class Desk:
    """What the route did, and how to make it wait or refuse."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.refuse = False
        self.wait: threading.Event | None = None
        self.begun = threading.Event()

    def work(self, _session, word: str) -> dict[str, str]:
        return self.process(word)

    def process(self, word: str) -> dict[str, str]:
        self.begun.set()
        if self.wait:
            self.wait.wait(10)
        if self.refuse:
            raise Conflict("Not now.")
        self.done.append(word)
        return {"word": word, "number": str(len(self.done))}


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture(params=["transact", "run"])
def address(request) -> str:
    return f"/api/v1/{request.param}"


@pytest.fixture
def client(database, redis_db, desk, monkeypatch):
    router = APIRouter()

    @router.post("/transact", dependencies=[allow(EVERYONE)])
    def in_one_transaction(wish: Wish, once: Once) -> dict[str, str]:
        return once.answering(status=201).transact(desk.work, wish.word)

    @router.post("/run", dependencies=[allow(EVERYONE)])
    def over_several(wish: Wish, once: Once) -> dict[str, str]:
        return once.answering(status=201).run(desk.process, wish.word)

    monkeypatch.setattr(application, "ROUTERS", (router,))
    with TestClient(VisitorCookie(create_api()), base_url="http://localhost:3000") as one:
        one.cookies.set(cookies.VISITOR_COOKIE, cookies.signed_visitor(ids.new_id()))
        yield one


def ask(client, address, *, word="a", key: str | None = "key-1"):
    return client.post(address, json={"word": word}, headers={"idempotency-key": key} if key else {})


def test_the_second_request_gets_the_first_answer_and_does_nothing(client, address, desk):
    first, second = ask(client, address), ask(client, address)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert "idempotent-replayed" not in first.headers
    assert second.headers["idempotent-replayed"] == "true"
    assert desk.done == ["a"]


def test_without_a_key_every_request_counts(client, address, desk):
    for _ in range(2):
        ask(client, address, key=None)
    assert desk.done == ["a", "a"]


def test_a_key_with_another_body_or_address_is_refused(client, desk):
    ask(client, "/api/v1/transact")
    for other in (ask(client, "/api/v1/transact", word="b"), ask(client, "/api/v1/run")):
        assert (other.status_code, other.json()["error"]["code"]) == (422, "idempotency_key_reused")
    assert desk.done == ["a"]


def test_a_key_belongs_to_whoever_uses_it(client, address, desk):
    ask(client, address)
    client.cookies.set(cookies.VISITOR_COOKIE, cookies.signed_visitor(ids.new_id()))
    assert ask(client, address).status_code == 201
    assert desk.done == ["a", "a"]


def test_after_a_refusal_the_key_is_free_again(client, address, desk):
    desk.refuse = True
    assert ask(client, address).status_code == 409
    desk.refuse = False
    assert ask(client, address).status_code == 201
    assert desk.done == ["a"]


def test_while_the_first_runs_the_second_is_told_so_at_once(client, address, desk):
    desk.wait = threading.Event()
    answers = []
    first = threading.Thread(target=lambda: answers.append(ask(client, address)))
    first.start()
    assert desk.begun.wait(10)
    second = ask(client, address)
    desk.wait.set()
    first.join(10)
    assert (second.status_code, second.json()["error"]["code"]) == (409, "idempotency_key_in_use")
    assert answers[0].status_code == 201
    assert desk.done == ["a"]


def test_the_key_of_a_process_that_died_is_free_after_its_lease(client, database, desk):
    with database.begin() as connection:
        ask(client, "/api/v1/run")
        connection.execute(
            text("UPDATE api_idempotency SET status = NULL, answer = NULL, lease_until = '2026-01-01'")
        )
    assert ask(client, "/api/v1/run").status_code == 201
    assert desk.done == ["a", "a"]


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "ключ"])
def test_a_key_that_is_none_is_refused(client, address, desk, key):
    answer = client.post(address, json={"word": "a"}, headers={b"idempotency-key": key.encode()})
    assert (answer.status_code, answer.json()["error"]["field"]) == (422, "Idempotency-Key")
    assert desk.done == []


def test_old_keys_are_forgotten(client, address, desk, database):
    ask(client, address)
    with clock.frozen(clock.now() + timedelta(hours=23)):
        assert transact(idempotency.forget_old) == 0
    with clock.frozen(clock.now() + timedelta(hours=25)):
        assert transact(idempotency.forget_old) == 1
