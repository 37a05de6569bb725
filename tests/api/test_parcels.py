"""A seller sends a part of an order: once per key, and nobody sends another's."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.api.application import create_api
from app.visitor_cookie import VisitorCookie
from backend.identity import cookies
from backend.identity.schemas import Role
from backend.kit.unit_of_work import query, unit_of_work
from backend.orders import service as orders
from tests.factories import floor
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.factories.sessions import token_of


@pytest.fixture
def client(database: Engine, redis_db: object):
    shop.tax_rates()
    with TestClient(VisitorCookie(create_api()), base_url="http://localhost:3000") as client:
        yield client


def test_a_seller_sends_one_of_two_lamps(client: TestClient, database: Engine):
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=5)
    (order_id,) = floor.released((lamp, 2))
    (item,) = query(orders.order_by_id, order_id, actor=floor.SYSTEM).items
    address = f"/api/v1/sellers/{lamp.seller_id}/orders/{order_id}/parcels"
    wish = {
        "units": [{"item_id": str(item.id), "quantity": 1}],
        "carrier": "UPS",
        "tracking_number": "1Z999",
        "weight_grams": 400,
        "key": str(uuid4()),
    }
    for scope, status in ((uuid4(), 404), (lamp.seller_id, 201), (lamp.seller_id, 201)):
        client.cookies.set(cookies.SESSION_COOKIE, token_of(Role.SELLER, scope_id=scope))
        assert client.post(address, json=wish).status_code == status
    (parcel,) = client.get(address).json()
    assert (parcel["position"], parcel["tracking_number"], parcel["units"]) == (
        1,
        "1Z999",
        {str(item.id): 1},
    )
    assert query(orders.order_by_id, order_id, actor=floor.SYSTEM).status == "partly_shipped"
    again = client.post(address, json=wish | {"key": str(uuid4())})
    assert (again.status_code, again.json()["error"]["field"]) == (422, "tracking_number")
    more = wish | {"key": str(uuid4()), "tracking_number": "1Z998"}
    more["units"] = [{"item_id": str(item.id), "quantity": 2}]
    assert client.post(address, json=more).status_code == 422
    assert len(client.get(address).json()) == 1
