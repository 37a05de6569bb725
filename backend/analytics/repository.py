"""Every query of analytics. It reads the tables of every context below by name and writes only its own."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlmodel import Session

from backend.analytics.models import DailyFunnel, DailySales, StorefrontEvent
from backend.analytics.schemas import BoardFilter


def _start(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def add_events(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Insert storefront events in one statement."""
    session.execute(insert(StorefrontEvent), rows)


def order_lines(session: Session, day: date) -> Sequence[Row[Any]]:
    """The lines of the orders placed on a day, with their department (the root of the product's category)."""
    return session.execute(
        text(
            """
            SELECT (o.placed_at AT TIME ZONE 'UTC')::date AS day, o.id::text AS order_id,
                   o.seller_id::text AS seller_id, split_part(c.path, '/', 1) AS department,
                   p.address->>'country' AS country, o.currency, o.total_minor AS order_total_minor,
                   i.total_minor AS line_total_minor, i.quantity
            FROM customer_order o
            JOIN purchase p ON p.id = o.purchase_id
            JOIN order_item i ON i.order_id = o.id
            JOIN product pr ON pr.id = i.product_id
            JOIN category c ON c.id = pr.category_id
            WHERE o.placed_at >= :start AND o.placed_at < :end
            """
        ),
        {"start": _start(day), "end": _start(day + timedelta(days=1))},
    ).all()


def events_of(session: Session, day: date) -> Sequence[Row[Any]]:
    """(visitor id, kind), distinct, of a day."""
    return session.execute(
        select(StorefrontEvent.visitor_id, StorefrontEvent.kind)
        .where(StorefrontEvent.at >= _start(day), StorefrontEvent.at < _start(day + timedelta(days=1)))
        .distinct()
    ).all()


def purchases_on(session: Session, day: date) -> int:
    """How many purchases were placed on a day."""
    return session.execute(
        text("SELECT count(*) FROM purchase WHERE placed_at >= :start AND placed_at < :end"),
        {"start": _start(day), "end": _start(day + timedelta(days=1))},
    ).scalar_one()  # type: ignore[no-any-return] # a count is an int


def replace_sales(session: Session, day: date, rows: Sequence[dict[str, Any]]) -> None:
    """Put a day's sales in place of what was there."""
    session.execute(delete(DailySales).where(DailySales.day == day))  # type: ignore[arg-type] # column operator
    if rows:
        session.execute(insert(DailySales), rows)


def replace_funnel(session: Session, day: date, steps: dict[str, int]) -> None:
    """Put a day's funnel in place of what was there."""
    statement = upsert(DailyFunnel).values(day=day, **steps)
    session.execute(statement.on_conflict_do_update(index_elements=["day"], set_=steps))


def rolled_up_days(session: Session, from_day: date, to_day: date) -> set[date]:
    """The days of a window that have a roll-up."""
    return set(
        session.scalars(select(DailyFunnel.day).where(DailyFunnel.day >= from_day, DailyFunnel.day <= to_day))
    )


def sales(session: Session, window: BoardFilter) -> Sequence[Row[Any]]:
    """(day, seller id, department, country, currency, gmv, units, orders) of a window."""
    statement = select(
        DailySales.day,
        DailySales.seller_id,
        DailySales.department,
        DailySales.country,
        DailySales.currency,
        DailySales.gmv_minor,
        DailySales.units,
        DailySales.orders,
    ).where(DailySales.day >= window.from_day, DailySales.day <= window.to_day)
    if window.seller_id:
        statement = statement.where(DailySales.seller_id == window.seller_id)
    if window.department:
        statement = statement.where(DailySales.department == window.department)
    if window.country:
        statement = statement.where(DailySales.country == window.country)
    return session.execute(statement).all()


def funnels(session: Session, from_day: date, to_day: date) -> Sequence[DailyFunnel]:
    """The funnels of a window in order."""
    return session.scalars(
        select(DailyFunnel)
        .where(DailyFunnel.day >= from_day, DailyFunnel.day <= to_day)
        .order_by(DailyFunnel.day)  # type: ignore[arg-type] # column operator
    ).all()


def names(session: Session) -> tuple[dict[UUID, str], dict[str, str]]:
    """Sellers by id and departments by slug."""
    sellers = session.execute(text("SELECT id, name FROM seller")).all()
    departments = session.execute(text("SELECT slug, name FROM category WHERE parent_id IS NULL")).all()
    return {row.id: row.name for row in sellers}, {row.slug: row.name for row in departments}


def order_totals(session: Session, window: BoardFilter) -> int:
    """The sum of the totals of the orders placed in a window, minor units."""
    return session.execute(
        text(
            "SELECT coalesce(sum(total_minor), 0)::bigint FROM customer_order "
            "WHERE placed_at >= :start AND placed_at < :end"
        ),
        {"start": _start(window.from_day), "end": _start(window.to_day + timedelta(days=1))},
    ).scalar_one()  # type: ignore[no-any-return] # a sum of bigints


def committed_in_ledger(session: Session, window: BoardFilter) -> int:
    """What the books say was ordered in a window: debits of the memo account `shopper_commitment`."""
    return session.execute(
        text(
            "SELECT coalesce(sum(e.amount_minor), 0)::bigint FROM ledger_entry e "
            "JOIN ledger_journal j ON j.id = e.journal_id "
            "WHERE j.kind = 'order_placed' AND e.account = 'shopper_commitment' "
            "AND j.at >= :start AND j.at < :end"
        ),
        {"start": _start(window.from_day), "end": _start(window.to_day + timedelta(days=1))},
    ).scalar_one()  # type: ignore[no-any-return] # a sum of bigints


def orders_behind(
    session: Session, window: BoardFilter, *, offset: int, limit: int
) -> tuple[Sequence[Row[Any]], int]:
    """A page of the orders behind a tile, newest first, and how many there are."""
    conditions = "o.placed_at >= :start AND o.placed_at < :end"
    facts: dict[str, Any] = {
        "start": _start(window.from_day),
        "end": _start(window.to_day + timedelta(days=1)),
        "offset": offset,
        "limit": limit,
    }
    if window.seller_id:
        conditions += " AND o.seller_id = :seller_id"
        facts["seller_id"] = window.seller_id
    if window.country:
        conditions += " AND p.address->>'country' = :country"
        facts["country"] = window.country
    if window.department:
        conditions += (
            " AND EXISTS (SELECT 1 FROM order_item i JOIN product pr ON pr.id = i.product_id "
            "JOIN category c ON c.id = pr.category_id WHERE i.order_id = o.id "
            "AND split_part(c.path, '/', 1) = :department)"
        )
        facts["department"] = window.department
    source = (
        "FROM customer_order o JOIN purchase p ON p.id = o.purchase_id "
        f"JOIN seller s ON s.id = o.seller_id WHERE {conditions}"
    )
    rows = session.execute(
        text(
            "SELECT o.number, o.placed_at, s.name, p.address->>'country', o.status, "
            f"o.total_minor, o.currency {source} ORDER BY o.placed_at DESC, o.id LIMIT :limit OFFSET :offset"
        ),
        facts,
    ).all()
    total = session.execute(text(f"SELECT count(*) {source}"), facts).scalar_one()
    return rows, total
