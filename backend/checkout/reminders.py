"""What the reminders of left carts ask the database, and the rows they keep."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlmodel import Session

from backend.kit import clock

# A person's cart, and a guest's that was prepared for checkout and given up; one per address, the latest.
_PLAN = text(
    """
    WITH agreed AS (
        SELECT DISTINCT m.address FROM mail_choice m
        WHERE m.topic IN ('cart', 'cart_texts') AND m.is_wanted AND NOT EXISTS (
            SELECT 1 FROM cart_reminder r
            WHERE r.email = m.address AND r.status <> 'dropped' AND r.created_at > :capped_since
        )
    ), left_behind AS (
        SELECT a.address, c.id AS cart_id, c.person_id, CAST(NULL AS uuid) AS visitor_id,
            CAST(NULL AS uuid) AS checkout_id, c.updated_at AS idle_since
        FROM agreed a JOIN person p ON lower(p.email) = a.address
        JOIN cart c ON c.person_id = p.id AND c.status = 'open'
        WHERE EXISTS (SELECT 1 FROM cart_line l WHERE l.cart_id = c.id)
        UNION ALL
        SELECT a.address, k.cart_id, NULL, k.visitor_id, k.id, k.created_at
        FROM agreed a JOIN checkout k ON lower(k.email) = a.address
        WHERE k.status = 'expired' AND k.person_id IS NULL AND k.visitor_id IS NOT NULL
            AND NOT EXISTS (
                SELECT 1 FROM checkout o WHERE o.cart_id = k.cart_id
                    AND o.status IN ('prepared', 'paying', 'completed')
            )
            AND NOT EXISTS (SELECT 1 FROM merged_cart g WHERE g.cart_id = k.cart_id)
    ), due AS (
        SELECT DISTINCT ON (b.address) b.*, 1 + done.steps AS step
        FROM left_behind b
        CROSS JOIN LATERAL (SELECT count(*) AS steps FROM cart_reminder r WHERE r.cart_id = b.cart_id) done
        WHERE done.steps < 2 AND b.idle_since > :oldest
            AND b.idle_since <= CASE done.steps WHEN 0 THEN CAST(:first AS timestamptz) ELSE :second END
            AND NOT EXISTS (
                SELECT 1 FROM purchase u WHERE lower(u.email) = b.address AND u.placed_at >= b.idle_since
            )
        ORDER BY b.address, b.idle_since DESC, b.cart_id LIMIT :limit
    )
    INSERT INTO cart_reminder (id, cart_id, step, email, person_id, visitor_id, checkout_id, status, reason,
        subtotal_minor, currency, idle_since, created_at)
    SELECT gen_random_uuid(), cart_id, step, address, person_id, visitor_id, checkout_id, 'planned', '', 0,
        'USD', idle_since, :now
    FROM due
    ON CONFLICT (cart_id, step) DO NOTHING
    RETURNING id
    """
)
_LOCK = text("SELECT * FROM cart_reminder WHERE id = :id FOR UPDATE")
_FIND = text("SELECT * FROM cart_reminder WHERE id = :id")
_QUEUED = text(
    "UPDATE cart_reminder SET status = 'queued', subtotal_minor = :subtotal, currency = :currency"
    " WHERE id = :id"
)
_DROPPED = text("UPDATE cart_reminder SET status = 'dropped', reason = :reason WHERE id = :id")
_BOUGHT_SINCE = text("SELECT 1 FROM purchase WHERE lower(email) = :email AND placed_at >= :since LIMIT 1")
_CHANGED_SINCE = text("SELECT 1 FROM cart WHERE id = :cart_id AND updated_at > :since")
_STOP = text(
    """
    UPDATE cart_reminder SET status = 'dropped', reason = 'bought'
    WHERE email = :email AND status = 'planned'
    """
)
_RETURNED = text(
    """
    UPDATE cart_reminder SET bought_at = :at
    WHERE email = :email AND status = 'queued' AND bought_at IS NULL
        AND created_at BETWEEN :since AND :at
    """
)


def plan(
    session: Session,
    *,
    first: datetime,
    second: datetime,
    oldest: datetime,
    capped_since: datetime,
    limit: int,
) -> list[UUID]:
    """Write a reminder for each cart that is due; answers those that are new. Two at once write one."""
    values = {"first": first, "second": second, "oldest": oldest, "capped_since": capped_since}
    rows = session.execute(_PLAN, {**values, "limit": limit, "now": clock.now()})
    return list(rows.scalars())


def lock(session: Session, reminder_id: UUID) -> Row[Any] | None:
    """A reminder, nobody else's until the transaction ends."""
    return session.execute(_LOCK, {"id": reminder_id}).one_or_none()


def find(session: Session, reminder_id: UUID) -> Row[Any] | None:
    """A reminder."""
    return session.execute(_FIND, {"id": reminder_id}).one_or_none()


def mark_queued(session: Session, reminder_id: UUID, *, subtotal_minor: int, currency: str) -> None:
    """It is handed to the mail."""
    session.execute(_QUEUED, {"id": reminder_id, "subtotal": subtotal_minor, "currency": currency})


def mark_dropped(session: Session, reminder_id: UUID, reason: str) -> None:
    """It is not sent, and why."""
    session.execute(_DROPPED, {"id": reminder_id, "reason": reason})


def has_bought(session: Session, email: str, *, since: datetime) -> bool:
    """Whether something was bought with the address since then."""
    return session.execute(_BOUGHT_SINCE, {"email": email, "since": since}).first() is not None


def has_changed(session: Session, cart_id: UUID, *, since: datetime) -> bool:
    """Whether a person's cart was changed since then."""
    return session.execute(_CHANGED_SINCE, {"cart_id": cart_id, "since": since}).first() is not None


def stop(session: Session, email: str, *, at: datetime, returned_since: datetime) -> None:
    """The reader bought: what is planned is dropped, what was sent since `returned_since` led back."""
    session.execute(_STOP, {"email": email})
    session.execute(_RETURNED, {"email": email, "at": at, "since": returned_since})
