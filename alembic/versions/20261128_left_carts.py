"""checkouts that guests gave up are found by address"""

import sqlalchemy as sa

from alembic import op

revision = "cart2"
down_revision = "fraud1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_checkout_left",
        "checkout",
        [sa.text("lower(email)")],
        postgresql_where=sa.text("status = 'expired' AND person_id IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_checkout_left", table_name="checkout")
