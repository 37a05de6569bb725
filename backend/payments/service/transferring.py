"""A bank transfer arrives for the payment whose reference it carries."""

from sqlmodel import Session

from backend.kit import outbox
from backend.payments import ledger, locks, repository
from backend.payments.errors import PaymentNotFound, PaymentState, TransferMismatch
from backend.payments.events import TransferReceived
from backend.payments.ledger import Account
from backend.payments.providers import BANK_PROVIDER
from backend.payments.schemas import PaymentView
from backend.payments.service.books import post_journal
from backend.payments.service.reading import found_payment, view_of
from backend.payments.service.stepping import step


def bank_transfer_received(
    session: Session, *, reference: str, amount_minor: int, currency: str, bank_reference: str
) -> PaymentView:
    """A transfer with the shopper's `reference` is on our account; `bank_reference` is the bank's id of it.

    The same `bank_reference` counts once. Raises PaymentNotFound for an unknown reference, TransferMismatch
    when amount or currency differ, PaymentState when the payment no longer waits for it.
    """
    known = repository.payment_by_reference(session, BANK_PROVIDER, reference.strip().upper())
    if known is None:
        raise PaymentNotFound(f"No payment waits for a transfer with the reference {reference!r}.")
    row = found_payment(locks.lock_payment(session, known.id))
    key = f"transfer:{bank_reference}"
    if repository.transaction_exists(session, key):
        return view_of(row)
    if (amount_minor, currency) != (row.amount_minor, row.currency):
        raise TransferMismatch(
            "The transfer is not the amount that was asked for.",
            field="amount_minor",
            facts={
                "expected_minor": row.amount_minor,
                "received_minor": amount_minor,
                "currency": row.currency,
            },
        )
    if row.status != "awaiting_transfer":
        raise PaymentState(
            f"This payment is {row.status} and waits for no transfer.", facts={"status": row.status}
        )
    step(session, row, "capture", amount_minor, key)
    repository.change_payment(session, row, status="captured", captured_minor=amount_minor)
    post_journal(
        session,
        kind="money_in",
        reference=f"payment:{row.id}",
        idempotency_key=f"money_in:{key}",
        entries=ledger.money_in(row.id, Account.BANK, amount_minor, currency),
    )
    outbox.record(
        session,
        TransferReceived(
            checkout_id=row.checkout_id, payment_id=row.id, amount_minor=amount_minor, currency=currency
        ),
    )
    return view_of(row)
