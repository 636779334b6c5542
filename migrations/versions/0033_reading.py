"""Who read a file in place, and remarks that stand at a place on a page."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "evidence_download", sa.Column("in_place", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "evidence_pin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("across", sa.Integer(), nullable=False),
        sa.Column("down", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pinned_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_pin"),
        sa.CheckConstraint(
            "across between 0 and 1000 and down between 0 and 1000", name=op.f("ck_evidence_pin_on_the_page")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_evidence_pin_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name="fk_evidence_pin_evidence_id_evidence"
        ),
        sa.ForeignKeyConstraint(["pinned_by"], ["person.id"], name="fk_evidence_pin_pinned_by_person"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_evidence_pin_evidence", "evidence_pin", ["evidence_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_evidence_pin_evidence", "evidence_pin")
    op.drop_table("evidence_pin")
    with op.batch_alter_table("evidence_download") as batch:
        batch.drop_column("in_place")
