"""A mail can carry a sheet of paper: a PDF, whose bytes go when it was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox_mail", sa.Column("paper_name", sa.String(length=200), nullable=True))
    op.add_column("outbox_mail", sa.Column("paper", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("outbox_mail", "paper")
    op.drop_column("outbox_mail", "paper_name")
