"""An answer to a mail of several tasks may have gone to more than one of them, part by part."""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("received_mail") as table:
        table.add_column(sa.Column("others", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))


def downgrade() -> None:
    """The first task stays; the conversations keep what came to them."""
    with op.batch_alter_table("received_mail") as table:
        table.drop_column("others")
