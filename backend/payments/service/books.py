"""Journals, and what accounts and invariants say of them."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from backend.kit import clock, ids
from backend.payments import repository
from backend.payments.ledger import Account
from backend.payments.schemas import AccountBalance, Posting


def post_journal(
    session: Session, *, kind: str, reference: str, idempotency_key: str, entries: Sequence[Posting]
) -> bool:
    """Write a journal; False when one with this idempotency key stands already.

    Raises ValueError when the entries do not sum to zero per currency (the commit would be refused as well).
    """
    return repository.add_journal(session, *_journal(kind, reference, idempotency_key, entries))


def post_first_journal(
    session: Session, *, kind: str, reference: str, idempotency_key: str, entries: Sequence[Posting]
) -> None:
    """Write a journal whose key cannot have been used, because what it is about has just been written.

    Nobody waits for it: were the key used after all, the transaction would be refused. Raises ValueError as
    `post_journal` does.
    """
    repository.add_first_journal(session, *_journal(kind, reference, idempotency_key, entries))


def _journal(
    kind: str, reference: str, idempotency_key: str, entries: Sequence[Posting]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    sums: dict[str, int] = {}
    for entry in entries:
        sums[entry.currency] = sums.get(entry.currency, 0) + entry.amount_minor
    if not entries or any(sums.values()):
        raise ValueError(f"journal {idempotency_key} does not sum to zero: {sums}")
    journal_id = ids.new_id()
    values = {
        "id": journal_id,
        "kind": kind,
        "reference": reference,
        "idempotency_key": idempotency_key,
        "at": clock.now(),
    }
    return values, [
        {
            "id": ids.new_id(),
            "journal_id": journal_id,
            "account": str(entry.account),
            "owner_id": entry.owner_id,
            "amount_minor": entry.amount_minor,
            "currency": entry.currency,
        }
        for entry in entries
    ]


def owed_by_journal(session: Session, idempotency_key: str) -> int:
    """What a journal says is owed back to a shopper, in minor units; 0 when there is no such journal."""
    return -repository.journal_amount(session, idempotency_key, Account.REFUND_PAYABLE)


def balances(session: Session) -> list[AccountBalance]:
    """Every account's balance per currency."""
    return repository.balances(session)


def check(session: Session) -> list[str]:
    """The invariants of payments and books that do not hold; empty when all is well."""
    return repository.violations(session)
