"""What the floor sees and sends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class Step(StrEnum):
    """What a tablet asks for next."""

    TOTE = "tote"
    PICK = "pick"
    PACK = "pack"
    WEIGH = "weigh"
    SHIP = "ship"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class LineView:
    """Units of a stock item to take from a bin."""

    id: UUID
    title: str
    options_text: str
    picture_key: str
    barcode: str
    bin: str
    quantity: int
    picked: int
    packed: int


@dataclass(frozen=True, slots=True)
class TaskView:
    """The screen to show: what is asked (`step`), about which `line`, and the bin to go to after that."""

    id: UUID
    order_number: str
    warehouse_id: UUID
    status: str
    picker_id: UUID | None
    step: Step
    tote: str
    ship_by: datetime
    lines: tuple[LineView, ...]
    line: LineView | None
    next_bin: str
    units: int
    units_done: int
    weight_grams: int


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task in today's work."""

    id: UUID
    order_number: str
    status: str
    ship_by: datetime
    is_late: bool
    lines: int
    units: int
    first_title: str
    tote: str
    picker_id: UUID | None


@dataclass(frozen=True, slots=True)
class WorkView:
    """A warehouse's open work, most urgent first; `counts` are per open status, days in its time zone."""

    warehouse_id: UUID
    warehouse_code: str
    warehouse_name: str
    counts: dict[str, int]
    late: int
    shipped_today: int
    time_zone: str
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class ScanOutcome:
    """What came of a scan. `is_repeat` marks one that had been sent before and counted then."""

    ok: bool
    message: str
    is_repeat: bool
    task: TaskView


@dataclass(frozen=True, slots=True)
class ShipmentStep:
    """A step of a parcel's way."""

    status: str
    place: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ShipmentView:
    """A parcel: the `position`-th of its order, with `units` by line; `is_whole` when it is all of it."""

    id: UUID
    order_id: UUID
    carrier: str
    tracking_number: str
    status: str
    weight_grams: int
    promised_to: date
    dispatched_at: datetime | None
    delivered_at: datetime | None
    history: tuple[ShipmentStep, ...]
    position: int = 1
    units: Mapping[UUID, int] = field(default_factory=dict)
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class PaperView:
    """What stands on a parcel's packing slip and label; `tracking_number` is empty before the hand-over.

    `origin` is the warehouse's town, its region with postcode, and its country's code.
    """

    order_number: str
    placed_at: datetime
    shipping_method: str
    promised_from: date
    promised_to: date
    address: Mapping[str, Any]
    seller_name: str
    warehouse_code: str
    origin: tuple[str, ...]
    lines: tuple[LineView, ...]
    weight_grams: int
    carrier: str
    tracking_number: str
