"""What a scan means, and where a parcel is by now. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from uuid import UUID

from backend.fulfillment.schemas import Step


class Line(Protocol):
    """The part of a pick line that decisions need."""

    id: UUID
    barcode: str
    title: str
    bin: str
    quantity: int
    picked: int
    packed: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """`line_id` is the line that one unit was counted for, when one was."""

    ok: bool
    message: str
    line_id: UUID | None = None


def step_of(status: str, tote: str | None, lines: Sequence[Line]) -> Step:
    """What comes next for a task."""
    match status:
        case "ready" | "picking":
            return Step.PICK if tote else Step.TOTE
        case "picked":
            return Step.PACK if any(line.packed < line.quantity for line in lines) else Step.WEIGH
        case "packed":
            return Step.SHIP
        case _:
            return Step.DONE


def walking_order(lines: Sequence[Line]) -> list[Line]:
    """Lines by bin, so that the picker walks each aisle once."""
    return sorted(lines, key=lambda line: (line.bin, line.title, str(line.id)))


def open_lines(step: Step, lines: Sequence[Line]) -> list[Line]:
    """The lines that the step still has units of, in walking order."""
    if step is Step.PACK:
        return [line for line in walking_order(lines) if line.packed < line.quantity]
    return [line for line in walking_order(lines) if line.picked < line.quantity]


def judge_pick(code: str, lines: Sequence[Line]) -> Verdict:
    """One unit of the line that is asked for; another line's item must wait for its turn."""
    waiting = open_lines(Step.PICK, lines)
    if not waiting:
        return Verdict(False, "Everything is picked already.")
    wanted = waiting[0]
    if code == wanted.barcode:
        left = wanted.quantity - wanted.picked - 1
        return Verdict(True, f"{left} more of these" if left else "Got it", wanted.id)
    if any(code == line.barcode for line in waiting):
        return Verdict(
            False, f"That comes later. Take {wanted.title} from {wanted.bin or 'the shelf'} first."
        )
    if any(code == line.barcode for line in lines):
        return Verdict(False, f"You have enough of that. Take {wanted.title} now.")
    return Verdict(
        False, f"Wrong item. Put it back and take {wanted.title} from {wanted.bin or 'the shelf'}."
    )


def judge_pack(code: str, lines: Sequence[Line]) -> Verdict:
    """One unit of any line that is not yet in the parcel."""
    for line in lines:
        if line.barcode == code and line.packed < line.quantity:
            return Verdict(True, "In the parcel", line.id)
    if any(line.barcode == code for line in lines):
        return Verdict(False, "All of these are in the parcel already.")
    return Verdict(False, "Wrong item: it does not belong to this order. Put it aside.")


def judge_tote(code: str, own: str | None, holder: object | None) -> Verdict | None:
    """A tote's label scanned in the middle of the work; None when `code` is no tote in use."""
    if code == own:
        return Verdict(True, f"Right tote: {code}")
    if holder is not None:
        return Verdict(False, f"Wrong tote: this order is in {own}.")
    return None


def parcel_status(dispatched_at: datetime, promised_to: date, now: datetime) -> str:
    """Where the local carrier's parcel is: it moves evenly and arrives at 14:00 UTC on the promised day.

    A parcel that leaves after that arrives two days after it left.
    """
    arrives = datetime.combine(promised_to, time(14), tzinfo=UTC)
    if arrives <= dispatched_at:
        arrives = dispatched_at + timedelta(days=2)
    if now >= arrives:
        return "delivered"
    if now >= arrives - timedelta(hours=6):
        return "out_for_delivery"
    if now >= dispatched_at + (arrives - dispatched_at) / 4:
        return "in_transit"
    return "dispatched"
