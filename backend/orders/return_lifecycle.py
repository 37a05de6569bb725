"""A return's life as a table: each transition, and the guards that must hold for it."""

from collections.abc import Callable
from dataclasses import dataclass

from backend.orders.errors import TransitionRefused
from backend.orders.schemas import ReturnStatus


@dataclass(frozen=True, slots=True)
class Move:
    """A wish to change a return, with the facts that guards decide on.

    Units are counted over all its lines.
    """

    status: str
    reason: str = ""
    label_number: str = ""
    units: int = 0
    judged_units: int = 0
    accepted_units: int = 0


@dataclass(frozen=True, slots=True)
class Guard:
    """A named condition and the sentence for the person it stops."""

    name: str
    holds: Callable[[Move], bool]
    otherwise: str


REASON_IS_GIVEN = Guard(
    "reason_is_given",
    lambda move: bool(move.reason.strip()),
    "Please say why, so that the shopper can read it.",
)
LABEL_IS_KNOWN = Guard(
    "label_is_known", lambda move: bool(move.label_number.strip()), "A label has a tracking number."
)
EVERY_LINE_IS_JUDGED = Guard(
    "every_line_is_judged",
    lambda move: move.judged_units == move.units,
    "Say for each line how many were found as promised.",
)
SOMETHING_IS_ACCEPTED = Guard(
    "something_is_accepted",
    lambda move: move.accepted_units > 0,
    "Nothing of this return was accepted: there is nothing to refund.",
)
NOTHING_IS_ACCEPTED = Guard(
    "nothing_is_accepted",
    lambda move: move.accepted_units == 0,
    "A part of this return was accepted: it is refunded, not rejected.",
)

_REQUESTED, _APPROVED, _DECLINED = ReturnStatus.REQUESTED, ReturnStatus.APPROVED, ReturnStatus.DECLINED
_LABEL_ISSUED, _RECEIVED = ReturnStatus.LABEL_ISSUED, ReturnStatus.RECEIVED
_INSPECTED, _REFUNDED, _REJECTED = ReturnStatus.INSPECTED, ReturnStatus.REFUNDED, ReturnStatus.REJECTED

TRANSITIONS: dict[tuple[str, str], tuple[Guard, ...]] = {
    (_REQUESTED, _APPROVED): (),
    (_REQUESTED, _DECLINED): (REASON_IS_GIVEN,),
    (_APPROVED, _LABEL_ISSUED): (LABEL_IS_KNOWN,),
    (_LABEL_ISSUED, _RECEIVED): (),
    (_RECEIVED, _INSPECTED): (EVERY_LINE_IS_JUDGED,),
    (_INSPECTED, _REFUNDED): (SOMETHING_IS_ACCEPTED,),
    (_INSPECTED, _REJECTED): (NOTHING_IS_ACCEPTED, REASON_IS_GIVEN),
}


def check(move: Move, to_status: str) -> None:
    """Raises TransitionRefused, naming the guard, when the return may not go to `to_status` now."""
    facts = {"from": move.status, "to": str(to_status)}
    guards = TRANSITIONS.get((move.status, to_status))
    if guards is None:
        raise TransitionRefused(
            f"A return that is {move.status} cannot become {to_status}.",
            facts=facts | {"guard": "transition"},
        )
    for guard in guards:
        if not guard.holds(move):
            raise TransitionRefused(guard.otherwise, facts=facts | {"guard": guard.name})
