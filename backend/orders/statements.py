"""A seller's statement with the numbers that people know their orders by."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.orders.models import Order
from backend.payments import statements
from backend.payments.schemas import Statement

_ORDER = Order.__table__


def seller_statement(
    session: Session, seller_id: UUID, from_day: date, to_day: date, *, actor: Actor
) -> tuple[tuple[Statement, ...], Mapping[UUID, str]]:
    """The seller's account per currency, and the numbers of the orders on it.

    Raises NotFound for anybody who is not of this seller, InvalidInput for days that make no window.
    """
    found = statements.statement(session, seller_id, from_day, to_day, actor=actor)
    named = {line.order_id for one in found for line in one.lines if line.order_id}
    rows = session.execute(select(_ORDER.c.id, _ORDER.c.number).where(_ORDER.c.id.in_(named)))
    return found, {row.id: row.number for row in rows}
