"""A gift card's money may become store credit."""

from alembic import op

revision = "gaps1"
down_revision = "taxlines1"
branch_labels = None
depends_on = None

KINDS = {
    "gift_card_entry": (("issue", "redeem", "give_back"), "to_credit"),
    "store_credit_entry": (("grant", "redeem", "give_back", "refund"), "gift_card"),
}


def upgrade() -> None:
    for table, (before, new) in KINDS.items():
        _allow(table, (*before, new))


def downgrade() -> None:
    for table, (before, _) in KINDS.items():
        _allow(table, before)


def _allow(table: str, kinds: tuple[str, ...]) -> None:
    name = op.f(f"ck_{table}_kind")
    op.drop_constraint(name, table, type_="check")
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(name, table, f"kind IN ({listed})")
