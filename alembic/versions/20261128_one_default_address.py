"""one default address per person"""

import sqlalchemy as sa

from alembic import op

revision = "address1"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The newest of several defaults stays one.
    op.execute(
        "UPDATE address a SET is_default = false WHERE is_default AND EXISTS ("
        "SELECT FROM address b WHERE b.person_id = a.person_id AND b.is_default AND b.id > a.id)"
    )
    op.create_index(
        "uq_address_default", "address", ["person_id"], unique=True, postgresql_where=sa.text("is_default")
    )


def downgrade() -> None:
    op.drop_index("uq_address_default", table_name="address")
