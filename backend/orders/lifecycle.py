"""An order's life as a table: each transition, and the guards that must hold for it."""

from collections.abc import Callable
from dataclasses import dataclass

from backend.orders.errors import TransitionRefused
from backend.orders.schemas import OrderStatus


@dataclass(frozen=True, slots=True)
class Move:
    """A wish to change an order, with the facts that guards decide on."""

    status: str
    payment_status: str
    actor: str
    reason: str
    tracking_number: str = ""
    is_held: bool = False
    was_refunded_early: bool = False


@dataclass(frozen=True, slots=True)
class Guard:
    """A named condition and the sentence for the person it stops."""

    name: str
    holds: Callable[[Move], bool]
    otherwise: str


MONEY_IS_SECURED = Guard(
    "money_is_secured",
    lambda move: move.payment_status in {"authorised", "captured"},
    "The money for this order is not here yet.",
)
NOT_HELD = Guard(
    "not_held",
    lambda move: not move.is_held,
    "The payment of this order is being checked. The desk releases it.",
)
REASON_IS_GIVEN = Guard(
    "reason_is_given",
    lambda move: bool(move.reason.strip()),
    "Please say why, so that everybody can read it.",
)
PARCEL_IS_KNOWN = Guard(
    "parcel_is_known",
    lambda move: bool(move.tracking_number.strip()),
    "A shipped order needs a tracking number.",
)

NOTHING_GIVEN_BACK = Guard(
    "nothing_given_back",
    lambda move: not move.was_refunded_early,
    "Money of this order went back before it was sent: it can only be sent whole.",
)

_PARTLY = OrderStatus.PARTLY_SHIPPED
_PENDING, _PROCESSING, _SHIPPED = OrderStatus.PENDING, OrderStatus.PROCESSING, OrderStatus.SHIPPED
_DELIVERED, _CANCELLED, _RETURNED = OrderStatus.DELIVERED, OrderStatus.CANCELLED, OrderStatus.RETURNED

TRANSITIONS: dict[tuple[str, str], tuple[Guard, ...]] = {
    (_PENDING, _PROCESSING): (MONEY_IS_SECURED, NOT_HELD),
    (_PENDING, _CANCELLED): (REASON_IS_GIVEN,),
    (_PROCESSING, _PARTLY): (PARCEL_IS_KNOWN, NOTHING_GIVEN_BACK),
    (_PARTLY, _PARTLY): (PARCEL_IS_KNOWN,),
    (_PARTLY, _SHIPPED): (PARCEL_IS_KNOWN,),
    (_PROCESSING, _SHIPPED): (PARCEL_IS_KNOWN,),
    (_PROCESSING, _CANCELLED): (REASON_IS_GIVEN,),
    (_SHIPPED, _DELIVERED): (),
    (_DELIVERED, _RETURNED): (REASON_IS_GIVEN,),
}


def check(move: Move, to_status: str) -> None:
    """Raises TransitionRefused, naming the guard, when the order may not go to `to_status` now."""
    facts = {"from": move.status, "to": to_status}
    guards = TRANSITIONS.get((move.status, to_status))
    if guards is None:
        raise TransitionRefused(
            f"An order that is {move.status} cannot become {to_status}.",
            facts=facts | {"guard": "transition"},
        )
    for guard in guards:
        if not guard.holds(move):
            raise TransitionRefused(guard.otherwise, facts=facts | {"guard": guard.name})
