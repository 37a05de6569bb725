"""what a tax service calculated, booked and took back"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "curr2"
down_revision = "notify2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tax_calculation",
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("tax", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("failure", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(tax IS NULL) = (failure <> '')", name=op.f("ck_tax_calculation_answer")),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_tax_calculation")),
    )
    op.create_table(
        "tax_booking",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("calculation", sa.String(), nullable=False),
        sa.Column("booking", sa.String(), nullable=False),
        sa.Column("failure", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(booking = '') = (failure <> '')", name=op.f("ck_tax_booking_answer")),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_tax_booking")),
    )
    op.create_table(
        "tax_reversal",
        sa.Column("cause_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("reversal", sa.String(), nullable=False),
        sa.Column("failure", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(reversal = '') = (failure <> '')", name=op.f("ck_tax_reversal_answer")),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_tax_reversal_amount")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["tax_booking.order_id"], name=op.f("fk_tax_reversal_order_id_tax_booking")
        ),
        sa.PrimaryKeyConstraint("cause_id", name=op.f("pk_tax_reversal")),
    )
    op.create_index(op.f("ix_tax_reversal_order_id"), "tax_reversal", ["order_id"])


def downgrade() -> None:
    op.drop_table("tax_reversal")
    op.drop_table("tax_booking")
    op.drop_table("tax_calculation")
