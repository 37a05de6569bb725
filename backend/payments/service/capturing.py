"""Money is taken when it is earned: how much is due, and what the books say of it."""

from uuid import UUID

from sqlmodel import Session

from backend.kit import outbox
from backend.payments import ledger, locks, repository
from backend.payments.errors import PaymentState
from backend.payments.events import PaymentCaptured
from backend.payments.ledger import Account
from backend.payments.schemas import CaptureDue
from backend.payments.service.books import post_journal
from backend.payments.service.reading import found_payment
from backend.payments.service.stepping import become, step


def deposit_held(session: Session, payment_id: UUID) -> int:
    """Money of a payment that came in and is not yet earned by a dispatch or owed back, in minor units."""
    return -repository.account_balance(session, Account.SHOPPER_DEPOSIT, payment_id)


def capture_due(
    session: Session, payment_id: UUID, *, amount_minor: int, others_minor: int
) -> CaptureDue | None:
    """What to capture so that `amount_minor` can be earned; None when the money is here already.

    `others_minor` is what is still to be taken after it; the last capture lets go of the rest. A card whose
    bank allows one capture only is captured at the first dispatch for what is still to come as well. Locks
    the payment. Raises PaymentState when the promise does not reach.
    """
    row = found_payment(locks.lock_payment(session, payment_id))
    missing = amount_minor - deposit_held(session, payment_id)
    if missing <= 0:
        return None
    left = row.amount_minor - row.captured_minor
    if row.status != "authorised" or missing > left:
        raise PaymentState(
            "This payment does not cover the order: nothing was captured and the order cannot be settled.",
            facts={"status": row.status, "missing_minor": missing, "authorised_minor": left},
        )
    if row.is_multicapture:
        return CaptureDue(payment_id, missing, is_final=others_minor == 0)
    return CaptureDue(payment_id, min(left, missing + others_minor), is_final=True)


def record_capture(
    session: Session, payment_id: UUID, *, amount_minor: int, is_final: bool, idempotency_key: str
) -> None:
    """Money was taken: the payment, its transaction and the books say so, once per idempotency key."""
    row = found_payment(locks.lock_payment(session, payment_id))
    if not step(session, row, "capture", amount_minor, idempotency_key):
        return
    captured = row.captured_minor + amount_minor
    is_done = is_final or captured == row.amount_minor
    repository.change_payment(
        session, row, captured_minor=captured, status="captured" if is_done else row.status
    )
    post_journal(
        session,
        kind="money_in",
        reference=f"payment:{row.id}",
        idempotency_key=f"money_in:{idempotency_key}",
        entries=ledger.money_in(row.id, Account.GATEWAY_RECEIVABLE, amount_minor, row.currency),
    )
    outbox.record(
        session,
        PaymentCaptured(
            checkout_id=row.checkout_id, payment_id=row.id, amount_minor=amount_minor, currency=row.currency
        ),
    )


def record_release(session: Session, payment_id: UUID) -> None:
    """What was authorised and not captured went back to the shopper: the payment is complete."""
    row = found_payment(locks.lock_payment(session, payment_id))
    become(session, row, "captured")
