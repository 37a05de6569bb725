"""Every row lock of inventory. The order everywhere: reservations by id, then balances by id.

`FOR NO KEY UPDATE` is enough for rows whose keys never change, and lets foreign key checks pass.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlmodel import Session

from backend.inventory.policy import Balance, Shelf
from backend.inventory.repository import BALANCE, SHELVES, shelf_of
from backend.inventory.schemas import Allocation
from backend.kit.sql import Statement

_SHELVES = Statement(
    f"{SHELVES} WHERE c.offer_id = ANY(CAST(:offer_ids AS uuid[])) ORDER BY b.id FOR NO KEY UPDATE OF b"
)

_BALANCES_OF_OFFERS_AND_IDS = text(
    """
    SELECT b.id FROM stock_balance b
    WHERE b.id IN (
        SELECT unnest(CAST(:balance_ids AS uuid[]))
        UNION
        SELECT other.id FROM stock_balance other JOIN offer_component c USING (stock_item_id)
        WHERE c.offer_id = ANY(CAST(:offer_ids AS uuid[]))
    )
    ORDER BY b.id
    FOR NO KEY UPDATE
    """
)

_CHANGE_BALANCES = Statement(
    f"""
    WITH change AS (
        SELECT * FROM unnest(
            CAST(:ids AS uuid[]), CAST(:on_hand AS integer[]), CAST(:reserved AS integer[])
        ) AS c(id, on_hand, reserved)
    ), locked AS (
        SELECT b.id FROM stock_balance b WHERE b.id = ANY(CAST(:ids AS uuid[]))
        ORDER BY b.id FOR NO KEY UPDATE
    )
    UPDATE stock_balance b SET on_hand = b.on_hand + c.on_hand, reserved = b.reserved + c.reserved
    FROM change c JOIN locked USING (id) WHERE b.id = c.id
    RETURNING {BALANCE}
    """  # noqa: S608  built from constants
)

_BALANCE_OF = text(
    f"""
    SELECT {BALANCE} FROM stock_balance b
    WHERE b.stock_item_id = :stock_item_id AND b.warehouse_id = :warehouse_id
    FOR NO KEY UPDATE
    """  # noqa: S608  built from constants
)

_MOVE_RESERVATIONS = Statement(
    """
    WITH mine AS (
        SELECT r.id FROM reservation r JOIN stock_item i ON i.id = r.stock_item_id
        WHERE r.holder_id = :holder_id AND r.status IN ('held', 'allocated') AND r.status = ANY(:statuses)
            AND (CAST(:warehouse_id AS uuid) IS NULL OR r.warehouse_id = :warehouse_id)
            AND (CAST(:seller_id AS uuid) IS NULL OR i.seller_id = :seller_id)
        ORDER BY r.id FOR UPDATE OF r
    )
    UPDATE reservation r SET status = :status, expires_at = :expires_at
    FROM mine WHERE r.id = mine.id
    RETURNING r.id, r.offer_id, r.stock_item_id, r.warehouse_id, r.balance_id, r.quantity, r.units
    """
)

_EXPIRED = text(
    """
    SELECT r.id, r.holder_id, r.offer_id, r.stock_item_id, r.warehouse_id, r.balance_id, r.quantity, r.units,
        (SELECT count(*) FROM reservation o WHERE o.holder_id = r.holder_id AND o.status = 'held')
            AS of_holder
    FROM reservation r
    WHERE r.status = 'held' AND r.expires_at <= :now AND r.holder_id IN (
        SELECT due.holder_id FROM reservation due
        WHERE due.status = 'held' AND due.expires_at <= :now ORDER BY due.expires_at LIMIT :limit
    )
    ORDER BY r.id
    FOR UPDATE OF r SKIP LOCKED
    """
)


@dataclass(frozen=True, slots=True)
class HeldStock:
    """A reservation that this transaction has locked."""

    reservation_id: UUID
    allocation: Allocation


def shelves(session: Session, offer_ids: Collection[UUID]) -> list[Shelf]:
    """Lock every balance that these offers could take from; answers them as each offer sees them."""
    rows = _SHELVES.all(session, offer_ids=list(offer_ids))
    return [shelf_of(row) for row in rows]


def balances_of_offers(
    session: Session, offer_ids: Collection[UUID], *, and_balances: Collection[UUID]
) -> None:
    """Lock the balances that these offers could take from together with others, in one order."""
    session.execute(
        _BALANCES_OF_OFFERS_AND_IDS, {"offer_ids": list(offer_ids), "balance_ids": list(and_balances)}
    )


def balance_of(session: Session, stock_item_id: UUID, warehouse_id: UUID) -> Balance | None:
    """Lock the balance of an item in a warehouse."""
    row = session.execute(
        _BALANCE_OF, {"stock_item_id": stock_item_id, "warehouse_id": warehouse_id}
    ).one_or_none()
    return Balance(*row) if row else None


def change_balances(
    session: Session, changes: Mapping[UUID, tuple[int, int]]
) -> tuple[list[Balance], dict[UUID, Balance]]:
    """Lock these balances in order and add (on hand, reserved) to each.

    Answers them as they are now, and by id as they were before.
    """
    ids = sorted(changes)
    rows = _CHANGE_BALANCES.all(
        session,
        ids=ids,
        on_hand=[changes[one][0] for one in ids],
        reserved=[changes[one][1] for one in ids],
    )
    after = [Balance(*row) for row in rows]
    before = {
        one.id: replace(
            one,
            on_hand=one.on_hand - changes[one.id][0],
            reserved=one.reserved - changes[one.id][1],
        )
        for one in after
    }
    return after, before


def move_reservations(
    session: Session,
    holder_id: UUID,
    *,
    statuses: Sequence[str],
    to: str,
    expires_at: datetime | None = None,
    warehouse_id: UUID | None = None,
    seller_id: UUID | None = None,
) -> list[HeldStock]:
    """Lock the holder's reservations in one of `statuses` and move them `to` another; answers them by id."""
    rows = _MOVE_RESERVATIONS.all(
        session,
        holder_id=holder_id,
        statuses=list(statuses),
        status=to,
        expires_at=expires_at,
        warehouse_id=warehouse_id,
        seller_id=seller_id,
    )
    return sorted((_held(row) for row in rows), key=lambda one: one.reservation_id)


_RESERVATIONS_OF_OFFER = text(
    """
    SELECT r.id, r.offer_id, r.stock_item_id, r.warehouse_id, r.balance_id, r.quantity, r.units
    FROM reservation r
    WHERE r.holder_id = :holder_id AND r.offer_id = :offer_id AND r.warehouse_id = :warehouse_id
        AND r.status IN ('held', 'allocated')
    ORDER BY r.id FOR UPDATE OF r
    """
)


def reservations_of_offer(
    session: Session, holder_id: UUID, *, offer_id: UUID, warehouse_id: UUID
) -> list[HeldStock]:
    """Lock what a holder is promised of an offer in a warehouse."""
    rows = session.execute(
        _RESERVATIONS_OF_OFFER,
        {"holder_id": holder_id, "offer_id": offer_id, "warehouse_id": warehouse_id},
    )
    return [_held(row) for row in rows]


def expired(session: Session, *, now: datetime, limit: int) -> list[HeldStock]:
    """Lock held reservations whose time is over: about `limit`, all of a holder's or none of them.

    Holders that another transaction works on are passed over.
    """
    rows = session.execute(_EXPIRED, {"now": now, "limit": limit}).all()
    locked: dict[UUID, int] = {}
    for row in rows:
        locked[row.holder_id] = locked.get(row.holder_id, 0) + 1
    return [_held(row) for row in rows if locked[row.holder_id] == row.of_holder]


def _held(row: Row[Any]) -> HeldStock:
    return HeldStock(
        row.id,
        Allocation(
            offer_id=row.offer_id,
            stock_item_id=row.stock_item_id,
            warehouse_id=row.warehouse_id,
            balance_id=row.balance_id,
            quantity=row.quantity,
            units=row.units,
        ),
    )
