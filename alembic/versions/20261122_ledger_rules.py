"""books balance at every commit; books, movements and histories are append-only"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "ledger_journal",
    "ledger_entry",
    "stock_movement",
    "payment_transaction",
    "order_history",
    "audit_entry",
)


def upgrade() -> None:
    op.execute(
        """
        CREATE FUNCTION refuse_unbalanced_journal() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (
                SELECT 1 FROM ledger_entry WHERE journal_id = NEW.journal_id
                GROUP BY currency HAVING sum(amount_minor) <> 0
            ) THEN
                RAISE EXCEPTION 'ledger journal % does not sum to zero', NEW.journal_id
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$
        """
    )
    op.execute(
        """
        CREATE CONSTRAINT TRIGGER ledger_entry_balances AFTER INSERT ON ledger_entry
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_journal()
        """
    )
    op.execute(
        """
        CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
        )


def downgrade() -> None:
    for table in APPEND_ONLY:
        op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
    op.execute("DROP TRIGGER ledger_entry_balances ON ledger_entry")
    op.execute("DROP FUNCTION refuse_rewriting()")
    op.execute("DROP FUNCTION refuse_unbalanced_journal()")
