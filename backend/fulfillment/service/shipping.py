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
from backend.fulfillment.service.rest import open_rest, trim, units_of
from backend.fulfillment.service.views import line_of, of_actor, where
from backend.identity.schemas import Actor, system_actor
from backend.inventory import service as inventory
from backend.kit import clock, ids
from backend.kit.errors import InvalidInput
from backend.kit.log import logger
from backend.kit.unit_of_work import attempt
from backend.orders import service as orders
from backend.orders.errors import TransitionRefused
from backend.orders.schemas import OrderView

log = logger(__name__)

CARRIER = "Agora Post"
_PARCELS_PER_READ = 2_000


def ship(session: Session, task_id: UUID, *, actor: Actor) -> ShipmentView:
    """Hand the parcel to the carrier: what is in it leaves, stock and order. A repeat answers the same.

    When units of the order were not on the shelf, they are on the list again as its next part.

    Raises TaskNotFound, WrongStep, and TransitionRefused when the order was cancelled meanwhile.
    """
    found = of_actor(locks.task(session, task_id), actor)
    if found.status == "shipped":
        return _view(session, repository.shipment_of_task(session, task_id))
    lines = repository.lines_of(session, task_id)
    step = step_of(found.status, found.tote, lines)
    if step is not Step.SHIP or found.parcel_weight_grams is None:
        raise WrongStep(where(step))
    order = orders.order_by_id(session, found.order_id, actor=system_actor("fulfillment"))
    # Who may work on the task may ship it; orders and stock ask for the warehouse by name.
    here = replace(actor, warehouse_ids=actor.warehouse_ids | {found.warehouse_id})
    inside = units_of(session, found.order_id, lines)
    shipment = _send(
        session,
        order,
        None if inside == _left(order) else inside,
        carrier=CARRIER,
        tracking_number=ids.readable_number("AP", groups=3),
        weight_grams=found.parcel_weight_grams,
        key=f"task:{task_id}",
        actor=here,
        task_id=task_id,
    )
    found.status, found.updated_at = "shipped", clock.now()
    session.flush()
    if inside != _left(order):
        open_rest(session, order.id, part=found.part + 1)
    return _view(session, shipment)


def ship_units(
    session: Session,
    order_id: UUID,
    *,
    quantities: Mapping[UUID, int],
    carrier: str,
    tracking_number: str,
    weight_grams: int,
    idempotency_key: str,
    actor: Actor,
) -> ShipmentView:
    """A seller (or the desk) sends units of an order (by line) in a parcel of their own. Once per key.

    What is left stays on the floor's list. Raises OrderNotFound, InvalidInput (also for a key that another
    order's parcel left under), WrongStep while the warehouse
    is packing this order, TransitionRefused.
    """
    order = orders.order_by_id(session, order_id, actor=actor)
    carrier, tracking_number = carrier.strip(), tracking_number.strip()
    if not (1 <= len(carrier) <= 40 and 4 <= len(tracking_number) <= 40):
        raise InvalidInput("Say which carrier has it, and under which number.", field="tracking_number")
    if not 1 <= weight_grams <= 100_000:
        raise InvalidInput("A parcel weighs between 1 g and 100 kg.", field="weight")
    task = locks.task_of_order(session, order_id)
    if known := _sent_under(session, order, idempotency_key):
        return known
    if task is not None and task.status in {"picking", "picked", "packed"}:
        raise WrongStep("The warehouse is packing this order right now. It sends what it packed.")
    if repository.is_tracked(session, tracking_number):
        raise InvalidInput("Another parcel has this number.", field="tracking_number")
    shipment = _send(
        session,
        order,
        quantities,
        carrier=carrier,
        tracking_number=tracking_number,
        weight_grams=weight_grams,
        key=_key(order, idempotency_key),
        actor=actor,
    )
    if task is not None and task.status == "ready":
        trim(session, task)
    return _view(session, shipment)


def parcel_under(
    session: Session, order_id: UUID, *, idempotency_key: str, actor: Actor
) -> ShipmentView | None:
    """The parcel that `ship_units` sent under a key; None when it sent none yet.

    Raises OrderNotFound, InvalidInput when the key is of another order's parcel.
    """
    return _sent_under(session, orders.order_by_id(session, order_id, actor=actor), idempotency_key)


def _sent_under(session: Session, order: OrderView, idempotency_key: str) -> ShipmentView | None:
    known = repository.shipment_of_key(session, _key(order, idempotency_key))
    if known is None:
        return None
    if known.order_id != order.id:
        raise InvalidInput("This key was used for another parcel.", field="idempotency_key")
    return _view(session, known)


def _key(order: OrderView, idempotency_key: str) -> str:
    return f"seller:{order.seller_id}:{idempotency_key}"


def _left(order: OrderView) -> dict[UUID, int]:
    return {item.id: item.quantity - item.shipped for item in order.items if item.quantity > item.shipped}


def _send(
    session: Session,
    order: OrderView,
    quantities: Mapping[UUID, int] | None,
    *,
    carrier: str,
    tracking_number: str,
    weight_grams: int,
    key: str,
    actor: Actor,
    task_id: UUID | None = None,
) -> Shipment:
    # The order first, then its stock: cancelling takes its locks in this order, too.
    parcel = orders.ship_units(
        session,
        order.id,
        quantities=quantities,
        carrier=carrier,
        tracking_number=tracking_number,
        idempotency_key=key,
        actor=actor,
    )
    offers = {item.id: item.offer_id for item in order.items}
    inventory.dispatch(
        session,
        order.holder_id,
        warehouse_id=order.warehouse_id,
        seller_id=order.seller_id,
        units=None if quantities is None else {offers[one]: count for one, count in parcel.units.items()},
        idempotency_key=f"ship:{parcel.id}",
        actor=actor,
    )
    now = clock.now()
    shipment = Shipment(
        order_id=order.id,
        parcel_id=parcel.id,
        task_id=task_id,
        carrier=carrier,
        tracking_number=tracking_number,
        status="dispatched",
        weight_grams=weight_grams,
        promised_to=order.promised_to,
        dispatched_at=now,
    )
    session.add(shipment)
    session.flush()
    session.add(
        ShipmentHistory(shipment_id=shipment.id, status="dispatched", place=order.warehouse_code, at=now)
    )
    session.flush()
    return shipment


def _view(session: Session, shipment: Shipment) -> ShipmentView:
    return next(
        one for one in shipments(session, [shipment.order_id])[shipment.order_id] if one.id == shipment.id
    )


def shipments(session: Session, order_ids: Collection[UUID]) -> dict[UUID, tuple[ShipmentView, ...]]:
    """The parcels of these orders as they left. Whoever shows them has checked who may see the orders."""
    rows = repository.shipments_of(session, order_ids)
    steps = repository.steps_of(session, [one.id for one in rows]) if rows else ()
    inside = orders.parcels(session, [one.order_id for one in rows]) if rows else {}
    parcels = {parcel.id: parcel for own in inside.values() for parcel in own}
    found: dict[UUID, tuple[ShipmentView, ...]] = {}
    for one in sorted(rows, key=lambda row: parcels[row.parcel_id].position):
        parcel = parcels[one.parcel_id]
        view = ShipmentView(
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
            position=parcel.position,
            units=parcel.units,
            is_whole=parcel.is_whole,
        )
        found[one.order_id] = (*found.get(one.order_id, ()), view)
    return found


def paper(session: Session, task_id: UUID, *, actor: Actor) -> PaperView:
    """What stands on a task's packing slip and label. Raises TaskNotFound."""
    found = of_actor(session.get(PickTask, task_id), actor)
    row = repository.paper(session, found.order_id)
    assert row is not None, "a task's order exists"
    parcel = repository.shipment_of_task(session, task_id) if found.status == "shipped" else None
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
                    orders.mark_parcel_delivered(session, shipment.parcel_id, actor=system_actor("carrier"))
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
