"""Money that is owed back leaves, and may come back from the bank."""

from uuid import UUID

from sqlmodel import Session

from backend.payments import ledger, locks, repository
from backend.payments.ledger import Account
from backend.payments.service.books import post_journal
from backend.payments.service.reading import found_payment
from backend.payments.service.stepping import step


def record_refund(
    session: Session,
    payment_id: UUID,
    *,
    amount_minor: int,
    idempotency_key: str,
    refund_reference: str | None = None,
    out_of: Account = Account.GATEWAY_RECEIVABLE,
) -> None:
    """What was owed back was sent, once per idempotency key; `refund_reference` is the gateway's id of it."""
    row = found_payment(locks.lock_payment(session, payment_id))
    if not step(session, row, "refund", amount_minor, idempotency_key, refund=refund_reference or ""):
        return
    repository.change_payment(session, row, refunded_minor=row.refunded_minor + amount_minor)
    post_journal(
        session,
        kind="refund",
        reference=f"payment:{row.id}",
        idempotency_key=f"refund:{idempotency_key}",
        entries=ledger.refund_sent(row.id, out_of, amount_minor, row.currency),
    )


def record_refund_failed(
    session: Session, payment_id: UUID, *, amount_minor: int, idempotency_key: str
) -> bool:
    """A refund that was sent came back, as a bank may say days later: it is owed again. Once per key.

    False, and nothing written, when no refund with this key had left.
    """
    row = found_payment(locks.lock_payment(session, payment_id))
    if not repository.transaction_exists(session, idempotency_key):
        return False
    if step(session, row, "refund_failed", amount_minor, f"failed:{idempotency_key}"):
        repository.change_payment(session, row, refunded_minor=row.refunded_minor - amount_minor)
        post_journal(
            session,
            kind="refund_failed",
            reference=f"payment:{row.id}",
            idempotency_key=f"refund_failed:{idempotency_key}",
            entries=ledger.refund_sent(row.id, Account.GATEWAY_RECEIVABLE, -amount_minor, row.currency),
        )
    return True
