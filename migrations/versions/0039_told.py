"""What is known of a file's bytes: what an examination found in them, and what the scanner said of them."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "file_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("found", sa.JSON(), nullable=True),
        sa.Column("examined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("threat", sa.String(200), nullable=True),
        sa.Column("signatures", sa.String(120), nullable=True),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_file_check"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_file_check_institution_id_institution"
        ),
        sa.UniqueConstraint("institution_id", "sha256", name="uq_file_check_institution_id_sha256"),
    )


def downgrade() -> None:
    op.drop_table("file_check")
