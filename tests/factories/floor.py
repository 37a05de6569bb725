"""Orders on the floor's list, and people who work there."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import text

from backend.catalog.models import Offer
from backend.fulfillment import service as fulfillment
from backend.fulfillment.schemas import ScanOutcome, ShipmentView, Step, TaskView
from backend.identity.schemas import Actor, Role, system_actor
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import service as orders
from backend.payments import service as payments
from tests.factories import shopping as shop

SYSTEM = system_actor("test")


def worker(*warehouse_ids: UUID) -> Actor:
    """Somebody of the floor: of these warehouses, or of all without one."""
    return Actor(
        person_id=uuid4(),
        name="Picker",
        roles=frozenset({Role.FLOOR}),
        warehouse_ids=frozenset(warehouse_ids),
    )


def released(*lines: tuple[Offer, int]) -> list[UUID]:
    """A guest's purchase by transfer whose money has arrived; the ids of its orders."""
    checkout, _ = shop.placed(*lines)
    payment = transact(payments.current_payment, checkout.id)
    transact(
        payments.bank_transfer_received,
        reference=payment.reference,
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        bank_reference=str(uuid4()),
    )
    transact(orders.release_purchase, checkout.id, actor=SYSTEM)
    return shop.order_ids(checkout.id)


def task_of(order_id: UUID) -> TaskView:
    """The task of an order, opened if it was not."""
    transact(fulfillment.open_task, order_id)
    with unit_of_work() as session:
        task_id = session.execute(
            text("SELECT id FROM pick_task WHERE order_id = :id"), {"id": order_id}
        ).scalar_one()
    return seen(task_id)


def seen(task_id: UUID) -> TaskView:
    """The task as it stands."""
    return query(fulfillment.task, task_id, actor=SYSTEM)


def scan(
    task: TaskView, step: Step | str, code: str, *, by: Actor, operation_id: str | None = None
) -> ScanOutcome:
    """One scan, under an operation id of its own unless one is given."""
    return transact(
        fulfillment.scan,
        task.id,
        step=Step(step),
        code=code,
        operation_id=str(uuid4()) if operation_id is None else operation_id,
        actor=by,
    )


def picked(task: TaskView, *, by: Actor, tote: str = "TOTE-1") -> TaskView:
    """Everything of the task lies in its tote."""
    task = scan(task, Step.TOTE, tote, by=by).task
    while task.step is Step.PICK:
        assert task.line is not None
        task = scan(task, Step.PICK, task.line.barcode, by=by).task
    return task


def packed(task: TaskView, *, by: Actor, tote: str = "TOTE-1", weight_grams: int = 1200) -> TaskView:
    """The parcel is closed."""
    task = picked(task, by=by, tote=tote)
    while task.step is Step.PACK:
        assert task.line is not None
        task = scan(task, Step.PACK, task.line.barcode, by=by).task
    return transact(fulfillment.finish_pack, task.id, weight_grams=weight_grams, actor=by)


def shipped(task: TaskView, *, by: Actor, tote: str = "TOTE-1") -> ShipmentView:
    """The parcel is with the carrier."""
    packed(task, by=by, tote=tote)
    return transact(fulfillment.ship, task.id, actor=by)
