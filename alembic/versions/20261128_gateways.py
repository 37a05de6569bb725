"""saved methods, disputes, reconciliation cases; PayPal and Adyen as ways to pay"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "gateways1"
down_revision = "promo1"
branch_labels = None
depends_on = None

_OLD = "'card', 'bank_transfer'"
_NEW = f"{_OLD}, 'paypal', 'adyen'"


def upgrade() -> None:
    op.drop_constraint(op.f("ck_payment_method"), "payment", type_="check")
    op.create_check_constraint(op.f("ck_payment_method"), "payment", f"method IN ({_NEW})")
    op.add_column("payment", sa.Column("person_id", sa.Uuid(), nullable=True))
    op.add_column("payment", sa.Column("customer_reference", sa.String(), nullable=True))
    for name in ("saves_method", "is_off_session"):
        op.add_column("payment", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
        op.alter_column("payment", name, server_default=None)
    op.create_check_constraint(
        op.f("ck_payment_saver"), "payment", "NOT saves_method OR person_id IS NOT NULL"
    )
    op.add_column("webhook_event", sa.Column("reference", sa.String(), nullable=True))
    op.create_index(op.f("ix_webhook_event_reference"), "webhook_event", ["reference"], unique=False)
    op.create_table(
        "payment_customer",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "provider", name=op.f("pk_payment_customer")),
        sa.UniqueConstraint("reference", name=op.f("uq_payment_customer_reference")),
    )
    _saved_method()
    _dispute()
    _reconciliation_case()


def _saved_method() -> None:
    op.create_table(
        "saved_method",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("last4", sa.String(), nullable=False),
        sa.Column("exp_month", sa.Integer(), nullable=False),
        sa.Column("exp_year", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "exp_month BETWEEN 1 AND 12 AND exp_year BETWEEN 2000 AND 2200",
            name=op.f("ck_saved_method_expiry"),
        ),
        sa.CheckConstraint(
            "forgotten_at IS NULL OR removed_at IS NOT NULL", name=op.f("ck_saved_method_forgotten")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_method")),
        sa.UniqueConstraint("provider", "token", name=op.f("uq_saved_method_provider_token")),
    )
    op.create_index(
        "uq_saved_method_card",
        "saved_method",
        ["person_id", "provider", "fingerprint"],
        unique=True,
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(
        "uq_saved_method_default",
        "saved_method",
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("is_default AND removed_at IS NULL"),
    )
    op.create_index(
        "ix_saved_method_unforgotten",
        "saved_method",
        ["removed_at"],
        unique=False,
        postgresql_where=sa.text("removed_at IS NOT NULL AND forgotten_at IS NULL"),
    )


def _dispute() -> None:
    op.create_table(
        "dispute",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("provider_reference", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_minor", sa.BigInteger(), nullable=False),
        sa.Column("fee_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("evidence_by", sa.String(), nullable=False),
        sa.Column("evidence_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status IN ('open', 'evidence_due', 'won', 'lost')", name=op.f("ck_dispute_status")
        ),
        sa.CheckConstraint(
            "amount_minor > 0 AND withdrawn_minor >= 0 AND fee_minor >= 0", name=op.f("ck_dispute_amounts")
        ),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (status IN ('open', 'evidence_due'))", name=op.f("ck_dispute_closed")
        ),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name=op.f("fk_dispute_payment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
        sa.UniqueConstraint(
            "provider", "provider_reference", name=op.f("uq_dispute_provider_provider_reference")
        ),
    )
    op.create_index(op.f("ix_dispute_payment_id"), "dispute", ["payment_id"], unique=False)
    op.create_index(
        "ix_dispute_due",
        "dispute",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("status = 'evidence_due'"),
    )


def _reconciliation_case() -> None:
    op.create_table(
        "reconciliation_case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=True),
        sa.Column("here_minor", sa.BigInteger(), nullable=False),
        sa.Column("there_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("note_by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('missing_here', 'missing_there', 'amount_differs', 'fee_unbooked')",
            name=op.f("ck_reconciliation_case_kind"),
        ),
        sa.CheckConstraint(
            "status IN ('open', 'explained', 'closed')", name=op.f("ck_reconciliation_case_status")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reconciliation_case")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_reconciliation_case_kind_subject")),
    )
    op.create_index(
        "ix_reconciliation_case_unsettled",
        "reconciliation_case",
        ["at"],
        unique=False,
        postgresql_where=sa.text("status <> 'closed'"),
    )


def downgrade() -> None:
    for table in ("reconciliation_case", "dispute", "saved_method", "payment_customer"):
        op.drop_table(table)
    op.drop_index(op.f("ix_webhook_event_reference"), table_name="webhook_event")
    op.drop_column("webhook_event", "reference")
    op.drop_constraint(op.f("ck_payment_saver"), "payment", type_="check")
    for name in ("is_off_session", "saves_method", "customer_reference", "person_id"):
        op.drop_column("payment", name)
    op.drop_constraint(op.f("ck_payment_method"), "payment", type_="check")
    op.create_check_constraint(op.f("ck_payment_method"), "payment", f"method IN ({_OLD})")
