"""Whose a task is, where it stands, and the screen that it makes."""

from collections.abc import Sequence

from backend.fulfillment.errors import TaskNotFound
from backend.fulfillment.models import PickLine, PickTask
from backend.fulfillment.policy import open_lines, step_of, walking_order
from backend.fulfillment.schemas import LineView, Step, TaskView
from backend.identity.schemas import Actor, Role


def of_actor(found: PickTask | None, actor: Actor) -> PickTask:
    """The task when it is of the person's warehouses. Raises TaskNotFound, Forbidden, SignInRequired."""
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


def where(step: Step) -> str:
    """Where a task stands, in words for whoever is elsewhere."""
    return {
        Step.TOTE: "This order needs a tote first. Scan an empty one.",
        Step.PICK: "This order is being picked. Scan the item that is asked for.",
        Step.PACK: "This order is picked. Pack it next.",
        Step.WEIGH: "Everything is in the parcel. Weigh it next.",
        Step.SHIP: "This parcel is packed. Ship it next.",
        Step.DONE: "This order has left the list.",
    }[step]


def view_of(found: PickTask, lines: Sequence[PickLine]) -> TaskView:
    """The screen to show."""
    step = step_of(found.status, found.tote, lines)
    shown = {line.id: line_of(line) for line in lines}
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


def line_of(line: PickLine) -> LineView:
    """A line as the screen shows it."""
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
