"""Gift cards and store credit are one thing to those who spend: a balance with a part set aside.

What happens to a balance is written here and nowhere else: the row is locked by the caller, the change is an
entry under an idempotency key, and the books are told with the posting that is answered.
"""

from uuid import UUID

from sqlmodel import Session

from backend.payments import locks, repository
from backend.payments.errors import PaymentNotFound
from backend.payments.ledger import Account
from backend.payments.models import GiftCard, GiftCardEntry, StoreCredit, StoreCreditEntry
from backend.payments.schemas import Posting, TenderKind

Balance = GiftCard | StoreCredit

ACCOUNT_OF = {
    TenderKind.GIFT_CARD: Account.GIFT_CARD_LIABILITY,
    TenderKind.STORE_CREDIT: Account.STORE_CREDIT_LIABILITY,
}


def lock(session: Session, kind: str, source_id: UUID) -> Balance:
    """The balance, nobody else's until the transaction ends. Raises PaymentNotFound."""
    find = locks.lock_gift_card if kind == TenderKind.GIFT_CARD else locks.lock_store_credit
    row = find(session, source_id)
    if row is None:
        raise PaymentNotFound("There is no such gift card or store credit.")
    return row


def free_minor(row: Balance) -> int:
    """What of a balance nobody has set aside, in minor units."""
    return row.balance_minor - row.held_minor


def hold(session: Session, row: Balance, amount_minor: int) -> None:
    """Set a part of a locked balance aside (below zero: let it go again)."""
    row.held_minor += amount_minor
    session.flush([row])


def change(
    session: Session,
    row: Balance,
    amount_minor: int,
    *,
    kind: str,
    idempotency_key: str,
    reason: str = "",
    actor: str = "",
) -> Posting:
    """Move a locked balance by `amount_minor` and say so in its entries; the posting that the books need.

    The caller makes sure that the key is new (a repeated one breaks a constraint).
    """
    row.balance_minor += amount_minor
    session.flush([row])
    if isinstance(row, GiftCard):
        session.add(
            GiftCardEntry(
                gift_card_id=row.id, kind=kind, amount_minor=amount_minor, idempotency_key=idempotency_key
            )
        )
    else:
        session.add(
            StoreCreditEntry(
                store_credit_id=row.id,
                kind=kind,
                amount_minor=amount_minor,
                reason=reason,
                actor=actor,
                idempotency_key=idempotency_key,
            )
        )
    session.flush()
    return Posting(ACCOUNT_OF[kind_of(row)], row.id, -amount_minor, row.currency)


def kind_of(row: Balance) -> TenderKind:
    """Whether it is a gift card or store credit."""
    return TenderKind.GIFT_CARD if isinstance(row, GiftCard) else TenderKind.STORE_CREDIT


def credit_of(session: Session, person_id: UUID, currency: str) -> StoreCredit:
    """A person's store credit in a currency, opened when there is none, locked."""
    repository.open_store_credit(session, person_id, currency)
    row = locks.lock_store_credit_of(session, person_id, currency)
    assert row is not None
    return row
