"""Every FOR UPDATE of fulfilment, ordered by primary key."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.fulfillment.models import PickTask, Shipment


def task(session: Session, task_id: UUID) -> PickTask | None:
    """One task, locked: two tablets on one task take turns."""
    return session.scalars(
        select(PickTask)
        .where(PickTask.id == task_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def task_of_order(session: Session, order_id: UUID) -> PickTask | None:
    """The newest task of an order, locked."""
    return session.scalars(
        select(PickTask)
        .where(PickTask.order_id == order_id)
        .order_by(PickTask.part.desc())  # type: ignore[attr-defined] # column operator
        .limit(1)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def shipments(session: Session, shipment_ids: Collection[UUID]) -> list[Shipment]:
    """These parcels; those that another worker holds are skipped."""
    return list(
        session.scalars(
            select(Shipment)
            .where(Shipment.id.in_(shipment_ids))  # type: ignore[attr-defined] # column operator
            .order_by(Shipment.id)
            .with_for_update(skip_locked=True)
            .execution_options(populate_existing=True)
        )
    )
