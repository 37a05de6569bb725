"""One offer that everybody wants: its stock before, what became of it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from backend.identity.schemas import system_actor
from backend.inventory import service as inventory
from backend.kit import clock, ids
from backend.kit.unit_of_work import transact
from jobs import invariants

_ACTOR = system_actor("bench")
_SIMPLE_OFFERS = text(
    """
    SELECT c.offer_id FROM offer_component c
    JOIN offer o ON o.id = c.offer_id AND o.is_active
    WHERE c.quantity = 1
      AND (SELECT count(*) FROM offer_component one WHERE one.offer_id = c.offer_id) = 1
      AND (SELECT count(*) FROM offer_component one WHERE one.stock_item_id = c.stock_item_id) = 1
    ORDER BY c.offer_id LIMIT 1000
    """
)
_SOLD = text(
    """
    SELECT coalesce(sum(i.quantity), 0) FROM order_item i JOIN customer_order o ON o.id = i.order_id
    WHERE i.offer_id = :offer_id AND o.placed_at >= :since AND o.status <> 'cancelled'
    """
)
_PLACED = text("SELECT count(*) FROM purchase WHERE placed_at >= :since")


@dataclass(frozen=True)
class HotOffer:
    """An offer of which exactly `stock` units can be sold from `since` on."""

    id: UUID
    stock: int
    since: datetime


def prepare(stock: int, chance: Random) -> HotOffer:
    """Count `stock` units of some offer into one warehouse and none into the others, as movements."""
    return transact(_prepare, stock, chance)


def _prepare(session: Session, stock: int, chance: Random) -> HotOffer:
    offer_id = chance.choice(session.scalars(_SIMPLE_OFFERS).all())
    wanted = stock
    for level in inventory.stock_levels(session, [offer_id]):
        inventory.set_on_hand(
            session,
            stock_item_id=level.stock_item_id,
            warehouse_id=level.warehouse_id,
            counted=level.reserved + level.safety_stock + wanted,
            idempotency_key=f"bench:{ids.new_id()}",
            actor=_ACTOR,
        )
        wanted = 0
    available = inventory.availability(session, [offer_id])[offer_id]
    if available != stock:
        raise RuntimeError(f"{available} instead of {stock} units can be sold of offer {offer_id}")
    return HotOffer(offer_id, stock, clock.now())


def sold(offer: HotOffer) -> int:
    """Units of it in orders since."""
    return int(transact(lambda session: session.scalar(_SOLD, {"offer_id": offer.id, "since": offer.since})))


def left(offer: HotOffer) -> int:
    """Units of it that could still be sold."""
    return transact(inventory.availability, [offer.id])[offer.id]


def orders_since(moment: datetime) -> int:
    """How many purchases were placed since."""
    return int(transact(lambda session: session.scalar(_PLACED, {"since": moment})))


def violations() -> list[str]:
    """Every invariant of the database that does not hold."""
    return transact(invariants.violations)
