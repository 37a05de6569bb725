"""Every query about refunds of orders, and about what of each line has gone back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Row, column, func, select, table, update
from sqlmodel import Session

from backend.orders.models import Refund, Refundable, RefundHistory, RefundLine, RefundPart

_REFUND = Refund.__table__
_REFUND_LINE = RefundLine.__table__
_REFUND_PART = RefundPart.__table__
_REFUND_HISTORY = RefundHistory.__table__
_REFUNDABLE = Refundable.__table__
# A lower context's table is joined by name: its models stay private to it.
_GIFT_CARD = table("gift_card", column("id"), column("last_four"))
_PAYMENT = table("payment", column("id"), column("method"))


def refunded(session: Session, order_id: UUID, *, only_early: bool = False) -> Row[Any]:
    """What an order's refunds come to, each amount summed; those granted before it was earned, or all."""
    names = (
        "goods_minor", "shipping_minor", "tax_minor", "commission_minor", "marketplace_funded_minor",
        "total_minor",
    )  # fmt: skip
    wanted = [_REFUND.c.order_id == order_id]
    if only_early:
        wanted.append(_REFUND.c.is_early)
    return session.execute(
        select(
            *(func.coalesce(func.sum(_REFUND.c[name]), 0).cast(BigInteger).label(name) for name in names)
        ).where(*wanted)
    ).one()


def given_back_to_origin(session: Session, order_id: UUID, *, besides: UUID | None) -> int:
    """What of an order other refunds gave back to what it was paid with, minor units."""
    return int(
        session.scalar(
            select(func.coalesce(func.sum(_REFUND.c.total_minor), 0)).where(
                _REFUND.c.order_id == order_id,
                _REFUND.c.destination == "origin",
                _REFUND.c.id.is_distinct_from(besides),
            )
        )
        or 0
    )


def has_early_refunds(session: Session, order_id: UUID) -> bool:
    """Whether anything of an order was refunded before it was earned."""
    found = select(_REFUND.c.id).where(_REFUND.c.order_id == order_id, _REFUND.c.is_early)
    return session.scalar(found.limit(1)) is not None


def refund_under(session: Session, idempotency_key: str) -> Refund | None:
    """The refund that was asked for under a key."""
    return session.scalars(select(Refund).where(_REFUND.c.idempotency_key == idempotency_key)).first()


def refunds_of(session: Session, order_id: UUID) -> Sequence[Refund]:
    """An order's refunds, oldest first."""
    return session.scalars(
        select(Refund)
        .where(_REFUND.c.order_id == order_id)
        .order_by(_REFUND.c.id)
        .execution_options(populate_existing=True)
    ).all()


def refund_lines(session: Session, refund_id: UUID) -> Sequence[Row[Any]]:
    """What of each line, and of the shipping, a refund gives back."""
    return session.execute(
        select(_REFUND_LINE)
        .where(_REFUND_LINE.c.refund_id == refund_id)
        .order_by(_REFUND_LINE.c.refundable_id)
    ).all()


def refund_parts(session: Session, refund_id: UUID) -> Sequence[Row[Any]]:
    """Where a refund goes."""
    return session.execute(
        select(_REFUND_PART, _GIFT_CARD.c.last_four)
        .outerjoin(_GIFT_CARD, _GIFT_CARD.c.id == _REFUND_PART.c.source_id)
        .where(_REFUND_PART.c.refund_id == refund_id)
        .order_by(_REFUND_PART.c.kind.desc(), _REFUND_PART.c.source_id)
    ).all()


def failures_of(session: Session, refund_id: UUID) -> int:
    """How often a refund was put on its way again after it had failed."""
    return int(
        session.scalar(
            select(func.count()).where(
                _REFUND_HISTORY.c.refund_id == refund_id,
                _REFUND_HISTORY.c.from_status == "failed",
                _REFUND_HISTORY.c.to_status == "approved",
            )
        )
        or 0
    )


def refunds_to_send(session: Session, before: datetime, limit: int) -> Sequence[UUID]:
    """Refunds that a gateway should have been asked for since `before`, oldest first."""
    return session.scalars(
        select(_REFUND.c.id)
        .join(_PAYMENT, _PAYMENT.c.id == _REFUND.c.payment_id)
        .where(
            _REFUND.c.status.in_(["approved", "sent"]),
            _REFUND.c.updated_at < before,
            _PAYMENT.c.method != "bank_transfer",
        )
        .order_by(_REFUND.c.updated_at)
        .limit(limit)
    ).all()


def add_refundables(
    session: Session, order_id: UUID, rows: Sequence[tuple[UUID, int, int, int, int]]
) -> None:
    """Begin to count what of an order goes back: (id, quantity, total, tax, funded) of lines and shipping."""
    session.add_all(
        Refundable(
            id=one,
            order_id=order_id,
            quantity=quantity,
            total_minor=total,
            tax_minor=tax,
            funded_minor=funded,
        )
        for one, quantity, total, tax, funded in rows
    )
    session.flush()


def count_refunded(
    session: Session,
    refundable_id: UUID,
    *,
    quantity: int,
    amount_minor: int,
    tax_minor: int,
    funded_minor: int,
) -> None:
    """More of a line, or of the shipping, has gone back; the table's checks refuse too much."""
    session.execute(
        update(_REFUNDABLE)
        .where(_REFUNDABLE.c.id == refundable_id)
        .values(
            refunded_quantity=_REFUNDABLE.c.refunded_quantity + quantity,
            refunded_minor=_REFUNDABLE.c.refunded_minor + amount_minor,
            refunded_tax_minor=_REFUNDABLE.c.refunded_tax_minor + tax_minor,
            refunded_funded_minor=_REFUNDABLE.c.refunded_funded_minor + funded_minor,
        )
    )


def shrink_refundable(
    session: Session,
    refundable_id: UUID,
    *,
    quantity: int,
    total_minor: int,
    tax_minor: int,
    funded_minor: int,
) -> None:
    """Units of a line were cancelled: they cannot go back any more. Nothing to do before a first refund."""
    session.execute(
        update(_REFUNDABLE)
        .where(_REFUNDABLE.c.id == refundable_id)
        .values(
            quantity=_REFUNDABLE.c.quantity - quantity,
            total_minor=_REFUNDABLE.c.total_minor - total_minor,
            tax_minor=_REFUNDABLE.c.tax_minor - tax_minor,
            funded_minor=_REFUNDABLE.c.funded_minor - funded_minor,
        )
    )
