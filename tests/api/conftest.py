"""The API as programs meet it: with the visitor's cookie around it, as it is served."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, text
from starlette.testclient import TestClient

from app.api.application import create_api, served
from app.brisk_lane import BriskLane
from app.visitor_cookie import VisitorCookie
from backend.kit.unit_of_work import transact, unit_of_work
from backend.search import service as search_service
from backend.storefront import service as storefront
from tests.factories import inventory as make
from tests.factories import shopping as shop

ADDRESS = {
    "name": "Ada Byron",
    "line1": "1 Main St",
    "city": "Brooklyn",
    "region": "NY",
    "postcode": "11201",
    "country": "US",
}


class Program:
    """A client that keeps no cookies, as programs do: secrets travel in its requests."""

    def __init__(self, client: TestClient):
        self._client = client

    def __call__(
        self, method: str, path: str, body: Any = None, *, secret: str | None = None, **headers: str
    ):
        if secret:
            headers["authorization"] = f"Bearer {secret}"
        self._client.cookies.clear()
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._client.request(method, f"/api/v1{path}", json=body, headers=headers)


@pytest.fixture
def call(database: Engine, redis_db: object) -> Program:
    """`call("POST", "/carts", {…}, secret=…)`."""
    for cache in (storefront._pages, storefront._results, storefront._cards, storefront._favourites):
        cache.clear()
    search_service._categories.clear()
    search_service._facets.clear()
    app = BriskLane(VisitorCookie(create_api()), served())
    return Program(TestClient(app, base_url="http://localhost:3000", raise_server_exceptions=False))


@pytest.fixture
def lamp(database: Engine, redis_db: object):
    """An offer at 50.00 USD with five in stock."""
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=5, price_minor=5000)


@pytest.fixture
def indexed() -> Callable[[], None]:
    """Call it to bring the search index up to date with the database."""
    return lambda: transact(search_service.rebuild)


@pytest.fixture
def count(database: Engine) -> Callable[[str], int]:
    """How many rows a table has."""

    def rows(table: str) -> int:
        with database.connect() as connection:
            return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()

    return rows


def opened(call: Program, *lines: tuple[Any, int]) -> dict[str, Any]:
    """A guest's cart with these offers."""
    wanted = [{"offer_id": str(offer.id), "quantity": quantity} for offer, quantity in lines]
    answer = call("POST", "/carts", {"lines": wanted})
    assert answer.status_code == 201, answer.text
    return answer.json()


def prepared(call: Program, cart: dict[str, Any], **wanted: Any) -> dict[str, Any]:
    """The checkout of a cart, by bank transfer unless told otherwise."""
    wish = {
        "cart_id": cart["id"],
        "email": "ada@example.com",
        "address": ADDRESS,
        "payment_method": "bank_transfer",
    }
    answer = call("POST", "/checkouts", wish | wanted, secret=cart["access_token"])
    assert answer.status_code == 201, answer.text
    return answer.json()


def completed(call: Program, checkout: dict[str, Any], **payment: Any) -> dict[str, Any]:
    """What paying the checkout came to."""
    answer = call("POST", f"/checkouts/{checkout['id']}/completion", payment, secret=checkout["access_token"])
    assert answer.status_code == 200, answer.text
    return answer.json()
