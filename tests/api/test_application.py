"""What every address under /api/ promises."""

from __future__ import annotations

import pytest
from fastapi import APIRouter
from starlette.testclient import TestClient

from app.api import application, health
from app.api.application import create_api
from app.api.dependencies import EVERYONE, PERSON, allow
from backend.identity import cookies
from backend.identity.schemas import Role
from backend.kit.errors import Unavailable


@pytest.fixture
def client(database, redis_db):
    with TestClient(create_api(), base_url="http://localhost:3000", raise_server_exceptions=False) as one:
        yield one


@pytest.fixture
def with_route(database, redis_db, monkeypatch):
    """A client on an API that serves one more router."""

    def make(router: APIRouter) -> TestClient:
        monkeypatch.setattr(application, "ROUTERS", (*application.ROUTERS, router))
        return TestClient(create_api(), base_url="http://localhost:3000")

    return make


def test_an_unknown_address_is_a_404_in_json(client):
    answer = client.get("/api/v1/nothing")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


def test_a_wrong_method_is_a_405_that_names_the_right_ones(client):
    answer = client.put("/api/v1/session")
    assert (answer.status_code, answer.headers["allow"]) == (405, "DELETE, GET, POST")


def test_a_request_id_is_taken_over_when_it_is_one_and_made_otherwise(client):
    taken = client.get("/api/v1/session", headers={"x-request-id": "trace-0123456789"})
    assert taken.headers["x-request-id"] == "trace-0123456789"
    made = client.get("/api/v1/nothing", headers={"x-request-id": "a b\tc"})
    assert made.headers["x-request-id"] == made.json()["error"]["request_id"]
    assert made.headers["x-request-id"].startswith("R-")


def test_an_unexpected_error_is_a_calm_500_with_the_id_and_without_details(with_route):
    router = APIRouter()

    @router.get("/broken", dependencies=[allow(EVERYONE)])
    def broken() -> None:
        raise ZeroDivisionError("an internal detail")

    answer = with_route(router).get("/api/v1/broken")
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal_error"
    assert answer.json()["error"]["request_id"] == answer.headers["x-request-id"]
    assert "detail" not in answer.text


def test_a_route_that_states_no_permission_stops_the_start(with_route):
    router = APIRouter()

    @router.get("/open")
    def unstated() -> None:
        """Never served."""

    with pytest.raises(RuntimeError, match="/open"):
        with_route(router)


def test_guests_are_refused_before_the_body_is_looked_at(with_route):
    router = APIRouter()

    @router.post("/mine", dependencies=[allow(PERSON)])
    def mine(body: dict[str, int]) -> None:
        """Never runs."""

    @router.post("/staff", dependencies=[allow(Role.BOARD)])
    def staff() -> None:
        """Never runs."""

    client = with_route(router)
    for address in ("/api/v1/mine", "/api/v1/staff"):
        answer = client.post(address, content=b"not json")
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "sign_in_required")


def test_a_body_that_is_too_large_is_refused(client):
    answer = client.post(
        "/api/v1/session", content=b"x" * 1_000_001, headers={"content-type": "application/json"}
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "body_too_large")


def down() -> None:
    raise Unavailable("It does not answer.")


@pytest.mark.parametrize(
    ("missing", "status", "code"), [(None, "up", 200), ("search", "degraded", 200), ("Redis", "down", 503)]
)
def test_health_says_in_words_what_is_away(client, monkeypatch, missing, status, code):
    if missing:
        monkeypatch.setitem(health.CHECKS, missing, down)
    answer = client.get("/api/v1/health")
    said = {
        "database": "Database answers.",
        "Redis": "Redis answers.",
        "search": "Search answers.",
        missing: "It does not answer.",
    }
    assert (answer.status_code, answer.json()["status"]) == (code, status)
    assert answer.json()["parts"] == [
        {"name": name, "is_up": name != missing, "says": said[name]}
        for name in ("database", "Redis", "search")
    ]


def test_the_reference_shows_every_operation_and_who_may_call_it_and_loads_nothing_from_elsewhere(client):
    page = client.get("/api/v1/docs").text
    document = client.get("/api/v1/openapi.json").json()
    for path, operations in document["paths"].items():
        assert path in page
        assert all("x-permission" in operation for operation in operations.values())
    assert "http://" not in page
    assert "https://" not in page


def test_an_invalid_session_cookie_is_a_guest(client):
    client.cookies.set(cookies.SESSION_COOKIE, "forged")
    assert client.get("/api/v1/session").json() == {"person": None}
