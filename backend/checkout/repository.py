"""Every question checkout asks its table."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, text, update
from sqlmodel import Session

from backend.checkout.models import Checkout
from backend.kit import clock

_CHECKOUT = Checkout.__table__


def checkout(session: Session, checkout_id: UUID) -> Checkout | None:
    """A checkout by id."""
    row = session.execute(select(_CHECKOUT).where(_CHECKOUT.c.id == checkout_id)).first()
    return Checkout(**row._mapping) if row else None


def change(session: Session, row: Checkout, **values: Any) -> None:
    """Write `values` to a locked checkout."""
    values["updated_at"] = clock.now()
    session.execute(update(_CHECKOUT).where(_CHECKOUT.c.id == row.id).values(**values))
    for name, value in values.items():
        setattr(row, name, value)


def unfinished(session: Session, *, quiet_since: datetime, now: datetime, limit: int) -> Sequence[UUID]:
    """Checkouts that somebody was paying and that stand still, or whose time is over; oldest first."""
    return session.scalars(
        select(_CHECKOUT.c.id)
        .where(
            _CHECKOUT.c.status.in_(["prepared", "paying"]),
            or_(
                _CHECKOUT.c.expires_at <= now,
                (_CHECKOUT.c.status == "paying") & (_CHECKOUT.c.updated_at <= quiet_since),
            ),
        )
        .order_by(_CHECKOUT.c.expires_at)
        .limit(limit)
    ).all()


_VIOLATIONS = text(
    """
    SELECT 'checkout ' || c.id || ' is completed without a purchase'
    FROM checkout c LEFT JOIN purchase p ON p.checkout_id = c.id
    WHERE c.status = 'completed' AND (p.id IS NULL OR p.id IS DISTINCT FROM c.purchase_id)
    UNION ALL
    SELECT 'purchase ' || p.number || ' came from a checkout that is ' || c.status
    FROM purchase p JOIN checkout c ON c.id = p.checkout_id WHERE c.status <> 'completed'
    UNION ALL
    SELECT 'purchase ' || p.number || ' costs ' || p.total_minor || ', its payment is over '
           || coalesce(y.amount_minor, 0)
    FROM purchase p LEFT JOIN payment y ON y.id = p.payment_id
    WHERE y.id IS NULL OR y.amount_minor <> p.total_minor OR y.currency <> p.currency
    UNION ALL
    SELECT 'checkout ' || c.id || ' holds money since ' || y.updated_at || ' and has no purchase'
    FROM payment y JOIN checkout c ON c.id = y.checkout_id
    WHERE y.status IN ('authorised', 'captured') AND c.status <> 'completed' AND y.updated_at < :long_ago
    LIMIT 100
    """
)


def violations(session: Session, *, long_ago: datetime) -> list[str]:
    """Invariants of checkout that do not hold, at most 100."""
    return list(session.scalars(_VIOLATIONS, {"long_ago": long_ago}))
