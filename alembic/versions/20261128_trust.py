"""trust: payment attempts by keyed hashes, assessments, reviews, labels; orders that wait for the desk"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "fraud1"
down_revision = "orders2"
branch_labels = None
depends_on = None

_LINKS = ("email", "visitor", "address", "network", "card")


def _instant(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "trust_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        _instant("at"),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        _text("currency"),
        _text("country"),
        _text("outcome"),
        _instant("disputed_at", nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("visitor", sa.LargeBinary(), nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("network", sa.LargeBinary(), nullable=True),
        sa.Column("card", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("outcome IN ('open', 'paid', 'declined', 'refused')", name="outcome"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trust_attempt")),
        sa.UniqueConstraint("payment_id", name=op.f("uq_trust_attempt_payment_id")),
    )
    op.create_index(op.f("ix_trust_attempt_checkout_id"), "trust_attempt", ["checkout_id"])
    op.create_index("ix_trust_attempt_at", "trust_attempt", ["at"])
    for link in _LINKS:
        op.create_index(f"ix_trust_attempt_{link}", "trust_attempt", [link, "at"])
    op.create_table(
        "trust_assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        sa.Column("score", sa.Float(53), nullable=False),
        _text("decision"),
        sa.Column("is_enforced", sa.Boolean(), nullable=False),
        sa.Column("reasons", postgresql.JSONB(), nullable=False),
        sa.Column("features", postgresql.JSONB(), nullable=False),
        _text("model_version"),
        _instant("at"),
        sa.CheckConstraint("decision IN ('accept', 'challenge', 'review', 'refuse')", name="decision"),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name="score"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trust_assessment")),
        sa.UniqueConstraint("payment_id", name=op.f("uq_trust_assessment_payment_id")),
    )
    op.create_index(op.f("ix_trust_assessment_checkout_id"), "trust_assessment", ["checkout_id"])
    op.create_table(
        "trust_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        _text("purchase_number"),
        _text("email"),
        _text("ship_to"),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        _text("currency"),
        _text("status"),
        _instant("opened_at"),
        _instant("due_at"),
        _text("decided_by", nullable=True),
        _instant("decided_at", nullable=True),
        _text("note"),
        sa.CheckConstraint("status IN ('waiting', 'approved', 'refused')", name="status"),
        sa.CheckConstraint(
            "(status = 'waiting') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)",
            name="decided",
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["trust_assessment.id"],
            name=op.f("fk_trust_review_assessment_id_trust_assessment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trust_review")),
        sa.UniqueConstraint("checkout_id", name=op.f("uq_trust_review_checkout_id")),
    )
    op.create_index("ix_trust_review_status_due", "trust_review", ["status", "due_at"])
    op.create_table(
        "trust_label",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        _text("label"),
        _text("source"),
        _instant("at"),
        sa.CheckConstraint("label IN ('fraud', 'good')", name="label"),
        sa.CheckConstraint("source IN ('dispute', 'chargeback', 'desk')", name="source"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trust_label")),
        sa.UniqueConstraint("checkout_id", "source", name=op.f("uq_trust_label_checkout_id_source")),
    )
    for table, column in (("checkout", "is_held"), ("customer_order", "is_held"), ("payment", "request_3ds")):
        op.add_column(table, sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false()))
        op.alter_column(table, column, server_default=None)


def downgrade() -> None:
    for table, column in (("checkout", "is_held"), ("customer_order", "is_held"), ("payment", "request_3ds")):
        op.drop_column(table, column)
    for table in ("trust_label", "trust_review", "trust_assessment", "trust_attempt"):
        op.drop_table(table)
