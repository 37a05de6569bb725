"""What returns ask their tables."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, insert, select, text
from sqlmodel import Session

from backend.orders.models import Order, OrderItem, Purchase, ReturnHistory, ReturnItem, ReturnRequest
from backend.orders.schemas import Finding

_RETURN = ReturnRequest.__table__
_ITEM = ReturnItem.__table__
_HISTORY = ReturnHistory.__table__
_ORDER = Order.__table__
_LINE = OrderItem.__table__
_PURCHASE = Purchase.__table__

_NAMED = select(
    _RETURN, _ORDER.c.number.label("order_number"), _ORDER.c.purchase_id.label("purchase_id")
).join(_ORDER, _ORDER.c.id == _RETURN.c.order_id)


def by_id(session: Session, return_id: UUID) -> Row[Any] | None:
    """A return by id, with its order's number and purchase."""
    return session.execute(_NAMED.where(_RETURN.c.id == return_id)).first()


def by_number(session: Session, number: str) -> Row[Any] | None:
    """A return by the number on its label."""
    return session.execute(_NAMED.where(_RETURN.c.number == number)).first()


def of_orders(session: Session, order_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """The returns of these orders, oldest first."""
    return session.execute(_NAMED.where(_RETURN.c.order_id.in_(order_ids)).order_by(_RETURN.c.id)).all()


def items_of(session: Session, return_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """The lines of these returns, with what they are."""
    return session.execute(
        select(_ITEM, _LINE.c.sku, _LINE.c.title, _LINE.c.options, _LINE.c.picture_key, _LINE.c.offer_id)
        .join(_LINE, _LINE.c.id == _ITEM.c.order_item_id)
        .where(_ITEM.c.return_id.in_(return_ids))
        .order_by(_ITEM.c.id)
    ).all()


def history_of(session: Session, return_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """The lives of these returns, oldest step first."""
    return session.execute(
        select(_HISTORY).where(_HISTORY.c.return_id.in_(return_ids)).order_by(_HISTORY.c.id)
    ).all()


def add_items(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the lines of a return."""
    session.execute(insert(_ITEM), rows)


def judge(session: Session, item_id: UUID, found: Finding) -> None:
    """Write what was found for a line."""
    session.execute(
        _ITEM.update()
        .where(_ITEM.c.id == item_id)
        .values(accepted=found.accepted, restocked=found.restocked, finding=found.words.strip())
    )


def add_history(session: Session, row: dict[str, Any]) -> None:
    """Append a step to the life of a return."""
    session.execute(insert(_HISTORY), [row])


def _queue(
    query: Select[Any],
    *,
    status: str | None,
    seller_id: UUID | None,
    warehouse_ids: Collection[UUID] | None,
    person_id: UUID | None,
) -> Select[Any]:
    if status:
        query = query.where(_RETURN.c.status == status)
    if seller_id:
        query = query.where(_RETURN.c.seller_id == seller_id)
    if warehouse_ids is not None:
        query = query.where(_RETURN.c.warehouse_id.in_(warehouse_ids))
    if person_id:
        query = query.join(_PURCHASE, _PURCHASE.c.id == _ORDER.c.purchase_id).where(
            _PURCHASE.c.person_id == person_id
        )
    return query


def page(
    session: Session,
    *,
    status: str | None,
    seller_id: UUID | None,
    warehouse_ids: Collection[UUID] | None,
    person_id: UUID | None,
    offset: int,
    limit: int,
) -> tuple[Sequence[Row[Any]], int]:
    """A page of returns, newest first, and how many there are."""
    narrowed = {
        "status": status, "seller_id": seller_id, "warehouse_ids": warehouse_ids, "person_id": person_id,
    }  # fmt: skip
    rows = session.execute(
        _queue(_NAMED, **narrowed).order_by(_RETURN.c.id.desc()).offset(offset).limit(limit)
    ).all()
    counted = select(func.count()).select_from(_RETURN).join(_ORDER, _ORDER.c.id == _RETURN.c.order_id)
    return rows, session.scalar(_queue(counted, **narrowed)) or 0


_VIOLATIONS = text(
    """
    SELECT 'return ' || r.number || ' is ' || r.status || ', its history ends with ' || h.to_status
    FROM return_request r
    JOIN LATERAL (
        SELECT to_status FROM return_history h WHERE h.return_id = r.id ORDER BY h.id DESC LIMIT 1
    ) h ON true
    WHERE r.status <> h.to_status
    UNION ALL
    SELECT 'line ' || i.id || ' says ' || i.coming_back || ' coming back and ' || i.returned
           || ' returned, its returns ' || t.coming || ' and ' || t.accepted
    FROM order_item i
    JOIN (
        SELECT l.order_item_id,
               sum(CASE WHEN r.status IN ('inspected', 'refunded', 'rejected') THEN l.accepted
                        ELSE l.quantity END) AS coming,
               sum(l.accepted) AS accepted
        FROM return_item l JOIN return_request r ON r.id = l.return_id
        WHERE r.status <> 'declined' GROUP BY l.order_item_id
    ) t ON t.order_item_id = i.id
    WHERE i.coming_back < t.coming OR i.returned < t.accepted
    UNION ALL
    SELECT 'return ' || r.number || ' is refunded with another amount than its refund'
    FROM return_request r LEFT JOIN refund f ON f.idempotency_key = 'return:' || r.id
    WHERE r.status = 'refunded' AND coalesce(f.total_minor, 0) <> r.refund_minor
    LIMIT 100
    """
)


def violations(session: Session) -> list[str]:
    """Invariants of returns that do not hold, at most 100."""
    return list(session.scalars(_VIOLATIONS))
