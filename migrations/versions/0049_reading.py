"""Marks of what files say, by which such as are nearly the same are found; where a web page was copied."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("text_read", sa.Column("marked", sa.Integer(), nullable=True))
    op.create_table(
        "text_mark",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("mark", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("sha256", "mark", name="pk_text_mark"),
        sa.ForeignKeyConstraint(["sha256"], ["text_read.sha256"], name="fk_text_mark_sha256_text_read"),
    )
    op.create_index("ix_text_mark_mark", "text_mark", ["mark"])
    op.add_column(
        "evidence",
        sa.Column("source_url", sa.String(length=500), nullable=False, server_default=sa.text("''")),
    )
    op.add_column("evidence", sa.Column("captured_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("evidence", "captured_on")
    op.drop_column("evidence", "source_url")
    op.drop_table("text_mark")
    op.drop_column("text_read", "marked")
