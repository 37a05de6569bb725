"""tax in depth (thresholds, rounding, exemptions, who collects) and currencies (dated rates, own prices)"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "taxcur1"
down_revision = "orders1"
branch_labels = None
depends_on = None

_CLASSES = "('standard', 'books', 'children', 'clothing', 'digital', 'food', 'medicine')"

_FILLED = (
    ("tax_rate", "threshold_rule"),
    ("tax_rate", "rounding"),
    ("category", "tax_class"),
    ("purchase", "tax_number"),
    ("customer_order", "tax_collector"),
    ("customer_order", "tax_lines"),
    ("order_item", "tax_class"),
    ("order_item", "tax_rate"),
)


def upgrade() -> None:
    op.add_column("tax_rate", sa.Column("threshold_minor", sa.BigInteger(), nullable=True))
    op.add_column("tax_rate", sa.Column("threshold_rule", sa.String(), nullable=False, server_default=""))
    op.add_column("tax_rate", sa.Column("rounding", sa.String(), nullable=False, server_default="line"))
    op.create_check_constraint(
        op.f("ck_tax_rate_threshold"),
        "tax_rate",
        "(threshold_minor IS NULL AND threshold_rule = '')"
        " OR (threshold_minor > 0 AND threshold_rule IN ('exempt_below', 'taxed_above'))",
    )
    op.create_check_constraint(op.f("ck_tax_rate_rounding"), "tax_rate", "rounding IN ('line', 'rate')")
    op.create_table(
        "tax_exemption",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("certificate", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("granted_by", sa.String(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_tax_exemption_validity")),
        sa.CheckConstraint(
            "reason IN ('resale', 'government', 'charity', 'diplomatic')",
            name=op.f("ck_tax_exemption_reason"),
        ),
        sa.UniqueConstraint(
            "person_id",
            "country",
            "region",
            "certificate",
            name=op.f("uq_tax_exemption_person_id_country_region_certificate"),
        ),
    )
    op.add_column("category", sa.Column("tax_class", sa.String(), nullable=False, server_default="standard"))
    op.create_check_constraint(op.f("ck_category_tax_class"), "category", f"tax_class IN {_CLASSES}")
    op.create_check_constraint(op.f("ck_product_tax_class"), "product", f"tax_class IN {_CLASSES}")
    op.create_table(
        "offer_price",
        sa.Column("offer_id", sa.Uuid(), sa.ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("currency", sa.String(), primary_key=True),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.Column("compare_at_minor", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("price_minor > 0", name=op.f("ck_offer_price_price")),
        sa.CheckConstraint(
            "compare_at_minor IS NULL OR compare_at_minor > price_minor",
            name=op.f("ck_offer_price_compare_at"),
        ),
    )
    op.create_table(
        "fx_rate",
        sa.Column("currency", sa.String(), primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("per_euro", sa.Numeric(20, 8), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("per_euro > 0", name=op.f("ck_fx_rate_per_euro")),
    )
    op.add_column("purchase", sa.Column("tax_number", sa.String(), nullable=False, server_default=""))
    op.add_column(
        "customer_order",
        sa.Column("tax_collector", sa.String(), nullable=False, server_default="marketplace"),
    )
    op.add_column(
        "customer_order",
        sa.Column("tax_lines", postgresql.JSONB(), nullable=False, server_default="[]"),
    )
    op.add_column("customer_order", sa.Column("settlement_currency", sa.String(), nullable=True))
    op.add_column("customer_order", sa.Column("fx_rate", sa.Numeric(24, 12), nullable=True))
    op.add_column("customer_order", sa.Column("fx_day", sa.Date(), nullable=True))
    op.create_check_constraint(
        op.f("ck_customer_order_tax_collector"),
        "customer_order",
        "tax_collector IN ('marketplace', 'seller')",
    )
    op.create_check_constraint(
        op.f("ck_customer_order_settlement"),
        "customer_order",
        "(settlement_currency IS NULL AND fx_rate IS NULL AND fx_day IS NULL)"
        " OR (settlement_currency <> currency AND fx_rate > 0 AND fx_day IS NOT NULL)",
    )
    op.add_column(
        "order_item", sa.Column("tax_class", sa.String(), nullable=False, server_default="standard")
    )
    op.add_column("order_item", sa.Column("tax_rate", sa.Numeric(7, 6), nullable=False, server_default="0"))

    for table, column in _FILLED:
        op.alter_column(table, column, server_default=None)


def downgrade() -> None:
    for column in ("tax_rate", "tax_class"):
        op.drop_column("order_item", column)
    for name in ("settlement", "tax_collector"):
        op.drop_constraint(op.f(f"ck_customer_order_{name}"), "customer_order", type_="check")
    for column in ("fx_day", "fx_rate", "settlement_currency", "tax_lines", "tax_collector"):
        op.drop_column("customer_order", column)
    op.drop_column("purchase", "tax_number")
    for table in ("fx_rate", "offer_price", "tax_exemption"):
        op.drop_table(table)
    op.drop_constraint(op.f("ck_product_tax_class"), "product", type_="check")
    op.drop_constraint(op.f("ck_category_tax_class"), "category", type_="check")
    op.drop_column("category", "tax_class")
    for name in ("rounding", "threshold"):
        op.drop_constraint(op.f(f"ck_tax_rate_{name}"), "tax_rate", type_="check")
    op.execute("DELETE FROM tax_rate WHERE threshold_minor IS NOT NULL")
    for column in ("rounding", "threshold_rule", "threshold_minor"):
        op.drop_column("tax_rate", column)
