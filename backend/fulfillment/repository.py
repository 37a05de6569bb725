"""Every query of fulfilment. Stock and orders are read by their tables' names."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from backend.fulfillment.models import PickLine, PickTask, Scan, Shipment, ShipmentHistory

OPEN = ("ready", "picking", "picked", "packed")


def lines_of(session: Session, task_id: UUID) -> list[PickLine]:
    """The lines of a task."""
    return list(session.scalars(select(PickLine).where(PickLine.task_id == task_id).order_by(PickLine.id)))


def stock_to_pick(session: Session, order_id: UUID) -> Sequence[Row[Any]]:
    """What is allocated to an order: one row per order item and stock item, with bin and barcode."""
    return session.execute(
        text(
            """
            SELECT i.id AS order_item_id, r.stock_item_id, r.quantity, r.units, b.bin,
                   coalesce(s.barcode, s.sku) AS barcode, i.title, i.options, i.picture_key
            FROM customer_order o
            JOIN purchase p ON p.id = o.purchase_id
            JOIN order_item i ON i.order_id = o.id
            JOIN reservation r ON r.holder_id = p.checkout_id AND r.offer_id = i.offer_id
                 AND r.warehouse_id = o.warehouse_id AND r.status = 'allocated'
            JOIN stock_balance b ON b.id = r.balance_id
            JOIN stock_item s ON s.id = r.stock_item_id
            WHERE o.id = :order_id
            ORDER BY b.bin, i.id
            """
        ),
        {"order_id": order_id},
    ).all()


def open_task(session: Session, task: PickTask) -> bool:
    """Insert a task; False when its order has one."""
    added = session.execute(
        insert(PickTask)
        .values(**task.model_dump())
        .on_conflict_do_nothing(index_elements=["order_id", "part"])
        .returning(PickTask.id)
    )
    return added.first() is not None


def holder_of_tote(session: Session, warehouse_id: UUID, tote: str) -> PickTask | None:
    """The open task whose goods lie in a tote."""
    return session.scalars(
        select(PickTask).where(
            PickTask.warehouse_id == warehouse_id,
            PickTask.tote == tote,
            PickTask.status.in_(("picking", "picked")),  # type: ignore[attr-defined] # column operator
        )
    ).first()


def open_task_by_number(session: Session, warehouse_id: UUID, order_number: str) -> PickTask | None:
    """The open task of the order with this number."""
    return session.scalars(
        select(PickTask).where(
            PickTask.warehouse_id == warehouse_id,
            PickTask.order_number == order_number,
            PickTask.status.in_(OPEN),  # type: ignore[attr-defined] # column operator
        )
    ).first()


def open_tasks(session: Session, warehouse_id: UUID, *, limit: int) -> Sequence[Row[Any]]:
    """(task, lines, units, first title) of a warehouse's open tasks, the most urgent first."""
    return session.execute(
        select(PickTask, func.count(PickLine.id), func.sum(PickLine.quantity), func.min(PickLine.title))
        .join(PickLine, PickLine.task_id == PickTask.id)
        .where(PickTask.warehouse_id == warehouse_id, PickTask.status.in_(OPEN))  # type: ignore[attr-defined] # column operator
        .group_by(PickTask.id)
        .order_by(PickTask.ship_by, PickTask.id)
        .limit(limit)
    ).all()


def counts(session: Session, warehouse_id: UUID, now: datetime) -> tuple[dict[str, int], int]:
    """Open tasks per status, and how many of them are late."""
    rows = session.execute(
        select(PickTask.status, func.count(), func.count().filter(PickTask.ship_by < now))
        .where(PickTask.warehouse_id == warehouse_id, PickTask.status.in_(OPEN))  # type: ignore[attr-defined] # column operator
        .group_by(PickTask.status)
    ).all()
    return {row[0]: row[1] for row in rows}, sum(row[2] for row in rows)


def shipped_since(session: Session, warehouse_id: UUID, since: datetime) -> int:
    """Tasks of a warehouse that were shipped since an instant."""
    return (
        session.scalar(
            select(func.count()).where(
                PickTask.warehouse_id == warehouse_id,
                PickTask.status == "shipped",
                PickTask.updated_at >= since,
            )
        )
        or 0
    )


def known_scan(session: Session, operation_id: str) -> Scan | None:
    """The scan that was sent under an operation id."""
    return session.get(Scan, operation_id)


def add_scan(session: Session, scan: Scan) -> bool:
    """Remember a scan; False when its operation id was used meanwhile."""
    added = session.execute(
        insert(Scan).values(**scan.model_dump()).on_conflict_do_nothing().returning(Scan.operation_id)
    )
    return added.first() is not None


def moving_shipments(session: Session, *, after: UUID | None, limit: int) -> Sequence[Row[Any]]:
    """(id, status, dispatched at, promised to) of parcels on their way, in id order after `after`."""
    statement = (
        select(Shipment.id, Shipment.status, Shipment.dispatched_at, Shipment.promised_to)
        .where(
            Shipment.status.in_(("dispatched", "in_transit", "out_for_delivery")),  # type: ignore[attr-defined] # column operator
            Shipment.dispatched_at.is_not(None),  # type: ignore[union-attr] # column operator
        )
        .order_by(Shipment.id)  # type: ignore[arg-type] # column operator
        .limit(limit)
    )
    return session.execute(statement.where(Shipment.id > after) if after else statement).all()


def paper(session: Session, order_id: UUID) -> Row[Any] | None:
    """What stands on an order's label and packing slip: number, address, seller, warehouse, method, dates."""
    return session.execute(
        text(
            """
            SELECT o.number, o.shipping_method, o.promised_from, o.promised_to, o.placed_at, p.address,
                   s.name AS seller_name, w.code AS warehouse_code, w.name AS warehouse_name,
                   w.city, w.region, w.postcode, w.country
            FROM customer_order o
            JOIN purchase p ON p.id = o.purchase_id
            JOIN seller s ON s.id = o.seller_id
            JOIN warehouse w ON w.id = o.warehouse_id
            WHERE o.id = :order_id
            """
        ),
        {"order_id": order_id},
    ).first()


def shipments_of(session: Session, order_ids: Collection[UUID]) -> Sequence[Shipment]:
    """The parcels of these orders."""
    return session.scalars(select(Shipment).where(Shipment.order_id.in_(order_ids))).all()  # type: ignore[attr-defined] # column operator


def shipment_of_task(session: Session, task_id: UUID) -> Shipment:
    """The parcel that a shipped task became."""
    return session.scalars(select(Shipment).where(Shipment.task_id == task_id)).one()


def shipment_of_key(session: Session, idempotency_key: str) -> Shipment | None:
    """The parcel that was sent under a key."""
    found = text(
        "SELECT s.id FROM shipment s JOIN order_parcel p ON p.id = s.parcel_id WHERE p.idempotency_key = :key"
    )
    shipment_id = session.scalar(found, {"key": idempotency_key})
    return session.get(Shipment, shipment_id) if shipment_id else None


def is_tracked(session: Session, tracking_number: str) -> bool:
    """Whether a parcel goes by this number."""
    found = select(Shipment.id).where(Shipment.tracking_number == tracking_number)
    return session.scalar(found) is not None


def steps_of(session: Session, shipment_ids: Collection[UUID]) -> Sequence[ShipmentHistory]:
    """The steps of these parcels, oldest first."""
    return session.scalars(
        select(ShipmentHistory)
        .where(ShipmentHistory.shipment_id.in_(shipment_ids))  # type: ignore[attr-defined] # column operator
        .order_by(ShipmentHistory.at, ShipmentHistory.id)  # type: ignore[arg-type] # column operator
    ).all()
