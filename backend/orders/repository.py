"""Every question orders ask their tables, and the rows they write in sets."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, column, func, or_, select, table, text
from sqlmodel import Session

from backend.kit.rows import insertion, packed
from backend.kit.sql import Statement
from backend.orders.models import (
    Order,
    OrderChange,
    OrderHistory,
    OrderItem,
    OrderUnitHistory,
    Purchase,
)
from backend.orders.schemas import IN_REVIEW, OrderStatus

_PURCHASE = Purchase.__table__
_ORDER = Order.__table__
_ITEM = OrderItem.__table__
_HISTORY = OrderHistory.__table__
# A lower context's table is joined by name: its models stay private to it.
_SELLER = table("seller", column("id"), column("name"))
_WAREHOUSE = table("warehouse", column("id"), column("code"))
_ORDER_TENDER = table("order_tender", column("order_id"), column("amount_minor"), column("returned_minor"))
_NAMED = (
    select(_ORDER, _SELLER.c.name.label("seller_name"), _WAREHOUSE.c.code.label("warehouse_code"))
    .join(_SELLER, _SELLER.c.id == _ORDER.c.seller_id)
    .join(_WAREHOUSE, _WAREHOUSE.c.id == _ORDER.c.warehouse_id)
)

_ADD_PURCHASE = Statement(f"{insertion(_PURCHASE, 'purchase')} ON CONFLICT DO NOTHING RETURNING id")


def add_purchase(session: Session, values: Mapping[str, Any]) -> bool:
    """Insert a purchase; False when its number, cart or checkout is taken."""
    return _ADD_PURCHASE.first(session, purchase=packed([values])) is not None


_ADD_ORDERS = Statement(
    f"WITH orders AS ({insertion(_ORDER, 'orders')}), items AS ({insertion(_ITEM, 'items')}) "
    f"{insertion(_HISTORY, 'history')}"
)


def add_orders(
    session: Session,
    orders: Sequence[Mapping[str, Any]],
    *,
    items: Sequence[Mapping[str, Any]],
    history: Sequence[Mapping[str, Any]],
) -> None:
    """Insert orders with their lines and the first steps of their lives, in one statement."""
    _ADD_ORDERS.run(session, orders=packed(orders), items=packed(items), history=packed(history))


_ADD_HISTORY = Statement(insertion(_HISTORY, "history"))


def add_history(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Append steps to the lives of orders."""
    _ADD_HISTORY.run(session, history=packed(rows))


_ADD_UNIT_HISTORY = Statement(insertion(OrderUnitHistory.__table__, "history"))
_ADD_CHANGES = Statement(insertion(OrderChange.__table__, "changes"))


def add_unit_history(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Append steps to the lives of units."""
    _ADD_UNIT_HISTORY.run(session, history=packed(rows))


def add_changes(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Append changes of orders."""
    _ADD_CHANGES.run(session, changes=packed(rows))


def change(session: Session, change_id: UUID) -> Row[Any] | None:
    """A change of an order."""
    made = OrderChange.__table__
    return session.execute(select(made).where(made.c.id == change_id)).first()


def address_changes(session: Session, order_ids: Sequence[UUID]) -> Sequence[Row[Any]]:
    """Where orders were sent instead, oldest first."""
    made = OrderChange.__table__
    found = select(made).where(made.c.order_id.in_(order_ids), made.c.kind == "address").order_by(made.c.id)
    return session.execute(found).all()


_REDUCE_PURCHASE = Statement(
    """
    UPDATE purchase SET subtotal_minor = subtotal_minor - :subtotal, discount_minor = discount_minor -
    :discount, tax_minor = tax_minor - :tax, total_minor = total_minor - :total WHERE id = :id
    """
)


def reduce_purchase(
    session: Session, purchase_id: UUID, *, subtotal: int, discount: int, tax: int, total: int
) -> None:
    """Take the amounts of cancelled units out of a purchase, minor units."""
    _REDUCE_PURCHASE.run(session, id=purchase_id, subtotal=subtotal, discount=discount, tax=tax, total=total)


def set_address(session: Session, purchase_id: UUID, address: Mapping[str, Any]) -> None:
    """A purchase goes to another address."""
    session.execute(_PURCHASE.update().where(_PURCHASE.c.id == purchase_id).values(address=dict(address)))


def set_text_phone(session: Session, purchase_id: UUID, phone: str) -> None:
    """Texts about a purchase go to another number, or to none."""
    session.execute(_PURCHASE.update().where(_PURCHASE.c.id == purchase_id).values(text_phone=phone))


def delivered_at(session: Session, order_id: UUID) -> datetime | None:
    """When an order became delivered."""
    return session.scalar(
        select(func.max(_HISTORY.c.at)).where(
            _HISTORY.c.order_id == order_id, _HISTORY.c.to_status == "delivered"
        )
    )


def purchase_by_number(session: Session, number: str) -> Row[Any] | None:
    """A purchase by the number that people read out."""
    return session.execute(select(_PURCHASE).where(_PURCHASE.c.number == number)).first()


def purchase_by_id(session: Session, purchase_id: UUID) -> Row[Any] | None:
    """A purchase by id."""
    return session.execute(select(_PURCHASE).where(_PURCHASE.c.id == purchase_id)).first()


def purchase_of(session: Session, *, checkout_id: UUID, cart_id: UUID | None = None) -> Row[Any] | None:
    """The purchase that a checkout, or its cart, became."""
    became = _PURCHASE.c.checkout_id == checkout_id
    if cart_id is not None:
        became = or_(became, _PURCHASE.c.cart_id == cart_id)
    return session.execute(select(_PURCHASE).where(became)).first()


def orders_of(session: Session, purchase_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """The orders of these purchases, by number."""
    return session.execute(
        _NAMED.where(_ORDER.c.purchase_id.in_(purchase_ids)).order_by(_ORDER.c.number)
    ).all()


def order(session: Session, order_id: UUID) -> Row[Any] | None:
    """An order by id."""
    return session.execute(_NAMED.where(_ORDER.c.id == order_id)).first()


def order_by_number(session: Session, number: str) -> Row[Any] | None:
    """An order by its number."""
    return session.execute(_NAMED.where(_ORDER.c.number == number)).first()


def items_of(session: Session, order_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """The lines of these orders."""
    return session.execute(select(_ITEM).where(_ITEM.c.order_id.in_(order_ids)).order_by(_ITEM.c.id)).all()


def history_of(session: Session, order_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """The lives of these orders, oldest step first."""
    return session.execute(
        select(_HISTORY).where(_HISTORY.c.order_id.in_(order_ids)).order_by(_HISTORY.c.id)
    ).all()


def of_person(person_id: UUID, *, words: str, status: str | None, year: int | None) -> list[Any]:
    """The conditions for a person's purchases: words in numbers and titles, the status of a part, a year."""
    wanted: list[Any] = [_PURCHASE.c.person_id == person_id]
    of_purchase = select(_ORDER.c.id).where(_ORDER.c.purchase_id == _PURCHASE.c.id)
    if words:
        titled = of_purchase.join(_ITEM, _ITEM.c.order_id == _ORDER.c.id).where(
            _ITEM.c.title.icontains(words, autoescape=True)
        )
        wanted.append(or_(_PURCHASE.c.number.icontains(words, autoescape=True), titled.exists()))
    if status in {OrderStatus.PENDING, IN_REVIEW}:
        waits = of_purchase.where(_ORDER.c.status == "pending", _ORDER.c.is_held == (status == IN_REVIEW))
        wanted.append(waits.exists())
    elif status:
        wanted.append(of_purchase.where(_ORDER.c.status == status).exists())
    if year:
        begins = datetime(year, 1, 1, tzinfo=UTC)
        wanted += [_PURCHASE.c.placed_at >= begins, _PURCHASE.c.placed_at < begins.replace(year=year + 1)]
    return wanted


def count_purchases(session: Session, wanted: Sequence[Any]) -> int:
    """How many purchases meet the conditions of `of_person`."""
    return session.scalar(select(func.count()).select_from(_PURCHASE).where(*wanted)) or 0


def purchases_of_person(
    session: Session, wanted: Sequence[Any], *, offset: int, limit: int
) -> Sequence[Row[Any]]:
    """A page of the purchases that meet the conditions of `of_person`, newest first."""
    return session.execute(
        select(_PURCHASE)
        .where(*wanted)
        .order_by(_PURCHASE.c.placed_at.desc(), _PURCHASE.c.id.desc())
        .offset(offset)
        .limit(limit)
    ).all()


def years_of_person(session: Session, person_id: UUID) -> tuple[int, ...]:
    """The years (UTC) in which a person bought something, newest first."""
    year = func.extract("year", func.timezone("UTC", _PURCHASE.c.placed_at))
    rows = session.scalars(
        select(year).where(_PURCHASE.c.person_id == person_id).group_by(year).order_by(year.desc())
    )
    return tuple(int(one) for one in rows)


def _of_seller(seller_id: UUID, status: str | None, words: str | None) -> list[Any]:
    wanted: list[Any] = [_ORDER.c.seller_id == seller_id]
    if status:
        wanted.append(_ORDER.c.status == status)
    if words:
        pattern = f"%{words.replace('%', '').replace('_', '')}%"
        named = select(_ITEM.c.order_id).where(
            _ITEM.c.order_id == _ORDER.c.id, or_(_ITEM.c.title.ilike(pattern), _ITEM.c.sku.ilike(pattern))
        )
        wanted.append(or_(_ORDER.c.number.ilike(pattern), named.exists()))
    return wanted


def count_of_seller(session: Session, seller_id: UUID, *, status: str | None, words: str | None) -> int:
    """How many of a seller's orders match."""
    return session.scalar(select(func.count(_ORDER.c.id)).where(*_of_seller(seller_id, status, words))) or 0


def seller_orders(
    session: Session,
    seller_id: UUID,
    *,
    status: str | None,
    words: str | None,
    by_ship_by: bool,
    offset: int,
    limit: int,
) -> Sequence[Row[Any]]:
    """A page of a seller's orders, newest or most urgent first, with buyer and a summary of the lines."""
    order = (_ORDER.c.ship_by, _ORDER.c.id) if by_ship_by else (_ORDER.c.placed_at.desc(), _ORDER.c.id.desc())
    summary = (
        select(
            func.count().label("line_count"),
            func.sum(_ITEM.c.quantity).label("unit_count"),
            func.min(_ITEM.c.title).label("first_title"),
        )
        .where(_ITEM.c.order_id == _ORDER.c.id)
        .lateral()
    )
    return session.execute(
        _NAMED.add_columns(_PURCHASE.c.address["name"].astext.label("buyer"), summary)
        .join(_PURCHASE, _PURCHASE.c.id == _ORDER.c.purchase_id)
        .join(summary, text("true"))
        .where(*_of_seller(seller_id, status, words))
        .order_by(*order)
        .offset(offset)
        .limit(limit)
    ).all()


def seller_status_counts(session: Session, seller_id: UUID) -> dict[str, int]:
    """How many orders a seller has in each status."""
    rows = session.execute(
        select(_ORDER.c.status, func.count().label("number_of"))
        .where(_ORDER.c.seller_id == seller_id)
        .group_by(_ORDER.c.status)
    )
    return {row.status: row.number_of for row in rows}


def included_goods_tax(session: Session, order_id: UUID) -> int:
    """Tax inside the prices of an order's lines, without its shipping, minor units."""
    return int(
        session.scalar(
            select(func.coalesce(func.sum(_ITEM.c.included_tax_minor), 0)).where(_ITEM.c.order_id == order_id)
        )
        or 0
    )


# What payment and balances have in an order that no settled parcel has earned. What a refund of earned money
# gave back to a balance was in a parcel, so it is no part of what the balance still holds for the rest.
_HELD = text(
    """
    SELECT o.id, o.total_minor - e.given - p.total AS unearned, t.held - p.tendered AS tendered
    FROM customer_order o
    JOIN LATERAL (
        SELECT coalesce(sum(total_minor), 0) AS given FROM refund WHERE order_id = o.id AND is_early
    ) e ON true
    JOIN LATERAL (
        SELECT coalesce(sum(total_minor), 0) AS total, coalesce(sum(tendered_minor), 0) AS tendered
        FROM order_parcel WHERE order_id = o.id AND (settled_at IS NOT NULL OR :counts_unsettled)
    ) p ON true
    JOIN LATERAL (
        SELECT (SELECT coalesce(sum(amount_minor - returned_minor), 0) FROM order_tender
                WHERE order_id = o.id)
            + (SELECT coalesce(sum(r.amount_minor), 0)
               FROM refund_part r JOIN refund f ON f.id = r.refund_id
               WHERE f.order_id = o.id AND NOT f.is_early AND f.destination = 'origin'
                   AND r.kind <> 'payment') AS held
    ) t ON true
    WHERE o.purchase_id = :purchase_id AND o.settled_at IS NULL AND o.status <> 'cancelled'
    """
)


def unsettled_total(session: Session, purchase_id: UUID, *, besides: UUID) -> tuple[int, int]:
    """How many other orders of a purchase have money to earn, and what their payment is to bring for it.

    In minor units, without what gift cards and store credit pay and what was given back early.
    """
    facts = {"purchase_id": purchase_id, "counts_unsettled": False}
    others = [row for row in session.execute(_HELD, facts) if row.id != besides]
    return len(others), sum(int(row.unearned - row.tendered) for row in others)


def unearned(session: Session, order: Any, *, not_sent: bool = False) -> tuple[int, int]:
    """(all, of it by balances) that no settled parcel of an order has earned; nothing at the end.

    With `not_sent` what left and waits for its settlement is no part of it either.
    """
    facts = {"purchase_id": order.purchase_id, "counts_unsettled": not_sent}
    row = next((one for one in session.execute(_HELD, facts) if one.id == order.id), None)
    return (int(row.unearned), int(row.tendered)) if row else (0, 0)


def tendered(session: Session, order_id: UUID) -> int:
    """What gift cards and store credit still pay of an order, minor units."""
    left = func.sum(_ORDER_TENDER.c.amount_minor - _ORDER_TENDER.c.returned_minor)
    return int(
        session.scalar(select(func.coalesce(left, 0)).where(_ORDER_TENDER.c.order_id == order_id)) or 0
    )


_EARNED = text(
    """
    SELECT count(*)::int AS parcels, coalesce(sum(total_minor), 0)::bigint AS total_minor,
        coalesce(sum(tendered_minor), 0)::bigint AS tendered_minor,
        coalesce(sum(commission_minor), 0)::bigint AS commission_minor,
        coalesce(sum(goods_minor + marketplace_funded_minor), 0)::bigint AS base_minor
    FROM order_parcel WHERE order_id = :order_id AND settled_at IS NOT NULL
    """
)


def earned(session: Session, order_id: UUID) -> Any:
    """What an order's settled parcels come to."""
    return session.execute(_EARNED, {"order_id": order_id}).one()


_LATE_PARTS = text(
    """
    SELECT coalesce(sum(r.amount_minor) FILTER (WHERE r.kind = 'payment'), 0)::bigint AS payment_minor,
        coalesce(sum(r.amount_minor) FILTER (WHERE r.kind <> 'payment'), 0)::bigint AS balances_minor
    FROM refund_part r JOIN refund f ON f.id = r.refund_id
    WHERE f.order_id = :order_id AND NOT f.is_early AND f.destination = 'origin' AND f.id <> :besides
    """
)


def late_parts(session: Session, order_id: UUID, *, besides: UUID) -> Any:
    """What refunds of earned money gave back through the payment and to balances, without one of them."""
    return session.execute(_LATE_PARTS, {"order_id": order_id, "besides": besides}).one()


_DEFERRED = Statement(
    """
    SELECT coalesce(sum(greatest(0, earned.amount)), 0) FROM (
        SELECT -sum(e.amount_minor) AS amount
        FROM customer_order o
        JOIN ledger_journal j ON j.reference = 'order:' || o.id
        JOIN ledger_entry e ON e.journal_id = j.id
        WHERE o.seller_id = :seller_id
          AND e.account = 'seller_payable' AND e.owner_id = :seller_id AND e.currency = :currency
          AND NOT EXISTS (
              SELECT FROM order_history h
              WHERE h.order_id = o.id AND h.to_status = 'delivered' AND h.at <= :delivered_before
          )
        GROUP BY o.id
    ) earned
    """
)


def deferred_earnings(session: Session, seller_id: UUID, currency: str, *, delivered_before: datetime) -> int:
    """What a seller earned with orders that were not delivered by then, minor units; refunds taken off."""
    return int(
        _DEFERRED.first(session, seller_id=seller_id, currency=currency, delivered_before=delivered_before)[0]
    )


_VIOLATIONS = text(
    """
    SELECT 'order ' || o.number || ' says subtotal ' || o.subtotal_minor || ', its lines ' || i.subtotal
    FROM customer_order o
    JOIN (
        SELECT order_id, sum(quantity * unit_price_minor) AS subtotal, sum(discount_minor) AS discount,
               sum(tax_minor) AS tax
        FROM order_item GROUP BY order_id
    ) i ON i.order_id = o.id
    WHERE o.subtotal_minor <> i.subtotal OR o.discount_minor <> i.discount OR abs(o.tax_minor) < abs(i.tax)
       OR o.total_minor <> o.subtotal_minor - o.discount_minor + o.shipping_minor + o.tax_minor
    UNION ALL
    SELECT 'order ' || o.number || ' has no lines'
    FROM customer_order o WHERE NOT EXISTS (SELECT FROM order_item i WHERE i.order_id = o.id)
    UNION ALL
    SELECT 'purchase ' || p.number || ' says ' || p.total_minor || ', its orders ' || coalesce(o.total, 0)
    FROM purchase p
    LEFT JOIN (SELECT purchase_id, sum(total_minor) AS total FROM customer_order GROUP BY purchase_id) o
        ON o.purchase_id = p.id
    WHERE p.total_minor <> coalesce(o.total, 0)
    UNION ALL
    SELECT 'order ' || o.number || ' is ' || o.status || ', its history ends with ' || h.to_status
    FROM customer_order o
    JOIN LATERAL (
        SELECT to_status FROM order_history h WHERE h.order_id = o.id ORDER BY h.id DESC LIMIT 1
    ) h ON true
    WHERE o.status <> h.to_status
    UNION ALL
    SELECT 'order ' || o.number || ' is over ' || o.total_minor || ', what of it may go back over '
           || r.total || '; refunds gave ' || coalesce(g.given, 0) || ', counted are ' || r.refunded
    FROM customer_order o
    JOIN (
        SELECT order_id, sum(total_minor) AS total, sum(refunded_minor) AS refunded
        FROM refundable GROUP BY order_id
    ) r ON r.order_id = o.id
    LEFT JOIN (SELECT order_id, sum(total_minor) AS given FROM refund GROUP BY order_id) g
        ON g.order_id = o.id
    WHERE r.total <> o.total_minor OR r.refunded <> coalesce(g.given, 0) OR r.refunded > o.total_minor
    UNION ALL
    SELECT 'refund ' || f.id || ' gives ' || f.total_minor || ', its parts ' || coalesce(p.parts, 0)
           || ', its lines ' || coalesce(l.lines, 0)
    FROM refund f
    LEFT JOIN (SELECT refund_id, sum(amount_minor) AS parts FROM refund_part GROUP BY refund_id) p
        ON p.refund_id = f.id
    LEFT JOIN (SELECT refund_id, sum(amount_minor) AS lines FROM refund_line GROUP BY refund_id) l
        ON l.refund_id = f.id
    WHERE f.total_minor <> coalesce(p.parts, 0) OR f.total_minor <> coalesce(l.lines, 0)
    UNION ALL
    SELECT 'refund ' || f.id || ' is ' || f.status || ', its history ends with ' || h.to_status
    FROM refund f
    JOIN LATERAL (
        SELECT to_status FROM refund_history h WHERE h.refund_id = f.id ORDER BY h.id DESC LIMIT 1
    ) h ON true
    WHERE f.status <> h.to_status
    LIMIT 100
    """
)


def was_delivered(session: Session, *, person_id: UUID, product_id: UUID) -> bool:
    """Whether a delivered or returned order of a person holds a product."""
    found = (
        select(_ORDER.c.id)
        .join(_PURCHASE, _PURCHASE.c.id == _ORDER.c.purchase_id)
        .join(_ITEM, _ITEM.c.order_id == _ORDER.c.id)
        .where(
            _PURCHASE.c.person_id == person_id,
            _ITEM.c.product_id == product_id,
            _ORDER.c.status.in_(["delivered", "returned"]),
        )
    )
    return session.execute(select(found.exists())).scalar_one()


_HAS_ORDERED = Statement(
    """
    SELECT EXISTS (
        SELECT FROM purchase p JOIN customer_order o ON o.purchase_id = p.id
        WHERE (p.person_id = :person_id OR lower(p.email) = lower(:email)) AND o.status <> 'cancelled'
    )
    """
)


def has_ordered(session: Session, *, person_id: UUID | None, email: str) -> bool:
    """Whether a person, or an address, has an order that was not cancelled."""
    return bool(_HAS_ORDERED.first(session, person_id=person_id, email=email)[0])


def is_all_cancelled(session: Session, purchase_id: UUID) -> bool:
    """Whether nothing of a purchase is left."""
    return not session.scalar(
        select(func.count()).where(_ORDER.c.purchase_id == purchase_id, _ORDER.c.status != "cancelled")
    )


def violations(session: Session) -> list[str]:
    """Invariants of orders that do not hold, at most 100."""
    return list(session.scalars(_VIOLATIONS))
