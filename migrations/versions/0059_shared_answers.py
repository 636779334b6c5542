"""An answer to a mail of several tasks may have gone to more than one of them, part by part."""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("received_mail", sa.Column("others", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("received_mail") as table:
        table.alter_column("others", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    """The first task stays; the conversations keep what came to them."""
    with op.batch_alter_table("received_mail") as table:
        table.drop_column("others")
