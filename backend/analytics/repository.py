"""Every query of analytics. It reads the tables of every context below by name and writes only its own."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlmodel import Session

from backend.analytics.models import DailyFunnel, DailySales, StorefrontEvent
from backend.analytics.schemas import BoardFilter

# The board speaks one currency; what is sold in another is not added to it.
CURRENCY = "USD"
# Orders commit a little after the instant they carry.
_GRACE = timedelta(minutes=10)
_NO_DEPARTMENT = "other"


def _start(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _bounds(from_day: date, to_day: date) -> dict[str, Any]:
    return {"start": _start(from_day), "end": _start(to_day + timedelta(days=1)), "currency": CURRENCY}


def add_events(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Insert storefront events in one statement."""
    session.execute(insert(StorefrontEvent), rows)


_ORDER_LINES = """
    SELECT (o.placed_at AT TIME ZONE 'UTC')::date AS day, o.id::text AS order_id,
           o.seller_id::text AS seller_id,
           coalesce(nullif(split_part(c.path, '/', 1), ''), :no_department) AS department,
           coalesce(p.address->>'country', '') AS country, o.currency,
           o.total_minor + o.withdrawn_minor AS order_total_minor,
           coalesce(i.total_minor, 0) AS line_total_minor, coalesce(i.quantity + i.cancelled, 0) AS quantity
    FROM customer_order o
    JOIN purchase p ON p.id = o.purchase_id
    LEFT JOIN order_item i ON i.order_id = o.id
    LEFT JOIN product pr ON pr.id = i.product_id
    LEFT JOIN category c ON c.id = pr.category_id
"""


def order_lines(session: Session, day: date) -> Sequence[Row[Any]]:
    """The lines of the orders placed on a day, with their department (the root of the product's category)."""
    return session.execute(
        text(f"{_ORDER_LINES} WHERE o.placed_at >= :start AND o.placed_at < :end"),
        {
            "start": _start(day),
            "end": _start(day + timedelta(days=1)),
            "no_department": _NO_DEPARTMENT,
        },
    ).all()


def lines_of_orders(session: Session, order_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """The lines of these orders, likewise."""
    return session.execute(
        text(f"{_ORDER_LINES} WHERE o.id = ANY(CAST(:order_ids AS uuid[]))"),
        {"order_ids": list(order_ids), "no_department": _NO_DEPARTMENT},
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


def replace_funnel(session: Session, day: date, steps: dict[str, int], *, at: datetime) -> None:
    """Put a day's funnel in place of what was there."""
    values = {**steps, "rolled_at": at}
    statement = upsert(DailyFunnel).values(day=day, **values)
    session.execute(statement.on_conflict_do_update(index_elements=["day"], set_=values))


def unfinished_days(session: Session, from_day: date, to_day: date) -> Sequence[date]:
    """Days of a window, since the first purchase, whose roll-up is missing or was made before their end."""
    return session.scalars(
        text(
            """
            SELECT d.day::date FROM generate_series(
                greatest(
                    CAST(:from_day AS date),
                    coalesce(
                        (SELECT min(placed_at AT TIME ZONE 'UTC')::date FROM purchase), CAST(:to_day AS date)
                    )
                )::timestamp, CAST(:to_day AS date)::timestamp, interval '1 day'
            ) AS d(day)
            LEFT JOIN daily_funnel f ON f.day = d.day::date
            WHERE f.day IS NULL OR f.rolled_at < (d.day + interval '1 day') AT TIME ZONE 'UTC' + :grace
            ORDER BY 1
            """
        ),
        {"from_day": from_day, "to_day": to_day, "grace": _GRACE},
    ).all()


def _narrowed(window: BoardFilter) -> tuple[str, dict[str, Any]]:
    conditions = "day >= :from_day AND day <= :to_day AND currency = :currency"
    facts: dict[str, Any] = {"from_day": window.from_day, "to_day": window.to_day, "currency": CURRENCY}
    for name in ("seller_id", "department", "country"):
        if value := getattr(window, name):
            conditions += f" AND {name} = :{name}"
            facts[name] = value
    return conditions, facts


def sales(session: Session, window: BoardFilter) -> Sequence[Row[Any]]:
    """Sums of a window per day, department, seller and country, in one statement.

    (day, department, seller id, country, gmv, units, orders, orders with); a row names the one it sums for.
    """
    conditions, facts = _narrowed(window)
    return session.execute(
        text(  # the conditions are our own words, the values are bound
            "SELECT day, department, seller_id, country, sum(gmv_minor)::bigint AS gmv_minor, "  # noqa: S608 -- values are bound, the conditions are ours
            "sum(units)::bigint AS units, sum(orders)::bigint AS orders, "
            "sum(orders_with)::bigint AS orders_with "
            f"FROM daily_sales WHERE {conditions} "
            "GROUP BY GROUPING SETS ((day), (department), (seller_id), (country)) ORDER BY 1, 2, 3, 4"
        ),
        facts,
    ).all()


def funnels(session: Session, from_day: date, to_day: date) -> Sequence[DailyFunnel]:
    """The funnels of a window in order."""
    return session.scalars(
        select(DailyFunnel)
        .where(DailyFunnel.day >= from_day, DailyFunnel.day <= to_day)
        .order_by(DailyFunnel.day)  # type: ignore[arg-type] # column operator
        .execution_options(populate_existing=True)
    ).all()


def names(session: Session) -> tuple[dict[UUID, str], dict[str, str]]:
    """Sellers by id and departments by slug."""
    sellers = session.execute(text("SELECT id, name FROM seller ORDER BY name")).all()
    departments = session.execute(
        text("SELECT slug, name FROM category WHERE parent_id IS NULL ORDER BY name")
    ).all()
    return {row.id: row.name for row in sellers}, {row.slug: row.name for row in departments}


def destinations(session: Session) -> Sequence[str]:
    """The countries that anything was ever sent to."""
    return session.scalars(text("SELECT DISTINCT country FROM daily_sales ORDER BY 1")).all()


def rolled_up_totals(session: Session, from_day: date, to_day: date) -> dict[date, int]:
    """GMV per day by roll-up, minor units."""
    rows = session.execute(
        text(
            "SELECT day, sum(gmv_minor)::bigint AS total FROM daily_sales "
            "WHERE day >= :from_day AND day <= :to_day AND currency = :currency GROUP BY 1"
        ),
        {"from_day": from_day, "to_day": to_day, "currency": CURRENCY},
    )
    return {row.day: row.total for row in rows}


def order_totals(session: Session, from_day: date, to_day: date) -> dict[date, int]:
    """The sum of the totals of the orders placed on each day, minor units."""
    rows = session.execute(
        text(
            "SELECT (placed_at AT TIME ZONE 'UTC')::date AS day, "
            "sum(total_minor + withdrawn_minor)::bigint AS total "
            "FROM customer_order WHERE placed_at >= :start AND placed_at < :end AND currency = :currency "
            "GROUP BY 1"
        ),
        _bounds(from_day, to_day),
    )
    return {row.day: row.total for row in rows}


def committed_in_ledger(session: Session, from_day: date, to_day: date) -> dict[date, int]:
    """What the books say was ordered on each day: debits of the memo account `shopper_commitment`.

    A journal is of the day of its purchase; one without a purchase is of the day it was written.
    """
    rows = session.execute(
        text(
            """
            SELECT (coalesce(p.placed_at, j.at) AT TIME ZONE 'UTC')::date AS day,
                   sum(e.amount_minor)::bigint AS total
            FROM ledger_journal j
            JOIN ledger_entry e ON e.journal_id = j.id
                AND e.account = 'shopper_commitment' AND e.currency = :currency
            LEFT JOIN purchase p ON 'purchase:' || p.id = j.reference
                AND p.placed_at >= :start - interval '1 hour' AND p.placed_at < :end + interval '1 hour'
            WHERE j.kind = 'order_placed'
                AND j.at >= :start - interval '1 hour' AND j.at < :end + interval '1 hour'
                AND coalesce(p.placed_at, j.at) >= :start AND coalesce(p.placed_at, j.at) < :end
            GROUP BY 1
            """
        ),
        _bounds(from_day, to_day),
    )
    return {row.day: row.total for row in rows}


def orders_behind(
    session: Session, window: BoardFilter, *, offset: int, limit: int
) -> tuple[Sequence[Row[Any]], int]:
    """A page of the orders behind a tile, newest first, and how many there are."""
    conditions = "o.placed_at >= :start AND o.placed_at < :end AND o.currency = :currency"
    facts: dict[str, Any] = _bounds(window.from_day, window.to_day)
    if window.seller_id:
        conditions += " AND o.seller_id = :seller_id"
        facts["seller_id"] = window.seller_id
    if window.country:
        conditions += " AND p.address->>'country' = :country"
        facts["country"] = window.country
    if window.department:
        conditions += (
            " AND EXISTS (SELECT 1 FROM order_item i LEFT JOIN product pr ON pr.id = i.product_id "
            "LEFT JOIN category c ON c.id = pr.category_id WHERE i.order_id = o.id "
            "AND coalesce(nullif(split_part(c.path, '/', 1), ''), :no_department) = :department)"
        )
        facts |= {"department": window.department, "no_department": _NO_DEPARTMENT}
    source = (
        "FROM customer_order o JOIN purchase p ON p.id = o.purchase_id "
        f"JOIN seller s ON s.id = o.seller_id WHERE {conditions}"
    )
    rows = session.execute(
        text(
            "SELECT o.id, o.number, o.placed_at, s.name AS seller_name, p.address->>'country' AS country, "
            f"o.status, o.total_minor + o.withdrawn_minor AS total_minor, o.currency {source} "
            "ORDER BY o.placed_at DESC, o.id LIMIT :limit OFFSET :offset"
        ),
        {**facts, "offset": offset, "limit": limit},
    ).all()
    total = session.execute(text(f"SELECT count(*) {source}"), facts).scalar_one()
    return rows, total


def goods_sold(session: Session, seller_id: UUID, from_day: date, to_day: date) -> Sequence[Row[Any]]:
    """(day, goods, orders) of a seller: goods after discounts in minor units, cancelled orders left out."""
    return session.execute(
        text(
            "SELECT (placed_at AT TIME ZONE 'UTC')::date AS day, "
            "sum(subtotal_minor - discount_minor)::bigint AS goods_minor, count(*) AS orders "
            "FROM customer_order WHERE seller_id = :seller_id AND placed_at >= :start AND placed_at < :end "
            "AND currency = :currency AND status <> 'cancelled' GROUP BY 1"
        ),
        {**_bounds(from_day, to_day), "seller_id": seller_id},
    ).all()


def best_sellers(
    session: Session, seller_id: UUID, from_day: date, to_day: date, *, limit: int
) -> Sequence[Row[Any]]:
    """(product id, title, picture, units, goods) of a seller's products that brought most."""
    return session.execute(
        text(
            """
            SELECT i.product_id, max(i.title) AS title, max(i.picture_key) AS picture_key,
                   sum(i.quantity)::bigint AS units,
                   sum(i.quantity * i.unit_price_minor - i.discount_minor)::bigint AS goods_minor
            FROM customer_order o JOIN order_item i ON i.order_id = o.id
            WHERE o.seller_id = :seller_id AND o.placed_at >= :start AND o.placed_at < :end
                AND o.currency = :currency AND o.status <> 'cancelled'
            GROUP BY i.product_id ORDER BY goods_minor DESC, i.product_id LIMIT :limit
            """
        ),
        {**_bounds(from_day, to_day), "seller_id": seller_id, "limit": limit},
    ).all()
