"""What of a dispute the books have as lost: a bank may change its mind."""

import sqlalchemy as sa

from alembic import op

revision = "parcels1"
down_revision = "curr1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dispute", sa.Column("lost_minor", sa.BigInteger(), server_default="0", nullable=False))
    op.execute("UPDATE dispute SET lost_minor = withdrawn_minor WHERE status = 'lost'")
    op.drop_constraint(op.f("ck_dispute_amounts"), "dispute", type_="check")
    op.create_check_constraint(
        op.f("ck_dispute_amounts"),
        "dispute",
        "amount_minor > 0 AND withdrawn_minor >= 0 AND fee_minor >= 0 "
        "AND lost_minor BETWEEN 0 AND withdrawn_minor",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_dispute_amounts"), "dispute", type_="check")
    op.create_check_constraint(
        op.f("ck_dispute_amounts"),
        "dispute",
        "amount_minor > 0 AND withdrawn_minor >= 0 AND fee_minor >= 0",
    )
    op.drop_column("dispute", "lost_minor")
