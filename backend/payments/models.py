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
    the gateway lets us take the amount in parts. `person_id` and `customer_reference` are there when a saved
    method pays or this one is to be saved; `is_off_session` when the shopper is away while it is charged.
    With the method `balance` gift cards and store credit cover everything: the payment is over nothing
    and only holds the place that every purchase has for one. `request_3ds`: the bank shall check who pays.
    """

    __tablename__ = "payment"
    __table_args__ = (
        UniqueConstraint("checkout_id", "attempt"),
        Index("ix_payment_voiding", "updated_at", postgresql_where=text("status = 'voiding'")),
        CheckConstraint("method IN ('card', 'bank_transfer', 'paypal', 'adyen', 'balance')", name="method"),
        CheckConstraint("NOT saves_method OR person_id IS NOT NULL", name="saver"),
        CheckConstraint(
            "status IN ('created', 'requires_action', 'awaiting_transfer', 'authorised', 'captured', "
            "'voiding', 'voided', 'failed')",
            name="status",
        ),
        CheckConstraint(
            "(amount_minor > 0 OR (amount_minor = 0 AND method = 'balance')) "
            "AND captured_minor BETWEEN 0 AND amount_minor AND refunded_minor BETWEEN 0 AND captured_minor",
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
    person_id: UUID | None = None
    customer_reference: str | None = None
    saves_method: bool = False
    is_off_session: bool = False
    decline_code: str | None = None
    request_3ds: bool = False
    created_at: datetime = instant(default_factory=clock.now)
    updated_at: datetime = instant(default_factory=clock.now)


class PaymentTransaction(SQLModel, table=True):
    """One step of a payment's life, append-only, once per idempotency key."""

    __tablename__ = "payment_transaction"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('authorise', 'capture', 'void', 'refund', 'refund_failed', 'fail')", name="kind"
        ),
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
    """The inbox: a provider's event as it came, kept under the provider's id.

    `reference` names the payment that it is about, as `payment.provider_reference` does.
    """

    __tablename__ = "webhook_event"
    __table_args__ = (
        UniqueConstraint("provider", "provider_event_id"),
        Index("ix_webhook_event_unprocessed", "id", postgresql_where=text("processed_at IS NULL")),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    provider: str
    provider_event_id: str
    kind: str
    reference: str | None = Field(default=None, index=True)
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


class PaymentCustomer(SQLModel, table=True):
    """A person as the gateway knows them: what saved methods hang on there."""

    __tablename__ = "payment_customer"

    person_id: UUID = Field(primary_key=True)
    provider: str = Field(primary_key=True)
    reference: str = Field(unique=True)
    created_at: datetime = instant(default_factory=clock.now)


class SavedMethod(SQLModel, table=True):
    """A card that a person asked to keep. `token` is the gateway's id of it and never leaves the server.

    `consented_at` is when the person agreed. A removed one is no longer theirs at once; `forgotten_at` says
    that the gateway has let go of it, too.
    """

    __tablename__ = "saved_method"
    __table_args__ = (
        UniqueConstraint("provider", "token"),
        CheckConstraint("exp_month BETWEEN 1 AND 12 AND exp_year BETWEEN 2000 AND 2200", name="expiry"),
        CheckConstraint("forgotten_at IS NULL OR removed_at IS NOT NULL", name="forgotten"),
        Index(
            "uq_saved_method_card",
            "person_id",
            "provider",
            "fingerprint",
            unique=True,
            postgresql_where=text("removed_at IS NULL"),
        ),
        Index(
            "uq_saved_method_default",
            "person_id",
            unique=True,
            postgresql_where=text("is_default AND removed_at IS NULL"),
        ),
        Index(
            "ix_saved_method_unforgotten",
            "removed_at",
            postgresql_where=text("removed_at IS NOT NULL AND forgotten_at IS NULL"),
        ),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    person_id: UUID
    provider: str
    token: str
    brand: str
    last4: str
    exp_month: int
    exp_year: int
    fingerprint: str
    is_default: bool = False
    consented_at: datetime = instant()
    created_at: datetime = instant(default_factory=clock.now)
    removed_at: datetime | None = instant_or_none()
    forgotten_at: datetime | None = instant_or_none()


class Dispute(SQLModel, table=True):
    """A card holder's bank takes a payment back, or asks about it. One row per dispute of the gateway.

    `withdrawn_minor` is what the gateway holds back now, `lost_minor` what of it the books have as lost,
    `fee_minor` what it charged for the case.
    """

    __tablename__ = "dispute"
    __table_args__ = (
        UniqueConstraint("provider", "provider_reference"),
        CheckConstraint("status IN ('open', 'evidence_due', 'won', 'lost')", name="status"),
        CheckConstraint(
            "amount_minor > 0 AND withdrawn_minor >= 0 AND fee_minor >= 0 "
            "AND lost_minor BETWEEN 0 AND withdrawn_minor",
            name="amounts",
        ),
        CheckConstraint("(closed_at IS NULL) = (status IN ('open', 'evidence_due'))", name="closed"),
        Index("ix_dispute_due", "due_at", postgresql_where=text("status = 'evidence_due'")),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    payment_id: UUID = Field(foreign_key="payment.id", index=True)
    provider: str
    provider_reference: str
    status: str
    reason: str
    amount_minor: int = minor_units()
    withdrawn_minor: int = minor_units(default=0)
    fee_minor: int = minor_units(default=0)
    lost_minor: int = minor_units(default=0)
    currency: str
    due_at: datetime | None = instant_or_none()
    evidence: str = ""
    evidence_by: str = ""
    evidence_at: datetime | None = instant_or_none()
    given_up_by: str = Field(default="", sa_column_kwargs={"server_default": ""})
    opened_at: datetime = instant()
    updated_at: datetime = instant(default_factory=clock.now)
    closed_at: datetime | None = instant_or_none()


class ReconciliationCase(SQLModel, table=True):
    """Something on which the gateway and we disagree; `subject` names it, once per kind.

    `at` is when the money moved, by which a later comparison of the same window finds the case again.
    """

    __tablename__ = "reconciliation_case"
    __table_args__ = (
        UniqueConstraint("kind", "subject"),
        CheckConstraint(
            "kind IN ('missing_here', 'missing_there', 'amount_differs', 'fee_unbooked')", name="kind"
        ),
        CheckConstraint("status IN ('open', 'explained', 'closed')", name="status"),
        Index("ix_reconciliation_case_unsettled", "at", postgresql_where=text("status <> 'closed'")),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    kind: str
    subject: str
    provider: str
    status: str = "open"
    payment_id: UUID | None = None
    here_minor: int = minor_units(default=0)
    there_minor: int = minor_units(default=0)
    currency: str
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    note: str = ""
    note_by: str = ""
    at: datetime = instant()
    opened_at: datetime = instant(default_factory=clock.now)
    updated_at: datetime = instant(default_factory=clock.now)
    closed_at: datetime | None = instant_or_none()


class ReconciliationRun(SQLModel, table=True):
    """One comparison of a window [since, until) with the gateway's books, and what it came to.

    `fees` are those booked, in minor units by currency.
    """

    __tablename__ = "reconciliation_run"
    __table_args__ = (
        CheckConstraint("status IN ('running', 'done', 'failed')", name="status"),
        CheckConstraint("(status = 'running') = (ended_at IS NULL)", name="ended"),
        Index("ix_reconciliation_run_started", "provider", "started_at"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    provider: str
    since: datetime = instant()
    until: datetime = instant()
    started_by: str
    started_at: datetime = instant(default_factory=clock.now)
    ended_at: datetime | None = instant_or_none()
    status: str = "running"
    movements: int = 0
    opened: int = 0
    closed: int = 0
    still_open: int = 0
    fees: dict[str, int] = Field(default_factory=dict, sa_type=JSONB)
    failure: str = ""


class GiftCard(SQLModel, table=True):
    """Money on a code. The code itself is nowhere: its hash finds the card, its last four letters name it.

    `held_minor` is the part of the balance that checkouts under way have set aside.
    """

    __tablename__ = "gift_card"
    __table_args__ = (
        CheckConstraint("status IN ('active', 'disabled')", name="status"),
        CheckConstraint(
            "initial_minor > 0 AND balance_minor >= 0 AND held_minor BETWEEN 0 AND balance_minor",
            name="amounts",
        ),
        Index("ix_gift_card_last_four", "last_four"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    code_hash: str = Field(unique=True)
    last_four: str
    currency: str
    initial_minor: int = minor_units()
    balance_minor: int = minor_units()
    held_minor: int = minor_units(default=0)
    status: str = "active"
    expires_at: datetime | None = instant_or_none()
    issued_by: str
    reason: str = ""
    created_at: datetime = instant(default_factory=clock.now)


class GiftCardEntry(SQLModel, table=True):
    """A change of a gift card's balance, append-only, once per idempotency key; they sum to the balance."""

    __tablename__ = "gift_card_entry"
    __table_args__ = (
        CheckConstraint("kind IN ('issue', 'redeem', 'give_back', 'to_credit')", name="kind"),
        CheckConstraint("amount_minor <> 0", name="amount"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    gift_card_id: UUID = Field(foreign_key="gift_card.id", index=True)
    kind: str
    amount_minor: int = minor_units()
    idempotency_key: str = Field(unique=True)
    at: datetime = instant(default_factory=clock.now)


class GiftCardStep(SQLModel, table=True):
    """A gift card was blocked, or let be spent again: who did it and why. Append-only."""

    __tablename__ = "gift_card_step"
    __table_args__ = (CheckConstraint("to_status IN ('active', 'disabled')", name="to_status"),)

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    gift_card_id: UUID = Field(foreign_key="gift_card.id", index=True)
    to_status: str
    actor: str
    reason: str
    at: datetime = instant(default_factory=clock.now)


class StoreCredit(SQLModel, table=True):
    """Money that the marketplace owes a person in one currency, to be spent here."""

    __tablename__ = "store_credit"
    __table_args__ = (
        UniqueConstraint("person_id", "currency"),
        CheckConstraint("balance_minor >= 0 AND held_minor BETWEEN 0 AND balance_minor", name="amounts"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    person_id: UUID
    currency: str
    balance_minor: int = minor_units(default=0)
    held_minor: int = minor_units(default=0)
    created_at: datetime = instant(default_factory=clock.now)


class StoreCreditEntry(SQLModel, table=True):
    """A change of a person's store credit, append-only, once per idempotency key; they sum to the balance.

    `actor` is who granted it; empty for what follows from an order.
    """

    __tablename__ = "store_credit_entry"
    __table_args__ = (
        CheckConstraint("kind IN ('grant', 'redeem', 'give_back', 'refund', 'gift_card')", name="kind"),
        CheckConstraint("amount_minor <> 0", name="amount"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    store_credit_id: UUID = Field(foreign_key="store_credit.id", index=True)
    kind: str
    amount_minor: int = minor_units()
    reason: str = ""
    actor: str = Field(default="", sa_column_kwargs={"server_default": ""})
    idempotency_key: str = Field(unique=True)
    at: datetime = instant(default_factory=clock.now)


class CheckoutTender(SQLModel, table=True):
    """A part of a checkout's total that a gift card or store credit pays.

    Held while the shopper pays the rest, taken with the purchase, released when there will be none.
    """

    __tablename__ = "checkout_tender"
    __table_args__ = (
        CheckConstraint("kind IN ('gift_card', 'store_credit')", name="kind"),
        CheckConstraint("status IN ('held', 'taken', 'released')", name="status"),
        CheckConstraint("amount_minor > 0", name="amount"),
        Index(
            "uq_checkout_tender_live",
            "checkout_id",
            "kind",
            "source_id",
            unique=True,
            postgresql_where=text("status IN ('held', 'taken')"),
        ),
        Index("ix_checkout_tender_held", "source_id", postgresql_where=text("status = 'held'")),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    checkout_id: UUID
    position: int
    kind: str
    source_id: UUID
    amount_minor: int = minor_units()
    currency: str
    status: str = "held"
    created_at: datetime = instant(default_factory=clock.now)
    updated_at: datetime = instant(default_factory=clock.now)


class OrderTender(SQLModel, table=True):
    """What a taken tender pays of one order of its purchase, and how much of that went back since."""

    __tablename__ = "order_tender"
    __table_args__ = (
        CheckConstraint("amount_minor > 0 AND returned_minor BETWEEN 0 AND amount_minor", name="amounts"),
    )

    order_id: UUID = Field(primary_key=True)
    tender_id: UUID = Field(foreign_key="checkout_tender.id", primary_key=True)
    amount_minor: int = minor_units()
    returned_minor: int = minor_units(default=0)


class Payout(SQLModel, table=True):
    """Money sent to a seller out of what the books owe."""

    __tablename__ = "payout"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount"),
        CheckConstraint("status IN ('sent', 'returned')", name="status"),
        Index("ix_payout_seller", "seller_id", "created_at"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    seller_id: UUID
    amount_minor: int = minor_units()
    currency: str
    status: str = "sent"
    idempotency_key: str = Field(unique=True)
    created_at: datetime = instant(default_factory=clock.now)
