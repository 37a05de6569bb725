"""What the floor sees and sends."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
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
    step: Step
    tote: str
    ship_by: datetime
    lines: tuple[LineView, ...]
    line: LineView | None
    next_bin: str
    units: int
    units_done: int


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


@dataclass(frozen=True, slots=True)
class WorkView:
    """A warehouse's open work, most urgent first; `counts` are per open status."""

    warehouse_id: UUID
    warehouse_code: str
    warehouse_name: str
    counts: dict[str, int]
    late: int
    shipped_today: int
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
    """A parcel."""

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
