"""Receipts and minutes keep the names of their day; those of before have none to keep."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("receipt", "handover"):
        op.add_column(table, sa.Column("words", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("receipt_piece", sa.Column("title", sa.String(300), nullable=True))


def downgrade() -> None:
    op.drop_column("receipt_piece", "title")
    for table in ("handover", "receipt"):
        op.drop_column(table, "words")
