from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from backend.identity.schemas import Actor, Role, system_actor
from backend.inventory import service
from backend.inventory.errors import NothingToDispatch, OutOfStock, ReservationExpired, StockItemNotFound
from backend.inventory.schemas import Destination, StockLine
from backend.kit import clock
from backend.kit.errors import InvalidInput
from backend.kit.unit_of_work import transact, unit_of_work
from tests.factories import inventory as make
from tests.statements import recorded

NEW_YORK = Destination("US", "NY", "10001")
SYSTEM = system_actor("test")


def in_a_while() -> datetime:
    return clock.now() + timedelta(minutes=15)


def reserve(holder_id: UUID, *lines: tuple[UUID, int], to: Destination = NEW_YORK, replaces: bool = False):
    return transact(
        service.reserve,
        holder_id=holder_id,
        lines=[StockLine(offer_id, quantity) for offer_id, quantity in lines],
        destination=to,
        expires_at=in_a_while(),
        replaces=replaces,
    )


def stock(engine: Engine) -> list[tuple[int, int]]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT on_hand, reserved FROM stock_balance ORDER BY id"))
        return [tuple(row) for row in rows]


def reservations(engine: Engine) -> list[tuple[UUID, str, int]]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT holder_id, status, quantity FROM reservation ORDER BY id"))
        return [tuple(row) for row in rows]


def announced(engine: Engine) -> list[list[str]]:
    with engine.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT payload->'offer_ids' FROM outbox_event WHERE name = 'AvailabilityChanged' ORDER BY id"
            )
        )
        return [row[0] for row in rows]


def test_reserving_promises_stock_and_says_from_where(database: Engine):
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=5)
        newark = make.warehouse(session)
    holder = uuid4()

    (allocation,) = reserve(holder, (lamp.id, 2))

    assert (allocation.offer_id, allocation.warehouse_id) == (lamp.id, newark.id)
    assert (allocation.quantity, allocation.units) == (2, 2)
    assert stock(database) == [(5, 2)]
    assert reservations(database) == [(holder, "held", 2)]
    assert transact(service.availability, [lamp.id]) == {lamp.id: 3}
    assert transact(service.allocations, holder) == (allocation,)
    assert transact(service.check) == []


def test_reserving_takes_two_statements_however_many_lines(database: Engine):
    with unit_of_work() as session:
        one = make.seller(session)
        offers = [make.offer(session, on_hand=50, by=one) for _ in range(12)]

    with recorded(database) as seen:
        reserve(uuid4(), *((offer.id, 2) for offer in offers))

    assert len(seen) == 2
    assert "FOR NO KEY UPDATE OF b" in seen[0]
    assert "INSERT INTO reservation" in seen[1]


def test_a_shortage_names_each_short_line_and_changes_nothing(database: Engine):
    with unit_of_work() as session:
        scarce, plenty, none = (make.offer(session, on_hand=n) for n in (1, 9, 0))
        unknown = uuid4()

    with pytest.raises(OutOfStock) as refusal:
        reserve(uuid4(), (plenty.id, 9), (scarce.id, 2), (none.id, 1), (unknown, 1))

    assert refusal.value.facts == {
        "lines": [
            {"offer_id": str(scarce.id), "requested": 2, "available": 1},
            {"offer_id": str(none.id), "requested": 1, "available": 0},
            {"offer_id": str(unknown), "requested": 1, "available": 0},
        ]
    }
    assert stock(database) == [(1, 0), (9, 0), (0, 0)]
    assert reservations(database) == []
    assert announced(database) == []


def test_a_bundle_and_a_single_that_share_an_item_are_summed(database: Engine):
    with unit_of_work() as session:
        single = make.offer_without_stock(session)
        bundle = make.offer_without_stock(session)
        camera = make.stock_item(session, seller_id=single.seller_id)
        strap = make.stock_item(session, seller_id=single.seller_id)
        make.component(session, single, camera)
        make.component(session, bundle, camera, 2)
        make.component(session, bundle, strap)
        make.balance(session, camera, 4)
        make.balance(session, strap, 9)

    assert transact(service.availability, [single.id, bundle.id]) == {single.id: 4, bundle.id: 2}
    with pytest.raises(OutOfStock) as refusal:
        reserve(uuid4(), (single.id, 1), (bundle.id, 2))
    assert refusal.value.facts["lines"] == [{"offer_id": str(bundle.id), "requested": 2, "available": 1}]
    assert stock(database) == [(4, 0), (9, 0)]

    allocations = reserve(uuid4(), (single.id, 2), (bundle.id, 1))

    assert sorted((one.offer_id == bundle.id, one.quantity, one.units) for one in allocations) == [
        (False, 2, 2),
        (True, 1, 1),
        (True, 2, 1),
    ]
    assert stock(database) == [(4, 4), (9, 1)]
    assert transact(service.availability, [single.id, bundle.id]) == {single.id: 0, bundle.id: 0}
    # The single went from 4 to 0, and the bundle lost its camera although nobody bought a last bundle.
    assert announced(database) == [sorted([str(single.id), str(bundle.id)])]


def test_a_bundle_whose_parts_lie_in_different_warehouses_cannot_be_sold(database: Engine):
    with unit_of_work() as session:
        bundle = make.offer_without_stock(session)
        parts = [make.stock_item(session, seller_id=bundle.seller_id) for _ in range(2)]
        for part, code in zip(parts, ("EWR1", "ONT1"), strict=True):
            make.component(session, bundle, part)
            make.balance(session, part, 5, at=make.warehouse(session, code))

    assert transact(service.availability, [bundle.id]) == {bundle.id: 0}
    with pytest.raises(OutOfStock):
        reserve(uuid4(), (bundle.id, 1))
    assert reservations(database) == []


def test_safety_stock_is_not_sold(database: Engine):
    with unit_of_work() as session:
        lamp = make.offer_without_stock(session)
        item = make.stock_item(session, seller_id=lamp.seller_id)
        make.component(session, lamp, item)
        make.balance(session, item, 5, safety_stock=3)

    with pytest.raises(OutOfStock):
        reserve(uuid4(), (lamp.id, 3))
    reserve(uuid4(), (lamp.id, 2))

    assert transact(service.availability, [lamp.id]) == {lamp.id: 0}


def test_one_parcel_beats_a_nearer_warehouse(database: Engine):
    with unit_of_work() as session:
        newark = make.warehouse(session, "EWR1", region="NJ")
        ontario = make.warehouse(session, "ONT1", region="CA")
        one = make.seller(session)
        lamp, desk = (make.offer(session, on_hand=3, at=newark, by=one) for _ in range(2))
        for offer, quantity in ((lamp, 9), (desk, 9)):
            make.balance(session, make.item_of(session, offer), quantity, at=ontario)

    together = reserve(uuid4(), (lamp.id, 2), (desk.id, 2))
    assert {each.warehouse_id for each in together} == {newark.id}

    too_many_for_newark = reserve(uuid4(), (lamp.id, 1), (desk.id, 4))
    assert {each.warehouse_id for each in too_many_for_newark} == {ontario.id}


def test_reserving_again_replaces_what_the_holder_held(database: Engine):
    with unit_of_work() as session:
        lamp, desk = (make.offer(session, on_hand=2) for _ in range(2))
    holder = uuid4()
    reserve(holder, (lamp.id, 2))

    reserve(holder, (lamp.id, 1), (desk.id, 2), replaces=True)

    assert stock(database) == [(2, 1), (2, 2)]
    assert reservations(database) == [(holder, "released", 2), (holder, "held", 1), (holder, "held", 2)]
    with pytest.raises(OutOfStock):
        reserve(holder, (lamp.id, 3), replaces=True)
    assert stock(database) == [(2, 1), (2, 2)], "a refused change keeps what was held"
    assert transact(service.check) == []


def test_reserving_twice_by_mistake_fails_instead_of_holding_twice(database: Engine):
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=5)
    holder = uuid4()
    reserve(holder, (lamp.id, 1))

    with pytest.raises(IntegrityError):
        reserve(holder, (lamp.id, 1))

    assert stock(database) == [(5, 1)]


@pytest.mark.parametrize("quantities", [[], [0], [-1]])
def test_nothing_and_less_than_one_cannot_be_reserved(database: Engine, quantities: list[int]):
    with unit_of_work() as session:
        lamp = make.offer(session)
    with pytest.raises(InvalidInput):
        reserve(uuid4(), *((lamp.id, quantity) for quantity in quantities))
    assert reservations(database) == []


def test_allocating_is_one_statement_locks_no_balance_and_repeats(database: Engine):
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=5)
    holder = uuid4()
    held = reserve(holder, (lamp.id, 2))

    with recorded(database) as seen:
        assert transact(service.allocate, holder) == held

    assert len(seen) == 1
    assert "stock_balance" not in seen[0]
    assert transact(service.allocate, holder) == held
    assert reservations(database) == [(holder, "allocated", 2)]
    assert stock(database) == [(5, 2)]


def test_time_gives_stock_back_and_the_late_holder_is_told(database: Engine, frozen_clock):
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=1)
    late, paying = uuid4(), uuid4()
    reserve(late, (lamp.id, 1))

    frozen_clock.advance(minutes=14)
    assert transact(service.expire_reservations) == 0
    frozen_clock.advance(minutes=2)
    assert transact(service.expire_reservations) == 1

    assert stock(database) == [(1, 0)]
    for verb in (service.allocate, service.extend):
        with pytest.raises(ReservationExpired):
            transact(verb, late, *([in_a_while()] if verb is service.extend else []))
    assert announced(database) == [[str(lamp.id)], [str(lamp.id)]], "sold out, then back"

    reserve(paying, (lamp.id, 1))
    frozen_clock.advance(minutes=14)
    transact(service.extend, paying, in_a_while())
    frozen_clock.advance(minutes=10)
    assert transact(service.expire_reservations) == 0
    transact(service.allocate, paying)
    frozen_clock.advance(days=30)
    assert transact(service.expire_reservations) == 0
    assert stock(database) == [(1, 1)]


def test_expiry_takes_all_of_a_holder_or_none_and_passes_over_the_busy(database: Engine, frozen_clock):
    with unit_of_work() as session:
        lamp, desk = (make.offer(session, on_hand=9) for _ in range(2))
    idle, busy = uuid4(), uuid4()
    reserve(busy, (lamp.id, 1), (desk.id, 1))
    frozen_clock.advance(seconds=1)
    reserve(idle, (lamp.id, 1), (desk.id, 1))
    frozen_clock.advance(minutes=16)

    with database.connect() as finalising:
        finalising.execute(
            text("SELECT 1 FROM reservation WHERE holder_id = :h ORDER BY id LIMIT 1 FOR UPDATE"), {"h": busy}
        )
        assert transact(service.expire_reservations) == 2
        finalising.rollback()

    assert [(holder, status) for holder, status, _ in reservations(database)] == [
        (busy, "held"),
        (busy, "held"),
        (idle, "released"),
        (idle, "released"),
    ]
    assert transact(service.expire_reservations, limit=1) == 2, "a holder is never half expired"
    assert stock(database) == [(9, 0), (9, 0)]
    assert transact(service.check) == []


def test_release_gives_back_all_or_one_sellers_part_and_repeats(database: Engine):
    with unit_of_work() as session:
        lamp, desk = (make.offer(session, on_hand=3) for _ in range(2))
    holder = uuid4()
    reserve(holder, (lamp.id, 2), (desk.id, 3))
    transact(service.allocate, holder)

    (given_back,) = transact(service.release, holder, seller_id=desk.seller_id)

    assert (given_back.offer_id, given_back.units) == (desk.id, 3)
    assert stock(database) == [(3, 2), (3, 0)]
    assert len(transact(service.release, holder)) == 1
    assert transact(service.release, holder) == ()
    assert stock(database) == [(3, 0), (3, 0)]
    assert transact(service.check) == []


def dispatch(holder: UUID, offer, warehouse_id: UUID, key: str = "parcel-1", actor: Actor = SYSTEM):
    return transact(
        service.dispatch,
        holder,
        warehouse_id=warehouse_id,
        seller_id=offer.seller_id,
        idempotency_key=key,
        actor=actor,
    )


def test_dispatch_moves_stock_out_once(database: Engine):
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=5)
        newark = make.warehouse(session)
    holder = uuid4()
    reserve(holder, (lamp.id, 2))

    with pytest.raises(NothingToDispatch):
        dispatch(holder, lamp, newark.id)
    transact(service.allocate, holder)
    assert stock(database) == [(5, 2)]

    (shipped,) = dispatch(holder, lamp, newark.id)
    assert shipped.units == 2
    assert dispatch(holder, lamp, newark.id) == (), "a repeated key changes nothing"
    with pytest.raises(NothingToDispatch):
        dispatch(holder, lamp, newark.id, key="parcel-2")

    assert stock(database) == [(3, 0)]
    assert reservations(database) == [(holder, "consumed", 2)]
    assert transact(service.release, holder) == (), "what left cannot be given back"
    assert transact(service.check) == []


def test_only_the_floor_of_the_warehouse_the_seller_and_operators_dispatch(database: Engine):
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=5)
        newark = make.warehouse(session)
        elsewhere = make.warehouse(session, "ONT1", region="CA")
    holder = uuid4()
    reserve(holder, (lamp.id, 2))
    transact(service.allocate, holder)
    strangers = [
        Actor(),
        Actor(person_id=uuid4()),
        Actor(person_id=uuid4(), roles=frozenset({Role.FLOOR}), warehouse_ids=frozenset({elsewhere.id})),
        Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}), seller_ids=frozenset({uuid4()})),
    ]

    for stranger in strangers:
        with pytest.raises(StockItemNotFound):
            dispatch(holder, lamp, newark.id, actor=stranger)
    assert stock(database) == [(5, 2)]

    picker = Actor(person_id=uuid4(), roles=frozenset({Role.FLOOR}), warehouse_ids=frozenset({newark.id}))
    dispatch(holder, lamp, newark.id, actor=picker)
    assert stock(database) == [(3, 0)]


def test_the_frozen_clock_stamps_reservations(database: Engine, frozen_clock):
    with unit_of_work() as session:
        lamp = make.offer(session)
    reserve(uuid4(), (lamp.id, 1))
    with database.connect() as connection:
        created, expires = connection.execute(text("SELECT created_at, expires_at FROM reservation")).one()
    assert created == datetime(2026, 1, 15, 12, tzinfo=UTC)
    assert expires == datetime(2026, 1, 15, 12, 15, tzinfo=UTC)
