"""The verbs of fulfilment."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlmodel import Session

from backend.fulfillment import locks, repository
from backend.fulfillment.errors import OperationReused, TaskNotFound, WrongStep
from backend.fulfillment.models import PickLine, PickTask, Scan, Shipment, ShipmentHistory
from backend.fulfillment.policy import (
    Verdict,
    judge_pack,
    judge_pick,
    open_lines,
    parcel_status,
    step_of,
    walking_order,
)
from backend.fulfillment.schemas import (
    LineView,
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
from backend.orders import service as orders

CARRIER = "Agora Post"
_MOST_TASKS = 200
_CODE_LENGTH = 64


def open_task(session: Session, order_id: UUID) -> None:
    """Put a released order on the floor's list; once, however often it is asked for."""
    if repository.task_of_order(session, order_id) is not None:
        return
    order = orders.order_by_id(session, order_id, actor=system_actor("fulfillment"))
    task = PickTask(
        order_id=order.id, order_number=order.number, warehouse_id=order.warehouse_id, ship_by=order.ship_by
    )
    session.add(task)
    session.flush()
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
    task = repository.task_of_order(session, order_id)
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
    counts, late = repository.counts(session, chosen.id, now)
    return WorkView(
        warehouse_id=chosen.id,
        warehouse_code=chosen.code,
        warehouse_name=chosen.name,
        counts={status: counts.get(status, 0) for status in repository.OPEN},
        late=late,
        shipped_today=repository.shipped_since(
            session, chosen.id, now.replace(hour=0, minute=0, second=0, microsecond=0)
        ),
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
            )
            for task, lines, units, title in repository.open_tasks(session, chosen.id, limit=_MOST_TASKS)
        ),
    )


def task(session: Session, task_id: UUID, *, actor: Actor) -> TaskView:
    """The screen of a task. Raises TaskNotFound."""
    found = session.get(PickTask, task_id)
    return _view(_of_actor(found, actor), repository.lines_of(session, task_id))


def start(session: Session, task_id: UUID, *, actor: Actor) -> TaskView:
    """Take a task on. Raises TaskNotFound, WrongStep when another person is at it."""
    found = _of_actor(locks.task(session, task_id), actor)
    if found.status == "ready":
        found.status, found.picker_id, found.updated_at = "picking", actor.person_id, clock.now()
    elif found.status == "picking" and found.picker_id != actor.person_id:
        raise WrongStep("Somebody else is picking this order. Choose another one.")
    return _view(found, repository.lines_of(session, task_id))


def scan(
    session: Session, task_id: UUID, *, step: Step, code: str, operation_id: str, actor: Actor
) -> ScanOutcome:
    """Count a scan once, however often it is sent. A wrong item is an outcome, recorded like a right one.

    Raises TaskNotFound, WrongStep when the task is at another step, OperationReused when the id stands for
    another scan, InvalidInput for an empty or oversized code.
    """
    code = code.strip()
    if not 1 <= len(code) <= _CODE_LENGTH or not 8 <= len(operation_id) <= 64:
        raise InvalidInput("That is not a code that can be scanned.", field="code")
    found = _of_actor(locks.task(session, task_id), actor)
    lines = repository.lines_of(session, task_id)
    known = repository.known_scan(session, operation_id)
    if known is not None:
        if (known.task_id, known.step, known.code) != (task_id, step.value, code):
            raise OperationReused("This scan was sent before as another one. Please scan again.")
        return ScanOutcome(known.outcome["ok"], known.outcome["message"], True, _view(found, lines))
    now_at = step_of(found.status, found.tote, lines)
    if step is not now_at:
        raise WrongStep(_where(now_at))
    verdict = _apply(found, lines, step, code)
    repository.add_scan(
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
    session.flush()
    return ScanOutcome(verdict.ok, verdict.message, False, _view(found, lines))


def _apply(found: PickTask, lines: Sequence[PickLine], step: Step, code: str) -> Verdict:
    found.updated_at = clock.now()
    if step is Step.TOTE:
        if any(code == line.barcode for line in lines):
            return Verdict(False, "That is an item. Scan the label of an empty tote first.")
        found.tote, found.status = code, "picking"
        return Verdict(True, f"Tote {code}")
    if step is Step.PICK:
        verdict = judge_pick(code, lines)
        for line in lines:
            line.picked += line.id == verdict.line_id
        if all(line.picked == line.quantity for line in lines):
            found.status = "picked"
        return verdict
    if step is Step.PACK:
        verdict = judge_pack(code, lines)
        for line in lines:
            line.packed += line.id == verdict.line_id
        return verdict
    raise WrongStep(_where(step))


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

    Raises TaskNotFound, WrongStep.
    """
    found = _of_actor(locks.task(session, task_id), actor)
    if found.status == "shipped":
        return shipments(session, [found.order_id])[found.order_id]
    step = step_of(found.status, found.tote, repository.lines_of(session, task_id))
    if step is not Step.SHIP or found.parcel_weight_grams is None:
        raise WrongStep(_where(step))
    order = orders.order_by_id(session, found.order_id, actor=system_actor("fulfillment"))
    inventory.dispatch(
        session,
        order.holder_id,
        warehouse_id=order.warehouse_id,
        seller_id=order.seller_id,
        idempotency_key=f"ship:{order.id}",
        actor=actor,
    )
    now = clock.now()
    shipment = Shipment(
        order_id=order.id,
        carrier=CARRIER,
        tracking_number=ids.readable_number("AP", groups=3),
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
    orders.mark_shipped(
        session, order.id, carrier=CARRIER, tracking_number=shipment.tracking_number, actor=actor
    )
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


def advance_parcels(session: Session) -> int:
    """Move the local carrier's parcels to where they are by now; answers how many moved."""
    moved = 0
    now = clock.now()
    for shipment in locks.moving_shipments(session, limit=200):
        if shipment.dispatched_at is None:
            continue
        status = parcel_status(shipment.dispatched_at, shipment.promised_to, now)
        if status == shipment.status:
            continue
        shipment.status = status
        session.add(ShipmentHistory(shipment_id=shipment.id, status=status, at=now))
        moved += 1
        if status == "delivered":
            shipment.delivered_at = now
            orders.mark_delivered(session, shipment.order_id, actor=system_actor("carrier"))
    return moved


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
        step=step,
        tote=found.tote or "",
        ship_by=found.ship_by,
        lines=tuple(shown[line.id] for line in walking_order(lines)),
        line=shown[ahead[0].id] if ahead else None,
        next_bin=ahead[1].bin if len(ahead) > 1 else "",
        units=units,
        units_done=sum(line.packed if packing else line.picked for line in lines),
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
