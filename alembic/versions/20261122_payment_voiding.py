"""a dropped payment waits to be voided; purchases know their payment, orders when they were settled"""

import sqlalchemy as sa

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_OLD = "'created', 'requires_action', 'awaiting_transfer', 'authorised', 'captured', 'voided', 'failed'"
_NEW = _OLD.replace("'voided'", "'voiding', 'voided'")


def upgrade() -> None:
    op.add_column("payment", sa.Column("method_token", sa.String(), nullable=True))
    op.add_column(
        "payment", sa.Column("is_multicapture", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.alter_column("payment", "is_multicapture", server_default=None)
    op.drop_constraint(op.f("ck_payment_status"), "payment", type_="check")
    op.create_check_constraint(op.f("ck_payment_status"), "payment", f"status IN ({_NEW})")
    op.drop_index("ix_payment_checkout_id", table_name="payment")
    op.create_index(
        "ix_payment_voiding",
        "payment",
        ["updated_at"],
        unique=False,
        postgresql_where=sa.text("status = 'voiding'"),
    )
    op.add_column("purchase", sa.Column("payment_id", sa.Uuid(), nullable=False))
    op.add_column("customer_order", sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("checkout", sa.Column("visitor_id", sa.Uuid(), nullable=True))
    op.add_column("checkout", sa.Column("failure", sa.String(), server_default="", nullable=False))
    op.alter_column("checkout", "failure", server_default=None)


def downgrade() -> None:
    op.drop_column("checkout", "failure")
    op.drop_column("checkout", "visitor_id")
    op.drop_column("customer_order", "settled_at")
    op.drop_column("purchase", "payment_id")
    op.drop_index("ix_payment_voiding", table_name="payment")
    op.create_index("ix_payment_checkout_id", "payment", ["checkout_id"], unique=False)
    op.execute("UPDATE payment SET status = 'authorised' WHERE status = 'voiding'")
    op.drop_constraint(op.f("ck_payment_status"), "payment", type_="check")
    op.create_check_constraint(op.f("ck_payment_status"), "payment", f"status IN ({_OLD})")
    op.drop_column("payment", "is_multicapture")
    op.drop_column("payment", "method_token")
