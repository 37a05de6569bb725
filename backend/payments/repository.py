"""Every question payments ask their tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import Row, func, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlmodel import Session

from backend.kit import clock, ids
from backend.kit.rows import insertion, packed, plain
from backend.kit.sql import Statement
from backend.payments.models import (
    CheckoutTender,
    GiftCard,
    GiftCardEntry,
    LedgerEntry,
    LedgerJournal,
    OrderTender,
    Payment,
    PaymentTransaction,
    Payout,
    StoreCredit,
    StoreCreditEntry,
    WebhookEvent,
)
from backend.payments.schemas import AccountBalance, WebhookMessage

_PAYMENT = Payment.__table__
_TRANSACTION = PaymentTransaction.__table__
_WEBHOOK = WebhookEvent.__table__
_JOURNAL = LedgerJournal.__table__
_ENTRY = LedgerEntry.__table__
_GIFT_CARD = GiftCard.__table__
_GIFT_CARD_ENTRY = GiftCardEntry.__table__
_CREDIT = StoreCredit.__table__
_CREDIT_ENTRY = StoreCreditEntry.__table__
_TENDER = CheckoutTender.__table__
_ORDER_TENDER = OrderTender.__table__
_ADD_FIRST_TRANSACTION = Statement(insertion(_TRANSACTION, "step"))
_ADD_TRANSACTION = Statement(
    f"{insertion(_TRANSACTION, 'step')} ON CONFLICT (idempotency_key) DO NOTHING RETURNING id"
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
_ADD_FIRST_JOURNAL = Statement(
    f"WITH journal AS ({insertion(_JOURNAL, 'journal')}) {insertion(_ENTRY, 'entries')}"
)
_ADD_PAYMENT = Statement(insertion(_PAYMENT, "payment"))
_ADD_WEBHOOK = Statement(
    """
    INSERT INTO webhook_event (id, provider, provider_event_id, kind, reference, payload, received_at)
    VALUES (:id, :provider, :provider_event_id, :kind, :reference, CAST(:payload AS jsonb), :received_at)
    ON CONFLICT (provider, provider_event_id) DO NOTHING RETURNING id
    """
)
PAYMENT_COLUMNS = ", ".join(column.name for column in _PAYMENT.columns)
_ATTEMPT = Statement(
    f"SELECT {PAYMENT_COLUMNS} FROM payment "  # noqa: S608 -- our own columns
    "WHERE checkout_id = :checkout_id ORDER BY attempt DESC LIMIT 1"
)
_FIND = Statement(f"SELECT {PAYMENT_COLUMNS} FROM payment WHERE id = :payment_id")  # noqa: S608 -- our own columns
_BY_REFERENCE = Statement(
    f"SELECT {PAYMENT_COLUMNS} FROM payment "  # noqa: S608 -- our own columns
    "WHERE provider = :provider AND provider_reference = :reference"
)


@dataclass(slots=True)
class PaymentRow:
    """A payment as it was read, its columns in their order. `change_payment` writes to both."""

    id: UUID
    checkout_id: UUID
    attempt: int
    method: str
    status: str
    amount_minor: int
    captured_minor: int
    refunded_minor: int
    currency: str
    provider: str
    provider_reference: str | None
    method_token: str | None
    is_multicapture: bool
    person_id: UUID | None
    customer_reference: str | None
    saves_method: bool
    is_off_session: bool
    decline_code: str | None
    request_3ds: bool
    created_at: datetime
    updated_at: datetime


def latest_attempt(session: Session, checkout_id: UUID) -> PaymentRow | None:
    """The newest attempt to pay a checkout."""
    row = _ATTEMPT.first(session, checkout_id=checkout_id)
    return PaymentRow(*row) if row else None


def expect_latest_attempt(session: Session, checkout_id: UUID) -> None:
    """Ask for it with the next question."""
    _ATTEMPT.take_along(session, checkout_id=checkout_id)


def payment(session: Session, payment_id: UUID) -> PaymentRow | None:
    """A payment by id."""
    row = _FIND.first(session, payment_id=payment_id)
    return PaymentRow(*row) if row else None


def payment_by_reference(session: Session, provider: str, reference: str) -> PaymentRow | None:
    """A payment by the provider's id, or by what the shopper writes on a transfer."""
    row = _BY_REFERENCE.first(session, provider=provider, reference=reference)
    return PaymentRow(*row) if row else None


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


def add_payment(session: Session, row: PaymentRow) -> None:
    """Insert a payment."""
    _ADD_PAYMENT.run(session, payment=packed([plain(row)]))


def change_payment(session: Session, row: PaymentRow, **values: Any) -> None:
    """Write `values` to a locked payment."""
    values["updated_at"] = clock.now()
    _update(tuple(values)).run(session, payment_id=row.id, changed=packed([values]))
    for name, value in values.items():
        setattr(row, name, value)


@lru_cache(maxsize=16)
def _update(names: tuple[str, ...]) -> Statement:
    """The statement that changes these columns, made once."""
    changes = ", ".join(f"{name} = changed.{name}" for name in names)
    return Statement(
        f"UPDATE payment SET {changes} FROM "  # noqa: S608 -- our own columns
        "json_populate_recordset(CAST(NULL AS payment), CAST(:changed AS json)) AS changed "
        "WHERE payment.id = :payment_id"
    )


def add_transaction(session: Session, values: Mapping[str, Any]) -> bool:
    """Append a step of a payment's life; False when its idempotency key was used before."""
    return _ADD_TRANSACTION.first(session, step=packed([values])) is not None


def add_first_transaction(session: Session, values: Mapping[str, Any]) -> None:
    """Append a step whose key cannot have been used; if it was, that is a unique violation."""
    _ADD_FIRST_TRANSACTION.run(session, step=packed([values]))


def transaction_exists(session: Session, idempotency_key: str) -> bool:
    """Whether a step with this key was recorded."""
    found = session.scalar(
        select(_TRANSACTION.c.id).where(_TRANSACTION.c.idempotency_key == idempotency_key).limit(1)
    )
    return found is not None


def add_webhook(session: Session, provider: str, message: WebhookMessage, event_id: UUID) -> bool:
    """Put a provider's event into the inbox; False when it is there already."""
    added = _ADD_WEBHOOK.first(
        session,
        id=event_id,
        provider=provider,
        provider_event_id=message.provider_event_id,
        kind=message.kind,
        reference=message.reference,
        payload=to_json(message.payload).decode(),
        received_at=clock.now(),
    )
    return added is not None


def webhook(session: Session, webhook_event_id: UUID) -> WebhookEvent | None:
    """An event of the inbox."""
    return session.get(WebhookEvent, webhook_event_id)


def webhook_payloads(session: Session, provider: str, reference: str) -> Sequence[dict[str, Any]]:
    """Everything that a provider told about a payment, as it came."""
    return session.scalars(
        select(_WEBHOOK.c.payload)
        .where(_WEBHOOK.c.provider == provider, _WEBHOOK.c.reference == reference)
        .order_by(_WEBHOOK.c.id)
    ).all()


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


def add_first_journal(
    session: Session, values: Mapping[str, Any], entries: Sequence[Mapping[str, Any]]
) -> None:
    """Write a journal with its entries. A key that was used is a unique violation, with the next question."""
    _ADD_FIRST_JOURNAL.run(session, journal=packed([values]), entries=packed(entries))


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


def gift_card_issued_under(session: Session, idempotency_key: str) -> GiftCard | None:
    """The gift card that was issued under a key."""
    return session.scalars(
        select(GiftCard)
        .join(GiftCardEntry, _GIFT_CARD_ENTRY.c.gift_card_id == _GIFT_CARD.c.id)
        .where(_GIFT_CARD_ENTRY.c.idempotency_key == idempotency_key)
    ).first()


def gift_card_entry_under(session: Session, idempotency_key: str) -> tuple[GiftCard, GiftCardEntry] | None:
    """The change of a gift card's balance that was written under a key, with the card."""
    row = session.execute(
        select(GiftCard, GiftCardEntry)
        .join(GiftCardEntry, _GIFT_CARD_ENTRY.c.gift_card_id == _GIFT_CARD.c.id)
        .where(_GIFT_CARD_ENTRY.c.idempotency_key == idempotency_key)
    ).first()
    return None if row is None else (row[0], row[1])


def open_store_credit(session: Session, person_id: UUID, currency: str) -> None:
    """Make sure that a person has a balance in a currency."""
    session.execute(
        upsert(_CREDIT)
        .values(
            id=ids.new_id(),
            person_id=person_id,
            currency=currency,
            balance_minor=0,
            held_minor=0,
            created_at=clock.now(),
        )
        .on_conflict_do_nothing(index_elements=["person_id", "currency"])
    )


def store_credit_entry_exists(session: Session, idempotency_key: str) -> bool:
    """Whether a change of store credit with this key was written."""
    found = select(_CREDIT_ENTRY.c.id).where(_CREDIT_ENTRY.c.idempotency_key == idempotency_key)
    return session.scalar(found) is not None


def store_credits(session: Session, person_id: UUID) -> Sequence[StoreCredit]:
    """A person's balances, by currency."""
    return session.scalars(
        select(StoreCredit)
        .where(_CREDIT.c.person_id == person_id)
        .order_by(_CREDIT.c.currency)
        .execution_options(populate_existing=True)
    ).all()


def store_credit_entries(
    session: Session, store_credit_ids: Sequence[UUID], limit: int = 50
) -> Sequence[StoreCreditEntry]:
    """The newest changes of these balances."""
    return session.scalars(
        select(StoreCreditEntry)
        .where(_CREDIT_ENTRY.c.store_credit_id.in_(store_credit_ids))
        .order_by(_CREDIT_ENTRY.c.id.desc())
        .limit(limit)
    ).all()


def tender(session: Session, tender_id: UUID) -> CheckoutTender:
    """A tender that an order's row points to."""
    found = session.get(CheckoutTender, tender_id)
    assert found is not None
    return found


def live_tenders(session: Session, checkout_id: UUID) -> Sequence[Row[Any]]:
    """What a checkout holds or has taken, in the order in which it was given."""
    return session.execute(
        select(_TENDER, _GIFT_CARD.c.last_four)
        .outerjoin(_GIFT_CARD, _GIFT_CARD.c.id == _TENDER.c.source_id)
        .where(_TENDER.c.checkout_id == checkout_id, _TENDER.c.status.in_(["held", "taken"]))
        .order_by(_TENDER.c.position, _TENDER.c.id)
    ).all()


def order_tenders(session: Session, order_id: UUID) -> Sequence[Row[Any]]:
    """What pays an order besides its payment."""
    return session.execute(
        select(
            _ORDER_TENDER.c.tender_id,
            _ORDER_TENDER.c.amount_minor,
            _ORDER_TENDER.c.returned_minor,
            _TENDER.c.kind,
            _TENDER.c.source_id,
            _GIFT_CARD.c.last_four,
        )
        .join(_TENDER, _TENDER.c.id == _ORDER_TENDER.c.tender_id)
        .outerjoin(_GIFT_CARD, _GIFT_CARD.c.id == _TENDER.c.source_id)
        .where(_ORDER_TENDER.c.order_id == order_id)
        .order_by(_TENDER.c.position, _TENDER.c.id)
    ).all()


def payout_under(session: Session, idempotency_key: str) -> Payout | None:
    """The payout that was made under a key."""
    return session.scalars(
        select(Payout).where(Payout.__table__.c.idempotency_key == idempotency_key)
    ).first()


def payouts_of(session: Session, seller_id: UUID, limit: int = 100) -> Sequence[Payout]:
    """A seller's payouts, newest first."""
    return session.scalars(
        select(Payout)
        .where(Payout.__table__.c.seller_id == seller_id)
        .order_by(Payout.__table__.c.id.desc())
        .limit(limit)
    ).all()


def balance_in(session: Session, account: str, owner_id: UUID, currency: str) -> int:
    """The sum of one owner's account in one currency, minor units."""
    found = select(func.coalesce(func.sum(_ENTRY.c.amount_minor), 0)).where(
        _ENTRY.c.account == account, _ENTRY.c.owner_id == owner_id, _ENTRY.c.currency == currency
    )
    return int(session.scalar(found) or 0)


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
    UNION ALL
    SELECT 'payment ' || p.id || ' refunded ' || p.refunded_minor || ', its transactions say '
           || coalesce(t.refunded, 0)
    FROM payment p
    LEFT JOIN (
        SELECT payment_id, sum(CASE kind WHEN 'refund' THEN amount_minor ELSE -amount_minor END) AS refunded
        FROM payment_transaction WHERE kind IN ('refund', 'refund_failed') GROUP BY payment_id
    ) t ON t.payment_id = p.id
    WHERE p.refunded_minor <> coalesce(t.refunded, 0)
    UNION ALL
    SELECT b.kind || ' ' || b.id || ' says ' || b.balance_minor || ', its entries '
           || coalesce(e.entries, 0) || ', the books ' || coalesce(l.owed, 0)
    FROM (
        SELECT 'gift_card' AS kind, id, balance_minor FROM gift_card
        UNION ALL SELECT 'store_credit', id, balance_minor FROM store_credit
    ) b
    LEFT JOIN (
        SELECT gift_card_id AS id, sum(amount_minor) AS entries FROM gift_card_entry GROUP BY 1
        UNION ALL
        SELECT store_credit_id, sum(amount_minor) FROM store_credit_entry GROUP BY 1
    ) e ON e.id = b.id
    LEFT JOIN (
        SELECT account, owner_id, -sum(amount_minor) AS owed FROM ledger_entry
        WHERE account IN ('gift_card_liability', 'store_credit_liability') GROUP BY account, owner_id
    ) l ON l.owner_id = b.id AND l.account = b.kind || '_liability'
    WHERE b.balance_minor <> coalesce(e.entries, 0) OR b.balance_minor <> coalesce(l.owed, 0)
    UNION ALL
    SELECT b.kind || ' ' || b.id || ' has ' || b.held_minor || ' set aside, checkouts hold '
           || coalesce(t.held, 0)
    FROM (
        SELECT 'gift_card' AS kind, id, held_minor FROM gift_card
        UNION ALL SELECT 'store_credit', id, held_minor FROM store_credit
    ) b
    LEFT JOIN (
        SELECT kind, source_id, sum(amount_minor) AS held FROM checkout_tender
        WHERE status = 'held' GROUP BY kind, source_id
    ) t ON t.kind = b.kind AND t.source_id = b.id
    WHERE b.held_minor <> coalesce(t.held, 0)
    UNION ALL
    SELECT 'tender ' || t.id || ' is ' || t.status || ' over ' || t.amount_minor || ', its orders got '
           || coalesce(o.given, 0)
    FROM checkout_tender t
    LEFT JOIN (SELECT tender_id, sum(amount_minor) AS given FROM order_tender GROUP BY tender_id) o
        ON o.tender_id = t.id
    WHERE coalesce(o.given, 0) <> CASE t.status WHEN 'taken' THEN t.amount_minor ELSE 0 END
    UNION ALL
    SELECT 'account ' || account || ' of ' || owner_id || ' is above zero by ' || sum(amount_minor)
    FROM ledger_entry
    WHERE account IN ('shopper_deposit', 'tender_deposit', 'gift_card_liability', 'store_credit_liability')
    GROUP BY account, owner_id, currency HAVING sum(amount_minor) > 0
    UNION ALL
    SELECT 'disputes of payment ' || d.payment_id || ' hold back ' || d.withdrawn || ', the books say '
           || coalesce(l.withdrawn, 0)
    FROM (
        SELECT payment_id, sum(withdrawn_minor - lost_minor) AS withdrawn
        FROM dispute GROUP BY payment_id
    ) d
    LEFT JOIN (
        SELECT owner_id, sum(amount_minor) AS withdrawn FROM ledger_entry
        WHERE account = 'disputed_funds' GROUP BY owner_id
    ) l ON l.owner_id = d.payment_id
    WHERE d.withdrawn <> coalesce(l.withdrawn, 0)
    LIMIT 100
    """
)


def violations(session: Session) -> list[str]:
    """Invariants of payments and books that do not hold, at most 100."""
    return list(session.scalars(_VIOLATIONS))
