"""The life of a line's units as a table, and where that leaves the line's counts. Pure.

A unit is in one state; a line counts how many reached each step, so a move is an addition to one counter.
"""

from typing import Any

from backend.orders.errors import TransitionRefused
from backend.orders.schemas import UnitState

_ALLOCATED, _PICKED, _SHIPPED = UnitState.ALLOCATED, UnitState.PICKED, UnitState.SHIPPED
_DELIVERED, _CANCELLED, _RETURNED = UnitState.DELIVERED, UnitState.CANCELLED, UnitState.RETURNED

TRANSITIONS: frozenset[tuple[str, str]] = frozenset(
    {
        (_ALLOCATED, _PICKED),
        (_ALLOCATED, _CANCELLED),
        (_PICKED, _SHIPPED),
        (_SHIPPED, _DELIVERED),
        (_DELIVERED, _RETURNED),
    }
)


def units_in(item: Any, state: str) -> int:
    """How many units of a line are in a state now."""
    match state:
        case UnitState.ALLOCATED:
            return int(item.quantity - item.picked)
        case UnitState.PICKED:
            return int(item.picked - item.shipped)
        case UnitState.SHIPPED:
            return int(item.shipped - item.delivered)
        case UnitState.DELIVERED:
            return int(item.delivered - item.returned)
        case UnitState.RETURNED:
            return int(item.returned)
        case _:
            return int(item.cancelled)


def check(item: Any, from_state: str, to_state: str, quantity: int) -> None:
    """Raises TransitionRefused when `quantity` units of a line may not go that way, or are not there."""
    facts = {"from": str(from_state), "to": str(to_state), "sku": item.sku}
    if (from_state, to_state) not in TRANSITIONS:
        raise TransitionRefused(
            f"Units that are {from_state} cannot become {to_state}.", facts=facts | {"guard": "transition"}
        )
    there = units_in(item, from_state)
    if not 1 <= quantity <= there:
        raise TransitionRefused(
            f"{there} of {item.title} can become {to_state}, not {quantity}.",
            facts=facts | {"guard": "units_are_there", "units": there},
        )
