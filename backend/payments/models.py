"""Tables of payments."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from backend.kit import clock, ids
from backend.kit.model import instant, instant_or_none, minor_units


class Payment(SQLModel, table=True):
    """One attempt to get the money of one checkout.

    `method_token` is what the shopper chose to pay with (the gateway's id of a card, never a card number),
    written before the gateway is asked so that a lost answer can be looked up. `is_multicapture` says whether
    the gateway lets us take the amount in parts.
    """

    __tablename__ = "payment"
    __table_args__ = (
        UniqueConstraint("checkout_id", "attempt"),
        Index("ix_payment_voiding", "updated_at", postgresql_where=text("status = 'voiding'")),
        CheckConstraint("method IN ('card', 'bank_transfer')", name="method"),
        CheckConstraint(
            "status IN ('created', 'requires_action', 'awaiting_transfer', 'authorised', 'captured', "
            "'voiding', 'voided', 'failed')",
            name="status",
        ),
        CheckConstraint(
            "amount_minor > 0 AND captured_minor BETWEEN 0 AND amount_minor "
            "AND refunded_minor BETWEEN 0 AND captured_minor",
            name="amounts",
        ),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    checkout_id: UUID
    attempt: int = 1
    method: str
    status: str = "created"
    amount_minor: int = minor_units()
    captured_minor: int = minor_units(default=0)
    refunded_minor: int = minor_units(default=0)
    currency: str
    provider: str
    provider_reference: str | None = Field(default=None, unique=True)
    method_token: str | None = None
    is_multicapture: bool = False
    decline_code: str | None = None
    created_at: datetime = instant(default_factory=clock.now)
    updated_at: datetime = instant(default_factory=clock.now)


class PaymentTransaction(SQLModel, table=True):
    """One step of a payment's life, append-only, once per idempotency key."""

    __tablename__ = "payment_transaction"
    __table_args__ = (
        CheckConstraint("kind IN ('authorise', 'capture', 'void', 'refund', 'fail')", name="kind"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    payment_id: UUID = Field(foreign_key="payment.id", index=True)
    kind: str
    amount_minor: int = minor_units()
    currency: str
    idempotency_key: str = Field(unique=True)
    provider_reference: str | None = None
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    at: datetime = instant(default_factory=clock.now)


class WebhookEvent(SQLModel, table=True):
    """The inbox: a provider's event as it came, kept under the provider's id."""

    __tablename__ = "webhook_event"
    __table_args__ = (
        UniqueConstraint("provider", "provider_event_id"),
        Index("ix_webhook_event_unprocessed", "id", postgresql_where=text("processed_at IS NULL")),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    provider: str
    provider_event_id: str
    kind: str
    payload: dict[str, Any] = Field(sa_type=JSONB)
    received_at: datetime = instant(default_factory=clock.now)
    processed_at: datetime | None = instant_or_none()


class LedgerJournal(SQLModel, table=True):
    """One business fact in the books."""

    __tablename__ = "ledger_journal"

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    kind: str
    reference: str = Field(index=True)
    idempotency_key: str = Field(unique=True)
    at: datetime = instant(default_factory=clock.now)


class LedgerEntry(SQLModel, table=True):
    """A debit (above zero) or credit (below zero) of an account; a journal sums to zero per currency."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        CheckConstraint("amount_minor <> 0", name="amount"),
        Index("ix_ledger_entry_account", "account", "owner_id", "id"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    journal_id: UUID = Field(foreign_key="ledger_journal.id", index=True)
    account: str
    owner_id: UUID | None = None
    amount_minor: int = minor_units()
    currency: str
