"""A mail that came in names the mail of ours that it answers, so that its tasks are offered to whoever files it.

For those that came before, none is named: which it was stood only in their headers.
"""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("received_mail") as table:
        table.add_column(sa.Column("answers_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            "fk_received_mail_answers_id_outbox_mail", "outbox_mail", ["answers_id"], ["id"]
        )
        table.create_index("ix_received_mail_answers", ["answers_id"])


def downgrade() -> None:
    with op.batch_alter_table("received_mail") as table:
        table.drop_index("ix_received_mail_answers")
        table.drop_constraint("fk_received_mail_answers_id_outbox_mail", type_="foreignkey")
        table.drop_column("answers_id")
