"""a tote holds one order; roll-ups know when they were made and count an order with each department"""

import sqlalchemy as sa

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ORDERS_WITH = """
    UPDATE daily_sales d SET orders_with = counted.orders_with
    FROM (
        SELECT (o.placed_at AT TIME ZONE 'UTC')::date AS day, o.seller_id,
               split_part(c.path, '/', 1) AS department, p.address->>'country' AS country, o.currency,
               count(DISTINCT o.id) AS orders_with
        FROM customer_order o
        JOIN purchase p ON p.id = o.purchase_id
        JOIN order_item i ON i.order_id = o.id
        JOIN product pr ON pr.id = i.product_id
        JOIN category c ON c.id = pr.category_id
        GROUP BY 1, 2, 3, 4, 5
    ) counted
    WHERE (d.day, d.seller_id, d.department, d.country, d.currency)
        = (counted.day, counted.seller_id, counted.department, counted.country, counted.currency)
"""


def upgrade() -> None:
    op.create_index(
        "uq_pick_task_tote",
        "pick_task",
        ["warehouse_id", "tote"],
        unique=True,
        postgresql_where=sa.text("status IN ('picking', 'picked')"),
    )
    op.add_column(
        "daily_funnel",
        sa.Column("rolled_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    )
    op.alter_column("daily_funnel", "rolled_at", server_default=None)
    op.add_column("daily_sales", sa.Column("orders_with", sa.Integer(), nullable=False, server_default="0"))
    op.alter_column("daily_sales", "orders_with", server_default=None)
    op.execute(_ORDERS_WITH)


def downgrade() -> None:
    op.drop_column("daily_sales", "orders_with")
    op.drop_column("daily_funnel", "rolled_at")
    op.drop_index("uq_pick_task_tote", table_name="pick_task")
