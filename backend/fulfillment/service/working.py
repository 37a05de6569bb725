"""The work at the shelf and the bench: the list, and scan by scan to a closed parcel."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from backend.fulfillment import locks, repository
from backend.fulfillment.errors import NothingThere, OperationReused, TaskNotFound, TaskTaken, WrongStep
from backend.fulfillment.models import PickLine, PickTask, Scan
from backend.fulfillment.policy import Verdict, judge_pack, judge_pick, judge_tote, open_lines, step_of
from backend.fulfillment.schemas import ScanOutcome, Step, TaskRow, TaskView, WorkView
from backend.fulfillment.service.rest import leave_out, open_rest, trim, units_of
from backend.fulfillment.service.views import of_actor, view_of, where
from backend.identity.schemas import Actor, Role
from backend.inventory import service as inventory
from backend.inventory.schemas import WarehouseView
from backend.kit import clock
from backend.kit.errors import InvalidInput, NotFound
from backend.kit.unit_of_work import attempt
from backend.orders import service as orders

_MOST_TASKS = 200
_CODE_LENGTH = 64


def open_task(session: Session, order_id: UUID) -> None:
    """Put a released order on the floor's list; once, however often it is asked for.

    An order that was cancelled before its release was heard of is left off.
    """
    open_rest(session, order_id, part=1)


def _begin(session: Session, task: PickTask, actor: Actor) -> None:
    """From here on the order stands as it is: the task first, then its order, as shipping locks them."""
    here = replace(actor, warehouse_ids=actor.warehouse_ids | {task.warehouse_id})
    orders.begin_picking(session, task.order_id, actor=here)
    trim(session, task)


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
    return view_of(of_actor(found, actor), repository.lines_of(session, task_id))


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
    return view_of(found, repository.lines_of(session, found.id))


def start(session: Session, task_id: UUID, *, take_over: bool = False, actor: Actor) -> TaskView:
    """Take a task on, or take it over from whoever began it.

    Raises TaskNotFound, TaskTaken, and TransitionRefused when the order was cancelled meanwhile.
    """
    found = of_actor(locks.task(session, task_id), actor)
    if found.status == "ready":
        _begin(session, found, actor)
        found.status, found.picker_id, found.updated_at = "picking", actor.person_id, clock.now()
    elif found.status == "picking" and take_over:
        found.picker_id, found.updated_at = actor.person_id, clock.now()
    _require_picker(found, actor)
    return view_of(found, repository.lines_of(session, task_id))


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
    found = of_actor(locks.task(session, task_id), actor)
    lines = repository.lines_of(session, task_id)
    known = repository.known_scan(session, operation_id)
    if known is not None:
        if (known.task_id, known.step, known.code) != (task_id, step.value, code):
            raise _reused()
        return ScanOutcome(known.outcome["ok"], known.outcome["message"], True, view_of(found, lines))
    now_at = step_of(found.status, found.tote, lines)
    if step is not now_at:
        raise WrongStep(where(now_at))
    _require_picker(found, actor)
    if found.status == "ready":
        _begin(session, found, actor)
        lines = repository.lines_of(session, task_id)
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
    return ScanOutcome(verdict.ok, verdict.message, False, view_of(found, lines))


def _reused() -> OperationReused:
    return OperationReused("This scan was sent before as another one. Please scan again.")


def _apply(
    session: Session, found: PickTask, lines: Sequence[PickLine], step: Step, code: str, actor: Actor
) -> Verdict:
    if step is Step.TOTE:
        return _take_tote(session, found, lines, code, actor)
    if step not in {Step.PICK, Step.PACK}:
        raise WrongStep(where(step))
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
    if found.status == "picking" and all(line.picked == line.quantity for line in lines):
        found.status = "picked"
        here = replace(actor, warehouse_ids=actor.warehouse_ids | {found.warehouse_id})
        inside = units_of(session, found.order_id, lines)
        orders.mark_picked(session, found.order_id, quantities=inside, actor=here)
    return verdict


def report_missing(session: Session, task_id: UUID, *, line_id: UUID | None = None, actor: Actor) -> TaskView:
    """What is asked for is not on the shelf: the rest of the order is sent without it.

    Of the line that is asked for, what lies in the tote is kept. The units that are missing come back on the
    list when the parcel has left. Who names the line may send it again: when it is asked for no more, nothing
    changes. Raises TaskNotFound, TaskTaken, WrongStep, NothingThere when nothing of the order would be left
    to send.
    """
    found = of_actor(locks.task(session, task_id), actor)
    lines = repository.lines_of(session, task_id)
    if line_id is not None and line_id not in {line.id for line in open_lines(Step.PICK, lines)[:1]}:
        return view_of(found, lines)
    step = step_of(found.status, found.tote, lines)
    if step is not Step.PICK:
        raise WrongStep(where(step))
    _require_picker(found, actor)
    asked = open_lines(step, lines)[0]
    if not leave_out(session, found.order_id, lines, asked.order_item_id):
        raise NothingThere("Nothing of this order is on the shelf. Put it aside and tell the desk.")
    lines = repository.lines_of(session, task_id)
    found.updated_at = clock.now()
    if all(line.picked == line.quantity for line in lines):
        found.status = "picked"
        here = replace(actor, warehouse_ids=actor.warehouse_ids | {found.warehouse_id})
        inside = units_of(session, found.order_id, lines)
        orders.mark_picked(session, found.order_id, quantities=inside, actor=here)
    session.flush()
    return view_of(found, lines)


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
    found = of_actor(locks.task(session, task_id), actor)
    lines = repository.lines_of(session, task_id)
    if found.status == "packed":
        return view_of(found, lines)
    step = step_of(found.status, found.tote, lines)
    if step is not Step.WEIGH:
        raise WrongStep(where(step))
    if not 1 <= weight_grams <= 100_000:
        raise InvalidInput("A parcel weighs between 1 g and 100 kg.", field="weight")
    found.status, found.parcel_weight_grams, found.updated_at = "packed", weight_grams, clock.now()
    return view_of(found, lines)
