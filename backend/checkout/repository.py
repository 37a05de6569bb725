"""Every question checkout asks its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, text
from sqlmodel import Session

from backend.checkout.models import Checkout
from backend.kit import clock
from backend.kit.rows import packed
from backend.kit.sql import Statement

_CHECKOUT = Checkout.__table__
_FIND = Statement(
    f"SELECT {', '.join(column.name for column in _CHECKOUT.columns)} "  # noqa: S608 -- our own columns
    "FROM checkout WHERE id = :checkout_id"
)
_LATEST = Statement(
    f"SELECT {', '.join(column.name for column in _CHECKOUT.columns)} "  # noqa: S608 -- our own columns
    "FROM checkout WHERE visitor_id = :visitor_id ORDER BY id DESC LIMIT 1"
)


@dataclass(slots=True)
class CheckoutRow:
    """A checkout as it was read, its columns in their order. `change` writes to both."""

    id: UUID
    cart_id: UUID
    person_id: UUID | None
    visitor_id: UUID | None
    access_token_hash: str
    email: str
    address: dict[str, Any]
    shipping_method: str
    payment_method: str
    quote: dict[str, Any]
    total_minor: int
    tendered_minor: int
    currency: str
    status: str
    locale: str
    time_zone: str
    text_phone: str
    purchase_id: UUID | None
    failure: str
    is_held: bool
    expires_at: datetime
    created_at: datetime
    updated_at: datetime

    @property
    def to_pay_minor(self) -> int:
        """What the payment is over: the total without what gift cards and store credit pay."""
        return self.total_minor - self.tendered_minor


def checkout(session: Session, checkout_id: UUID) -> CheckoutRow | None:
    """A checkout by id."""
    row = _FIND.first(session, checkout_id=checkout_id)
    return CheckoutRow(*row) if row else None


def latest_of_visitor(session: Session, visitor_id: UUID) -> CheckoutRow | None:
    """The last checkout that a guest began, however it ended."""
    row = _LATEST.first(session, visitor_id=visitor_id)
    return CheckoutRow(*row) if row else None


def prepared_for(session: Session, cart_id: UUID) -> UUID | None:
    """The checkout of a cart that holds stock and that nobody is paying, if there is one."""
    return session.scalar(
        select(_CHECKOUT.c.id).where(
            _CHECKOUT.c.cart_id == cart_id,
            _CHECKOUT.c.status == "prepared",
            _CHECKOUT.c.expires_at > clock.now(),
        )
    )


def change(session: Session, row: CheckoutRow, **values: Any) -> None:
    """Write `values` to a locked checkout."""
    values["updated_at"] = clock.now()
    _update(tuple(values)).run(session, checkout_id=row.id, changed=packed([values]))
    for name, value in values.items():
        setattr(row, name, value)


@lru_cache(maxsize=16)
def _update(names: tuple[str, ...]) -> Statement:
    """The statement that changes these columns, made once."""
    known = {column.name for column in _CHECKOUT.columns}
    assert known.issuperset(names), f"a checkout has no {set(names) - known}"
    changes = ", ".join(f"{name} = changed.{name}" for name in names)
    return Statement(
        f"UPDATE checkout SET {changes} FROM "  # noqa: S608 -- our own columns
        "json_populate_recordset(CAST(NULL AS checkout), CAST(:changed AS json)) AS changed "
        "WHERE checkout.id = :checkout_id"
    )


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
           || coalesce(y.amount_minor, 0) || ', gift cards and credit over ' || coalesce(t.taken, 0)
    FROM purchase p LEFT JOIN payment y ON y.id = p.payment_id
    LEFT JOIN (
        SELECT checkout_id, sum(amount_minor) AS taken FROM checkout_tender
        WHERE status = 'taken' GROUP BY checkout_id
    ) t ON t.checkout_id = p.checkout_id
    LEFT JOIN (
        SELECT purchase_id, sum(withdrawn_minor) AS withdrawn FROM customer_order GROUP BY purchase_id
    ) o ON o.purchase_id = p.id
    WHERE y.id IS NULL OR y.currency <> p.currency
       OR y.amount_minor + coalesce(t.taken, 0) <> p.total_minor + coalesce(o.withdrawn, 0)
    UNION ALL
    SELECT 'checkout ' || c.id || ' is ' || c.status || ' and counts on ' || c.tendered_minor
           || ' of gift cards and credit, it has ' || coalesce(t.live, 0)
    FROM checkout c
    LEFT JOIN (
        SELECT checkout_id, sum(amount_minor) AS live FROM checkout_tender
        WHERE status <> 'released' GROUP BY checkout_id
    ) t ON t.checkout_id = c.id
    WHERE c.tendered_minor <> coalesce(t.live, 0)
    UNION ALL
    SELECT 'checkout ' || c.id || ' holds money since ' || y.updated_at || ' and has no purchase'
    FROM payment y JOIN checkout c ON c.id = y.checkout_id
    WHERE y.status IN ('authorised', 'captured') AND c.status <> 'completed' AND y.updated_at < :long_ago
    UNION ALL
    SELECT 'purchase ' || p.number || ' is held from the warehouse and nobody was asked to look'
    FROM purchase p LEFT JOIN trust_review r ON r.checkout_id = p.checkout_id
    WHERE r.id IS NULL AND EXISTS (SELECT FROM customer_order o WHERE o.purchase_id = p.id AND o.is_held)
    UNION ALL
    SELECT 'purchase ' || p.number || ' is to be looked at and is not held from the warehouse'
    FROM purchase p JOIN trust_review r ON r.checkout_id = p.checkout_id
    WHERE r.status = 'waiting' AND EXISTS (
        SELECT FROM customer_order o
        WHERE o.purchase_id = p.id AND NOT o.is_held AND o.status NOT IN ('pending', 'cancelled')
    )
    LIMIT 100
    """
)


def violations(session: Session, *, long_ago: datetime) -> list[str]:
    """Invariants of checkout that do not hold, at most 100."""
    return list(session.scalars(_VIOLATIONS, {"long_ago": long_ago}))
