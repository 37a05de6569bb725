"""Each step of a payment's life: allowed by the lifecycle, kept once."""

from typing import Any

from sqlmodel import Session

from backend.kit import clock, ids
from backend.payments import repository
from backend.payments.lifecycle import may_become
from backend.payments.repository import PaymentRow


def become(session: Session, row: PaymentRow, status: str) -> bool:
    """Move on if the lifecycle allows it; whether it did."""
    if not may_become(row.status, status):
        return False
    repository.change_payment(session, row, status=status)
    return True


def step(session: Session, row: PaymentRow, kind: str, amount: int, key: str, **facts: str) -> bool:
    """Keep a step, in minor units, once per key; False when it was kept before."""
    return repository.add_transaction(session, step_values(row, kind, amount, key, **facts))


def step_values(row: PaymentRow, kind: str, amount: int, key: str, **facts: str) -> dict[str, Any]:
    """The row of a step."""
    return {
        "id": ids.new_id(),
        "payment_id": row.id,
        "kind": kind,
        "amount_minor": amount,
        "currency": row.currency,
        "idempotency_key": key,
        "provider_reference": row.provider_reference,
        "facts": facts,
        "at": clock.now(),
    }
