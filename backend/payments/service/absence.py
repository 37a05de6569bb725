"""Payments that were tried while their owner was away, and what the owner is asked then."""

from uuid import UUID

from sqlmodel import Session

from backend.payments import repository
from backend.payments.errors import PaymentNotFound, PaymentState
from backend.payments.providers import CARD_PROVIDER
from backend.payments.schemas import PaymentView
from backend.payments.service.reading import view_of


def awaiting_shopper(session: Session, payment_id: UUID, *, person_id: UUID) -> tuple[str, str]:
    """The token and the idempotency key to confirm an off-session payment with, its owner being there.

    Raises PaymentNotFound for somebody else's, PaymentState when nothing is asked of them.
    """
    row = repository.payment(session, payment_id)
    if row is None or row.person_id != person_id or not row.is_off_session:
        raise PaymentNotFound("There is no such payment.")
    if row.status != "requires_action" or row.method_token is None:
        raise PaymentState("Nothing is asked of you for this payment.", facts={"status": row.status})
    return row.method_token, f"authenticate:{row.id}"


def asked_in_absence(session: Session, payment_id: UUID, *, person_id: UUID) -> PaymentView:
    """A payment that was tried while its owner was away. Raises PaymentNotFound for somebody else's."""
    row = repository.payment(session, payment_id)
    if row is None or row.person_id != person_id or not row.is_off_session:
        raise PaymentNotFound("There is no such payment in your account.")
    return view_of(row)


def asked_in_absence_by_reference(session: Session, reference: str) -> UUID | None:
    """The payment that its owner was away for, known by what its provider calls it; None for any other."""
    row = repository.payment_by_reference(session, CARD_PROVIDER, reference)
    return row.id if row and row.is_off_session else None
