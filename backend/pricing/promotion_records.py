"""The questions that promotions ask their tables, and the rows they write. Private to pricing."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from backend.kit import clock
from backend.kit.rows import packed
from backend.kit.sql import Statement
from backend.pricing.models import Coupon, Promotion, PromotionRedemption

# Categories below those that a promotion names are covered, too.
_RULE = """
    p.id, p.name, p.kind, p.percent, p.amount_minor, p.currency, p.buy_quantity, p.get_quantity, p.scope,
    CASE p.scope WHEN 'category' THEN ARRAY(
        SELECT below.id FROM category named
        JOIN category below ON below.id = named.id OR starts_with(below.path, named.path || '/')
        WHERE named.id = ANY(p.scope_ids)
    ) ELSE p.scope_ids END AS scope_ids,
    p.audience, p.person_ids, p.min_subtotal_minor, p.min_quantity, p.starts_at, p.ends_at, p.is_stackable,
    p.priority, p.marketplace_share_bps, p.seller_id, p.is_counted
"""
_AUTOMATIC = Statement(
    f"""
    SELECT {_RULE} FROM promotion p
    WHERE p.is_active AND p.is_automatic AND p.starts_at <= :soon AND (p.ends_at IS NULL OR p.ends_at > :now)
    ORDER BY p.id
    """  # noqa: S608 -- our own columns
)
_BY_CODES = Statement(
    f"""
    SELECT {_RULE}, c.code, c.id AS coupon_id, p.is_active AND c.is_active AS is_active
    FROM coupon c JOIN promotion p ON p.id = c.promotion_id WHERE c.code = ANY(:codes)
    """  # noqa: S608 -- our own columns
)
_HELD_BY = Statement(
    f"""
    SELECT {_RULE}, c.code, r.coupon_id
    FROM promotion_redemption r JOIN promotion p ON p.id = r.promotion_id
    LEFT JOIN coupon c ON c.id = r.coupon_id
    WHERE r.checkout_id = :checkout_id AND r.status = 'held' ORDER BY p.id
    """  # noqa: S608 -- our own columns
)
_USES = Statement(
    """
    SELECT p.id AS promotion_id, c.id AS coupon_id,
        p.max_uses IS NOT NULL AND p.taken - here.all_of >= p.max_uses
        OR c.max_uses IS NOT NULL AND c.taken - here.coupons >= c.max_uses
        OR p.max_uses_per_shopper IS NOT NULL AND own.all_of >= p.max_uses_per_shopper
        OR c.max_uses_per_shopper IS NOT NULL AND own.coupons >= c.max_uses_per_shopper AS is_used_up
    FROM unnest(CAST(:promotion_ids AS uuid[]), CAST(:coupon_ids AS uuid[])) AS asked(promotion_id, coupon_id)
    JOIN promotion p ON p.id = asked.promotion_id
    LEFT JOIN coupon c ON c.id = asked.coupon_id
    CROSS JOIN LATERAL (
        SELECT count(*) AS all_of, count(*) FILTER (WHERE r.coupon_id = c.id) AS coupons
        FROM promotion_redemption r
        WHERE r.promotion_id = p.id AND r.cart_id = :cart_id AND r.status = 'held'
    ) here
    CROSS JOIN LATERAL (
        SELECT count(*) AS all_of, count(*) FILTER (WHERE r.coupon_id = c.id) AS coupons
        FROM promotion_redemption r
        WHERE r.promotion_id = p.id AND r.status <> 'released'
          AND (r.cart_id <> :cart_id OR r.status = 'redeemed')
          AND (r.person_id = :person_id OR r.email_hash = :email_hash)
    ) own
    """
)
# What is no longer wanted is let go, what is wanted is held, counters follow: one statement. Only counted
# promotions are written to, so that all others are never waited for.
_HOLD = Statement(
    """
    WITH wanted AS (
        SELECT * FROM json_populate_recordset(CAST(NULL AS promotion_redemption), CAST(:rows AS json))
    ), before AS (
        SELECT promotion_id, coupon_id FROM promotion_redemption
        WHERE checkout_id = :checkout_id AND status = ANY(:from_statuses)
    ), let_go AS (
        UPDATE promotion_redemption SET status = 'released', updated_at = :now
        WHERE checkout_id = :checkout_id AND status = ANY(:from_statuses)
          AND promotion_id NOT IN (SELECT promotion_id FROM wanted)
    ), promotions AS (
        UPDATE promotion p SET taken = p.taken + moved.by
        FROM (
            SELECT promotion_id, sum(one) AS by
            FROM (SELECT promotion_id, 1 AS one FROM wanted UNION ALL SELECT promotion_id, -1 FROM before) o
            GROUP BY promotion_id HAVING sum(one) <> 0
        ) moved
        WHERE p.id = moved.promotion_id AND p.is_counted
    ), coupons AS (
        UPDATE coupon c SET taken = c.taken + moved.by
        FROM (
            SELECT coupon_id, sum(one) AS by
            FROM (SELECT coupon_id, 1 AS one FROM wanted UNION ALL SELECT coupon_id, -1 FROM before) o
            WHERE coupon_id IS NOT NULL GROUP BY coupon_id HAVING sum(one) <> 0
        ) moved
        WHERE c.id = moved.coupon_id AND c.max_uses IS NOT NULL
    )
    INSERT INTO promotion_redemption (
        id, promotion_id, coupon_id, checkout_id, cart_id, person_id, email_hash, status, amount_minor,
        marketplace_minor, currency, created_at, updated_at
    )
    SELECT id, promotion_id, coupon_id, checkout_id, cart_id, person_id, email_hash, status, amount_minor,
        marketplace_minor, currency, created_at, updated_at
    FROM wanted
    ON CONFLICT (checkout_id, promotion_id) DO UPDATE
        SET status = excluded.status, coupon_id = excluded.coupon_id, amount_minor = excluded.amount_minor,
            marketplace_minor = excluded.marketplace_minor, currency = excluded.currency,
            person_id = excluded.person_id, email_hash = excluded.email_hash, updated_at = excluded.updated_at
    """
)
_REDEEM = Statement(
    "UPDATE promotion_redemption SET status = 'redeemed', updated_at = :now "
    "WHERE checkout_id = :checkout_id AND status = 'held'"
)
_TOTALS = Statement(
    """
    SELECT promotion_id, currency, count(*) AS uses, sum(amount_minor)::bigint AS saved_minor,
        sum(marketplace_minor)::bigint AS marketplace_minor
    FROM promotion_redemption WHERE promotion_id = ANY(:promotion_ids) AND status <> 'released'
    GROUP BY promotion_id, currency ORDER BY promotion_id, currency
    """
)
_VIOLATIONS = Statement(
    """
    SELECT 'promotion ' || p.id || ' counts ' || p.taken || ' uses, its redemptions are ' || count(r.id)
    FROM promotion p LEFT JOIN promotion_redemption r ON r.promotion_id = p.id AND r.status <> 'released'
    WHERE p.max_uses IS NOT NULL GROUP BY p.id HAVING p.taken <> count(r.id)
    UNION ALL
    SELECT 'coupon ' || c.code || ' counts ' || c.taken || ' uses, its redemptions are ' || count(r.id)
    FROM coupon c LEFT JOIN promotion_redemption r ON r.coupon_id = c.id AND r.status <> 'released'
    WHERE c.max_uses IS NOT NULL GROUP BY c.id HAVING c.taken <> count(r.id)
    LIMIT 100
    """
)


def automatic(session: Session, *, now: datetime, soon: datetime) -> Sequence[Any]:
    """Rules that apply by themselves now or before `soon`."""
    return _AUTOMATIC.all(session, now=now, soon=soon)


def by_codes(session: Session, codes: Collection[str]) -> Sequence[Any]:
    """Rules that these codes claim, active or not."""
    return _BY_CODES.all(session, codes=list(codes))


def held_by(session: Session, checkout_id: UUID) -> Sequence[Any]:
    """Rules that a checkout holds."""
    return _HELD_BY.all(session, checkout_id=checkout_id)


def uses(
    session: Session,
    claims: Collection[tuple[UUID, UUID | None]],
    *,
    cart_id: UUID,
    person_id: UUID | None,
    email_hash: str,
) -> dict[tuple[UUID, UUID | None], bool]:
    """Which of (promotion, coupon) are used up for a shopper, besides what this cart holds of them."""
    rows = _USES.all(
        session,
        promotion_ids=[promotion for promotion, _ in claims],
        coupon_ids=[coupon for _, coupon in claims],
        cart_id=cart_id,
        person_id=person_id,
        email_hash=email_hash,
    )
    return {(row.promotion_id, row.coupon_id): bool(row.is_used_up) for row in rows}


def hold(
    session: Session,
    checkout_id: UUID,
    rows: Sequence[Mapping[str, Any]],
    *,
    from_statuses: Collection[str] = ("held",),
) -> None:
    """Make `rows` all that a checkout holds."""
    _HOLD.run(
        session,
        checkout_id=checkout_id,
        rows=packed(rows),
        from_statuses=list(from_statuses),
        now=clock.now(),
    )


def redeem(session: Session, checkout_id: UUID) -> None:
    """What a checkout holds became an order's."""
    _REDEEM.run(session, checkout_id=checkout_id, now=clock.now())


def violations(session: Session) -> list[str]:
    """Counters that differ from their redemptions, at most 100."""
    return [row[0] for row in _VIOLATIONS.all(session)]


def promotion(session: Session, promotion_id: UUID) -> Promotion | None:
    """A promotion by id."""
    return session.get(Promotion, promotion_id)


def _state_at(now: datetime) -> Any:
    """Running, planned, paused or ended, as `promotion_desk` says it of one."""
    return case(
        (col(Promotion.ends_at) <= now, "ended"),
        (col(Promotion.is_active).is_(False), "paused"),
        (col(Promotion.starts_at) > now, "planned"),
        else_="running",
    )


def page(
    session: Session, seller_id: UUID | None, *, state: str | None, now: datetime, offset: int, limit: int
) -> Sequence[Promotion]:
    """Promotions of a seller, or of everybody for None, of one `state` or all, newest first."""
    statement = select(Promotion).order_by(col(Promotion.id).desc()).offset(offset).limit(limit)
    if seller_id is not None:
        statement = statement.where(Promotion.seller_id == seller_id)
    if state is not None:
        statement = statement.where(_state_at(now) == state)
    return session.exec(statement).all()


def counts(session: Session, seller_id: UUID, *, now: datetime) -> dict[str, int]:
    """How many promotions of a seller are in each state."""
    state = _state_at(now).label("state")
    rows = session.exec(
        select(state, func.count()).where(Promotion.seller_id == seller_id).group_by(state)
    ).all()
    return {row[0]: row[1] for row in rows}


def coupons_of(session: Session, promotion_ids: Collection[UUID]) -> Sequence[Coupon]:
    """The codes of these promotions, by code."""
    return session.exec(
        select(Coupon).where(col(Coupon.promotion_id).in_(promotion_ids)).order_by(Coupon.code)
    ).all()


def totals(session: Session, promotion_ids: Collection[UUID]) -> Sequence[Any]:
    """What these promotions were used for, a row for each currency."""
    return _TOTALS.all(session, promotion_ids=list(promotion_ids))


__all__ = [
    "PromotionRedemption",
    "automatic",
    "by_codes",
    "coupons_of",
    "held_by",
    "hold",
    "page",
    "promotion",
    "redeem",
    "totals",
    "uses",
    "violations",
]
