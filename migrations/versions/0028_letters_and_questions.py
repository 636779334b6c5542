"""Letters that have no effect any more, and questions that no task had asked."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letter_annulment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_letter_annulment"),
        sa.UniqueConstraint("letter_id", name="uq_letter_annulment_letter_id"),
        sa.UniqueConstraint("replaced_by", name="uq_letter_annulment_replaced_by"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_letter_annulment_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["official_letter.id"], name="fk_letter_annulment_letter_id_official_letter"
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["official_letter.id"], name="fk_letter_annulment_replaced_by_official_letter"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_letter_annulment_person_id_person"),
    )
    op.add_column("task", sa.Column("kind", sa.String(20), nullable=False, server_default="work"))
    op.create_table(
        "task_about",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_task_about"),
        sa.UniqueConstraint("task_id", name="uq_task_about_task_id"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_task_about_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_task_about_task_id_task"),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name="fk_task_about_evidence_id_evidence"),
    )
    op.create_index("ix_task_about_evidence", "task_about", ["evidence_id"])


def downgrade() -> None:
    op.drop_index("ix_task_about_evidence", "task_about")
    op.drop_table("task_about")
    op.drop_column("task", "kind")
    op.drop_table("letter_annulment")
