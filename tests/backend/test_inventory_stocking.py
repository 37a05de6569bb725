from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from backend.identity.schemas import ANONYMOUS, Actor, Role, system_actor
from backend.inventory import service
from backend.inventory.errors import (
    MovementMismatch,
    NothingToDispatch,
    OutOfStock,
    ReservationExpired,
    StockItemNotFound,
    StockPromised,
)
from backend.inventory.schemas import Destination, NewStockItem, Receipt, StockLine
from backend.kit import clock
from backend.kit.errors import InvalidInput, NotFound
from backend.kit.unit_of_work import query, transact, unit_of_work
from tests.factories import inventory as make

SYSTEM = system_actor("test")


def movements(engine: Engine) -> list[tuple[int, str]]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT quantity, reason FROM stock_movement ORDER BY id"))
        return [tuple(row) for row in rows]


def kept_item(*, price_minor: int = 1999):
    with unit_of_work() as session:
        offer = make.offer_without_stock(session, price_minor=price_minor)
        warehouse = make.warehouse(session)
        item_id = service.put_stock_item(
            session, seller_id=offer.seller_id, sku="LAMP", barcode="4006381333931", offer_id=offer.id
        )
    return offer, warehouse, item_id


def receive(item_id, warehouse_id, quantity, key="delivery-1", actor=SYSTEM, **more):
    return transact(
        service.receive,
        stock_item_id=item_id,
        warehouse_id=warehouse_id,
        quantity=quantity,
        idempotency_key=key,
        actor=actor,
        **more,
    )


def count_as(item_id, warehouse_id, counted, key="count-1", actor=SYSTEM):
    return transact(
        service.set_on_hand,
        stock_item_id=item_id,
        warehouse_id=warehouse_id,
        counted=counted,
        idempotency_key=key,
        actor=actor,
    )


def test_goods_arrive_once_per_key(database: Engine):
    offer, warehouse, item_id = kept_item()

    assert receive(item_id, warehouse.id, 7, bin_code="A-01-2") is True
    assert receive(item_id, warehouse.id, 7) is False

    (level,) = query(service.stock_levels, [offer.id])
    assert (level.sku, level.barcode, level.bin) == ("LAMP", "4006381333931", "A-01-2")
    assert (level.on_hand, level.reserved, level.available) == (7, 0, 7)
    assert movements(database) == [(7, "receive")]
    with pytest.raises(MovementMismatch):
        receive(item_id, warehouse.id, 8)
    assert movements(database) == [(7, "receive")]


def test_an_arrival_that_cannot_be_is_refused_by_field(database: Engine):
    _, warehouse, item_id = kept_item()
    for item, place, quantity, kind, field in [
        (item_id, warehouse.id, 0, InvalidInput, "quantity"),
        (item_id, warehouse.id, -3, InvalidInput, "quantity"),
        (uuid4(), warehouse.id, 1, StockItemNotFound, "stock_item_id"),
        (item_id, uuid4(), 1, NotFound, "warehouse_id"),
    ]:
        with pytest.raises(kind) as refusal:
            receive(item, place, quantity)
        assert refusal.value.field == field
    with pytest.raises(InvalidInput):
        receive(item_id, warehouse.id, 1, reason="dispatch")
    assert movements(database) == []


def test_strangers_neither_receive_nor_count(database: Engine):
    _, warehouse, item_id = kept_item()
    rival = Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}), seller_ids=frozenset({uuid4()}))
    for actor in (ANONYMOUS, rival):
        with pytest.raises(StockItemNotFound):
            receive(item_id, warehouse.id, 1, actor=actor)
        with pytest.raises(StockItemNotFound):
            count_as(item_id, warehouse.id, 1, actor=actor)
    assert movements(database) == []


def test_a_count_moves_the_difference_with_its_reason_and_its_person(database: Engine):
    offer, warehouse, item_id = kept_item()
    receive(item_id, warehouse.id, 7)
    owner = Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}), seller_ids=frozenset({offer.seller_id}))

    assert count_as(item_id, warehouse.id, 5, actor=owner) == -2
    assert count_as(item_id, warehouse.id, 5, actor=owner) == -2, "a repeated key changes nothing"
    assert count_as(item_id, warehouse.id, 5, key="count-2") == 0

    assert movements(database) == [(7, "receive"), (-2, "count")]
    with database.connect() as connection:
        person = connection.execute(text("SELECT person_id FROM stock_movement WHERE reason = 'count'"))
        assert person.scalar() == owner.person_id
    assert query(service.check) == []


def test_a_first_count_opens_the_balance(database: Engine):
    offer, warehouse, item_id = kept_item()
    assert count_as(item_id, warehouse.id, 4) == 4
    assert query(service.availability, [offer.id]) == {offer.id: 4}


def test_promised_stock_cannot_be_counted_away(database: Engine):
    offer, warehouse, item_id = kept_item()
    receive(item_id, warehouse.id, 3)
    transact(
        service.reserve,
        holder_id=uuid4(),
        lines=[StockLine(offer.id, 2)],
        destination=Destination("US", "NY"),
        expires_at=clock.minutes_from_now(15),
    )

    with pytest.raises(StockPromised) as refusal:
        count_as(item_id, warehouse.id, 1)

    assert refusal.value.facts == {"counted": 1, "reserved": 2}
    assert movements(database) == [(3, "receive")]
    assert count_as(item_id, warehouse.id, 2, key="count-2") == -1


def test_a_sku_names_one_item_of_a_seller_and_an_offer_takes_it(database: Engine):
    offer, _, item_id = kept_item()
    with unit_of_work() as session:
        again = service.put_stock_item(
            session, seller_id=offer.seller_id, sku="LAMP", weight_grams=900, offer_id=offer.id
        )
        other = service.put_stock_item(session, seller_id=make.seller(session).id, sku="LAMP")
    assert again == item_id
    assert other != item_id
    for values, field in [
        ({"sku": " "}, "sku"),
        ({"weight_grams": -1}, "weight_grams"),
        ({"units_per_offer": 0}, "units_per_offer"),
    ]:
        with pytest.raises(InvalidInput) as refusal:
            transact(
                service.put_stock_items, [NewStockItem(**{"seller_id": offer.seller_id, "sku": "X"} | values)]
            )
        assert refusal.value.field == field


def test_many_items_arrive_in_few_statements(database: Engine):
    with unit_of_work() as session:
        owner = make.seller(session)
        offers = [make.offer_without_stock(session, by=owner) for _ in range(30)]
        places = [make.warehouse(session, code) for code in ("EWR1", "ONT1")]
        item_ids = service.put_stock_items(
            session,
            [NewStockItem(owner.id, f"S-{number}", offer_id=offer.id) for number, offer in enumerate(offers)],
        )
        receipts = [
            Receipt(item_id, place.id, 3, f"seed:{place.code}:{item_id}", bin="B-7")
            for item_id in item_ids
            for place in places
        ]
        assert service.receive_many(session, receipts, actor=SYSTEM) == 60
        assert service.receive_many(session, receipts, actor=SYSTEM) == 0

    assert query(service.availability, [offer.id for offer in offers]) == {offer.id: 6 for offer in offers}
    with database.connect() as connection:
        told = connection.execute(text("SELECT payload->'offer_ids' FROM outbox_event")).scalars().all()
    assert told == [sorted(str(offer.id) for offer in offers)]
    assert query(service.check) == []


def test_keeping_more_back_can_sell_an_offer_out(database: Engine):
    offer, warehouse, item_id = kept_item()
    receive(item_id, warehouse.id, 3)

    transact(
        service.set_shelf,
        stock_item_id=item_id,
        warehouse_id=warehouse.id,
        actor=SYSTEM,
        bin_code="C-1",
        safety_stock=5,
    )

    (level,) = query(service.stock_levels, [offer.id])
    assert (level.bin, level.safety_stock, level.on_hand, level.available) == ("C-1", 5, 3, 0)
    with database.connect() as connection:
        told = connection.execute(text("SELECT count(*) FROM outbox_event")).scalar()
    assert told == 2, "it came on sale, then it left"


def test_check_finds_stock_that_movements_and_reservations_do_not_explain(database: Engine):
    _, warehouse, item_id = kept_item()
    receive(item_id, warehouse.id, 3)
    with database.begin() as connection:
        connection.execute(text("UPDATE stock_balance SET on_hand = 5, reserved = 1"))

    found = {(one.invariant, one.expected, one.actual) for one in query(service.check)}

    assert found == {
        ("movements sum to on hand", 3, 5),
        ("live reservations sum to reserved", 0, 1),
    }


def test_a_warehouse_is_found_by_its_code_and_needs_a_real_time_zone(database: Engine):
    first = transact(service.put_warehouse, code="EWR1", name="Newark", country="US", region="NJ")
    again = transact(
        service.put_warehouse,
        code="EWR1",
        name="Newark North",
        country="US",
        region="NJ",
        time_zone="America/New_York",
    )
    assert first == again
    (view,) = query(service.warehouses)
    assert (view.name, view.time_zone) == ("Newark North", "America/New_York")
    with pytest.raises(InvalidInput):
        transact(service.put_warehouse, code="X", name="X", country="US", time_zone="Mars/Olympus")
    assert len(query(service.warehouses)) == 1


_step = st.tuples(
    st.sampled_from(
        ["reserve", "replace", "release", "allocate", "dispatch", "receive", "count", "expire", "extend"]
    ),
    st.integers(0, 3),
    st.integers(1, 4),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_step, min_size=5, max_size=25), st.randoms(use_true_random=False))
def test_the_ledger_holds_after_any_sequence(database: Engine, steps, choice):
    """Movements sum to on hand, live reservations to reserved, none is negative, refusals change nothing."""
    with unit_of_work() as session:
        owner = make.seller(session)
        places = [make.warehouse(session, code) for code in ("EWR1", "ONT1")]
        offers = [make.offer(session, on_hand=4, at=place, by=owner) for place in places]
        items = [make.item_of(session, offer) for offer in offers]
        bundle = make.offer_without_stock(session, by=owner)
        make.component(session, bundle, items[0], 2)
        make.component(session, bundle, items[1])
        make.balance(session, items[1], 3, at=places[0])
    holders = [uuid4() for _ in range(4)]
    wares = [*(offer.id for offer in offers), bundle.id]

    for number, (step, who, quantity) in enumerate(steps):
        holder, place, item = holders[who], choice.choice(places), choice.choice(items)
        before = snapshot(database)
        try:
            with unit_of_work() as session:
                take_step(session, step, holder, quantity, number, choice, wares, place, item, owner)
        except (OutOfStock, ReservationExpired, NothingToDispatch, StockPromised):
            assert snapshot(database) == before
        assert query(service.check) == []
        assert all(0 <= reserved <= on_hand for on_hand, reserved in snapshot(database)[0])


def snapshot(engine: Engine):
    with engine.connect() as connection:
        return (
            [
                tuple(row)
                for row in connection.execute(text("SELECT on_hand, reserved FROM stock_balance ORDER BY id"))
            ],
            connection.execute(text("SELECT id, status, expires_at FROM reservation ORDER BY id")).all(),
            connection.execute(text("SELECT count(*) FROM stock_movement")).scalar(),
            connection.execute(text("SELECT count(*) FROM outbox_event")).scalar(),
        )


def take_step(session, step, holder, quantity, number, choice, wares, place, item, owner):
    if step in {"reserve", "replace"}:
        service.reserve(
            session,
            # A holder reserves anew only by replacing; a fresh one stands for another checkout.
            holder_id=holder if step == "replace" else uuid4(),
            lines=[StockLine(offer_id, quantity) for offer_id in choice.sample(wares, choice.randint(1, 3))],
            destination=Destination("US", "NY"),
            expires_at=clock.minutes_from_now(choice.choice([-1, 15])),
            replaces=step == "replace",
        )
    elif step == "release":
        service.release(session, holder)
    elif step == "allocate":
        service.allocate(session, holder)
    elif step == "extend":
        service.extend(session, holder, clock.minutes_from_now(30))
    elif step == "expire":
        service.expire_reservations(session, limit=quantity)
    elif step == "dispatch":
        service.dispatch(
            session,
            holder,
            warehouse_id=place.id,
            seller_id=owner.id,
            idempotency_key=f"{holder}:{number}",
            actor=SYSTEM,
        )
    elif step == "receive":
        service.receive(
            session,
            stock_item_id=item.id,
            warehouse_id=place.id,
            quantity=quantity,
            idempotency_key=f"{item.id}:{number}",
            actor=SYSTEM,
        )
    else:
        service.set_on_hand(
            session,
            stock_item_id=item.id,
            warehouse_id=place.id,
            counted=quantity,
            idempotency_key=f"count:{item.id}:{number}",
            actor=SYSTEM,
        )
