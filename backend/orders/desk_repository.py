"""What the service desk asks the tables of orders."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Row, cast, func, literal, or_, select
from sqlmodel import Session

from backend.orders.models import (
    Order,
    OrderChange,
    OrderHistory,
    Purchase,
    Refund,
    RefundHistory,
    ReturnHistory,
    ReturnRequest,
)

_PURCHASE = Purchase.__table__
_ORDER = Order.__table__
_CHANGE = OrderChange.__table__
_HISTORY = OrderHistory.__table__
_REFUND = Refund.__table__
_REFUND_HISTORY = RefundHistory.__table__
_RETURN = ReturnRequest.__table__
_RETURN_HISTORY = ReturnHistory.__table__


def wanted(words: str, status: str | None) -> list[Any]:
    """What a purchase must meet: words of its number, e-mail or name; a part in this status (or `held`)."""
    conditions: list[Any] = []
    if "@" in words and not words.startswith("@") and not words.endswith("@"):
        conditions.append(func.lower(_PURCHASE.c.email) == words.lower())
    elif words:
        pattern = f"%{words.replace('%', '').replace('_', '')}%"
        conditions.append(
            or_(
                _PURCHASE.c.number.ilike(pattern),
                _PURCHASE.c.email.ilike(pattern),
                _PURCHASE.c.address["name"].astext.ilike(pattern),
            )
        )
    if status:
        is_in = _ORDER.c.is_held if status == "held" else _ORDER.c.status == status
        part = select(_ORDER.c.id).where(_ORDER.c.purchase_id == _PURCHASE.c.id, is_in)
        conditions.append(part.exists())
    return conditions


def count(session: Session, conditions: Sequence[Any]) -> int:
    """How many purchases meet the conditions of `wanted`."""
    return session.scalar(select(func.count()).select_from(_PURCHASE).where(*conditions)) or 0


def page(session: Session, conditions: Sequence[Any], *, offset: int, limit: int) -> Sequence[Row[Any]]:
    """A page of the purchases that meet the conditions of `wanted`, newest first."""
    return session.execute(
        select(_PURCHASE, _PURCHASE.c.address["name"].astext.label("buyer"))
        .where(*conditions)
        .order_by(_PURCHASE.c.placed_at.desc(), _PURCHASE.c.id.desc())
        .offset(offset)
        .limit(limit)
    ).all()


def parts_of(session: Session, purchase_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """Number, status and hold of the orders of these purchases."""
    return session.execute(
        select(_ORDER.c.purchase_id, _ORDER.c.number, _ORDER.c.status, _ORDER.c.is_held)
        .where(_ORDER.c.purchase_id.in_(purchase_ids))
        .order_by(_ORDER.c.number)
    ).all()


def steps_of(session: Session, order_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """All that was done to these orders: (at, order_id, subject, to_status, amount, actor, reason), by time.

    `subject` is order, change, refund or return; an amount is a refund's, in minor units.
    """
    orders = select(
        _HISTORY.c.at, _HISTORY.c.order_id, literal("order").label("subject"), _HISTORY.c.to_status,
        cast(None, BigInteger).label("amount"), _HISTORY.c.actor, _HISTORY.c.reason,
        _HISTORY.c.id,
    ).where(_HISTORY.c.order_id.in_(order_ids))  # fmt: skip
    changes = select(
        _CHANGE.c.at, _CHANGE.c.order_id, literal("change"), _CHANGE.c.kind,
        cast(None, BigInteger), _CHANGE.c.actor, _CHANGE.c.reason, _CHANGE.c.id,
    ).where(_CHANGE.c.order_id.in_(order_ids))  # fmt: skip
    refunds = (
        select(
            _REFUND_HISTORY.c.at, _REFUND.c.order_id, literal("refund"), _REFUND_HISTORY.c.to_status,
            _REFUND.c.total_minor, _REFUND_HISTORY.c.actor, _REFUND_HISTORY.c.reason, _REFUND_HISTORY.c.id,
        )
        .join(_REFUND, _REFUND.c.id == _REFUND_HISTORY.c.refund_id)
        .where(_REFUND.c.order_id.in_(order_ids))
    )  # fmt: skip
    returns = (
        select(
            _RETURN_HISTORY.c.at, _RETURN.c.order_id, literal("return"), _RETURN_HISTORY.c.to_status,
            cast(None, BigInteger), _RETURN_HISTORY.c.actor, _RETURN_HISTORY.c.reason,
            _RETURN_HISTORY.c.id,
        )
        .join(_RETURN, _RETURN.c.id == _RETURN_HISTORY.c.return_id)
        .where(_RETURN.c.order_id.in_(order_ids))
    )  # fmt: skip
    every = orders.union_all(changes, refunds, returns).subquery()
    return session.execute(select(every).order_by(every.c.at, every.c.id)).all()


def return_counts(session: Session) -> dict[str, int]:
    """How many returns there are in each status."""
    rows = session.execute(select(_RETURN.c.status, func.count()).group_by(_RETURN.c.status))
    return {row[0]: row[1] for row in rows}
