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


@pytest.mark.parametrize(
    ("locale", "first", "heads", "to_come"),
    [
        ("en_US", "On its way: parcel 1 of {}", "Parcel {} of your order", "Still to come"),
        ("de_DE", "Unterwegs: Paket 1 von {}", "Paket {} Ihrer Bestellung", "Es folgt"),
    ],
)
def test_each_parcel_says_which_it_is_and_what_is_still_to_come(
    order_id, database: Engine, locale, first, heads, to_come
):
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=9)
    (order_id,) = floor.released((lamp, 3))
    with database.begin() as connection:
        connection.execute(text("UPDATE purchase SET locale = :locale"), {"locale": locale})
    order = query(orders.order_by_id, order_id, actor=floor.SYSTEM)
    seen = []
    for units in (1, 2):
        transact(
            orders.ship_units,
            order_id,
            quantities={order.items[0].id: units},
            carrier="UPS",
            tracking_number=f"1Z-{units}",
            idempotency_key=f"parcel-{units}",
            actor=floor.SYSTEM,
        )
        seen = told(database, "OrderShipped", notifications.tell_shipped.name)
    assert [subject for subject, _ in seen] == [
        first.format(order.number),
        first.format(order.number).replace("1 ", "2 ", 1),
    ]
    assert [heads.format(number) in body for number, (_, body) in enumerate(seen, 1)] == [True, True]
    assert [to_come in body for _, body in seen] == [True, False]
    assert f"2 x {order.items[0].title}" in seen[0][1].partition(to_come)[2]
