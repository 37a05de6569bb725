"""Every row lock of payments, ordered by primary key."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from backend.kit.sql import Statement
from backend.payments.models import Dispute, Payment, SavedMethod

_PAYMENT = Payment.__table__
_METHOD = SavedMethod.__table__
_DISPUTE = Dispute.__table__
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


def lock_methods(session: Session, person_id: UUID) -> list[SavedMethod]:
    """Every saved method that a person has, newest first; locked in the order of their ids."""
    rows = session.scalars(
        select(SavedMethod)
        .where(_METHOD.c.person_id == person_id, _METHOD.c.removed_at.is_(None))
        .order_by(_METHOD.c.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    return list(reversed(rows))


def lock_dispute(session: Session, provider: str, reference: str) -> Dispute | None:
    """A dispute by the gateway's id; lock its payment first."""
    return session.scalars(
        select(Dispute)
        .where(_DISPUTE.c.provider == provider, _DISPUTE.c.provider_reference == reference)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
