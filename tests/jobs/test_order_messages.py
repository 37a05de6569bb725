"""What a buyer is told when an order goes elsewhere or comes back."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from backend.identity.schemas import AddressInput
from backend.kit.events import event_from_wire
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import service as orders
from backend.orders.schemas import ReturnLine
from jobs import notifications, subscriptions  # noqa: F401 -- the jobs register themselves
from jobs.celery_app import app
from tests.factories import floor
from tests.factories import inventory as make
from tests.factories import shopping as shop

pytestmark = pytest.mark.usefixtures("database", "redis_db")


@pytest.fixture
def order_id(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session)
    return floor.released((lamp, 1))[0]


def told(database: Engine, event: str, job: str) -> list[tuple[str, str]]:
    with database.connect() as connection:
        rows = connection.execute(text("SELECT payload FROM outbox_event WHERE name = :n"), {"n": event})
        for (payload,) in rows.all():
            for _ in range(2):
                app.tasks[job].run(event, event_from_wire(event, payload).model_dump(mode="json"))
        found = connection.execute(text("SELECT subject, body_text FROM message ORDER BY id"))
        return [tuple(row) for row in found]


def test_another_address_is_confirmed_once(order_id, database: Engine):
    order = query(orders.order_by_id, order_id, actor=floor.SYSTEM)
    purchase = query(orders.purchase_by_id, order.purchase_id, actor=floor.SYSTEM)
    new = AddressInput.model_validate(shop.BROOKLYN.model_dump() | {"line1": "9 Water St"})
    transact(orders.change_address, purchase.number, address=new, actor=floor.SYSTEM)
    ((subject, body),) = told(database, "AddressChanged", notifications.tell_address_changed.name)
    assert subject == f"New address for your order {purchase.number}"
    assert "9 Water St" in body


def test_a_return_says_its_label(order_id, database: Engine):
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=floor.SYSTEM)
    transact(orders.mark_delivered, order_id, actor=floor.SYSTEM)
    (line,) = query(orders.order_by_id, order_id, actor=floor.SYSTEM).items
    asked = transact(
        orders.request_return, order_id, lines=[ReturnLine(line.id, 1, "damaged")], actor=floor.SYSTEM
    )
    ((subject, body),) = told(database, "ReturnMoved", notifications.tell_return.name)
    assert subject == f"Return {asked.number}: ready to be sent"
    assert asked.label_number in body
