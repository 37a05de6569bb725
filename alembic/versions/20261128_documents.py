"""invoices and credit notes: gapless numbers, facts that stand, papers that are never replaced"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from alembic import op

revision = "orders2"
down_revision = "tender1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_counter",
        sa.Column("seller_id", sa.Uuid(), sa.ForeignKey("seller.id"), primary_key=True),
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True),
        sa.Column("last", sa.Integer(), nullable=False),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("seller_id", sa.Uuid(), sa.ForeignKey("seller.id"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Uuid(), sa.ForeignKey("customer_order.id"), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("facts", JSONB(), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.UniqueConstraint("number", name=op.f("uq_document_number")),
        sa.UniqueConstraint("subject", name=op.f("uq_document_subject")),
        sa.UniqueConstraint(
            "seller_id", "kind", "year", "sequence", name=op.f("uq_document_seller_id_kind_year_sequence")
        ),
        sa.CheckConstraint("kind IN ('invoice', 'credit_note')", name=op.f("ck_document_kind")),
    )
    op.create_index("ix_document_order_id", "document", ["order_id"])
    op.execute(
        """
        CREATE FUNCTION refuse_changing_document() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' OR OLD.sha256 IS NOT NULL
                OR to_jsonb(NEW) - 'sha256' IS DISTINCT FROM to_jsonb(OLD) - 'sha256' THEN
                RAISE EXCEPTION 'document % is issued and stands', OLD.number
                    USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER document_stands BEFORE UPDATE OR DELETE ON document "
        "FOR EACH ROW EXECUTE FUNCTION refuse_changing_document()"
    )


def downgrade() -> None:
    op.drop_table("document")
    op.execute("DROP FUNCTION refuse_changing_document()")
    op.drop_table("document_counter")
