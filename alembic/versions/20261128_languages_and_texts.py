"""messages in the shopper's language and time zone, by e-mail and by text message"""

import sqlalchemy as sa

from alembic import op

revision = "notify1"
down_revision = "cart2"
branch_labels = None
depends_on = None


def _text(name: str, default: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), server_default=default, nullable=False)


def upgrade() -> None:
    for table in ("checkout", "purchase"):
        op.add_column(table, _text("locale", "en_US"))
        op.add_column(table, _text("time_zone", "UTC"))
    # Nobody could say them until now: every row holds what used to be assumed.
    op.execute("UPDATE person SET locale = '', time_zone = ''")
    op.add_column("message", _text("channel", "email"))
    op.add_column("message", _text("locale", "en_US"))
    op.add_column("message", _text("chosen_by", ""))
    op.execute("UPDATE message SET chosen_by = lower(recipient) WHERE topic <> ''")
    op.create_check_constraint(op.f("ck_message_channel"), "message", "channel IN ('email', 'sms')")
    op.drop_constraint(op.f("uq_message_event_id_template_recipient"), "message", type_="unique")
    op.create_unique_constraint(
        op.f("uq_message_event_id_template_channel"), "message", ["event_id", "template", "channel"]
    )


def downgrade() -> None:
    op.execute("DELETE FROM message WHERE channel = 'sms'")
    op.drop_constraint(op.f("uq_message_event_id_template_channel"), "message", type_="unique")
    op.create_unique_constraint(
        op.f("uq_message_event_id_template_recipient"), "message", ["event_id", "template", "recipient"]
    )
    op.drop_constraint(op.f("ck_message_channel"), "message", type_="check")
    for name in ("chosen_by", "locale", "channel"):
        op.drop_column("message", name)
    op.execute("UPDATE person SET locale = 'en_US' WHERE locale = ''")
    op.execute("UPDATE person SET time_zone = 'America/New_York' WHERE time_zone = ''")
    for table in ("purchase", "checkout"):
        op.drop_column(table, "time_zone")
        op.drop_column(table, "locale")
