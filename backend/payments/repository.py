"""Every question payments ask their tables."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlmodel import Session

from backend.kit import clock
from backend.kit.rows import insertion, packed
from backend.kit.sql import Statement
from backend.payments.models import LedgerEntry, LedgerJournal, Payment, PaymentTransaction, WebhookEvent
from backend.payments.schemas import AccountBalance, WebhookMessage

_PAYMENT = Payment.__table__
_TRANSACTION = PaymentTransaction.__table__
_WEBHOOK = WebhookEvent.__table__
_JOURNAL = LedgerJournal.__table__
_ENTRY = LedgerEntry.__table__
_ADD_TRANSACTION = (
    upsert(_TRANSACTION)
    .on_conflict_do_nothing(index_elements=["idempotency_key"])
    .returning(_TRANSACTION.c.id)
)
_ADD_JOURNAL = Statement(
    f"""
    WITH journal AS (
        INSERT INTO ledger_journal (id, kind, reference, idempotency_key, at)
        VALUES (:id, :kind, :reference, :idempotency_key, :at)
        ON CONFLICT (idempotency_key) DO NOTHING RETURNING id
    ), entries AS ({insertion(_ENTRY, "entries")} WHERE EXISTS (SELECT FROM journal))
    SELECT count(*) FROM journal
    """  # noqa: S608 -- built from our own tables
)
_ADD_PAYMENT = Statement(insertion(_PAYMENT, "payment"))
_ATTEMPT = (
    select(Payment)
    .where(_PAYMENT.c.checkout_id == bindparam("checkout_id"))
    .order_by(_PAYMENT.c.attempt.desc())
    .limit(1)
    .execution_options(populate_existing=True)
)


def latest_attempt(session: Session, checkout_id: UUID) -> Payment | None:
    """The newest attempt to pay a checkout."""
    return session.scalars(_ATTEMPT, {"checkout_id": checkout_id}).first()


def payment(session: Session, payment_id: UUID) -> Payment | None:
    """A payment by id, as committed now."""
    return session.get(Payment, payment_id)


def payment_by_reference(session: Session, provider: str, reference: str) -> Payment | None:
    """A payment by the provider's id, or by what the shopper writes on a transfer."""
    return session.scalars(
        select(Payment).where(_PAYMENT.c.provider == provider, _PAYMENT.c.provider_reference == reference)
    ).first()


def voiding_since(session: Session, before: datetime, limit: int) -> Sequence[UUID]:
    """Payments that should be gone and have not been heard of since `before`, oldest first."""
    return session.scalars(
        select(_PAYMENT.c.id)
        .where(_PAYMENT.c.status == "voiding", _PAYMENT.c.updated_at < before)
        .order_by(_PAYMENT.c.updated_at)
        .limit(limit)
    ).all()


def voiding_of(session: Session, checkout_id: UUID) -> Sequence[UUID]:
    """Attempts of a checkout that should be gone."""
    return session.scalars(
        select(_PAYMENT.c.id).where(_PAYMENT.c.checkout_id == checkout_id, _PAYMENT.c.status == "voiding")
    ).all()


def add_payment(session: Session, values: Mapping[str, Any]) -> None:
    """Insert a payment."""
    _ADD_PAYMENT.run(session, payment=packed([values]))


def change_payment(session: Session, row: Payment, **values: Any) -> None:
    """Write `values` to a locked payment."""
    values["updated_at"] = clock.now()
    for name, value in values.items():
        setattr(row, name, value)
    session.flush([row])


def add_transaction(session: Session, values: Mapping[str, Any]) -> bool:
    """Append a step of a payment's life; False when its idempotency key was used before."""
    return session.execute(_ADD_TRANSACTION, values).first() is not None


def transaction_exists(session: Session, idempotency_key: str) -> bool:
    """Whether a step with this key was recorded."""
    found = session.scalar(
        select(_TRANSACTION.c.id).where(_TRANSACTION.c.idempotency_key == idempotency_key).limit(1)
    )
    return found is not None


def add_webhook(session: Session, provider: str, message: WebhookMessage, event_id: UUID) -> bool:
    """Put a provider's event into the inbox; False when it is there already."""
    added = session.execute(
        upsert(_WEBHOOK)
        .values(
            id=event_id,
            provider=provider,
            provider_event_id=message.provider_event_id,
            kind=message.kind,
            reference=message.reference,
            payload=message.payload,
            received_at=clock.now(),
        )
        .on_conflict_do_nothing(index_elements=["provider", "provider_event_id"])
        .returning(_WEBHOOK.c.id)
    ).first()
    return added is not None


def webhook(session: Session, webhook_event_id: UUID) -> WebhookEvent | None:
    """An event of the inbox."""
    return session.get(WebhookEvent, webhook_event_id)


def webhooks_unread(session: Session, before: datetime, limit: int) -> Sequence[UUID]:
    """Events that came before `before` and are not interpreted, oldest first."""
    return session.scalars(
        select(_WEBHOOK.c.id)
        .where(_WEBHOOK.c.processed_at.is_(None), _WEBHOOK.c.received_at < before)
        .order_by(_WEBHOOK.c.id)
        .limit(limit)
    ).all()


def webhook_done(session: Session, webhook_event_id: UUID) -> None:
    """Mark an event as interpreted; the first time counts."""
    session.execute(
        update(_WEBHOOK)
        .where(_WEBHOOK.c.id == webhook_event_id, _WEBHOOK.c.processed_at.is_(None))
        .values(processed_at=clock.now())
    )


def add_journal(session: Session, values: Mapping[str, Any], entries: Sequence[Mapping[str, Any]]) -> bool:
    """Write a journal with its entries; False, and nothing written, when its idempotency key was used."""
    return bool(_ADD_JOURNAL.first(session, **values, entries=packed(entries))[0])


def account_balance(session: Session, account: str, owner_id: UUID) -> int:
    """The sum of one owner's account, minor units."""
    return int(
        session.scalar(
            select(func.coalesce(func.sum(_ENTRY.c.amount_minor), 0)).where(
                _ENTRY.c.account == account, _ENTRY.c.owner_id == owner_id
            )
        )
        or 0
    )


def journal_amount(session: Session, idempotency_key: str, account: str) -> int:
    """What a journal booked on an account, minor units."""
    return int(
        session.scalar(
            select(func.coalesce(func.sum(_ENTRY.c.amount_minor), 0))
            .join(_JOURNAL, _JOURNAL.c.id == _ENTRY.c.journal_id)
            .where(_JOURNAL.c.idempotency_key == idempotency_key, _ENTRY.c.account == account)
        )
        or 0
    )


def balances(session: Session) -> list[AccountBalance]:
    """Every account's balance per currency, owners added up."""
    rows = session.execute(
        select(_ENTRY.c.account, _ENTRY.c.currency, func.sum(_ENTRY.c.amount_minor))
        .group_by(_ENTRY.c.account, _ENTRY.c.currency)
        .order_by(_ENTRY.c.account, _ENTRY.c.currency)
    )
    return [AccountBalance(account, None, int(total), currency) for account, currency, total in rows]


_VIOLATIONS = text(
    """
    SELECT 'ledger journal ' || journal_id || ' is off by ' || sum(amount_minor) || ' ' || currency
    FROM ledger_entry GROUP BY journal_id, currency HAVING sum(amount_minor) <> 0
    UNION ALL
    SELECT 'payment ' || id || ' captured ' || captured_minor || ' of ' || amount_minor
    FROM payment WHERE captured_minor > amount_minor
    UNION ALL
    SELECT 'payment ' || p.id || ' says ' || p.captured_minor || ' captured, its transactions say '
           || coalesce(t.captured, 0)
    FROM payment p
    LEFT JOIN (
        SELECT payment_id, sum(amount_minor) AS captured FROM payment_transaction
        WHERE kind = 'capture' GROUP BY payment_id
    ) t ON t.payment_id = p.id
    WHERE p.captured_minor <> coalesce(t.captured, 0)
    UNION ALL
    SELECT 'payment ' || p.id || ' captured ' || p.captured_minor || ', the books received '
           || coalesce(e.received, 0)
    FROM payment p
    LEFT JOIN (
        SELECT j.reference, sum(e.amount_minor) AS received
        FROM ledger_journal j JOIN ledger_entry e ON e.journal_id = j.id
        WHERE j.kind = 'money_in' AND e.amount_minor > 0 GROUP BY j.reference
    ) e ON e.reference = 'payment:' || p.id
    WHERE p.captured_minor <> coalesce(e.received, 0)
    UNION ALL
    SELECT 'checkout ' || checkout_id || ' has ' || count(*) || ' payments that hold money'
    FROM payment WHERE status IN ('authorised', 'captured') GROUP BY checkout_id HAVING count(*) > 1
    LIMIT 100
    """
)


def violations(session: Session) -> list[str]:
    """Invariants of payments and books that do not hold, at most 100."""
    return list(session.scalars(_VIOLATIONS))
