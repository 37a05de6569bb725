"""Every FOR UPDATE of fulfilment, ordered by primary key."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.fulfillment.models import PickTask, Shipment


def task(session: Session, task_id: UUID) -> PickTask | None:
    """One task, locked: two tablets on one task take turns."""
    return session.scalars(select(PickTask).where(PickTask.id == task_id).with_for_update()).first()


def moving_shipments(session: Session, *, limit: int) -> list[Shipment]:
    """Parcels on their way; those that another worker holds are skipped."""
    return list(
        session.scalars(
            select(Shipment)
            .where(Shipment.status.in_(["dispatched", "in_transit", "out_for_delivery"]))  # type: ignore[attr-defined] # column operator
            .order_by(Shipment.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
    )
