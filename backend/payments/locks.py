"""Every row lock of payments, ordered by primary key."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from backend.kit.sql import Statement
from backend.payments.models import Payment

_PAYMENT = Payment.__table__
# Asked first, because most checkouts have no attempt yet.
_LOCK_ATTEMPTS = Statement("SELECT id FROM payment WHERE checkout_id = :checkout_id ORDER BY id FOR UPDATE")
_ATTEMPTS = (
    select(Payment)
    .where(_PAYMENT.c.checkout_id == bindparam("checkout_id"))
    .order_by(_PAYMENT.c.id)
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
    if not _LOCK_ATTEMPTS.all(session, checkout_id=checkout_id):
        return []
    return list(session.scalars(_ATTEMPTS, {"checkout_id": checkout_id}))
