"""Payouts: what the books owe a seller is sent. When it is due is for those to say who know the orders."""

from uuid import UUID

from sqlmodel import Session

from backend.payments import ledger, locks, repository, service
from backend.payments.ledger import Account
from backend.payments.models import Payout
from backend.payments.schemas import PayoutView


def owed(session: Session, seller_id: UUID, currency: str) -> int:
    """What the books owe a seller, minor units; below zero where refunds took more than was earned since."""
    return -repository.balance_in(session, Account.SELLER_PAYABLE, seller_id, currency)


def lock(session: Session, seller_id: UUID) -> None:
    """One payout of a seller at a time."""
    locks.lock_payouts(session, seller_id)


def under(session: Session, idempotency_key: str) -> PayoutView | None:
    """The payout that was made under a key."""
    row = repository.payout_under(session, idempotency_key)
    return _view(row) if row else None


def send(
    session: Session, seller_id: UUID, *, amount_minor: int, currency: str, idempotency_key: str
) -> PayoutView:
    """Book that a seller was sent money, under `lock` and for a key that is new."""
    row = Payout(
        seller_id=seller_id, amount_minor=amount_minor, currency=currency, idempotency_key=idempotency_key
    )
    session.add(row)
    session.flush()
    service.post_journal(
        session,
        kind="payout",
        reference=f"payout:{row.id}",
        idempotency_key=f"payout:{row.id}",
        entries=ledger.paid_out(seller_id, amount_minor, currency),
    )
    return _view(row)


def of_seller(session: Session, seller_id: UUID) -> tuple[PayoutView, ...]:
    """A seller's payouts, newest first."""
    return tuple(_view(row) for row in repository.payouts_of(session, seller_id))


def _view(row: Payout) -> PayoutView:
    return PayoutView(row.id, row.seller_id, row.amount_minor, row.currency, row.status, row.created_at)
