"""A promise to pay is wanted no more; giving it back is for `process.void`."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from backend.payments import locks, repository
from backend.payments.lifecycle import may_become
from backend.payments.repository import PaymentRow
from backend.payments.service.reading import found_payment


def drop_payments(session: Session, checkout_id: UUID) -> tuple[UUID, ...]:
    """Want every promise on a checkout gone; the ids that `process.void` should now see to.

    Captured money stays: it is refunded, not dropped.
    """
    return drop(session, locks.lock_attempts(session, checkout_id))


def drop(session: Session, attempts: Sequence[PaymentRow]) -> tuple[UUID, ...]:
    """Want these promises gone; the ids of those that `process.void` should see to."""
    dropped = []
    for row in attempts:
        if row.captured_minor:
            continue
        if may_become(row.status, "voiding"):
            repository.change_payment(session, row, status="voiding")
        elif row.status == "awaiting_transfer" or (row.status == "captured" and not row.amount_minor):
            repository.change_payment(session, row, status="voided")
        if row.status == "voiding":
            dropped.append(row.id)
    return tuple(dropped)


def dropped_attempts(session: Session, checkout_id: UUID) -> tuple[UUID, ...]:
    """Attempts of a checkout whose promise is still to be given back."""
    return tuple(repository.voiding_of(session, checkout_id))


def drop_payment(session: Session, payment_id: UUID) -> None:
    """Want this promise gone; money that was captured stays, and so does a payment over nothing."""
    row = found_payment(locks.lock_payment(session, payment_id))
    if row.amount_minor:
        drop(session, [row])


def payments_to_void(session: Session, *, before: datetime, limit: int = 100) -> tuple[UUID, ...]:
    """Dropped payments whose promise nobody has given back since `before`."""
    return tuple(repository.voiding_since(session, before, limit))
