"""What of an order is still to be got ready: its lines, what the shelf lacks, the part that follows."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from backend.fulfillment import locks, repository
from backend.fulfillment.models import PickLine, PickTask
from backend.identity.schemas import system_actor
from backend.kit import clock
from backend.orders import service as orders
from backend.orders.schemas import OrderStatus


def open_rest(session: Session, order_id: UUID, *, part: int) -> None:
    """Put what an order still waits for on the list as its `part`, once."""
    order = orders.order_by_id(session, order_id, actor=system_actor("fulfillment"))
    if order.status not in {OrderStatus.PROCESSING, OrderStatus.PARTLY_SHIPPED}:
        return
    task = PickTask(
        order_id=order.id,
        part=part,
        order_number=order.number,
        warehouse_id=order.warehouse_id,
        ship_by=order.ship_by,
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


def trim(session: Session, task: PickTask) -> None:
    """A task that nobody began asks for no more than its order still wants; or it leaves the list."""
    wanted = {
        (row.order_item_id, row.stock_item_id): row.quantity
        for row in repository.stock_to_pick(session, task.order_id)
    }
    for line in repository.lines_of(session, task.id):
        quantity = wanted.get((line.order_item_id, line.stock_item_id))
        if quantity is None:
            session.delete(line)
        elif line.quantity != quantity:
            line.quantity = quantity
    session.flush()
    if not wanted:
        task.status, task.updated_at = "cancelled", clock.now()


def trim_task(session: Session, order_id: UUID) -> None:
    """Ask for no more than the order still wants, when it became smaller before anybody began."""
    task = locks.task_of_order(session, order_id)
    if task is not None and task.status == "ready":
        trim(session, task)


def units_of(session: Session, order_id: UUID, lines: Sequence[PickLine]) -> dict[UUID, int]:
    """Whole units by line of the order that these lines' pieces make."""
    pieces = {
        (row.order_item_id, row.stock_item_id): row.quantity // row.units
        for row in repository.stock_to_pick(session, order_id)
    }
    found: dict[UUID, int] = {}
    for line in lines:
        units = line.quantity // pieces.get((line.order_item_id, line.stock_item_id), 1)
        found[line.order_item_id] = min(units, found.get(line.order_item_id, units))
    return found


def leave_out(session: Session, order_id: UUID, lines: Sequence[PickLine], order_item_id: UUID) -> bool:
    """Ask for no more of an order's line than is in the tote; whether anything is left to be sent.

    Pieces that make no whole unit go back to the shelf.
    """
    pieces = {
        (row.order_item_id, row.stock_item_id): row.quantity // row.units
        for row in repository.stock_to_pick(session, order_id)
    }
    own = [line for line in lines if line.order_item_id == order_item_id]
    whole = min(line.picked // pieces[line.order_item_id, line.stock_item_id] for line in own)
    if not whole and len(own) == len(lines):
        return False
    for line in own:
        count = whole * pieces[line.order_item_id, line.stock_item_id]
        if count:
            line.quantity, line.picked = count, count
        else:
            session.delete(line)
    session.flush()
    return True
