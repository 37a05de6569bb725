"""The parcel leaves: papers, hand-over, and its way to the shopper."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.fulfillment import locks, repository
from backend.fulfillment.errors import WrongStep
from backend.fulfillment.models import PickTask, Shipment, ShipmentHistory
from backend.fulfillment.policy import parcel_status, step_of, walking_order
from backend.fulfillment.schemas import PaperView, ShipmentStep, ShipmentView, Step
from backend.fulfillment.service.views import line_of, of_actor, where
from backend.identity.schemas import Actor, system_actor
from backend.inventory import service as inventory
from backend.kit import clock, ids
from backend.kit.log import logger
from backend.kit.unit_of_work import attempt
from backend.orders import service as orders
from backend.orders.errors import TransitionRefused

log = logger(__name__)

CARRIER = "Agora Post"
_PARCELS_PER_READ = 2_000


def ship(session: Session, task_id: UUID, *, actor: Actor) -> ShipmentView:
    """Hand the parcel to the carrier: stock leaves, the order is shipped. A repeat answers the same parcel.

    Raises TaskNotFound, WrongStep, and TransitionRefused when the order was cancelled meanwhile.
    """
    found = of_actor(locks.task(session, task_id), actor)
    if found.status == "shipped":
        return shipments(session, [found.order_id])[found.order_id]
    step = step_of(found.status, found.tote, repository.lines_of(session, task_id))
    if step is not Step.SHIP or found.parcel_weight_grams is None:
        raise WrongStep(where(step))
    order = orders.order_by_id(session, found.order_id, actor=system_actor("fulfillment"))
    # Who may work on the task may ship it; orders and stock ask for the warehouse by name.
    here = replace(actor, warehouse_ids=actor.warehouse_ids | {found.warehouse_id})
    tracking_number = ids.readable_number("AP", groups=3)
    # The order first, then its stock: cancelling takes its locks in this order, too.
    orders.mark_shipped(session, order.id, carrier=CARRIER, tracking_number=tracking_number, actor=here)
    inventory.dispatch(
        session,
        order.holder_id,
        warehouse_id=order.warehouse_id,
        seller_id=order.seller_id,
        idempotency_key=f"ship:{order.id}",
        actor=here,
    )
    now = clock.now()
    shipment = Shipment(
        order_id=order.id,
        carrier=CARRIER,
        tracking_number=tracking_number,
        status="dispatched",
        weight_grams=found.parcel_weight_grams,
        promised_to=order.promised_to,
        dispatched_at=now,
    )
    session.add(shipment)
    session.flush()
    session.add(
        ShipmentHistory(shipment_id=shipment.id, status="dispatched", place=order.warehouse_code, at=now)
    )
    found.status, found.updated_at = "shipped", now
    session.flush()
    return shipments(session, [order.id])[order.id]


def shipments(session: Session, order_ids: Collection[UUID]) -> dict[UUID, ShipmentView]:
    """The parcels of these orders, by order id. Whoever shows them has checked who may see the orders."""
    found = repository.shipments_of(session, order_ids)
    steps = repository.steps_of(session, [one.id for one in found]) if found else ()
    return {
        one.order_id: ShipmentView(
            id=one.id,
            order_id=one.order_id,
            carrier=one.carrier,
            tracking_number=one.tracking_number,
            status=one.status,
            weight_grams=one.weight_grams,
            promised_to=one.promised_to,
            dispatched_at=one.dispatched_at,
            delivered_at=one.delivered_at,
            history=tuple(
                ShipmentStep(step.status, step.place, step.at) for step in steps if step.shipment_id == one.id
            ),
        )
        for one in found
    }


def paper(session: Session, task_id: UUID, *, actor: Actor) -> PaperView:
    """What stands on a task's packing slip and label. Raises TaskNotFound."""
    found = of_actor(session.get(PickTask, task_id), actor)
    row = repository.paper(session, found.order_id)
    assert row is not None, "a task's order exists"
    parcel = shipments(session, [found.order_id]).get(found.order_id)
    place = (row.city, f"{row.region} {row.postcode}".strip(), row.country)
    return PaperView(
        order_number=row.number,
        placed_at=row.placed_at,
        shipping_method=row.shipping_method,
        promised_from=row.promised_from,
        promised_to=row.promised_to,
        address=row.address,
        seller_name=row.seller_name,
        warehouse_code=row.warehouse_code,
        origin=tuple(part for part in place if part),
        lines=tuple(line_of(line) for line in walking_order(repository.lines_of(session, task_id))),
        weight_grams=found.parcel_weight_grams or 0,
        carrier=parcel.carrier if parcel else CARRIER,
        tracking_number=parcel.tracking_number if parcel else "",
    )


def advance_parcels(session: Session, *, limit: int = 500) -> int:
    """Move the local carrier's parcels to where they are by now, at most `limit`; answers how many moved.

    A parcel whose order will not be delivered is left where it is, and logged.
    """
    now = clock.now()
    due = _due_parcels(session, now, limit)
    moved = 0
    for shipment in locks.shipments(session, due):
        status = due[shipment.id]
        if status == shipment.status:
            continue
        if status == "delivered":
            try:
                with attempt(session):
                    orders.mark_delivered(session, shipment.order_id, actor=system_actor("carrier"))
            except TransitionRefused as refusal:
                log.warning("parcel not delivered", order_id=str(shipment.order_id), reason=refusal.message)
                continue
            shipment.delivered_at = now
        shipment.status = status
        session.add(ShipmentHistory(shipment_id=shipment.id, status=status, at=now))
        moved += 1
    return moved


def _due_parcels(session: Session, now: datetime, limit: int) -> Mapping[UUID, str]:
    """Parcels that are further on than their rows say, with where they are by now."""
    due: dict[UUID, str] = {}
    after: UUID | None = None
    while len(due) < limit:
        rows: Sequence[Any] = repository.moving_shipments(session, after=after, limit=_PARCELS_PER_READ)
        for row in rows:
            status = parcel_status(row.dispatched_at, row.promised_to, now)
            if status != row.status and len(due) < limit:
                due[row.id] = status
        if len(rows) < _PARCELS_PER_READ:
            break
        after = rows[-1].id
    return due
