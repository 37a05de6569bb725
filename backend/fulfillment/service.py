"""The verbs of fulfilment."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from backend.fulfillment import locks, repository
from backend.fulfillment.errors import OperationReused, TaskNotFound, TaskTaken, WrongStep
from backend.fulfillment.models import PickLine, PickTask, Scan, Shipment, ShipmentHistory
from backend.fulfillment.policy import (
    Verdict,
    judge_pack,
    judge_pick,
    judge_tote,
    open_lines,
    parcel_status,
    step_of,
    walking_order,
)
from backend.fulfillment.schemas import (
    LineView,
    PaperView,
    ScanOutcome,
    ShipmentStep,
    ShipmentView,
    Step,
    TaskRow,
    TaskView,
    WorkView,
)
from backend.identity.schemas import Actor, Role, system_actor
from backend.inventory import service as inventory
from backend.inventory.schemas import WarehouseView
from backend.kit import clock, ids
from backend.kit.errors import InvalidInput, NotFound
from backend.kit.log import logger
from backend.kit.unit_of_work import attempt
from backend.orders import service as orders
from backend.orders.errors import TransitionRefused
from backend.orders.schemas import OrderStatus

log = logger(__name__)

CARRIER = "Agora Post"
_MOST_TASKS = 200
_CODE_LENGTH = 64
_PARCELS_PER_READ = 2_000
_SYSTEM = system_actor("fulfillment")


def open_task(session: Session, order_id: UUID) -> None:
    """Put a released order on the floor's list; once, however often it is asked for.

    An order that was cancelled before its release was heard of is left off.
    """
    order = orders.order_by_id(session, order_id, actor=_SYSTEM)
    if order.status != OrderStatus.PROCESSING:
        return
    task = PickTask(
        order_id=order.id, order_number=order.number, warehouse_id=order.warehouse_id, ship_by=order.ship_by
    )
    if not repository.open_task(session, task):
        return
    session.add_all(
        PickLine(
            task_id=task.id,
            order_item_id=row.order_item_id,
            stock_item_id=row.stock_item_id,
            barcode=row.barcode,
            title=row.title,
            options_text=", ".join(str(value) for value in row.options.values()),
            picture_key=row.picture_key,
            bin=row.bin,
            quantity=row.quantity,
        )
        for row in repository.stock_to_pick(session, order_id)
    )


def cancel_task(session: Session, order_id: UUID) -> None:
    """Take a cancelled order off the list, unless it has left already."""
    task = locks.task_of_order(session, order_id)
    if task is not None and task.status != "shipped":
        task.status = "cancelled"
        task.updated_at = clock.now()


def warehouses_of(session: Session, *, actor: Actor) -> tuple[WarehouseView, ...]:
    """The warehouses that the person works in: those they are assigned to, or all without an assignment."""
    actor.require_role(Role.FLOOR, Role.OPERATOR)
    return tuple(
        one
        for one in inventory.warehouses(session)
        if actor.is_system or not actor.warehouse_ids or one.id in actor.warehouse_ids
    )


def todays_work(session: Session, *, warehouse_id: UUID | None = None, actor: Actor) -> WorkView:
    """The open work of a warehouse, of the person's first one when none is named. Raises NotFound."""
    mine = warehouses_of(session, actor=actor)
    chosen = next((one for one in mine if warehouse_id is None or one.id == warehouse_id), None)
    if chosen is None:
        raise NotFound("There is no such warehouse among yours.")
    now = clock.now()
    midnight = now.astimezone(ZoneInfo(chosen.time_zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    counts, late = repository.counts(session, chosen.id, now)
    return WorkView(
        warehouse_id=chosen.id,
        warehouse_code=chosen.code,
        warehouse_name=chosen.name,
        counts={status: counts.get(status, 0) for status in repository.OPEN},
        late=late,
        shipped_today=repository.shipped_since(session, chosen.id, midnight),
        time_zone=chosen.time_zone,
        tasks=tuple(
            TaskRow(
                id=task.id,
                order_number=task.order_number,
                status=task.status,
                ship_by=task.ship_by,
                is_late=task.ship_by < now,
                lines=lines,
                units=units,
                first_title=title,
                tote=task.tote or "",
                picker_id=task.picker_id,
            )
            for task, lines, units, title in repository.open_tasks(session, chosen.id, limit=_MOST_TASKS)
        ),
    )


def task(session: Session, task_id: UUID, *, actor: Actor) -> TaskView:
    """The screen of a task. Raises TaskNotFound."""
    found = session.get(PickTask, task_id)
    return _view(_of_actor(found, actor), repository.lines_of(session, task_id))


def find_task(session: Session, code: str, *, warehouse_id: UUID, actor: Actor) -> TaskView:
    """The open task that a tote's label or an order's number stands for. Raises TaskNotFound."""
    code = code.strip()
    if warehouse_id not in {one.id for one in warehouses_of(session, actor=actor)}:
        raise TaskNotFound("There is no such task in your warehouse.")
    found = repository.holder_of_tote(session, warehouse_id, code) or repository.open_task_by_number(
        session, warehouse_id, code.upper()
    )
    if found is None:
        raise TaskNotFound(f"No open order goes by {code}. Scan a tote or an order number.", field="code")
    return _view(found, repository.lines_of(session, found.id))


def start(session: Session, task_id: UUID, *, take_over: bool = False, actor: Actor) -> TaskView:
    """Take a task on, or take it over from whoever began it. Raises TaskNotFound, TaskTaken."""
    found = _of_actor(locks.task(session, task_id), actor)
    if found.status == "ready":
        found.status, found.picker_id, found.updated_at = "picking", actor.person_id, clock.now()
    elif found.status == "picking" and take_over:
        found.picker_id, found.updated_at = actor.person_id, clock.now()
    _require_picker(found, actor)
    return _view(found, repository.lines_of(session, task_id))


def _require_picker(found: PickTask, actor: Actor) -> None:
    if found.status == "picking" and found.picker_id not in (None, actor.person_id):
        raise TaskTaken(
            "Somebody else is picking this order. Take it over, or choose another one.",
            facts={"picker_id": str(found.picker_id)},
        )


def scan(
    session: Session, task_id: UUID, *, step: Step, code: str, operation_id: str, actor: Actor
) -> ScanOutcome:
    """Count a scan once, however often it is sent. A wrong item is an outcome, recorded like a right one.

    Raises TaskNotFound, WrongStep when the task is at another step, TaskTaken when another person picks it,
    OperationReused when the id stands for another scan, InvalidInput for an empty or oversized code.
    """
    code = code.strip()
    if not 1 <= len(code) <= _CODE_LENGTH:
        raise InvalidInput("That is not a code that can be scanned.", field="code")
    if not 8 <= len(operation_id) <= 64:
        raise InvalidInput("An operation id has 8 to 64 characters.", field="operation_id")
    found = _of_actor(locks.task(session, task_id), actor)
    lines = repository.lines_of(session, task_id)
    known = repository.known_scan(session, operation_id)
    if known is not None:
        if (known.task_id, known.step, known.code) != (task_id, step.value, code):
            raise _reused()
        return ScanOutcome(known.outcome["ok"], known.outcome["message"], True, _view(found, lines))
    now_at = step_of(found.status, found.tote, lines)
    if step is not now_at:
        raise WrongStep(_where(now_at))
    _require_picker(found, actor)
    verdict = _apply(session, found, lines, step, code, actor)
    is_new = repository.add_scan(
        session,
        Scan(
            operation_id=operation_id,
            task_id=task_id,
            step=step.value,
            code=code,
            outcome={"ok": verdict.ok, "message": verdict.message},
            person_id=actor.person_id,
        ),
    )
    if not is_new:
        raise _reused()
    session.flush()
    return ScanOutcome(verdict.ok, verdict.message, False, _view(found, lines))


def _reused() -> OperationReused:
    return OperationReused("This scan was sent before as another one. Please scan again.")


def _apply(
    session: Session, found: PickTask, lines: Sequence[PickLine], step: Step, code: str, actor: Actor
) -> Verdict:
    if step is Step.TOTE:
        return _take_tote(session, found, lines, code, actor)
    if step not in {Step.PICK, Step.PACK}:
        raise WrongStep(_where(step))
    if not any(code == line.barcode for line in lines):
        as_tote = judge_tote(code, found.tote, repository.holder_of_tote(session, found.warehouse_id, code))
        if as_tote is not None:
            return as_tote
    verdict = judge_pick(code, lines) if step is Step.PICK else judge_pack(code, lines)
    counted = next((line for line in lines if line.id == verdict.line_id), None)
    if counted is not None:
        found.updated_at = clock.now()
        if step is Step.PICK:
            counted.picked += 1
        else:
            counted.packed += 1
    if all(line.picked == line.quantity for line in lines):
        found.status = "picked"
    return verdict


def _take_tote(
    session: Session, found: PickTask, lines: Sequence[PickLine], code: str, actor: Actor
) -> Verdict:
    if any(code == line.barcode for line in lines):
        return Verdict(False, "That is an item. Scan the label of an empty tote first.")
    taken = Verdict(False, f"Tote {code} holds another order. Take an empty one.")
    if repository.holder_of_tote(session, found.warehouse_id, code) is not None:
        return taken
    try:
        # Two tablets may reach for one tote; the index lets one of them have it.
        with attempt(session):
            found.tote, found.status, found.updated_at = code, "picking", clock.now()
            found.picker_id = found.picker_id or actor.person_id
            session.flush([found])
    except IntegrityError:
        session.refresh(found)
        return taken
    return Verdict(True, f"Tote {code}")


def finish_pack(session: Session, task_id: UUID, *, weight_grams: int, actor: Actor) -> TaskView:
    """Close the parcel with its weight. Repeating it is harmless. Raises WrongStep, InvalidInput."""
    found = _of_actor(locks.task(session, task_id), actor)
    lines = repository.lines_of(session, task_id)
    if found.status == "packed":
        return _view(found, lines)
    step = step_of(found.status, found.tote, lines)
    if step is not Step.WEIGH:
        raise WrongStep(_where(step))
    if not 1 <= weight_grams <= 100_000:
        raise InvalidInput("A parcel weighs between 1 g and 100 kg.", field="weight")
    found.status, found.parcel_weight_grams, found.updated_at = "packed", weight_grams, clock.now()
    return _view(found, lines)


def ship(session: Session, task_id: UUID, *, actor: Actor) -> ShipmentView:
    """Hand the parcel to the carrier: stock leaves, the order is shipped. A repeat answers the same parcel.

    Raises TaskNotFound, WrongStep, and TransitionRefused when the order was cancelled meanwhile.
    """
    found = _of_actor(locks.task(session, task_id), actor)
    if found.status == "shipped":
        return shipments(session, [found.order_id])[found.order_id]
    step = step_of(found.status, found.tote, repository.lines_of(session, task_id))
    if step is not Step.SHIP or found.parcel_weight_grams is None:
        raise WrongStep(_where(step))
    order = orders.order_by_id(session, found.order_id, actor=_SYSTEM)
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
    found = _of_actor(session.get(PickTask, task_id), actor)
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
        lines=tuple(_line(line) for line in walking_order(repository.lines_of(session, task_id))),
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


def _of_actor(found: PickTask | None, actor: Actor) -> PickTask:
    actor.require_role(Role.FLOOR, Role.OPERATOR)
    foreign = (
        found is not None
        and not actor.is_system
        and bool(actor.warehouse_ids)
        and found.warehouse_id not in actor.warehouse_ids
    )
    if found is None or foreign:
        raise TaskNotFound("There is no such task in your warehouse.")
    return found


def _where(step: Step) -> str:
    return {
        Step.TOTE: "This order needs a tote first. Scan an empty one.",
        Step.PICK: "This order is being picked. Scan the item that is asked for.",
        Step.PACK: "This order is picked. Pack it next.",
        Step.WEIGH: "Everything is in the parcel. Weigh it next.",
        Step.SHIP: "This parcel is packed. Ship it next.",
        Step.DONE: "This order has left the list.",
    }[step]


def _view(found: PickTask, lines: Sequence[PickLine]) -> TaskView:
    step = step_of(found.status, found.tote, lines)
    shown = {line.id: _line(line) for line in lines}
    ahead = open_lines(step, lines) if step in {Step.TOTE, Step.PICK, Step.PACK} else []
    units = sum(line.quantity for line in lines)
    packing = step in {Step.PACK, Step.WEIGH, Step.SHIP, Step.DONE}
    return TaskView(
        id=found.id,
        order_number=found.order_number,
        warehouse_id=found.warehouse_id,
        status=found.status,
        picker_id=found.picker_id,
        step=step,
        tote=found.tote or "",
        ship_by=found.ship_by,
        lines=tuple(shown[line.id] for line in walking_order(lines)),
        line=shown[ahead[0].id] if ahead else None,
        next_bin=ahead[1].bin if len(ahead) > 1 else "",
        units=units,
        units_done=sum(line.packed if packing else line.picked for line in lines),
        weight_grams=found.parcel_weight_grams or 0,
    )


def _line(line: PickLine) -> LineView:
    return LineView(
        id=line.id,
        title=line.title,
        options_text=line.options_text,
        picture_key=line.picture_key,
        barcode=line.barcode,
        bin=line.bin,
        quantity=line.quantity,
        picked=line.picked,
        packed=line.packed,
    )
