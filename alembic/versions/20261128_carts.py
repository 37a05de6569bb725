"""carts put lines aside, tell what a merge did, and are reminded of; offers limit what one order takes"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from alembic import op

revision = "cart1"
down_revision = "gateways1"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("offer", sa.Column("max_per_order", sa.Integer(), nullable=True))
    op.create_check_constraint(
        op.f("ck_offer_max_per_order"), "offer", "max_per_order IS NULL OR max_per_order BETWEEN 1 AND 99"
    )
    op.add_column("cart", sa.Column("notices", JSONB(), server_default="[]", nullable=False))
    op.create_table(
        "saved_line",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("seen_price_minor", sa.BigInteger(), nullable=False),
        sa.Column("saved_at", _INSTANT, nullable=False),
        sa.CheckConstraint("quantity BETWEEN 1 AND 99", name=op.f("ck_saved_line_quantity")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_saved_line_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offer.id"], name=op.f("fk_saved_line_offer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "offer_id", name=op.f("pk_saved_line")),
    )
    op.create_index(op.f("ix_saved_line_offer_id"), "saved_line", ["offer_id"])
    op.create_table(
        "merged_cart",
        sa.Column("cart_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_merged_cart_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("cart_id", name=op.f("pk_merged_cart")),
    )
    op.create_index(op.f("ix_merged_cart_person_id"), "merged_cart", ["person_id"])
    op.create_index(
        "ix_checkout_visitor",
        "checkout",
        ["visitor_id", "id"],
        postgresql_where=sa.text("visitor_id IS NOT NULL"),
    )
    op.create_table(
        "cart_reminder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cart_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("visitor_id", sa.Uuid(), nullable=True),
        sa.Column("checkout_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("subtotal_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("idle_since", _INSTANT, nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("bought_at", _INSTANT, nullable=True),
        sa.CheckConstraint("step IN (1, 2)", name=op.f("ck_cart_reminder_step")),
        sa.CheckConstraint(
            "status IN ('planned', 'queued', 'dropped')", name=op.f("ck_cart_reminder_status")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cart_reminder")),
        sa.UniqueConstraint("cart_id", "step", name=op.f("uq_cart_reminder_cart_id_step")),
    )
    op.create_index("ix_cart_reminder_email", "cart_reminder", ["email", "created_at"])
    op.create_table(
        "mail_choice",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("is_wanted", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("chosen_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("address", "topic", name=op.f("pk_mail_choice")),
    )
    op.add_column("message", sa.Column("topic", sa.String(), server_default="", nullable=False))
    op.drop_constraint(op.f("ck_message_status"), "message", type_="check")
    op.create_check_constraint(
        op.f("ck_message_status"), "message", "status IN ('queued', 'sent', 'failed', 'withdrawn')"
    )


def downgrade() -> None:
    op.execute("UPDATE message SET status = 'failed' WHERE status = 'withdrawn'")
    op.drop_constraint(op.f("ck_message_status"), "message", type_="check")
    op.create_check_constraint(op.f("ck_message_status"), "message", "status IN ('queued', 'sent', 'failed')")
    op.drop_column("message", "topic")
    op.drop_table("mail_choice")
    op.drop_table("cart_reminder")
    op.drop_index("ix_checkout_visitor", table_name="checkout")
    op.drop_table("merged_cart")
    op.drop_table("saved_line")
    op.drop_column("cart", "notices")
    op.drop_constraint(op.f("ck_offer_max_per_order"), "offer", type_="check")
    op.drop_column("offer", "max_per_order")
