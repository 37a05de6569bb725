"""the desk's part: reconciliation runs, who blocked a gift card and gave credit, disputes given up, resent mail"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "desk1"
down_revision = "notify1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reconciliation_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("movements", sa.Integer(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Integer(), nullable=False),
        sa.Column("still_open", sa.Integer(), nullable=False),
        sa.Column("fees", postgresql.JSONB(), nullable=False),
        sa.Column("failure", sa.String(), nullable=False),
        sa.CheckConstraint(
            "status IN ('running', 'done', 'failed')", name=op.f("ck_reconciliation_run_status")
        ),
        sa.CheckConstraint(
            "(status = 'running') = (ended_at IS NULL)", name=op.f("ck_reconciliation_run_ended")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reconciliation_run")),
    )
    op.create_index(
        "ix_reconciliation_run_started", "reconciliation_run", ["provider", "started_at"], unique=False
    )
    op.create_table(
        "gift_card_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("gift_card_id", sa.Uuid(), nullable=False),
        sa.Column("to_status", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("to_status IN ('active', 'disabled')", name=op.f("ck_gift_card_step_to_status")),
        sa.ForeignKeyConstraint(
            ["gift_card_id"], ["gift_card.id"], name=op.f("fk_gift_card_step_gift_card_id_gift_card")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_card_step")),
    )
    op.create_index("ix_gift_card_step_gift_card_id", "gift_card_step", ["gift_card_id"], unique=False)
    op.execute(
        "CREATE TRIGGER gift_card_step_append_only BEFORE UPDATE OR DELETE ON gift_card_step "
        "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
    )
    op.create_index("ix_gift_card_last_four", "gift_card", ["last_four"], unique=False)
    op.add_column("store_credit_entry", sa.Column("actor", sa.String(), nullable=False, server_default=""))
    op.add_column("dispute", sa.Column("given_up_by", sa.String(), nullable=False, server_default=""))
    op.drop_constraint(op.f("ck_order_change_kind"), "order_change", type_="check")
    op.create_check_constraint(
        op.f("ck_order_change_kind"), "order_change", "kind IN ('address', 'units', 'confirmation')"
    )
    op.add_column("trust_review", sa.Column("asked_by", sa.String(), nullable=True))
    op.add_column("trust_review", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
    _review_checks(
        status="status IN ('waiting', 'asked', 'approved', 'refused')",
        decided="(status IN ('waiting', 'asked')) = (decided_at IS NULL) "
        "AND (decided_at IS NULL) = (decided_by IS NULL)",
    )
    op.create_check_constraint(
        op.f("ck_trust_review_asked"),
        "trust_review",
        "(asked_at IS NULL) = (asked_by IS NULL) AND (status <> 'asked' OR asked_at IS NOT NULL)",
    )


def _review_checks(**checks: str) -> None:
    for name, condition in checks.items():
        op.drop_constraint(op.f(f"ck_trust_review_{name}"), "trust_review", type_="check")
        op.create_check_constraint(op.f(f"ck_trust_review_{name}"), "trust_review", condition)


def downgrade() -> None:
    op.drop_constraint(op.f("ck_trust_review_asked"), "trust_review", type_="check")
    op.execute("UPDATE trust_review SET status = 'waiting' WHERE status = 'asked'")
    _review_checks(
        status="status IN ('waiting', 'approved', 'refused')",
        decided="(status = 'waiting') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)",
    )
    op.drop_column("trust_review", "asked_at")
    op.drop_column("trust_review", "asked_by")
    op.drop_constraint(op.f("ck_order_change_kind"), "order_change", type_="check")
    op.create_check_constraint(op.f("ck_order_change_kind"), "order_change", "kind IN ('address', 'units')")
    op.drop_column("dispute", "given_up_by")
    op.drop_column("store_credit_entry", "actor")
    op.drop_index("ix_gift_card_last_four", table_name="gift_card")
    op.drop_table("gift_card_step")
    op.drop_table("reconciliation_run")
