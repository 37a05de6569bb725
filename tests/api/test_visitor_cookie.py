"""Every browser gets one visitor id, early enough, and nobody else's from a shared cache."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient

from app.visitor_cookie import VisitorCookie
from backend.identity import cookies

seen: list[str | None] = []


def _note(connection) -> None:
    seen.append(connection.cookies.get(cookies.VISITOR_COOKIE))


async def page(request):
    _note(request)
    return HTMLResponse("<p>")


async def cached(request):
    _note(request)
    return HTMLResponse("<p>", headers={"cache-control": "public, max-age=60"})


async def api(request):
    _note(request)
    return JSONResponse({})


async def socket(websocket):
    _note(websocket)
    await websocket.accept()
    await websocket.close()


@pytest.fixture
def browser():
    seen.clear()
    routes = [
        Route("/", page),
        Route("/p/lamp", cached),
        Route("/api/v1/cart", api, methods=["GET", "POST"]),
        Route("/api/v1/webhooks/stripe", api, methods=["POST"]),
        WebSocketRoute("/_event", socket),
    ]
    return TestClient(VisitorCookie(Starlette(routes=routes)))


def test_the_first_page_sets_it_and_the_request_itself_already_carries_it(browser):
    answer = browser.get("/")
    line = answer.headers["set-cookie"]
    assert all(part in line for part in ("HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Secure" not in line
    assert seen == [browser.cookies[cookies.VISITOR_COOKIE]]
    assert cookies.visitor_of(seen[0]) is not None


def test_it_stays_the_same_from_then_on(browser):
    browser.get("/")
    assert "set-cookie" not in browser.get("/").headers
    assert seen[0] == seen[1]


def test_a_page_that_sets_it_is_not_kept_by_shared_caches_and_later_ones_may_be(browser):
    first, second = browser.get("/p/lamp"), browser.get("/p/lamp")
    assert "set-cookie" in first.headers
    assert first.headers["cache-control"] == "private, no-cache"
    assert "set-cookie" not in second.headers
    assert second.headers["cache-control"] == "public, max-age=60"


def test_reading_the_api_sets_none_and_writing_does(browser):
    assert "set-cookie" not in browser.get("/api/v1/cart").headers
    assert browser.post("/api/v1/cart").headers["set-cookie"].startswith("agora_visitor=")


def test_a_socket_without_one_has_an_id_for_as_long_as_it_lives(browser):
    with browser.websocket_connect("/_event"):
        assert cookies.visitor_of(seen[0]) is not None


@pytest.mark.parametrize("value", ["", "forged", "0" * 32, "0" * 32 + ".AAAA", '"; Path=/evil'])
def test_a_forged_one_is_replaced(browser, value):
    answer = browser.get("/", headers={"cookie": f"other=1; {cookies.VISITOR_COOKIE}={value}"})
    assert answer.headers["set-cookie"].startswith("agora_visitor=")
    assert seen[0] != value
    assert cookies.visitor_of(seen[0]) is not None


def test_the_other_cookies_reach_the_page(browser):
    browser.get("/", headers={"cookie": "theme=dark; agora_session=abc"})
    assert seen[0] is not None


def test_a_provider_who_calls_a_webhook_is_no_visitor(browser):
    assert "set-cookie" not in browser.post("/api/v1/webhooks/stripe").headers
    assert seen == [None]
