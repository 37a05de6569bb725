"""What the tablets of a warehouse send. Every write may be sent again: a scan by its operation id, the rest
by where the task is."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.dependencies import Caller, allow
from backend.fulfillment import service as fulfillment
from backend.fulfillment.schemas import LineView, ScanOutcome, ShipmentView, Step, TaskView
from backend.identity.schemas import Role
from backend.kit.unit_of_work import transact

router = APIRouter(tags=["Warehouse floor"])

_PEOPLE = [allow(Role.FLOOR, Role.OPERATOR)]


class LineBody(BaseModel):
    """Units of an item to take from a bin."""

    id: UUID
    title: str
    options: str
    picture: str = Field(description="The picture's key; empty without one")
    barcode: str
    bin: str
    quantity: int
    picked: int
    packed: int

    @classmethod
    def of(cls, line: LineView) -> LineBody:
        """The line."""
        return cls(
            id=line.id,
            title=line.title,
            options=line.options_text,
            picture=line.picture_key,
            barcode=line.barcode,
            bin=line.bin,
            quantity=line.quantity,
            picked=line.picked,
            packed=line.packed,
        )


class TaskBody(BaseModel):
    """An order to get ready, and what is asked for next."""

    id: UUID
    order_number: str
    status: str
    step: Step
    tote: str
    ship_by: datetime
    lines: list[LineBody] = Field(description="In walking order")
    units: int
    weight_grams: int

    @classmethod
    def of(cls, task: TaskView) -> TaskBody:
        """The task."""
        return cls(
            id=task.id,
            order_number=task.order_number,
            status=task.status,
            step=task.step,
            tote=task.tote,
            ship_by=task.ship_by,
            lines=[LineBody.of(line) for line in task.lines],
            units=task.units,
            weight_grams=task.weight_grams,
        )


class ScanBody(BaseModel):
    """One scan. `operation_id` is made by the tablet when it happens and stays the same when sent again."""

    model_config = ConfigDict(extra="forbid")

    step: Step = Field(description="What the tablet was asking for")
    code: str = Field(min_length=1, max_length=64, examples=["4006381333931"])
    operation_id: str = Field(min_length=8, max_length=64, examples=["2f1c9a4e-scan-1"])


class OutcomeBody(BaseModel):
    """What came of a scan. A wrong item is an answer, not an error; it is recorded and counts nothing."""

    ok: bool
    message: str
    is_repeat: bool = Field(description="It was sent before, and counted then")
    task: TaskBody

    @classmethod
    def of(cls, outcome: ScanOutcome) -> OutcomeBody:
        """The outcome."""
        return cls(
            ok=outcome.ok,
            message=outcome.message,
            is_repeat=outcome.is_repeat,
            task=TaskBody.of(outcome.task),
        )


class ParcelBody(BaseModel):
    """A parcel that is closed."""

    model_config = ConfigDict(extra="forbid")

    weight_grams: int = Field(ge=1, le=100_000)


class MissingBody(BaseModel):
    """What is not where it should be."""

    model_config = ConfigDict(extra="forbid")

    line_id: UUID = Field(description="The line that the tablet was asking for")


class ShipmentBody(BaseModel):
    """A parcel that is with its carrier."""

    carrier: str
    tracking_number: str
    status: str
    weight_grams: int
    promised_to: date

    @classmethod
    def of(cls, shipment: ShipmentView) -> ShipmentBody:
        """The parcel."""
        return cls(
            carrier=shipment.carrier,
            tracking_number=shipment.tracking_number,
            status=shipment.status,
            weight_grams=shipment.weight_grams,
            promised_to=shipment.promised_to,
        )


def _fresh(response: Response) -> None:
    response.headers["cache-control"] = "no-store"


@router.get("/floor/tasks/{task_id}", dependencies=_PEOPLE)
def show_task(task_id: UUID, caller: Caller, response: Response) -> TaskBody:
    """The task as it stands."""
    _fresh(response)
    # From the primary: a tablet that has just scanned must not see the moment before.
    return TaskBody.of(transact(fulfillment.task, task_id, actor=caller))


@router.post("/floor/tasks/{task_id}/scans", dependencies=_PEOPLE)
def scan(task_id: UUID, body: ScanBody, caller: Caller, response: Response) -> OutcomeBody:
    """Count a scan once, however often it is sent.

    409 `wrong_step` when the task is elsewhere, `task_taken` when a colleague picks it, `operation_reused`
    when the id stands for another scan.
    """
    _fresh(response)
    return OutcomeBody.of(
        transact(
            fulfillment.scan,
            task_id,
            step=body.step,
            code=body.code,
            operation_id=body.operation_id,
            actor=caller,
        )
    )


@router.post("/floor/tasks/{task_id}/missing", dependencies=_PEOPLE)
def report_missing(task_id: UUID, body: MissingBody, caller: Caller, response: Response) -> TaskBody:
    """What is asked for is not on the shelf: the rest is sent without it, it comes back as the next part.

    Of a line that is asked for no more nothing changes. 409 `nothing_there` when nothing of the order would
    be left to send.
    """
    _fresh(response)
    return TaskBody.of(transact(fulfillment.report_missing, task_id, line_id=body.line_id, actor=caller))


@router.put("/floor/tasks/{task_id}/parcel", dependencies=_PEOPLE)
def close_parcel(task_id: UUID, body: ParcelBody, caller: Caller, response: Response) -> TaskBody:
    """Close the parcel with its weight; the first weight stays."""
    _fresh(response)
    return TaskBody.of(
        transact(fulfillment.finish_pack, task_id, weight_grams=body.weight_grams, actor=caller)
    )


@router.put("/floor/tasks/{task_id}/shipment", dependencies=_PEOPLE)
def ship(task_id: UUID, caller: Caller, response: Response) -> ShipmentBody:
    """Hand the parcel to the carrier; asked again, the same parcel is answered."""
    _fresh(response)
    return ShipmentBody.of(transact(fulfillment.ship, task_id, actor=caller))
