"""The questions that inventory asks its tables, and the rows it writes in sets. Locks are in `locks.py`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlmodel import Session

from backend.inventory.models import Reservation
from backend.inventory.policy import Balance, Shelf
from backend.inventory.schemas import (
    Allocation,
    LowStock,
    NewStockItem,
    Receipt,
    StockLevel,
    Violation,
    WarehouseView,
)
from backend.kit import ids
from backend.kit.rows import insertion, packed
from backend.kit.sql import Statement

BALANCE = """b.id, b.stock_item_id, b.warehouse_id, b.on_hand, b.reserved, b.safety_stock,
    coalesce((SELECT max(o.quantity) FROM offer_component o WHERE o.stock_item_id = b.stock_item_id), 1)
        AS largest_component"""

SHELVES = f"""
    SELECT c.offer_id, c.quantity AS pieces,
        (SELECT count(*) FROM offer_component o WHERE o.offer_id = c.offer_id) AS component_count,
        i.seller_id, w.code, w.country, w.region, {BALANCE}
    FROM offer_component c
    JOIN stock_item i ON i.id = c.stock_item_id
    JOIN stock_balance b ON b.stock_item_id = c.stock_item_id
    JOIN warehouse w ON w.id = b.warehouse_id"""  # noqa: S608  built from constants

# The same to look at, without what only an allocation asks for.
_SHELVES_IN_SIGHT = Statement(
    """
    SELECT c.offer_id, c.quantity AS pieces,
        (SELECT count(*) FROM offer_component o WHERE o.offer_id = c.offer_id) AS component_count,
        NULL AS seller_id, '' AS code, '' AS country, '' AS region,
        b.id, b.stock_item_id, b.warehouse_id, b.on_hand, b.reserved, b.safety_stock, 1 AS largest_component
    FROM offer_component c JOIN stock_balance b USING (stock_item_id)
    WHERE c.offer_id = ANY(CAST(:offer_ids AS uuid[])) ORDER BY b.id
    """
)

_SHELVES_OF_ITEMS = text(
    f"""{SHELVES}
    WHERE c.offer_id IN (
        SELECT offer_id FROM offer_component WHERE stock_item_id = ANY(CAST(:stock_item_ids AS uuid[]))
    )"""  # noqa: S608  built from constants
)

# Units that each warehouse can serve whole, summed; a warehouse that lacks a component serves none.
_AVAILABILITY = Statement(
    """
    SELECT here.offer_id, sum(here.units) AS units
    FROM (
        SELECT c.offer_id, count(*) AS kept,
            min(greatest(b.on_hand - b.reserved - b.safety_stock, 0) / c.quantity) AS units
        FROM offer_component c JOIN stock_balance b USING (stock_item_id)
        WHERE c.offer_id = ANY(CAST(:offer_ids AS uuid[]))
        GROUP BY c.offer_id, b.warehouse_id
    ) here
    WHERE here.units > 0
        AND here.kept = (SELECT count(*) FROM offer_component c WHERE c.offer_id = here.offer_id)
    GROUP BY here.offer_id
    """
)

_HOLD = Statement(
    f"""
    WITH held AS (
        UPDATE stock_balance b SET reserved = b.reserved + t.quantity
        FROM (
            SELECT balance_id, sum(quantity) AS quantity
            FROM json_populate_recordset(CAST(NULL AS reservation), CAST(:reservations AS json))
            GROUP BY balance_id
        ) t
        WHERE b.id = t.balance_id
    )
    {insertion(Reservation.__table__, "reservations")}
    """  # noqa: S608  built from constants
)

_ALLOCATIONS = Statement(
    """
    SELECT offer_id, stock_item_id, warehouse_id, balance_id, quantity, units FROM reservation
    WHERE holder_id = :holder_id AND status IN ('held', 'allocated') AND status = ANY(:statuses) ORDER BY id
    """
)

_MARK_RELEASED = text(
    """
    UPDATE reservation SET status = 'released', expires_at = NULL WHERE id = ANY(CAST(:ids AS uuid[]))
    """
)

_WAREHOUSES = text(
    "SELECT id, code, name, country, region, city, postcode, time_zone FROM warehouse ORDER BY code"
)

_PUT_WAREHOUSE = text(
    """
    INSERT INTO warehouse (id, code, name, country, region, city, postcode, time_zone,
        latitude_microdegrees, longitude_microdegrees)
    VALUES (:id, :code, :name, :country, :region, :city, :postcode, :time_zone,
        :latitude_microdegrees, :longitude_microdegrees)
    ON CONFLICT (code) DO UPDATE SET name = excluded.name, country = excluded.country,
        region = excluded.region, city = excluded.city, postcode = excluded.postcode,
        time_zone = excluded.time_zone, latitude_microdegrees = excluded.latitude_microdegrees,
        longitude_microdegrees = excluded.longitude_microdegrees
    RETURNING id
    """
)

_LEVELS = Statement(
    """
    SELECT c.offer_id, c.stock_item_id, i.sku, i.barcode, b.warehouse_id, w.code, b.bin, b.on_hand,
        b.reserved, b.safety_stock, greatest(b.on_hand - b.reserved - b.safety_stock, 0)
    FROM offer_component c
    JOIN stock_item i ON i.id = c.stock_item_id
    JOIN stock_balance b ON b.stock_item_id = c.stock_item_id
    JOIN warehouse w ON w.id = b.warehouse_id
    WHERE c.offer_id = ANY(CAST(:offer_ids AS uuid[]))
    ORDER BY c.offer_id, w.code, i.sku
    """
)

# An offer is as available as the scarcest of its items lets it be in the warehouses that keep all of them.
_LOW_STOCK = text(
    """
    SELECT here.offer_id, min(here.sku), coalesce(sum(here.units), 0)::integer AS units
    FROM (
        SELECT c.offer_id, min(i.sku) AS sku,
            min(greatest(b.on_hand - b.reserved - b.safety_stock, 0) / c.quantity) AS units
        FROM stock_item i
        JOIN offer_component c ON c.stock_item_id = i.id
        JOIN offer o ON o.id = c.offer_id AND o.is_active
        LEFT JOIN stock_balance b ON b.stock_item_id = i.id
        WHERE i.seller_id = :seller_id
        GROUP BY c.offer_id, b.warehouse_id
        HAVING count(*) = (SELECT count(*) FROM offer_component k WHERE k.offer_id = c.offer_id)
    ) here
    GROUP BY here.offer_id
    HAVING coalesce(sum(here.units), 0) <= :at_most
    ORDER BY units, here.offer_id LIMIT :limit
    """
)

_PUT_ITEMS = text(
    """
    INSERT INTO stock_item (id, seller_id, sku, barcode, weight_grams)
    SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:seller_ids AS uuid[]), CAST(:skus AS text[]),
        CAST(:barcodes AS text[]), CAST(:weights AS integer[]))
    ON CONFLICT (seller_id, sku) DO UPDATE
        SET barcode = excluded.barcode, weight_grams = excluded.weight_grams
    RETURNING id, seller_id, sku
    """
)

_PUT_COMPONENTS = text(
    """
    INSERT INTO offer_component (offer_id, stock_item_id, quantity)
    SELECT * FROM unnest(CAST(:offer_ids AS uuid[]), CAST(:stock_item_ids AS uuid[]),
        CAST(:quantities AS integer[]))
    ON CONFLICT (offer_id, stock_item_id) DO UPDATE SET quantity = excluded.quantity
    WHERE offer_component.quantity <> excluded.quantity
    """
)

_OWNERS = text("SELECT id, seller_id FROM stock_item WHERE id = ANY(CAST(:ids AS uuid[]))")

_KNOWN_WAREHOUSES = text("SELECT id FROM warehouse WHERE id = ANY(CAST(:ids AS uuid[]))")

_MOVE = text(
    """
    INSERT INTO stock_movement (id, stock_item_id, warehouse_id, quantity, reason, idempotency_key, reference,
        person_id, at)
    SELECT t.id, t.stock_item_id, t.warehouse_id, t.quantity, :reason, t.idempotency_key, :reference,
        :person_id, :now
    FROM unnest(CAST(:ids AS uuid[]), CAST(:stock_item_ids AS uuid[]), CAST(:warehouse_ids AS uuid[]),
        CAST(:quantities AS integer[]), CAST(:keys AS text[]))
        AS t(id, stock_item_id, warehouse_id, quantity, idempotency_key)
    ON CONFLICT (idempotency_key) DO NOTHING
    RETURNING idempotency_key
    """
)

_MOVED = text(
    """
    SELECT idempotency_key, stock_item_id, warehouse_id, quantity FROM stock_movement
    WHERE idempotency_key = ANY(CAST(:keys AS text[]))
    """
)

_OPEN_BALANCES = text(
    """
    INSERT INTO stock_balance (id, stock_item_id, warehouse_id, on_hand, reserved, safety_stock, bin)
    SELECT id, stock_item_id, warehouse_id, 0, 0, safety_stock, bin
    FROM unnest(CAST(:ids AS uuid[]), CAST(:stock_item_ids AS uuid[]), CAST(:warehouse_ids AS uuid[]),
        CAST(:bins AS text[]), CAST(:safety_stocks AS integer[]))
        AS t(id, stock_item_id, warehouse_id, bin, safety_stock)
    ON CONFLICT (stock_item_id, warehouse_id) DO NOTHING
    """
)

_BALANCE_IDS = text(
    """
    SELECT b.id, b.stock_item_id, b.warehouse_id
    FROM unnest(CAST(:stock_item_ids AS uuid[]), CAST(:warehouse_ids AS uuid[]))
        AS t(stock_item_id, warehouse_id)
    JOIN stock_balance b USING (stock_item_id, warehouse_id)
    """
)

_SET_SHELF = text(
    """
    UPDATE stock_balance SET bin = coalesce(:bin, bin), safety_stock = coalesce(:safety_stock, safety_stock)
    WHERE id = :id
    """
)

_DRIFT = text(
    """
    SELECT 'movements sum to on hand', b.id, coalesce(m.moved, 0), b.on_hand
    FROM stock_balance b LEFT JOIN (
        SELECT stock_item_id, warehouse_id, sum(quantity)::integer AS moved FROM stock_movement GROUP BY 1, 2
    ) m USING (stock_item_id, warehouse_id)
    WHERE coalesce(m.moved, 0) <> b.on_hand
    UNION ALL
    SELECT 'live reservations sum to reserved', b.id, coalesce(r.held, 0), b.reserved
    FROM stock_balance b LEFT JOIN (
        SELECT balance_id, sum(quantity)::integer AS held FROM reservation
        WHERE status IN ('held', 'allocated') GROUP BY 1
    ) r ON r.balance_id = b.id
    WHERE coalesce(r.held, 0) <> b.reserved
    """
)


def shelf_of(row: Row[Any]) -> Shelf:
    """A row of `SHELVES`."""
    return Shelf(*row[:7], balance=Balance(*row[7:]))


def availability(session: Session, offer_ids: Collection[UUID]) -> dict[UUID, int]:
    """Sellable units of each offer; those without any are missing."""
    rows = _AVAILABILITY.all(session, offer_ids=list(offer_ids))
    return {row.offer_id: int(row.units) for row in rows}


def shelves_in_sight(session: Session, offer_ids: Collection[UUID]) -> list[Shelf]:
    """Where these offers could take their pieces from; nothing is locked, sellers and places are left out."""
    return [shelf_of(row) for row in _SHELVES_IN_SIGHT.all(session, offer_ids=sorted(offer_ids))]


def expect_shelves_in_sight(session: Session, offer_ids: Collection[UUID]) -> None:
    """Ask for them with the next question."""
    _SHELVES_IN_SIGHT.take_along(session, offer_ids=sorted(offer_ids))


def shelves_of_items(session: Session, stock_item_ids: Collection[UUID]) -> list[Shelf]:
    """Where every offer that consumes one of these items could take its pieces from; nothing is locked."""
    rows = session.execute(_SHELVES_OF_ITEMS, {"stock_item_ids": list(stock_item_ids)})
    return [shelf_of(row) for row in rows]


def hold(
    session: Session,
    holder_id: UUID,
    allocations: Sequence[Allocation],
    *,
    expires_at: datetime,
    now: datetime,
) -> None:
    """Raise `reserved` of the balances, which must be locked, and write the reservations: one statement."""
    _HOLD.run(
        session,
        reservations=packed(
            [
                {
                    "id": ids.new_id(),
                    "holder_id": holder_id,
                    "offer_id": one.offer_id,
                    "balance_id": one.balance_id,
                    "stock_item_id": one.stock_item_id,
                    "warehouse_id": one.warehouse_id,
                    "quantity": one.quantity,
                    "units": one.units,
                    "status": "held",
                    "expires_at": expires_at,
                    "created_at": now,
                }
                for one in allocations
            ]
        ),
    )


def live_allocations(
    session: Session, holder_id: UUID, *, statuses: Sequence[str] = ("held", "allocated")
) -> tuple[Allocation, ...]:
    """What a holder is promised."""
    rows = _ALLOCATIONS.all(session, holder_id=holder_id, statuses=list(statuses))
    return tuple(Allocation(*row) for row in rows)


def mark_released(session: Session, reservation_ids: Collection[UUID]) -> None:
    """Release reservations that are locked."""
    session.execute(_MARK_RELEASED, {"ids": list(reservation_ids)})


_SHRINK = text(
    """
    UPDATE reservation SET
        status = CASE WHEN units = :units THEN 'released' ELSE status END,
        quantity = CASE WHEN units = :units THEN quantity ELSE quantity - :pieces END,
        units = CASE WHEN units = :units THEN units ELSE units - :units END
    WHERE id = :id
    """
)


def shrink_reservation(session: Session, reservation_id: UUID, *, pieces: int, units: int) -> None:
    """Take units out of a locked reservation; one that would be empty is released."""
    session.execute(_SHRINK, {"id": reservation_id, "pieces": pieces, "units": units})


_CONSUME = text(
    """
    WITH taken AS (
        UPDATE reservation SET
            status = CASE WHEN units = :units THEN 'consumed' ELSE status END,
            quantity = CASE WHEN units = :units THEN quantity ELSE quantity - :pieces END,
            units = CASE WHEN units = :units THEN units ELSE units - :units END
        WHERE id = :id
        RETURNING *
    )
    INSERT INTO reservation (id, holder_id, offer_id, balance_id, stock_item_id, warehouse_id, quantity,
        units, status, expires_at, created_at)
    SELECT :new_id, holder_id, offer_id, balance_id, stock_item_id, warehouse_id, :pieces, :units, 'consumed',
        NULL, :now
    FROM taken WHERE status <> 'consumed'
    """
)


def consume(session: Session, reservation_id: UUID, *, pieces: int, units: int, now: datetime) -> None:
    """Units of a locked reservation left the warehouse; the rest stays promised."""
    facts = {"id": reservation_id, "pieces": pieces, "units": units, "new_id": ids.new_id(), "now": now}
    session.execute(_CONSUME, facts)


_PIECES_SENT = text(
    """
    SELECT r.stock_item_id, max(r.quantity / r.units) AS pieces FROM reservation r
    WHERE r.holder_id = :holder_id AND r.offer_id = :offer_id AND r.warehouse_id = :warehouse_id
        AND r.status = 'consumed'
    GROUP BY r.stock_item_id ORDER BY r.stock_item_id
    """
)


def pieces_sent(
    session: Session, holder_id: UUID, *, offer_id: UUID, warehouse_id: UUID
) -> list[tuple[UUID, int]]:
    """(stock item, pieces per unit) of an offer as they were dispatched from a warehouse for a holder."""
    rows = session.execute(
        _PIECES_SENT, {"holder_id": holder_id, "offer_id": offer_id, "warehouse_id": warehouse_id}
    )
    return [(row.stock_item_id, row.pieces) for row in rows]


def warehouses(session: Session) -> tuple[WarehouseView, ...]:
    """Every warehouse by code."""
    return tuple(WarehouseView(*row) for row in session.execute(_WAREHOUSES))


def put_warehouse(session: Session, values: Mapping[str, object]) -> UUID:
    """Insert a warehouse, or update the one with its code."""
    warehouse_id: UUID = session.execute(_PUT_WAREHOUSE, {"id": ids.new_id(), **values}).scalar_one()
    return warehouse_id


def levels(session: Session, offer_ids: Collection[UUID]) -> tuple[StockLevel, ...]:
    """What every warehouse has of the items behind these offers."""
    return tuple(StockLevel(*row) for row in _LEVELS.all(session, offer_ids=list(offer_ids)))


def low_stock(session: Session, seller_id: UUID, *, at_most: int, limit: int) -> tuple[LowStock, ...]:
    """Offers of a seller's items of which no more than `at_most` can be sold, the scarcest first."""
    rows = session.execute(_LOW_STOCK, {"seller_id": seller_id, "at_most": at_most, "limit": limit})
    return tuple(LowStock(*row) for row in rows)


def put_items(session: Session, items: Sequence[NewStockItem]) -> dict[tuple[UUID, str], UUID]:
    """Insert items or update those with their seller and SKU; answers ids by (seller, SKU)."""
    rows = session.execute(
        _PUT_ITEMS,
        {
            "ids": [ids.new_id() for _ in items],
            "seller_ids": [one.seller_id for one in items],
            "skus": [one.sku for one in items],
            "barcodes": [one.barcode for one in items],
            "weights": [one.weight_grams for one in items],
        },
    )
    return {(row.seller_id, row.sku): row.id for row in rows}


def put_components(session: Session, components: Sequence[tuple[UUID, UUID, int]]) -> None:
    """Say that one unit of an offer takes so many pieces of an item: (offer, item, pieces)."""
    session.execute(
        _PUT_COMPONENTS,
        {
            "offer_ids": [offer_id for offer_id, _, _ in components],
            "stock_item_ids": [item_id for _, item_id, _ in components],
            "quantities": [pieces for _, _, pieces in components],
        },
    )


def owners(session: Session, stock_item_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Whose these items are."""
    return {row.id: row.seller_id for row in session.execute(_OWNERS, {"ids": list(stock_item_ids)})}


def known_warehouses(session: Session, warehouse_ids: Collection[UUID]) -> set[UUID]:
    """Which of these warehouses exist."""
    return set(session.execute(_KNOWN_WAREHOUSES, {"ids": list(warehouse_ids)}).scalars())


def move(
    session: Session,
    movements: Sequence[tuple[UUID, UUID, int, str]],
    *,
    reason: str,
    reference: str,
    person_id: UUID | None,
    now: datetime,
) -> set[str]:
    """Write movements (item, warehouse, quantity, idempotency key); answers the keys that are new."""
    rows = session.execute(
        _MOVE,
        {
            "ids": [ids.new_id() for _ in movements],
            "stock_item_ids": [item_id for item_id, _, _, _ in movements],
            "warehouse_ids": [warehouse_id for _, warehouse_id, _, _ in movements],
            "quantities": [quantity for _, _, quantity, _ in movements],
            "keys": [key for _, _, _, key in movements],
            "reason": reason,
            "reference": reference,
            "person_id": person_id,
            "now": now,
        },
    )
    return set(rows.scalars())


def moved(session: Session, keys: Collection[str]) -> dict[str, tuple[UUID, UUID, int]]:
    """Movements by idempotency key: (item, warehouse, quantity)."""
    rows = session.execute(_MOVED, {"keys": list(keys)})
    return {row.idempotency_key: (row.stock_item_id, row.warehouse_id, row.quantity) for row in rows}


def open_balances(session: Session, receipts: Sequence[Receipt]) -> dict[tuple[UUID, UUID], UUID]:
    """Balance ids by (item, warehouse); missing balances are opened with nothing on hand."""
    wanted = {(one.stock_item_id, one.warehouse_id): one for one in receipts}
    pairs = {
        "stock_item_ids": [item_id for item_id, _ in wanted],
        "warehouse_ids": [warehouse_id for _, warehouse_id in wanted],
    }
    session.execute(
        _OPEN_BALANCES,
        {
            **pairs,
            "ids": [ids.new_id() for _ in wanted],
            "bins": [one.bin for one in wanted.values()],
            "safety_stocks": [one.safety_stock for one in wanted.values()],
        },
    )
    # A statement of its own sees the balances that others opened meanwhile.
    rows = session.execute(_BALANCE_IDS, pairs)
    return {(row.stock_item_id, row.warehouse_id): row.id for row in rows}


def set_shelf(session: Session, balance_id: UUID, *, bin_code: str | None, safety_stock: int | None) -> None:
    """Change where a balance lies and what it keeps back; None leaves a value as it is."""
    session.execute(_SET_SHELF, {"id": balance_id, "bin": bin_code, "safety_stock": safety_stock})


def drift(session: Session) -> list[Violation]:
    """Balances that their movements or reservations do not explain."""
    return [Violation(*row) for row in session.execute(_DRIFT)]
