"""Adoptions: a cycle takes another edition."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "adoption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("before_id", sa.Integer(), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=False),
        sa.Column("target_before", sa.String(length=40), nullable=False),
        sa.Column("matched", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.Column("left_behind", sa.JSON(), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("adopted_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_adoption_cycle_id_cycle")),
        sa.ForeignKeyConstraint(["before_id"], ["edition.id"], name=op.f("fk_adoption_before_id_edition")),
        sa.ForeignKeyConstraint(["after_id"], ["edition.id"], name=op.f("fk_adoption_after_id_edition")),
        sa.ForeignKeyConstraint(["adopted_by"], ["person.id"], name=op.f("fk_adoption_adopted_by_person")),
        sa.ForeignKeyConstraint(["undone_by"], ["person.id"], name=op.f("fk_adoption_undone_by_person")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_adoption_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption")),
    )
    op.create_index("ix_adoption_cycle", "adoption", ["cycle_id", "id"], unique=False)


def downgrade() -> None:
    op.drop_table("adoption")
