"""Units of lines move through their life, each move with a row of history.

The order's row lock guards them.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.kit import clock, ids
from backend.orders import locks, repository, unit_lifecycle
from backend.orders.models import OrderItem
from backend.orders.schemas import UnitState

_COUNTER = {
    UnitState.PICKED: "picked",
    UnitState.SHIPPED: "shipped",
    UnitState.DELIVERED: "delivered",
    UnitState.RETURNED: "returned",
}


def advance(
    session: Session,
    items: Sequence[OrderItem],
    from_state: UnitState,
    to_state: UnitState,
    *,
    actor: Actor,
    reason: str = "",
    quantities: Mapping[UUID, int] | None = None,
) -> None:
    """Move units of locked lines on: `quantities` by line, or all that are in `from_state`.

    Raises TransitionRefused; nothing moved then.
    """
    moves = [
        (item, quantity)
        for item in items
        if (
            quantity := unit_lifecycle.units_in(item, from_state)
            if quantities is None
            else quantities.get(item.id, 0)
        )
    ]
    for item, quantity in moves:
        unit_lifecycle.check(item, from_state, to_state, quantity)
    now = clock.now()
    rows: list[dict[str, Any]] = []
    for item, quantity in moves:
        if to_state is UnitState.CANCELLED:
            item.quantity -= quantity
            item.cancelled += quantity
        else:
            counter = _COUNTER[to_state]
            setattr(item, counter, getattr(item, counter) + quantity)
        rows.append(
            {
                "id": ids.new_id(),
                "order_item_id": item.id,
                "from_state": from_state.value,
                "to_state": to_state.value,
                "quantity": quantity,
                "actor": actor.label,
                "reason": reason,
                "at": now,
            }
        )
    if rows:
        repository.add_unit_history(session, rows)


def deliver_all(session: Session, order_id: UUID, *, actor: Actor) -> None:
    """Everything that left arrived."""
    items = locks.lock_items(session, order_id)
    advance(session, items, UnitState.SHIPPED, UnitState.DELIVERED, actor=actor)
    session.flush(items)


def return_all(session: Session, order_id: UUID, *, actor: Actor, reason: str) -> None:
    """Everything that arrived came back."""
    items = locks.lock_items(session, order_id)
    for item in items:
        item.coming_back = item.delivered
    advance(session, items, UnitState.DELIVERED, UnitState.RETURNED, actor=actor, reason=reason)
    session.flush(items)
