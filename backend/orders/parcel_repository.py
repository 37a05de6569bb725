"""What orders ask about their parcels, and the rows they write for them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select, text
from sqlmodel import Session

from backend.orders.models import OrderParcel, OrderParcelLine

_PARCEL = OrderParcel.__table__
_LINE = OrderParcelLine.__table__


def of_order(session: Session, order_id: UUID) -> Sequence[OrderParcel]:
    """The parcels of an order, the first one first."""
    return session.scalars(
        select(OrderParcel)
        .where(_PARCEL.c.order_id == order_id)
        .order_by(_PARCEL.c.position)
        .execution_options(populate_existing=True)
    ).all()


def is_in_parts(session: Session, order_id: UUID) -> bool:
    """Whether an order is sent in several parcels."""
    in_parts = select(_PARCEL.c.id).where(_PARCEL.c.order_id == order_id, ~_PARCEL.c.is_whole)
    return session.scalar(in_parts.limit(1)) is not None


def under(session: Session, idempotency_key: str) -> OrderParcel | None:
    """The parcel that was sent under a key."""
    return session.scalars(select(OrderParcel).where(_PARCEL.c.idempotency_key == idempotency_key)).first()


def by_id(session: Session, parcel_id: UUID) -> OrderParcel | None:
    """A parcel; the lock of its order guards it."""
    return session.get(OrderParcel, parcel_id, populate_existing=True)


def unsettled(session: Session, order_id: UUID) -> Sequence[UUID]:
    """Parcels whose money is not booked yet, the first one first."""
    return session.scalars(
        select(_PARCEL.c.id)
        .where(_PARCEL.c.order_id == order_id, _PARCEL.c.settled_at.is_(None))
        .order_by(_PARCEL.c.position)
    ).all()


def parcels_of(session: Session, order_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """The parcels of these orders, the first ones first."""
    return session.execute(
        select(_PARCEL).where(_PARCEL.c.order_id.in_(order_ids)).order_by(_PARCEL.c.position)
    ).all()


def lines_of(session: Session, parcel_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """What is in these parcels, by line."""
    return session.execute(
        select(_LINE).where(_LINE.c.parcel_id.in_(parcel_ids)).order_by(_LINE.c.order_item_id)
    ).all()


def gone(session: Session, order_id: UUID, *, only_settled: bool = False) -> Sequence[Row[Any]]:
    """What of each line has left: units and amounts, added up over the parcels."""
    names = (
        "quantity", "discount_minor", "tax_minor", "included_tax_minor", "marketplace_funded_minor",
        "total_minor",
    )  # fmt: skip
    wanted = [_PARCEL.c.order_id == order_id]
    if only_settled:
        wanted.append(_PARCEL.c.settled_at.is_not(None))
    return session.execute(
        select(_LINE.c.order_item_id, *(func.sum(_LINE.c[name]).label(name) for name in names))
        .join(_PARCEL, _PARCEL.c.id == _LINE.c.parcel_id)
        .where(*wanted)
        .group_by(_LINE.c.order_item_id)
    ).all()


def all_arrived(session: Session, order_id: UUID, *, at: datetime) -> None:
    """The shopper has every parcel of an order."""
    session.execute(
        _PARCEL.update()
        .where(_PARCEL.c.order_id == order_id, _PARCEL.c.delivered_at.is_(None))
        .values(delivered_at=at)
    )


def last_delivery(session: Session, order_id: UUID) -> datetime | None:
    """When the newest of an order's parcels arrived."""
    return session.scalar(select(func.max(_PARCEL.c.delivered_at)).where(_PARCEL.c.order_id == order_id))


_VIOLATIONS = text(
    """
    SELECT 'order ' || o.number || ' says that ' || i.shipped || ' units of a line left, its parcels '
           || coalesce(l.units, 0)
    FROM order_item i
    JOIN customer_order o ON o.id = i.order_id
    LEFT JOIN (SELECT order_item_id, sum(quantity) AS units FROM order_parcel_line GROUP BY 1) l
        ON l.order_item_id = i.id
    WHERE i.shipped <> coalesce(l.units, 0)
    UNION ALL
    SELECT 'order ' || o.number || ' is ' || o.status || ' with ' || u.shipped || ' of ' || u.bought
           || ' units sent'
    FROM customer_order o
    JOIN (
        SELECT order_id, sum(quantity) AS bought, sum(shipped) AS shipped FROM order_item GROUP BY 1
    ) u ON u.order_id = o.id
    WHERE CASE
        WHEN o.status = 'partly_shipped' THEN u.shipped NOT BETWEEN 1 AND u.bought - 1
        WHEN o.status IN ('shipped', 'delivered', 'returned') THEN u.shipped <> u.bought
        ELSE u.shipped <> 0
    END
    UNION ALL
    SELECT 'order ' || o.number || ' is over ' || o.total_minor || ', its parcels ' || p.total
           || ', given back before ' || e.given
    FROM customer_order o
    JOIN (
        SELECT order_id, sum(total_minor) AS total, count(*) AS count,
            bool_and(settled_at IS NOT NULL) AS is_settled
        FROM order_parcel GROUP BY 1
    ) p ON p.order_id = o.id
    JOIN LATERAL (
        SELECT coalesce(sum(total_minor), 0) AS given FROM refund WHERE order_id = o.id AND is_early
    ) e ON true
    WHERE CASE
        WHEN o.status = 'partly_shipped' THEN p.total > o.total_minor
        WHEN p.is_settled THEN p.total + e.given <> o.total_minor
        ELSE false
    END
    UNION ALL
    SELECT 'order ' || o.number || ' has parcels over ' || p.total || ' settled, the books earned '
           || coalesce(b.earned, 0)
    FROM customer_order o
    JOIN (
        SELECT order_id, sum(total_minor) AS total FROM order_parcel WHERE settled_at IS NOT NULL GROUP BY 1
    ) p ON p.order_id = o.id
    LEFT JOIN (
        SELECT j.reference, sum(e.amount_minor) AS earned
        FROM ledger_journal j JOIN ledger_entry e ON e.journal_id = j.id
        WHERE j.kind = 'order_settled' AND e.account IN ('shopper_deposit', 'tender_deposit')
        GROUP BY 1
    ) b ON b.reference = 'order:' || o.id
    WHERE p.total <> coalesce(b.earned, 0)
    UNION ALL
    SELECT 'payment ' || y.id || ' captured ' || y.captured_minor || ', its parcels took '
           || coalesce(p.taken, 0) || ', a deposit holds ' || coalesce(d.held, 0) || ', owed back were '
           || coalesce(d.owed, 0)
    FROM payment y
    LEFT JOIN (
        SELECT u.payment_id, sum(p.total_minor - p.tendered_minor) AS taken
        FROM order_parcel p
        JOIN customer_order o ON o.id = p.order_id
        JOIN purchase u ON u.id = o.purchase_id
        WHERE p.settled_at IS NOT NULL GROUP BY 1
    ) p ON p.payment_id = y.id
    LEFT JOIN (
        SELECT e.owner_id, -sum(e.amount_minor) AS held,
            coalesce(sum(e.amount_minor) FILTER (
                WHERE e.amount_minor > 0 AND j.kind <> 'order_settled'), 0) AS owed
        FROM ledger_entry e JOIN ledger_journal j ON j.id = e.journal_id
        WHERE e.account = 'shopper_deposit' GROUP BY 1
    ) d ON d.owner_id = y.id
    WHERE y.captured_minor <> coalesce(p.taken, 0) + coalesce(d.held, 0) + coalesce(d.owed, 0)
    UNION ALL
    SELECT 'order ' || o.number || ' owes tax of ' || o.tax_minor + o.included_tax_minor
           || ', its breakdown says ' || t.tax
    FROM customer_order o
    JOIN LATERAL (
        SELECT count(*) AS count, sum((line ->> 'amount_minor')::bigint) AS tax
        FROM jsonb_array_elements(o.tax_lines) line
    ) t ON t.count > 0
    WHERE t.tax <> o.tax_minor + o.included_tax_minor
    LIMIT 100
    """
)


def violations(session: Session) -> list[str]:
    """Parcels that do not agree with their orders, payments or the books, at most 100."""
    return list(session.scalars(_VIOLATIONS))
