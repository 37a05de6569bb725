"""gift cards, store credit, checkouts that they pay in part, refunds, payouts"""

import sqlalchemy as sa

from alembic import op

revision = "tender1"
down_revision = "taxcur1"
branch_labels = None
depends_on = None

APPEND_ONLY = ("gift_card_entry", "store_credit_entry", "refund_history")
TABLES = (
    "refund_part",
    "refund_line",
    "refund_history",
    "refundable",
    "refund",
    "store_credit_entry",
    "order_tender",
    "gift_card_entry",
    "store_credit",
    "payout",
    "gift_card",
    "checkout_tender",
)


def upgrade() -> None:
    op.create_table(
        "checkout_tender",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('gift_card', 'store_credit')", name=op.f("ck_checkout_tender_kind")),
        sa.CheckConstraint("status IN ('held', 'taken', 'released')", name=op.f("ck_checkout_tender_status")),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_checkout_tender_amount")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkout_tender")),
    )
    op.create_index(
        "ix_checkout_tender_held",
        "checkout_tender",
        ["source_id"],
        unique=False,
        postgresql_where=sa.text("status = 'held'"),
    )
    op.create_index(
        "uq_checkout_tender_live",
        "checkout_tender",
        ["checkout_id", "kind", "source_id"],
        unique=True,
        postgresql_where=sa.text("status IN ('held', 'taken')"),
    )
    op.create_table(
        "gift_card",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("last_four", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("initial_minor", sa.BigInteger(), nullable=False),
        sa.Column("balance_minor", sa.BigInteger(), nullable=False),
        sa.Column("held_minor", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status IN ('active', 'disabled')", name=op.f("ck_gift_card_status")),
        sa.CheckConstraint(
            "initial_minor > 0 AND balance_minor >= 0 AND held_minor BETWEEN 0 AND balance_minor",
            name=op.f("ck_gift_card_amounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_card")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_gift_card_code_hash")),
    )
    op.create_table(
        "payout",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seller_id", sa.Uuid(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status IN ('sent', 'returned')", name=op.f("ck_payout_status")),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_payout_amount")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payout")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_payout_idempotency_key")),
    )
    op.create_index("ix_payout_seller", "payout", ["seller_id", "created_at"], unique=False)
    op.create_table(
        "store_credit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("balance_minor", sa.BigInteger(), nullable=False),
        sa.Column("held_minor", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "balance_minor >= 0 AND held_minor BETWEEN 0 AND balance_minor",
            name=op.f("ck_store_credit_amounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_credit")),
        sa.UniqueConstraint("person_id", "currency", name=op.f("uq_store_credit_person_id_currency")),
    )
    op.create_table(
        "gift_card_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("gift_card_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('issue', 'redeem', 'give_back')", name=op.f("ck_gift_card_entry_kind")),
        sa.CheckConstraint("amount_minor <> 0", name=op.f("ck_gift_card_entry_amount")),
        sa.ForeignKeyConstraint(
            ["gift_card_id"], ["gift_card.id"], name=op.f("fk_gift_card_entry_gift_card_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_card_entry")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_gift_card_entry_idempotency_key")),
    )
    op.create_index("ix_gift_card_entry_gift_card_id", "gift_card_entry", ["gift_card_id"], unique=False)
    op.create_table(
        "order_tender",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("returned_minor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "amount_minor > 0 AND returned_minor BETWEEN 0 AND amount_minor",
            name=op.f("ck_order_tender_amounts"),
        ),
        sa.ForeignKeyConstraint(
            ["tender_id"], ["checkout_tender.id"], name=op.f("fk_order_tender_tender_id")
        ),
        sa.PrimaryKeyConstraint("order_id", "tender_id", name=op.f("pk_order_tender")),
    )
    op.create_table(
        "store_credit_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("store_credit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('grant', 'redeem', 'give_back', 'refund')", name=op.f("ck_store_credit_entry_kind")
        ),
        sa.CheckConstraint("amount_minor <> 0", name=op.f("ck_store_credit_entry_amount")),
        sa.ForeignKeyConstraint(
            ["store_credit_id"], ["store_credit.id"], name=op.f("fk_store_credit_entry_store_credit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_credit_entry")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_store_credit_entry_idempotency_key")),
    )
    op.create_index(
        "ix_store_credit_entry_store_credit_id", "store_credit_entry", ["store_credit_id"], unique=False
    )
    op.create_table(
        "refund",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("is_early", sa.Boolean(), nullable=False),
        sa.Column("goods_minor", sa.BigInteger(), nullable=False),
        sa.Column("shipping_minor", sa.BigInteger(), nullable=False),
        sa.Column("tax_minor", sa.BigInteger(), nullable=False),
        sa.Column("commission_minor", sa.BigInteger(), nullable=False),
        sa.Column("marketplace_funded_minor", sa.BigInteger(), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("payment_minor", sa.BigInteger(), nullable=False),
        sa.Column("sent_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("provider_reference", sa.String(), nullable=True),
        sa.Column("failure", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("destination IN ('origin', 'credit')", name=op.f("ck_refund_destination")),
        sa.CheckConstraint(
            "status IN ('requested', 'approved', 'sent', 'succeeded', 'failed')",
            name=op.f("ck_refund_status"),
        ),
        sa.CheckConstraint(
            "total_minor > 0 AND total_minor = goods_minor + shipping_minor + tax_minor AND payment_minor BETWEEN 0 AND total_minor AND sent_minor BETWEEN 0 AND payment_minor",
            name=op.f("ck_refund_amounts"),
        ),
        sa.ForeignKeyConstraint(["order_id"], ["customer_order.id"], name=op.f("fk_refund_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_refund_idempotency_key")),
        sa.UniqueConstraint("provider_reference", name=op.f("uq_refund_provider_reference")),
    )
    op.create_index("ix_refund_order_id", "refund", ["order_id"], unique=False)
    op.create_index(
        "ix_refund_to_send",
        "refund",
        ["updated_at"],
        unique=False,
        postgresql_where=sa.text("status IN ('approved', 'sent')"),
    )
    op.create_table(
        "refundable",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("refunded_quantity", sa.Integer(), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("tax_minor", sa.BigInteger(), nullable=False),
        sa.Column("funded_minor", sa.BigInteger(), nullable=False),
        sa.Column("refunded_minor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("refunded_minor BETWEEN 0 AND total_minor", name=op.f("ck_refundable_amounts")),
        sa.CheckConstraint("refunded_quantity BETWEEN 0 AND quantity", name=op.f("ck_refundable_quantity")),
        sa.ForeignKeyConstraint(["order_id"], ["customer_order.id"], name=op.f("fk_refundable_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refundable")),
    )
    op.create_index("ix_refundable_order_id", "refundable", ["order_id"], unique=False)
    op.create_table(
        "refund_history",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("refund_id", sa.Uuid(), nullable=False),
        sa.Column("from_status", sa.String(), nullable=True),
        sa.Column("to_status", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["refund_id"], ["refund.id"], name=op.f("fk_refund_history_refund_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund_history")),
    )
    op.create_index("ix_refund_history_refund_id", "refund_history", ["refund_id"], unique=False)
    op.create_table(
        "refund_line",
        sa.Column("refund_id", sa.Uuid(), nullable=False),
        sa.Column("refundable_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("tax_minor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "quantity >= 0 AND amount_minor > 0 AND tax_minor >= 0", name=op.f("ck_refund_line_amounts")
        ),
        sa.ForeignKeyConstraint(["refund_id"], ["refund.id"], name=op.f("fk_refund_line_refund_id")),
        sa.ForeignKeyConstraint(
            ["refundable_id"], ["refundable.id"], name=op.f("fk_refund_line_refundable_id")
        ),
        sa.PrimaryKeyConstraint("refund_id", "refundable_id", name=op.f("pk_refund_line")),
    )
    op.create_table(
        "refund_part",
        sa.Column("refund_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('payment', 'gift_card', 'store_credit')", name=op.f("ck_refund_part_kind")
        ),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_refund_part_amount")),
        sa.ForeignKeyConstraint(["refund_id"], ["refund.id"], name=op.f("fk_refund_part_refund_id")),
        sa.PrimaryKeyConstraint("refund_id", "kind", "source_id", name=op.f("pk_refund_part")),
    )
    op.add_column(
        "checkout", sa.Column("tendered_minor", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.alter_column("checkout", "tendered_minor", server_default=None)
    op.create_check_constraint(
        op.f("ck_checkout_tendered"), "checkout", "tendered_minor BETWEEN 0 AND total_minor"
    )
    _payment_checks(
        method="method IN ('card', 'bank_transfer', 'paypal', 'adyen', 'balance')",
        amounts="(amount_minor > 0 OR (amount_minor = 0 AND method = 'balance')) "
        "AND captured_minor BETWEEN 0 AND amount_minor AND refunded_minor BETWEEN 0 AND captured_minor",
        kind="kind IN ('authorise', 'capture', 'void', 'refund', 'refund_failed', 'fail')",
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
        )


def downgrade() -> None:
    _payment_checks(
        method="method IN ('card', 'bank_transfer', 'paypal', 'adyen')",
        amounts="amount_minor > 0 AND captured_minor BETWEEN 0 AND amount_minor "
        "AND refunded_minor BETWEEN 0 AND captured_minor",
        kind="kind IN ('authorise', 'capture', 'void', 'refund', 'fail')",
    )
    op.drop_column("checkout", "tendered_minor")
    for table in TABLES:
        op.drop_table(table)


def _payment_checks(*, method: str, amounts: str, kind: str) -> None:
    checks = (
        ("payment", "method", method),
        ("payment", "amounts", amounts),
        ("payment_transaction", "kind", kind),
    )
    for table, name, condition in checks:
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table)
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, condition)
