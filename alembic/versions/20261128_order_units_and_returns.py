"""units of lines have states, orders can change before they are picked, goods can come back"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from alembic import op

revision = "orders1"
down_revision = "cart1"
branch_labels = None
depends_on = None

_UNITS = ("cancelled", "picked", "shipped", "delivered", "coming_back", "returned")
_APPEND_ONLY = ("order_unit_history", "order_change", "return_history")

_BACKFILL = """
    UPDATE order_item i SET
        picked = CASE WHEN o.status IN ('shipped', 'delivered', 'returned') THEN i.quantity ELSE 0 END,
        shipped = CASE WHEN o.status IN ('shipped', 'delivered', 'returned') THEN i.quantity ELSE 0 END,
        delivered = CASE WHEN o.status IN ('delivered', 'returned') THEN i.quantity ELSE 0 END,
        coming_back = CASE WHEN o.status = 'returned' THEN i.quantity ELSE 0 END,
        returned = CASE WHEN o.status = 'returned' THEN i.quantity ELSE 0 END
    FROM customer_order o WHERE o.id = i.order_id AND o.status IN ('shipped', 'delivered', 'returned')
"""
_BEGUN = """
    UPDATE customer_order o SET picking_at = t.updated_at FROM pick_task t
    WHERE t.order_id = o.id AND t.status IN ('picking', 'picked', 'packed', 'shipped')
"""


def _instant(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _key(name: str, target: str) -> sa.Column:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(target), nullable=False)


def _words(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def upgrade() -> None:
    op.add_column("customer_order", _instant("picking_at", nullable=True))
    op.add_column(
        "customer_order", sa.Column("withdrawn_minor", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.alter_column("customer_order", "withdrawn_minor", server_default=None)
    for name in _UNITS:
        op.add_column("order_item", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        op.alter_column("order_item", name, server_default=None)
    op.execute(_BACKFILL)
    op.execute(_BEGUN)
    op.drop_constraint(op.f("ck_order_item_quantity"), "order_item", type_="check")
    op.create_check_constraint(
        op.f("ck_order_item_quantity"),
        "order_item",
        "quantity >= 0 AND cancelled >= 0 AND quantity + cancelled > 0",
    )
    op.create_check_constraint(
        op.f("ck_order_item_units"),
        "order_item",
        "picked BETWEEN shipped AND quantity AND delivered BETWEEN coming_back AND shipped "
        "AND returned BETWEEN 0 AND coming_back",
    )
    op.create_table(
        "order_unit_history",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _key("order_item_id", "order_item.id"),
        *_words("from_state", "to_state"),
        sa.Column("quantity", sa.Integer(), nullable=False),
        *_words("actor", "reason"),
        _instant("at"),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_order_unit_history_quantity")),
    )
    op.create_index("ix_order_unit_history_order_item_id", "order_unit_history", ["order_item_id"])
    op.create_table(
        "order_change",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _key("order_id", "customer_order.id"),
        *_words("kind", "actor", "reason"),
        sa.Column("facts", JSONB(), nullable=False),
        _instant("at"),
        sa.CheckConstraint("kind IN ('address', 'units')", name=op.f("ck_order_change_kind")),
    )
    op.create_index("ix_order_change_order_id", "order_change", ["order_id"])
    op.create_table(
        "return_request",
        sa.Column("id", sa.Uuid(), primary_key=True),
        *_words("number"),
        _key("order_id", "customer_order.id"),
        _key("seller_id", "seller.id"),
        _key("warehouse_id", "warehouse.id"),
        *_words("status", "note"),
        sa.Column("label_number", sa.String(), nullable=True),
        sa.Column("refund_minor", sa.BigInteger(), nullable=False),
        *_words("currency"),
        _instant("requested_at"),
        _instant("updated_at"),
        sa.UniqueConstraint("number", name=op.f("uq_return_request_number")),
        sa.UniqueConstraint("label_number", name=op.f("uq_return_request_label_number")),
        sa.CheckConstraint(
            "status IN ('requested', 'approved', 'declined', 'label_issued', 'received', 'inspected', "
            "'refunded', 'rejected')",
            name=op.f("ck_return_request_status"),
        ),
        sa.CheckConstraint("refund_minor >= 0", name=op.f("ck_return_request_refund")),
    )
    op.create_index("ix_return_request_order_id", "return_request", ["order_id"])
    op.create_index("ix_return_request_warehouse_status", "return_request", ["warehouse_id", "status"])
    op.create_index("ix_return_request_seller_requested", "return_request", ["seller_id", "requested_at"])
    op.create_table(
        "return_item",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _key("return_id", "return_request.id"),
        _key("order_item_id", "order_item.id"),
        sa.Column("quantity", sa.Integer(), nullable=False),
        *_words("reason"),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("restocked", sa.Integer(), nullable=False),
        *_words("finding"),
        sa.UniqueConstraint(
            "return_id", "order_item_id", name=op.f("uq_return_item_return_id_order_item_id")
        ),
        sa.CheckConstraint(
            "quantity > 0 AND accepted BETWEEN restocked AND quantity AND restocked >= 0",
            name=op.f("ck_return_item_quantity"),
        ),
    )
    op.create_index("ix_return_item_order_item_id", "return_item", ["order_item_id"])
    op.create_table(
        "return_history",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _key("return_id", "return_request.id"),
        sa.Column("from_status", sa.String(), nullable=True),
        *_words("to_status", "actor", "reason"),
        _instant("at"),
    )
    op.create_index("ix_return_history_return_id", "return_history", ["return_id"])
    for table in _APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
        )


def downgrade() -> None:
    for table in ("return_history", "return_item", "return_request", "order_change", "order_unit_history"):
        op.drop_table(table)
    op.drop_constraint(op.f("ck_order_item_units"), "order_item", type_="check")
    op.drop_constraint(op.f("ck_order_item_quantity"), "order_item", type_="check")
    op.execute("DELETE FROM order_item WHERE quantity = 0")
    op.create_check_constraint(op.f("ck_order_item_quantity"), "order_item", "quantity > 0")
    for name in _UNITS:
        op.drop_column("order_item", name)
    op.drop_column("customer_order", "withdrawn_minor")
    op.drop_column("customer_order", "picking_at")
