"""Which texts around the pieces of an acta are cleared with their files."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "purge_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purge_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("spot", sa.String(20), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["purge_id"], ["purge.id"], name="fk_purge_text_purge_id_purge"),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name="fk_purge_text_evidence_id_evidence"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_purge_text_institution_id_institution"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_purge_text"),
        sa.UniqueConstraint("purge_id", "spot", "thing_id", name="uq_purge_text_purge_id_spot_thing_id"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """What was cleared stays so; that it was is known to the trail."""
    op.drop_table("purge_text")
