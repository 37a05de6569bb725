"""the currency that a person wants to see prices in"""

import sqlalchemy as sa

from alembic import op

revision = "curr1"
down_revision = "desk1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("currency", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("person", "currency")
