"""a reservation knows the units of the offer that it serves and is held once; hot balances stay on their page"""

import sqlalchemy as sa

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reservation", sa.Column("units", sa.Integer(), nullable=True))
    op.execute("UPDATE reservation SET units = quantity")
    op.alter_column("reservation", "units", nullable=False)
    op.create_check_constraint(op.f("ck_reservation_units"), "reservation", "units > 0")
    op.drop_index("ix_reservation_holder_id", table_name="reservation")
    op.create_index(
        "uq_reservation_live_holder",
        "reservation",
        ["holder_id", "offer_id", "balance_id"],
        unique=True,
        postgresql_where=sa.text("status IN ('held', 'allocated')"),
    )
    # Room for the next version of a row on its own page: reserving then touches no index.
    op.execute("ALTER TABLE stock_balance SET (fillfactor = 70)")


def downgrade() -> None:
    op.execute("ALTER TABLE stock_balance RESET (fillfactor)")
    op.drop_index(
        "uq_reservation_live_holder",
        table_name="reservation",
        postgresql_where=sa.text("status IN ('held', 'allocated')"),
    )
    op.create_index("ix_reservation_holder_id", "reservation", ["holder_id"], unique=False)
    op.drop_constraint(op.f("ck_reservation_units"), "reservation", type_="check")
    op.drop_column("reservation", "units")
