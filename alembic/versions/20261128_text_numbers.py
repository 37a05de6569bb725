"""the numbers that texts go to: of an account, of a checkout and its purchase"""

import sqlalchemy as sa

from alembic import op

revision = "notify2"
down_revision = "parcels1"
branch_labels = None
depends_on = None

_TABLES = ("person", "checkout", "purchase")


def upgrade() -> None:
    for table in _TABLES:
        op.add_column(table, sa.Column("text_phone", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    for table in _TABLES:
        op.drop_column(table, "text_phone")
