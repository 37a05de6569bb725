"""Every row lock of orders, ordered by primary key."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.orders.models import Order, OrderItem, Refund, Refundable, ReturnRequest

_ORDER = Order.__table__
_REFUND = Refund.__table__
_REFUNDABLE = Refundable.__table__


def lock_order(session: Session, order_id: UUID) -> Order | None:
    """An order, nobody else's until the transaction ends."""
    return session.scalars(
        select(Order)
        .where(_ORDER.c.id == order_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def lock_orders_of(session: Session, purchase_id: UUID) -> list[Order]:
    """The orders of a purchase."""
    return list(
        session.scalars(
            select(Order)
            .where(_ORDER.c.purchase_id == purchase_id)
            .order_by(_ORDER.c.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def lock_items(session: Session, order_id: UUID) -> list[OrderItem]:
    """The lines of an order that is locked, by id."""
    item = OrderItem.__table__
    return list(
        session.scalars(
            select(OrderItem)
            .where(item.c.order_id == order_id)
            .order_by(item.c.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def lock_return(session: Session, return_id: UUID) -> ReturnRequest | None:
    """A return, nobody else's until the transaction ends. Lock its order first."""
    request = ReturnRequest.__table__
    return session.scalars(
        select(ReturnRequest)
        .where(request.c.id == return_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def lock_refund(session: Session, refund_id: UUID) -> Refund | None:
    """A refund. Lock its order first where both are needed."""
    return session.scalars(
        select(Refund)
        .where(_REFUND.c.id == refund_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def lock_refund_by_reference(session: Session, provider_reference: str) -> Refund | None:
    """The refund that the gateway knows under its own id."""
    return session.scalars(
        select(Refund)
        .where(_REFUND.c.provider_reference == provider_reference)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def lock_refundables(session: Session, order_id: UUID) -> list[Refundable]:
    """How much of each line of an order, and of its shipping, has gone back."""
    return list(
        session.scalars(
            select(Refundable)
            .where(_REFUNDABLE.c.order_id == order_id)
            .order_by(_REFUNDABLE.c.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )
