"""promotions, their codes and redemptions; carts keep codes; orders say who pays for their discounts"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "promo1"
down_revision = "prime1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "promotion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("percent", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("buy_quantity", sa.Integer(), nullable=False),
        sa.Column("get_quantity", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("scope_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("person_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("min_subtotal_minor", sa.BigInteger(), nullable=False),
        sa.Column("min_quantity", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_stackable", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("funded_by", sa.String(), nullable=False),
        sa.Column("marketplace_share_bps", sa.Integer(), nullable=False),
        sa.Column("seller_id", sa.Uuid(), nullable=True),
        sa.Column("max_uses", sa.Integer(), nullable=True),
        sa.Column("max_uses_per_shopper", sa.Integer(), nullable=True),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("is_automatic", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(audience = 'people') = (cardinality(person_ids) > 0)", name=op.f("ck_promotion_people")
        ),
        sa.CheckConstraint(
            "(kind = 'percentage') = (percent IS NOT NULL) AND (percent IS NULL OR percent > 0 "
            "AND percent <= 100)",
            name=op.f("ck_promotion_percent"),
        ),
        sa.CheckConstraint(
            "(scope = 'all') = (cardinality(scope_ids) = 0)", name=op.f("ck_promotion_scope_ids")
        ),
        sa.CheckConstraint(
            "CASE WHEN kind = 'buy_x_get_y' THEN buy_quantity > 0 AND get_quantity > 0 ELSE "
            "buy_quantity = 0 AND get_quantity = 0 END",
            name=op.f("ck_promotion_units"),
        ),
        sa.CheckConstraint(
            "CASE funded_by WHEN 'seller' THEN marketplace_share_bps = 0 WHEN 'marketplace' THEN "
            "marketplace_share_bps = 10000 ELSE marketplace_share_bps BETWEEN 1 AND 9999 END",
            name=op.f("ck_promotion_share"),
        ),
        sa.CheckConstraint(
            "CASE kind WHEN 'fixed' THEN amount_minor > 0 WHEN 'free_shipping' THEN amount_minor "
            "IS NULL OR amount_minor > 0 ELSE amount_minor IS NULL END AND (kind <> 'fixed' OR amount_minor IS NOT NULL)",
            name=op.f("ck_promotion_amount"),
        ),
        sa.CheckConstraint(
            "audience <> 'first_order' OR max_uses_per_shopper IS NOT DISTINCT FROM 1",
            name=op.f("ck_promotion_first_order_once"),
        ),
        sa.CheckConstraint(
            "audience IN ('everyone', 'first_order', 'people')", name=op.f("ck_promotion_audience")
        ),
        sa.CheckConstraint(
            "funded_by IN ('seller', 'marketplace', 'shared')", name=op.f("ck_promotion_funded_by")
        ),
        sa.CheckConstraint(
            "kind IN ('percentage', 'fixed', 'buy_x_get_y', 'free_shipping')", name=op.f("ck_promotion_kind")
        ),
        sa.CheckConstraint(
            "scope IN ('all', 'category', 'seller', 'product', 'offer')", name=op.f("ck_promotion_scope")
        ),
        sa.CheckConstraint(
            "seller_id IS NULL OR funded_by = 'seller'", name=op.f("ck_promotion_seller_pays")
        ),
        sa.CheckConstraint(
            "coalesce(max_uses, 1) > 0 AND coalesce(max_uses_per_shopper, 1) > 0 AND taken >= 0",
            name=op.f("ck_promotion_limits"),
        ),
        sa.CheckConstraint(
            "currency IS NOT NULL OR (amount_minor IS NULL AND min_subtotal_minor = 0)",
            name=op.f("ck_promotion_currency"),
        ),
        sa.CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name=op.f("ck_promotion_period")),
        sa.CheckConstraint(
            "is_counted OR (max_uses IS NULL AND max_uses_per_shopper IS NULL)",
            name=op.f("ck_promotion_limits_are_counted"),
        ),
        sa.CheckConstraint("max_uses IS NULL OR taken <= max_uses", name=op.f("ck_promotion_not_overused")),
        sa.CheckConstraint(
            "min_subtotal_minor >= 0 AND min_quantity >= 0", name=op.f("ck_promotion_thresholds")
        ),
        sa.ForeignKeyConstraint(["seller_id"], ["seller.id"], name=op.f("fk_promotion_seller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion")),
    )
    op.create_index(
        "ix_promotion_automatic",
        "promotion",
        ["starts_at"],
        unique=False,
        postgresql_where=sa.text("is_active AND is_automatic"),
    )
    op.create_index(op.f("ix_promotion_seller_id"), "promotion", ["seller_id"], unique=False)
    op.create_table(
        "coupon",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("promotion_id", sa.Uuid(), nullable=False),
        sa.Column("max_uses", sa.Integer(), nullable=True),
        sa.Column("max_uses_per_shopper", sa.Integer(), nullable=True),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "code = upper(code) AND code ~ '^[A-Z0-9][A-Z0-9_-]{2,39}$'", name=op.f("ck_coupon_code")
        ),
        sa.CheckConstraint(
            "coalesce(max_uses, 1) > 0 AND coalesce(max_uses_per_shopper, 1) > 0",
            name=op.f("ck_coupon_limits"),
        ),
        sa.CheckConstraint(
            "taken >= 0 AND (max_uses IS NULL OR taken <= max_uses)", name=op.f("ck_coupon_not_overused")
        ),
        sa.ForeignKeyConstraint(["promotion_id"], ["promotion.id"], name=op.f("fk_coupon_promotion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coupon")),
        sa.UniqueConstraint("code", name=op.f("uq_coupon_code")),
    )
    op.create_index(op.f("ix_coupon_promotion_id"), "coupon", ["promotion_id"], unique=False)
    op.create_table(
        "promotion_redemption",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("promotion_id", sa.Uuid(), nullable=False),
        sa.Column("coupon_id", sa.Uuid(), nullable=True),
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        sa.Column("cart_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("email_hash", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("marketplace_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('held', 'redeemed', 'released')", name=op.f("ck_promotion_redemption_status")
        ),
        sa.CheckConstraint(
            "amount_minor >= 0 AND marketplace_minor BETWEEN 0 AND amount_minor",
            name=op.f("ck_promotion_redemption_amounts"),
        ),
        sa.ForeignKeyConstraint(["coupon_id"], ["coupon.id"], name=op.f("fk_promotion_redemption_coupon_id")),
        sa.ForeignKeyConstraint(
            ["promotion_id"], ["promotion.id"], name=op.f("fk_promotion_redemption_promotion_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion_redemption")),
        sa.UniqueConstraint(
            "checkout_id", "promotion_id", name=op.f("uq_promotion_redemption_checkout_id_promotion_id")
        ),
    )
    op.create_index(
        "ix_promotion_redemption_email", "promotion_redemption", ["promotion_id", "email_hash"], unique=False
    )
    op.create_index(
        "ix_promotion_redemption_person", "promotion_redemption", ["promotion_id", "person_id"], unique=False
    )
    op.add_column(
        "cart",
        sa.Column("codes", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    )
    op.add_column(
        "customer_order",
        sa.Column("shipping_discount_minor", sa.BigInteger(), nullable=False, server_default="0"),
    )
    op.alter_column("customer_order", "shipping_discount_minor", server_default=None)
    op.add_column(
        "customer_order",
        sa.Column("marketplace_funded_minor", sa.BigInteger(), nullable=False, server_default="0"),
    )
    op.alter_column("customer_order", "marketplace_funded_minor", server_default=None)
    op.add_column(
        "customer_order",
        sa.Column("seller_funded_shipping_minor", sa.BigInteger(), nullable=False, server_default="0"),
    )
    op.alter_column("customer_order", "seller_funded_shipping_minor", server_default=None)
    op.add_column(
        "order_item",
        sa.Column("marketplace_funded_minor", sa.BigInteger(), nullable=False, server_default="0"),
    )
    op.alter_column("order_item", "marketplace_funded_minor", server_default=None)
    op.create_check_constraint(
        "funding",
        "customer_order",
        "marketplace_funded_minor BETWEEN 0 AND discount_minor "
        "AND seller_funded_shipping_minor BETWEEN 0 AND shipping_discount_minor",
    )
    op.create_check_constraint(
        "funding", "order_item", "marketplace_funded_minor BETWEEN 0 AND discount_minor"
    )
    op.create_index("ix_purchase_email", "purchase", [sa.text("lower(email)")])


def downgrade() -> None:
    op.drop_index("ix_purchase_email", table_name="purchase")
    op.drop_constraint(op.f("ck_order_item_funding"), "order_item")
    op.drop_constraint(op.f("ck_customer_order_funding"), "customer_order")

    op.drop_column("order_item", "marketplace_funded_minor")
    op.drop_column("customer_order", "seller_funded_shipping_minor")
    op.drop_column("customer_order", "marketplace_funded_minor")
    op.drop_column("customer_order", "shipping_discount_minor")
    op.drop_column("cart", "codes")
    op.drop_index("ix_promotion_redemption_person", table_name="promotion_redemption")
    op.drop_index("ix_promotion_redemption_email", table_name="promotion_redemption")
    op.drop_table("promotion_redemption")
    op.drop_index(op.f("ix_coupon_promotion_id"), table_name="coupon")
    op.drop_table("coupon")
    op.drop_index(op.f("ix_promotion_seller_id"), table_name="promotion")
    op.drop_index(
        "ix_promotion_automatic",
        table_name="promotion",
        postgresql_where=sa.text("is_active AND is_automatic"),
    )
    op.drop_table("promotion")
