"""Every row lock of payments, ordered by primary key."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from backend.payments.models import Payment

_PAYMENT = Payment.__table__
_ATTEMPTS = (
    select(Payment)
    .where(_PAYMENT.c.checkout_id == bindparam("checkout_id"))
    .order_by(_PAYMENT.c.id)
    .with_for_update()
    .execution_options(populate_existing=True)
)


def lock_payment(session: Session, payment_id: UUID) -> Payment | None:
    """A payment, nobody else's until the transaction ends."""
    return session.scalars(
        select(Payment)
        .where(_PAYMENT.c.id == payment_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def lock_attempts(session: Session, checkout_id: UUID) -> list[Payment]:
    """Every attempt of a checkout, oldest first."""
    return list(session.scalars(_ATTEMPTS, {"checkout_id": checkout_id}))
