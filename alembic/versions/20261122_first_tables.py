"""first tables"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_person_id"), "audit_entry", ["person_id"], unique=False)
    op.create_table(
        "category",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("hue", sa.Integer(), nullable=False),
        sa.Column("picture_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["category.id"], name=op.f("fk_category_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
        sa.UniqueConstraint("slug", name=op.f("uq_category_slug")),
    )
    op.create_index(op.f("ix_category_parent_id"), "category", ["parent_id"], unique=False)
    op.create_index(op.f("ix_category_path"), "category", ["path"], unique=False)
    op.create_table(
        "checkout",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cart_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("access_token_hash", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("address", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("shipping_method", sa.String(), nullable=False),
        sa.Column("payment_method", sa.String(), nullable=False),
        sa.Column("quote", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("purchase_id", sa.Uuid(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('prepared', 'paying', 'completed', 'expired', 'failed')",
            name=op.f("ck_checkout_status"),
        ),
        sa.CheckConstraint("total_minor > 0", name=op.f("ck_checkout_total")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkout")),
    )
    op.create_index(op.f("ix_checkout_person_id"), "checkout", ["person_id"], unique=False)
    op.create_index(
        "ix_checkout_unfinished",
        "checkout",
        ["expires_at"],
        unique=False,
        postgresql_where=sa.text("status IN ('prepared', 'paying')"),
    )
    op.create_index(
        "uq_checkout_cart_live",
        "checkout",
        ["cart_id"],
        unique=True,
        postgresql_where=sa.text("status IN ('prepared', 'paying', 'completed')"),
    )
    op.create_table(
        "daily_funnel",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("visitors", sa.Integer(), nullable=False),
        sa.Column("viewers", sa.Integer(), nullable=False),
        sa.Column("searchers", sa.Integer(), nullable=False),
        sa.Column("adders", sa.Integer(), nullable=False),
        sa.Column("checkout_starters", sa.Integer(), nullable=False),
        sa.Column("buyers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_daily_funnel")),
    )
    op.create_table(
        "daily_sales",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seller_id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("gmv_minor", sa.BigInteger(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "seller_id", "department", "country", "currency", name=op.f("pk_daily_sales")
        ),
    )
    op.create_table(
        "job_receipt",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("subscriber", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "subscriber", name=op.f("pk_job_receipt")),
    )
    op.create_table(
        "ledger_journal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_journal")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_ledger_journal_idempotency_key")),
    )
    op.create_index(op.f("ix_ledger_journal_reference"), "ledger_journal", ["reference"], unique=False)
    op.create_table(
        "message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body_text", sa.String(), nullable=False),
        sa.Column("body_html", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("status IN ('queued', 'sent', 'failed')", name=op.f("ck_message_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint(
            "event_id", "template", "recipient", name=op.f("uq_message_event_id_template_recipient")
        ),
    )
    op.create_index(op.f("ix_message_recipient"), "message", ["recipient"], unique=False)
    op.create_table(
        "outbox_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_event")),
    )
    op.create_index(
        "ix_outbox_event_unpublished",
        "outbox_event",
        ["id"],
        unique=False,
        postgresql_where=sa.text("published_at IS NULL"),
    )
    op.create_table(
        "payment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("captured_minor", sa.BigInteger(), nullable=False),
        sa.Column("refunded_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("provider_reference", sa.String(), nullable=True),
        sa.Column("decline_code", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("method IN ('card', 'bank_transfer')", name=op.f("ck_payment_method")),
        sa.CheckConstraint(
            "status IN ('created', 'requires_action', 'awaiting_transfer', 'authorised', 'captured', 'voided', 'failed')",
            name=op.f("ck_payment_status"),
        ),
        sa.CheckConstraint(
            "amount_minor > 0 AND captured_minor BETWEEN 0 AND amount_minor AND refunded_minor BETWEEN 0 AND captured_minor",
            name=op.f("ck_payment_amounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("checkout_id", "attempt", name=op.f("uq_payment_checkout_id_attempt")),
        sa.UniqueConstraint("provider_reference", name=op.f("uq_payment_provider_reference")),
    )
    op.create_index(op.f("ix_payment_checkout_id"), "payment", ["checkout_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("failed_attempts", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index("uq_person_email_lower", "person", [sa.literal_column("lower(email)")], unique=True)
    op.create_table(
        "purchase",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("cart_id", sa.Uuid(), nullable=False),
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("access_token_hash", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("address", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("payment_method", sa.String(), nullable=False),
        sa.Column("subtotal_minor", sa.BigInteger(), nullable=False),
        sa.Column("discount_minor", sa.BigInteger(), nullable=False),
        sa.Column("shipping_minor", sa.BigInteger(), nullable=False),
        sa.Column("tax_minor", sa.BigInteger(), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "total_minor = subtotal_minor - discount_minor + shipping_minor + tax_minor",
            name=op.f("ck_purchase_total"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase")),
        sa.UniqueConstraint("cart_id", name=op.f("uq_purchase_cart_id")),
        sa.UniqueConstraint("checkout_id", name=op.f("uq_purchase_checkout_id")),
        sa.UniqueConstraint("number", name=op.f("uq_purchase_number")),
    )
    op.create_index("ix_purchase_person_placed", "purchase", ["person_id", "placed_at"], unique=False)
    op.create_index(op.f("ix_purchase_placed_at"), "purchase", ["placed_at"], unique=False)
    op.create_table(
        "search_query",
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("with_results", sa.Integer(), nullable=False),
        sa.Column("last_asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("query", name=op.f("pk_search_query")),
    )
    op.create_table(
        "seller",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("commission_bps", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status IN ('applied', 'active', 'suspended')", name=op.f("ck_seller_status")),
        sa.CheckConstraint("commission_bps BETWEEN 0 AND 5000", name=op.f("ck_seller_commission")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seller")),
        sa.UniqueConstraint("slug", name=op.f("uq_seller_slug")),
    )
    op.create_table(
        "storefront_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visitor_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('visit', 'view', 'search', 'add_to_cart', 'checkout_started', 'purchase')",
            name=op.f("ck_storefront_event_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_storefront_event")),
    )
    op.create_index("ix_storefront_event_at", "storefront_event", ["at"], unique=False)
    op.create_table(
        "tax_rate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("tax_class", sa.String(), nullable=False),
        sa.Column("rate", sa.Numeric(precision=7, scale=6), nullable=False),
        sa.Column("prices_include_tax", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.CheckConstraint("rate >= 0 AND rate < 1", name=op.f("ck_tax_rate_rate")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tax_rate")),
        sa.UniqueConstraint(
            "country",
            "region",
            "tax_class",
            "valid_from",
            name=op.f("uq_tax_rate_country_region_tax_class_valid_from"),
        ),
    )
    op.create_table(
        "warehouse",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("latitude_microdegrees", sa.Integer(), nullable=False),
        sa.Column("longitude_microdegrees", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warehouse")),
        sa.UniqueConstraint("code", name=op.f("uq_warehouse_code")),
    )
    op.create_table(
        "webhook_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("provider_event_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("processed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_event")),
        sa.UniqueConstraint(
            "provider", "provider_event_id", name=op.f("uq_webhook_event_provider_provider_event_id")
        ),
    )
    op.create_index(
        "ix_webhook_event_unprocessed",
        "webhook_event",
        ["id"],
        unique=False,
        postgresql_where=sa.text("processed_at IS NULL"),
    )
    op.create_table(
        "address",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("fields", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_address_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
    )
    op.create_index(op.f("ix_address_person_id"), "address", ["person_id"], unique=False)
    op.create_table(
        "cart",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status IN ('open', 'ordered')", name=op.f("ck_cart_status")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_cart_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cart")),
    )
    op.create_index(
        "uq_cart_person_open", "cart", ["person_id"], unique=True, postgresql_where=sa.text("status = 'open'")
    )
    op.create_table(
        "category_attribute",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("is_facet", sa.Boolean(), nullable=False),
        sa.Column("choices", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('text', 'number', 'boolean', 'choice')", name=op.f("ck_category_attribute_kind")
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["category.id"],
            name=op.f("fk_category_attribute_category_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category_attribute")),
        sa.UniqueConstraint("category_id", "code", name=op.f("uq_category_attribute_category_id_code")),
    )
    op.create_table(
        "customer_order",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purchase_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("seller_id", sa.Uuid(), nullable=False),
        sa.Column("warehouse_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("shipping_method", sa.String(), nullable=False),
        sa.Column("subtotal_minor", sa.BigInteger(), nullable=False),
        sa.Column("discount_minor", sa.BigInteger(), nullable=False),
        sa.Column("shipping_minor", sa.BigInteger(), nullable=False),
        sa.Column("tax_minor", sa.BigInteger(), nullable=False),
        sa.Column("included_tax_minor", sa.BigInteger(), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("commission_bps", sa.Integer(), nullable=False),
        sa.Column("commission_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("ship_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("promised_from", sa.Date(), nullable=False),
        sa.Column("promised_to", sa.Date(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('pending', 'processing', 'shipped', 'delivered', 'cancelled', 'returned')",
            name=op.f("ck_customer_order_status"),
        ),
        sa.CheckConstraint(
            "total_minor = subtotal_minor - discount_minor + shipping_minor + tax_minor",
            name=op.f("ck_customer_order_total"),
        ),
        sa.ForeignKeyConstraint(["purchase_id"], ["purchase.id"], name=op.f("fk_customer_order_purchase_id")),
        sa.ForeignKeyConstraint(["seller_id"], ["seller.id"], name=op.f("fk_customer_order_seller_id")),
        sa.ForeignKeyConstraint(
            ["warehouse_id"], ["warehouse.id"], name=op.f("fk_customer_order_warehouse_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_order")),
        sa.UniqueConstraint("number", name=op.f("uq_customer_order_number")),
        sa.UniqueConstraint(
            "purchase_id",
            "seller_id",
            "warehouse_id",
            name=op.f("uq_customer_order_purchase_id_seller_id_warehouse_id"),
        ),
    )
    op.create_index("ix_customer_order_placed_at", "customer_order", ["placed_at"], unique=False)
    op.create_index(
        "ix_customer_order_seller_placed", "customer_order", ["seller_id", "placed_at"], unique=False
    )
    op.create_index(
        "ix_customer_order_warehouse_status", "customer_order", ["warehouse_id", "status"], unique=False
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seller_id", sa.Uuid(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("products_created", sa.Integer(), nullable=False),
        sa.Column("products_updated", sa.Integer(), nullable=False),
        sa.Column("products_unchanged", sa.Integer(), nullable=False),
        sa.Column("rows_refused", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["seller_id"], ["seller.id"], name=op.f("fk_import_run_seller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    op.create_index(op.f("ix_import_run_seller_id"), "import_run", ["seller_id"], unique=False)
    op.create_table(
        "ledger_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("journal_id", sa.Uuid(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.CheckConstraint("amount_minor <> 0", name=op.f("ck_ledger_entry_amount")),
        sa.ForeignKeyConstraint(
            ["journal_id"], ["ledger_journal.id"], name=op.f("fk_ledger_entry_journal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
    )
    op.create_index("ix_ledger_entry_account", "ledger_entry", ["account", "owner_id", "id"], unique=False)
    op.create_index(op.f("ix_ledger_entry_journal_id"), "ledger_entry", ["journal_id"], unique=False)
    op.create_table(
        "payment_transaction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("provider_reference", sa.String(), nullable=True),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('authorise', 'capture', 'void', 'refund', 'fail')",
            name=op.f("ck_payment_transaction_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name=op.f("fk_payment_transaction_payment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_transaction")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_payment_transaction_idempotency_key")),
    )
    op.create_index(
        op.f("ix_payment_transaction_payment_id"), "payment_transaction", ["payment_id"], unique=False
    )
    op.create_table(
        "product",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.Column("owner_seller_id", sa.Uuid(), nullable=True),
        sa.Column("highlights", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("specifications", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("option_names", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("tax_class", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("rating_count", sa.Integer(), nullable=False),
        sa.Column("rating_sum", sa.Integer(), nullable=False),
        sa.Column("popularity", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status IN ('draft', 'active', 'archived')", name=op.f("ck_product_status")),
        sa.CheckConstraint(
            "rating_count >= 0 AND rating_sum BETWEEN rating_count AND 5 * rating_count",
            name=op.f("ck_product_rating"),
        ),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_product_category_id")),
        sa.ForeignKeyConstraint(["owner_seller_id"], ["seller.id"], name=op.f("fk_product_owner_seller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("slug", name=op.f("uq_product_slug")),
    )
    op.create_index(op.f("ix_product_brand"), "product", ["brand"], unique=False)
    op.create_index(
        "ix_product_category_active",
        "product",
        ["category_id", "id"],
        unique=False,
        postgresql_where=sa.text("status = 'active'"),
    )
    op.create_index(op.f("ix_product_owner_seller_id"), "product", ["owner_seller_id"], unique=False)
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role IN ('seller', 'floor', 'board', 'desk', 'operator')", name=op.f("ck_role_grant_role")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_role_grant_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint(
            "person_id",
            "role",
            "scope_id",
            name=op.f("uq_role_grant_person_id_role_scope_id"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_table(
        "sign_in_session",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("user_agent", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_session_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in_session")),
    )
    op.create_index(op.f("ix_sign_in_session_person_id"), "sign_in_session", ["person_id"], unique=False)
    op.create_table(
        "stock_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seller_id", sa.Uuid(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("barcode", sa.String(), nullable=True),
        sa.Column("weight_grams", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["seller_id"], ["seller.id"], name=op.f("fk_stock_item_seller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_item")),
        sa.UniqueConstraint("seller_id", "sku", name=op.f("uq_stock_item_seller_id_sku")),
    )
    op.create_index(op.f("ix_stock_item_barcode"), "stock_item", ["barcode"], unique=False)
    op.create_table(
        "cart_operation",
        sa.Column("cart_id", sa.Uuid(), nullable=False),
        sa.Column("operation_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["cart_id"], ["cart.id"], name=op.f("fk_cart_operation_cart_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("cart_id", "operation_id", name=op.f("pk_cart_operation")),
    )
    op.create_table(
        "feed_item",
        sa.Column("seller_id", sa.Uuid(), nullable=False),
        sa.Column("feed_id", sa.String(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_feed_item_product_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["seller_id"], ["seller.id"], name=op.f("fk_feed_item_seller_id")),
        sa.PrimaryKeyConstraint("seller_id", "feed_id", name=op.f("pk_feed_item")),
    )
    op.create_index(op.f("ix_feed_item_product_id"), "feed_item", ["product_id"], unique=False)
    op.create_table(
        "order_history",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("from_status", sa.String(), nullable=True),
        sa.Column("to_status", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["customer_order.id"], name=op.f("fk_order_history_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_history")),
    )
    op.create_index(op.f("ix_order_history_order_id"), "order_history", ["order_id"], unique=False)
    op.create_table(
        "order_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("variant_id", sa.Uuid(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("options", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("picture_key", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price_minor", sa.BigInteger(), nullable=False),
        sa.Column("discount_minor", sa.BigInteger(), nullable=False),
        sa.Column("tax_minor", sa.BigInteger(), nullable=False),
        sa.Column("included_tax_minor", sa.BigInteger(), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_order_item_quantity")),
        sa.CheckConstraint(
            "total_minor = quantity * unit_price_minor - discount_minor + tax_minor",
            name=op.f("ck_order_item_total"),
        ),
        sa.ForeignKeyConstraint(["order_id"], ["customer_order.id"], name=op.f("fk_order_item_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_item")),
    )
    op.create_index(op.f("ix_order_item_offer_id"), "order_item", ["offer_id"], unique=False)
    op.create_index(op.f("ix_order_item_order_id"), "order_item", ["order_id"], unique=False)
    op.create_index(op.f("ix_order_item_product_id"), "order_item", ["product_id"], unique=False)
    op.create_table(
        "pick_task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("order_number", sa.String(), nullable=False),
        sa.Column("warehouse_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("ship_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("picker_id", sa.Uuid(), nullable=True),
        sa.Column("tote", sa.String(), nullable=True),
        sa.Column("parcel_weight_grams", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('ready', 'picking', 'picked', 'packed', 'shipped', 'cancelled')",
            name=op.f("ck_pick_task_status"),
        ),
        sa.ForeignKeyConstraint(["order_id"], ["customer_order.id"], name=op.f("fk_pick_task_order_id")),
        sa.ForeignKeyConstraint(["warehouse_id"], ["warehouse.id"], name=op.f("fk_pick_task_warehouse_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pick_task")),
        sa.UniqueConstraint("order_id", name=op.f("uq_pick_task_order_id")),
    )
    op.create_index(
        "ix_pick_task_open",
        "pick_task",
        ["warehouse_id", "ship_by"],
        unique=False,
        postgresql_where=sa.text("status IN ('ready', 'picking', 'picked', 'packed')"),
    )
    op.create_table(
        "review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("author_name", sa.String(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.Column("helpful_count", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_review_rating")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_review_person_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_review_product_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index("ix_review_product_created", "review", ["product_id", "created_at"], unique=False)
    op.create_index("uq_review_product_person", "review", ["product_id", "person_id"], unique=True)
    op.create_table(
        "shipment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("tracking_number", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("weight_grams", sa.Integer(), nullable=False),
        sa.Column("promised_to", sa.Date(), nullable=False),
        sa.Column("dispatched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status IN ('label_created', 'dispatched', 'in_transit', 'out_for_delivery', 'delivered', 'lost')",
            name=op.f("ck_shipment_status"),
        ),
        sa.ForeignKeyConstraint(["order_id"], ["customer_order.id"], name=op.f("fk_shipment_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment")),
        sa.UniqueConstraint("order_id", name=op.f("uq_shipment_order_id")),
        sa.UniqueConstraint("tracking_number", name=op.f("uq_shipment_tracking_number")),
    )
    op.create_table(
        "stock_balance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stock_item_id", sa.Uuid(), nullable=False),
        sa.Column("warehouse_id", sa.Uuid(), nullable=False),
        sa.Column("on_hand", sa.Integer(), nullable=False),
        sa.Column("reserved", sa.Integer(), nullable=False),
        sa.Column("safety_stock", sa.Integer(), nullable=False),
        sa.Column("bin", sa.String(), nullable=False),
        sa.CheckConstraint("on_hand >= 0", name=op.f("ck_stock_balance_on_hand")),
        sa.CheckConstraint("reserved >= 0 AND reserved <= on_hand", name=op.f("ck_stock_balance_reserved")),
        sa.CheckConstraint("safety_stock >= 0", name=op.f("ck_stock_balance_safety_stock")),
        sa.ForeignKeyConstraint(
            ["stock_item_id"], ["stock_item.id"], name=op.f("fk_stock_balance_stock_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["warehouse_id"], ["warehouse.id"], name=op.f("fk_stock_balance_warehouse_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_balance")),
        sa.UniqueConstraint(
            "stock_item_id", "warehouse_id", name=op.f("uq_stock_balance_stock_item_id_warehouse_id")
        ),
    )
    op.create_index(op.f("ix_stock_balance_warehouse_id"), "stock_balance", ["warehouse_id"], unique=False)
    op.create_table(
        "stock_movement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stock_item_id", sa.Uuid(), nullable=False),
        sa.Column("warehouse_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "reason IN ('receive', 'dispatch', 'return', 'count', 'damage', 'transfer')",
            name=op.f("ck_stock_movement_reason"),
        ),
        sa.CheckConstraint("quantity <> 0", name=op.f("ck_stock_movement_quantity")),
        sa.ForeignKeyConstraint(
            ["stock_item_id"], ["stock_item.id"], name=op.f("fk_stock_movement_stock_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["warehouse_id"], ["warehouse.id"], name=op.f("fk_stock_movement_warehouse_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_movement")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_stock_movement_idempotency_key")),
    )
    op.create_index(
        "ix_stock_movement_item_warehouse",
        "stock_movement",
        ["stock_item_id", "warehouse_id", "id"],
        unique=False,
    )
    op.create_table(
        "variant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("barcode", sa.String(), nullable=True),
        sa.Column("options", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("weight_grams", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("weight_grams >= 0", name=op.f("ck_variant_weight")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_variant_product_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variant")),
        sa.UniqueConstraint("barcode", name=op.f("uq_variant_barcode")),
        sa.UniqueConstraint("product_id", "options", name=op.f("uq_variant_product_id_options")),
        sa.UniqueConstraint("sku", name=op.f("uq_variant_sku")),
    )
    op.create_table(
        "media",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("variant_id", sa.Uuid(), nullable=True),
        sa.Column("storage_key", sa.String(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_media_product_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variant.id"], name=op.f("fk_media_variant_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media")),
    )
    op.create_index(op.f("ix_media_product_id"), "media", ["product_id"], unique=False)
    op.create_table(
        "offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("variant_id", sa.Uuid(), nullable=False),
        sa.Column("seller_id", sa.Uuid(), nullable=False),
        sa.Column("seller_sku", sa.String(), nullable=False),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.Column("compare_at_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("handling_days", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "compare_at_minor IS NULL OR compare_at_minor > price_minor", name=op.f("ck_offer_compare_at")
        ),
        sa.CheckConstraint("handling_days BETWEEN 0 AND 30", name=op.f("ck_offer_handling")),
        sa.CheckConstraint("price_minor > 0", name=op.f("ck_offer_price")),
        sa.ForeignKeyConstraint(["seller_id"], ["seller.id"], name=op.f("fk_offer_seller_id")),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variant.id"], name=op.f("fk_offer_variant_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
        sa.UniqueConstraint(
            "variant_id", "seller_id", "condition", name=op.f("uq_offer_variant_id_seller_id_condition")
        ),
    )
    op.create_index("ix_offer_seller_id_id", "offer", ["seller_id", "id"], unique=False)
    op.create_table(
        "pick_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("order_item_id", sa.Uuid(), nullable=False),
        sa.Column("stock_item_id", sa.Uuid(), nullable=False),
        sa.Column("barcode", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("options_text", sa.String(), nullable=False),
        sa.Column("picture_key", sa.String(), nullable=False),
        sa.Column("bin", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("picked", sa.Integer(), nullable=False),
        sa.Column("packed", sa.Integer(), nullable=False),
        sa.CheckConstraint("packed BETWEEN 0 AND picked", name=op.f("ck_pick_line_packed")),
        sa.CheckConstraint(
            "quantity > 0 AND picked BETWEEN 0 AND quantity", name=op.f("ck_pick_line_picked")
        ),
        sa.ForeignKeyConstraint(
            ["order_item_id"], ["order_item.id"], name=op.f("fk_pick_line_order_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["stock_item_id"], ["stock_item.id"], name=op.f("fk_pick_line_stock_item_id")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["pick_task.id"], name=op.f("fk_pick_line_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pick_line")),
        sa.UniqueConstraint(
            "task_id",
            "order_item_id",
            "stock_item_id",
            name=op.f("uq_pick_line_task_id_order_item_id_stock_item_id"),
        ),
    )
    op.create_index(op.f("ix_pick_line_task_id"), "pick_line", ["task_id"], unique=False)
    op.create_table(
        "reservation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("balance_id", sa.Uuid(), nullable=False),
        sa.Column("stock_item_id", sa.Uuid(), nullable=False),
        sa.Column("warehouse_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('held', 'allocated', 'consumed', 'released')", name=op.f("ck_reservation_status")
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_reservation_quantity")),
        sa.ForeignKeyConstraint(["balance_id"], ["stock_balance.id"], name=op.f("fk_reservation_balance_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservation")),
    )
    op.create_index(
        "ix_reservation_expiring",
        "reservation",
        ["expires_at"],
        unique=False,
        postgresql_where=sa.text("status = 'held'"),
    )
    op.create_index("ix_reservation_holder_id", "reservation", ["holder_id"], unique=False)
    op.create_index(
        "ix_reservation_live_balance",
        "reservation",
        ["balance_id"],
        unique=False,
        postgresql_where=sa.text("status IN ('held', 'allocated')"),
    )
    op.create_table(
        "scan",
        sa.Column("operation_id", sa.String(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("outcome", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["pick_task.id"], name=op.f("fk_scan_task_id")),
        sa.PrimaryKeyConstraint("operation_id", name=op.f("pk_scan")),
    )
    op.create_index(op.f("ix_scan_task_id"), "scan", ["task_id"], unique=False)
    op.create_table(
        "shipment_history",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shipment_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipment.id"], name=op.f("fk_shipment_history_shipment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment_history")),
    )
    op.create_index(
        op.f("ix_shipment_history_shipment_id"), "shipment_history", ["shipment_id"], unique=False
    )
    op.create_table(
        "cart_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cart_id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("seen_price_minor", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("quantity BETWEEN 1 AND 99", name=op.f("ck_cart_line_quantity")),
        sa.ForeignKeyConstraint(
            ["cart_id"], ["cart.id"], name=op.f("fk_cart_line_cart_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offer.id"], name=op.f("fk_cart_line_offer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cart_line")),
        sa.UniqueConstraint("cart_id", "offer_id", name=op.f("uq_cart_line_cart_id_offer_id")),
    )
    op.create_index(op.f("ix_cart_line_offer_id"), "cart_line", ["offer_id"], unique=False)
    op.create_table(
        "offer_component",
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("stock_item_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_offer_component_quantity")),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offer.id"], name=op.f("fk_offer_component_offer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["stock_item_id"], ["stock_item.id"], name=op.f("fk_offer_component_stock_item_id")
        ),
        sa.PrimaryKeyConstraint("offer_id", "stock_item_id", name=op.f("pk_offer_component")),
    )
    op.create_index(
        op.f("ix_offer_component_stock_item_id"), "offer_component", ["stock_item_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_offer_component_stock_item_id"), table_name="offer_component")
    op.drop_table("offer_component")
    op.drop_index(op.f("ix_cart_line_offer_id"), table_name="cart_line")
    op.drop_table("cart_line")
    op.drop_index(op.f("ix_shipment_history_shipment_id"), table_name="shipment_history")
    op.drop_table("shipment_history")
    op.drop_index(op.f("ix_scan_task_id"), table_name="scan")
    op.drop_table("scan")
    op.drop_index(
        "ix_reservation_live_balance",
        table_name="reservation",
        postgresql_where=sa.text("status IN ('held', 'allocated')"),
    )
    op.drop_index("ix_reservation_holder_id", table_name="reservation")
    op.drop_index(
        "ix_reservation_expiring", table_name="reservation", postgresql_where=sa.text("status = 'held'")
    )
    op.drop_table("reservation")
    op.drop_index(op.f("ix_pick_line_task_id"), table_name="pick_line")
    op.drop_table("pick_line")
    op.drop_index("ix_offer_seller_id_id", table_name="offer")
    op.drop_table("offer")
    op.drop_index(op.f("ix_media_product_id"), table_name="media")
    op.drop_table("media")
    op.drop_table("variant")
    op.drop_index("ix_stock_movement_item_warehouse", table_name="stock_movement")
    op.drop_table("stock_movement")
    op.drop_index(op.f("ix_stock_balance_warehouse_id"), table_name="stock_balance")
    op.drop_table("stock_balance")
    op.drop_table("shipment")
    op.drop_index("uq_review_product_person", table_name="review")
    op.drop_index("ix_review_product_created", table_name="review")
    op.drop_table("review")
    op.drop_index(
        "ix_pick_task_open",
        table_name="pick_task",
        postgresql_where=sa.text("status IN ('ready', 'picking', 'picked', 'packed')"),
    )
    op.drop_table("pick_task")
    op.drop_index(op.f("ix_order_item_product_id"), table_name="order_item")
    op.drop_index(op.f("ix_order_item_order_id"), table_name="order_item")
    op.drop_index(op.f("ix_order_item_offer_id"), table_name="order_item")
    op.drop_table("order_item")
    op.drop_index(op.f("ix_order_history_order_id"), table_name="order_history")
    op.drop_table("order_history")
    op.drop_index(op.f("ix_feed_item_product_id"), table_name="feed_item")
    op.drop_table("feed_item")
    op.drop_table("cart_operation")
    op.drop_index(op.f("ix_stock_item_barcode"), table_name="stock_item")
    op.drop_table("stock_item")
    op.drop_index(op.f("ix_sign_in_session_person_id"), table_name="sign_in_session")
    op.drop_table("sign_in_session")
    op.drop_table("role_grant")
    op.drop_index(op.f("ix_product_owner_seller_id"), table_name="product")
    op.drop_index(
        "ix_product_category_active", table_name="product", postgresql_where=sa.text("status = 'active'")
    )
    op.drop_index(op.f("ix_product_brand"), table_name="product")
    op.drop_table("product")
    op.drop_index(op.f("ix_payment_transaction_payment_id"), table_name="payment_transaction")
    op.drop_table("payment_transaction")
    op.drop_index(op.f("ix_ledger_entry_journal_id"), table_name="ledger_entry")
    op.drop_index("ix_ledger_entry_account", table_name="ledger_entry")
    op.drop_table("ledger_entry")
    op.drop_index(op.f("ix_import_run_seller_id"), table_name="import_run")
    op.drop_table("import_run")
    op.drop_index("ix_customer_order_warehouse_status", table_name="customer_order")
    op.drop_index("ix_customer_order_seller_placed", table_name="customer_order")
    op.drop_index("ix_customer_order_placed_at", table_name="customer_order")
    op.drop_table("customer_order")
    op.drop_table("category_attribute")
    op.drop_index("uq_cart_person_open", table_name="cart", postgresql_where=sa.text("status = 'open'"))
    op.drop_table("cart")
    op.drop_index(op.f("ix_address_person_id"), table_name="address")
    op.drop_table("address")
    op.drop_index(
        "ix_webhook_event_unprocessed",
        table_name="webhook_event",
        postgresql_where=sa.text("processed_at IS NULL"),
    )
    op.drop_table("webhook_event")
    op.drop_table("warehouse")
    op.drop_table("tax_rate")
    op.drop_index("ix_storefront_event_at", table_name="storefront_event")
    op.drop_table("storefront_event")
    op.drop_table("seller")
    op.drop_table("search_query")
    op.drop_index(op.f("ix_purchase_placed_at"), table_name="purchase")
    op.drop_index("ix_purchase_person_placed", table_name="purchase")
    op.drop_table("purchase")
    op.drop_index("uq_person_email_lower", table_name="person")
    op.drop_table("person")
    op.drop_index(op.f("ix_payment_checkout_id"), table_name="payment")
    op.drop_table("payment")
    op.drop_index(
        "ix_outbox_event_unpublished",
        table_name="outbox_event",
        postgresql_where=sa.text("published_at IS NULL"),
    )
    op.drop_table("outbox_event")
    op.drop_index(op.f("ix_message_recipient"), table_name="message")
    op.drop_table("message")
    op.drop_index(op.f("ix_ledger_journal_reference"), table_name="ledger_journal")
    op.drop_table("ledger_journal")
    op.drop_table("job_receipt")
    op.drop_table("daily_sales")
    op.drop_table("daily_funnel")
    op.drop_index(
        "uq_checkout_cart_live",
        table_name="checkout",
        postgresql_where=sa.text("status IN ('prepared', 'paying', 'completed')"),
    )
    op.drop_index(
        "ix_checkout_unfinished",
        table_name="checkout",
        postgresql_where=sa.text("status IN ('prepared', 'paying')"),
    )
    op.drop_index(op.f("ix_checkout_person_id"), table_name="checkout")
    op.drop_table("checkout")
    op.drop_index(op.f("ix_category_path"), table_name="category")
    op.drop_index(op.f("ix_category_parent_id"), table_name="category")
    op.drop_table("category")
    op.drop_index(op.f("ix_audit_entry_person_id"), table_name="audit_entry")
    op.drop_table("audit_entry")
