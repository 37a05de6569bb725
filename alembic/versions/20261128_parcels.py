"""an order leaves in one parcel or in several, each with its units, its money and its way"""

import sqlalchemy as sa

from alembic import op

revision = "parcels2"
down_revision = "curr2"
branch_labels = None
depends_on = None

_STATUS = "status IN ('pending', 'processing', {}'shipped', 'delivered', 'cancelled', 'returned')"
_AMOUNTS = (
    "goods_minor", "shipping_minor", "tax_minor", "commission_minor", "marketplace_funded_minor",
    "seller_funded_shipping_minor", "total_minor", "tendered_minor",
)  # fmt: skip
_LINE_AMOUNTS = (
    "discount_minor", "tax_minor", "included_tax_minor", "marketplace_funded_minor", "total_minor",
)  # fmt: skip

# Until now an order left whole: its parcel goes by the order's id, so that a capture which is under way is
# asked for under the key that it has.
_WHOLE = """
    INSERT INTO order_parcel (id, order_id, position, is_whole, idempotency_key, carrier, tracking_number,
        goods_minor, shipping_minor, tax_minor, commission_minor, marketplace_funded_minor,
        seller_funded_shipping_minor, total_minor, tendered_minor, shipped_at, delivered_at, settled_at)
    SELECT o.id, o.id, 1, true, 'whole:' || o.id, coalesce(s.carrier, ''), coalesce(s.tracking_number, ''),
        m.goods - e.goods, o.total_minor - m.goods - o.tax_minor - o.included_tax_minor - e.shipping,
        o.tax_minor + o.included_tax_minor - e.tax, o.commission_minor - e.commission,
        o.marketplace_funded_minor - e.funded, o.seller_funded_shipping_minor, o.total_minor - e.total,
        t.tendered, coalesce(s.dispatched_at, h.shipped_at, o.updated_at), h.delivered_at, o.settled_at
    FROM customer_order o
    LEFT JOIN shipment s ON s.order_id = o.id
    JOIN LATERAL (
        SELECT o.subtotal_minor - o.discount_minor - coalesce(sum(i.included_tax_minor), 0) AS goods
        FROM order_item i WHERE i.order_id = o.id
    ) m ON true
    JOIN LATERAL (
        SELECT coalesce(sum(goods_minor), 0) AS goods, coalesce(sum(shipping_minor), 0) AS shipping,
            coalesce(sum(tax_minor), 0) AS tax, coalesce(sum(commission_minor), 0) AS commission,
            coalesce(sum(marketplace_funded_minor), 0) AS funded, coalesce(sum(total_minor), 0) AS total
        FROM refund WHERE order_id = o.id AND is_early
    ) e ON true
    JOIN LATERAL (
        SELECT (SELECT coalesce(sum(amount_minor - returned_minor), 0)
                FROM order_tender WHERE order_id = o.id)
            + (SELECT coalesce(sum(p.amount_minor), 0)
               FROM refund_part p JOIN refund f ON f.id = p.refund_id
               WHERE f.order_id = o.id AND NOT f.is_early AND f.destination = 'origin'
                   AND p.kind <> 'payment') AS tendered
    ) t ON true
    JOIN LATERAL (
        SELECT min(at) FILTER (WHERE to_status = 'shipped') AS shipped_at,
            max(at) FILTER (WHERE to_status = 'delivered') AS delivered_at
        FROM order_history WHERE order_id = o.id
    ) h ON true
    WHERE o.status IN ('shipped', 'delivered', 'returned')
"""
_WHOLE_LINES = """
    INSERT INTO order_parcel_line (parcel_id, order_item_id, quantity, discount_minor, tax_minor,
        included_tax_minor, marketplace_funded_minor, total_minor)
    SELECT i.order_id, i.id, i.quantity, i.discount_minor, i.tax_minor, i.included_tax_minor,
        i.marketplace_funded_minor, i.total_minor
    FROM order_item i JOIN order_parcel p ON p.id = i.order_id WHERE i.quantity > 0
"""
_REFUNDED = """
    UPDATE refundable b SET refunded_tax_minor = l.tax,
        refunded_funded_minor = CASE WHEN b.total_minor = 0 THEN 0 ELSE
            round(b.funded_minor::numeric * b.refunded_minor / b.total_minor) END
    FROM (SELECT refundable_id, sum(tax_minor) AS tax FROM refund_line GROUP BY 1) l
    WHERE l.refundable_id = b.id
"""


def _money(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger(), nullable=False) for name in names]


def _status(words: str) -> None:
    op.drop_constraint(op.f("ck_customer_order_status"), "customer_order", type_="check")
    op.create_check_constraint(op.f("ck_customer_order_status"), "customer_order", _STATUS.format(words))


def upgrade() -> None:
    _status("'partly_shipped', ")
    op.create_table(
        "order_parcel",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("tracking_number", sa.String(), nullable=False),
        *_money(*_AMOUNTS),
        sa.Column("shipped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "position > 0 AND (position = 1 OR NOT is_whole)", name=op.f("ck_order_parcel_position")
        ),
        sa.CheckConstraint(
            "total_minor = goods_minor + shipping_minor + tax_minor "
            "AND tendered_minor BETWEEN 0 AND total_minor",
            name=op.f("ck_order_parcel_amounts"),
        ),
        sa.ForeignKeyConstraint(["order_id"], ["customer_order.id"], name=op.f("fk_order_parcel_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_parcel")),
        sa.UniqueConstraint("order_id", "position", name=op.f("uq_order_parcel_order_id_position")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_order_parcel_idempotency_key")),
    )
    op.create_table(
        "order_parcel_line",
        sa.Column("parcel_id", sa.Uuid(), nullable=False),
        sa.Column("order_item_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        *_money(*_LINE_AMOUNTS),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_order_parcel_line_quantity")),
        sa.ForeignKeyConstraint(
            ["parcel_id"], ["order_parcel.id"], name=op.f("fk_order_parcel_line_parcel_id")
        ),
        sa.ForeignKeyConstraint(
            ["order_item_id"], ["order_item.id"], name=op.f("fk_order_parcel_line_order_item_id")
        ),
        sa.PrimaryKeyConstraint("parcel_id", "order_item_id", name=op.f("pk_order_parcel_line")),
    )
    op.create_index(
        op.f("ix_order_parcel_line_order_item_id"), "order_parcel_line", ["order_item_id"], unique=False
    )
    op.execute(_WHOLE)
    op.execute(_WHOLE_LINES)
    for name in ("refunded_tax_minor", "refunded_funded_minor"):
        op.add_column("refundable", sa.Column(name, sa.BigInteger(), server_default="0", nullable=False))
    op.execute(_REFUNDED)
    op.add_column("pick_task", sa.Column("part", sa.Integer(), server_default="1", nullable=False))
    op.create_check_constraint(op.f("ck_pick_task_part"), "pick_task", "part > 0")
    op.drop_constraint(op.f("uq_pick_task_order_id"), "pick_task", type_="unique")
    op.create_unique_constraint(op.f("uq_pick_task_order_id_part"), "pick_task", ["order_id", "part"])
    op.add_column("shipment", sa.Column("parcel_id", sa.Uuid(), nullable=True))
    op.add_column("shipment", sa.Column("task_id", sa.Uuid(), nullable=True))
    op.execute("UPDATE shipment SET parcel_id = order_id")
    op.execute("UPDATE shipment s SET task_id = t.id FROM pick_task t WHERE t.order_id = s.order_id")
    op.alter_column("shipment", "parcel_id", nullable=False)
    op.drop_constraint(op.f("uq_shipment_order_id"), "shipment", type_="unique")
    op.create_index(op.f("ix_shipment_order_id"), "shipment", ["order_id"], unique=False)
    for name, table in (("parcel_id", "order_parcel"), ("task_id", "pick_task")):
        op.create_unique_constraint(op.f(f"uq_shipment_{name}"), "shipment", [name])
        op.create_foreign_key(op.f(f"fk_shipment_{name}"), "shipment", table, [name], ["id"])


def downgrade() -> None:
    """Possible while every order left whole: the unique keys refuse what would be lost."""
    for name in ("task_id", "parcel_id"):
        op.drop_constraint(op.f(f"fk_shipment_{name}"), "shipment", type_="foreignkey")
        op.drop_constraint(op.f(f"uq_shipment_{name}"), "shipment", type_="unique")
        op.drop_column("shipment", name)
    op.drop_index(op.f("ix_shipment_order_id"), table_name="shipment")
    op.create_unique_constraint(op.f("uq_shipment_order_id"), "shipment", ["order_id"])
    op.drop_constraint(op.f("uq_pick_task_order_id_part"), "pick_task", type_="unique")
    op.create_unique_constraint(op.f("uq_pick_task_order_id"), "pick_task", ["order_id"])
    op.drop_constraint(op.f("ck_pick_task_part"), "pick_task", type_="check")
    op.drop_column("pick_task", "part")
    for name in ("refunded_funded_minor", "refunded_tax_minor"):
        op.drop_column("refundable", name)
    op.drop_index(op.f("ix_order_parcel_line_order_item_id"), table_name="order_parcel_line")
    op.drop_table("order_parcel_line")
    op.drop_table("order_parcel")
    _status("")
