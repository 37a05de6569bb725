"""Every row lock of payments, ordered by primary key."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from backend.kit.sql import Statement
from backend.payments.models import (
    CheckoutTender,
    Dispute,
    GiftCard,
    OrderTender,
    SavedMethod,
    StoreCredit,
)
from backend.payments.repository import PAYMENT_COLUMNS, PaymentRow

_METHOD = SavedMethod.__table__
_DISPUTE = Dispute.__table__
_GIFT_CARD = GiftCard.__table__
_CREDIT = StoreCredit.__table__
_TENDER = CheckoutTender.__table__
_ORDER_TENDER = OrderTender.__table__
_LOCK = Statement(f"SELECT {PAYMENT_COLUMNS} FROM payment WHERE id = :payment_id FOR UPDATE")  # noqa: S608 -- our own columns
_LOCK_ATTEMPTS = Statement(
    f"SELECT {PAYMENT_COLUMNS} FROM payment "  # noqa: S608 -- our own columns
    "WHERE checkout_id = :checkout_id ORDER BY id FOR UPDATE"
)


def lock_payment(session: Session, payment_id: UUID) -> PaymentRow | None:
    """A payment, nobody else's until the transaction ends."""
    row = _LOCK.first(session, payment_id=payment_id)
    return PaymentRow(*row) if row else None


def expect_payment(session: Session, payment_id: UUID) -> None:
    """Lock it with the next question, behind that one's own lock."""
    _LOCK.take_along(session, payment_id=payment_id)


def lock_attempts(session: Session, checkout_id: UUID) -> list[PaymentRow]:
    """Every attempt of a checkout, oldest first."""
    return [PaymentRow(*row) for row in _LOCK_ATTEMPTS.all(session, checkout_id=checkout_id)]


def expect_attempts(session: Session, checkout_id: UUID) -> None:
    """Lock them with the next question."""
    _LOCK_ATTEMPTS.take_along(session, checkout_id=checkout_id)


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


def lock_gift_card(session: Session, gift_card_id: UUID) -> GiftCard | None:
    """A gift card."""
    return session.scalars(_exclusive(select(GiftCard).where(_GIFT_CARD.c.id == gift_card_id))).first()


def lock_gift_cards(session: Session, code_hashes: Sequence[str]) -> list[GiftCard]:
    """The gift cards with these codes, those that there are."""
    found = select(GiftCard).where(_GIFT_CARD.c.code_hash.in_(code_hashes)).order_by(_GIFT_CARD.c.id)
    return list(session.scalars(_exclusive(found)))


def lock_store_credit(session: Session, store_credit_id: UUID) -> StoreCredit | None:
    """Somebody's store credit."""
    return session.scalars(_exclusive(select(StoreCredit).where(_CREDIT.c.id == store_credit_id))).first()


def lock_store_credit_of(session: Session, person_id: UUID, currency: str) -> StoreCredit | None:
    """A person's store credit in one currency."""
    found = select(StoreCredit).where(_CREDIT.c.person_id == person_id, _CREDIT.c.currency == currency)
    return session.scalars(_exclusive(found)).first()


def lock_held_tenders(session: Session, checkout_id: UUID) -> list[CheckoutTender]:
    """What a checkout holds on gift cards and store credit; cards come first and by id, as locked."""
    found = (
        select(CheckoutTender)
        .where(_TENDER.c.checkout_id == checkout_id, _TENDER.c.status == "held")
        .order_by(_TENDER.c.kind, _TENDER.c.source_id)
    )
    return list(session.scalars(_exclusive(found)))


def lock_order_tenders(session: Session, order_id: UUID) -> list[OrderTender]:
    """What pays an order besides its payment, in the order of the balances that it came from."""
    found = (
        select(OrderTender)
        .join(CheckoutTender, _TENDER.c.id == _ORDER_TENDER.c.tender_id)
        .where(_ORDER_TENDER.c.order_id == order_id)
        .order_by(_TENDER.c.kind, _TENDER.c.source_id)
    )
    return list(
        session.scalars(found.with_for_update(of=_ORDER_TENDER).execution_options(populate_existing=True))
    )


def lock_payouts(session: Session, seller_id: UUID) -> None:
    """One payout of a seller at a time, also when there is no row yet that could be locked."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(str(seller_id), 0))))


def lock_reconciliation(session: Session, provider: str) -> None:
    """One comparison of a provider's books begins at a time."""
    key = func.hashtextextended(f"reconciliation:{provider}", 0)
    session.execute(select(func.pg_advisory_xact_lock(key)))


def _exclusive(found: Any) -> Any:
    return found.with_for_update().execution_options(populate_existing=True)
