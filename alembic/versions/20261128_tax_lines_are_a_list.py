"""an order's tax breakdown is a list, also in worlds that were seeded before it was"""

from alembic import op

revision = "taxlines1"
down_revision = "parcels2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE customer_order SET tax_lines = '[]' WHERE jsonb_typeof(tax_lines) <> 'array'")
    op.create_check_constraint("tax_lines", "customer_order", "jsonb_typeof(tax_lines) = 'array'")


def downgrade() -> None:
    op.drop_constraint("tax_lines", "customer_order", type_="check")
