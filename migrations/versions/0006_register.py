"""The register of initiatives."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "initiative",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("starts_precision", sa.String(length=10), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ends_precision", sa.String(length=10), nullable=False),
        sa.Column("act_kind", sa.String(length=20), nullable=True),
        sa.Column("act_number", sa.String(length=80), nullable=False),
        sa.Column("act_on", sa.Date(), nullable=True),
        sa.Column("aim", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_initiative_created_by_person")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_initiative_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative")),
        sa.UniqueConstraint(
            "institution_id", "kind", "name", name=op.f("uq_initiative_institution_id_kind_name")
        ),
    )
    op.create_index("ix_initiative_kind", "initiative", ["institution_id", "kind"], unique=False)
    op.create_table(
        "initiative_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_initiative_evidence_evidence_id_evidence")
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiative.id"], name=op.f("fk_initiative_evidence_initiative_id_initiative")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_initiative_evidence_institution_id_institution"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_evidence")),
        sa.UniqueConstraint(
            "initiative_id", "evidence_id", name=op.f("uq_initiative_evidence_initiative_id_evidence_id")
        ),
    )
    op.create_index(
        op.f("ix_initiative_evidence_evidence_id"), "initiative_evidence", ["evidence_id"], unique=False
    )
    op.create_table(
        "initiative_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiative.id"], name=op.f("fk_initiative_unit_initiative_id_initiative")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_initiative_unit_institution_id_institution")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_initiative_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_unit")),
        sa.UniqueConstraint(
            "initiative_id", "unit_id", name=op.f("uq_initiative_unit_initiative_id_unit_id")
        ),
    )
    op.create_index("ix_initiative_unit_unit", "initiative_unit", ["unit_id"], unique=False)
    op.create_table(
        "initiative_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiative.id"], name=op.f("fk_initiative_task_initiative_id_initiative")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_initiative_task_institution_id_institution")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_initiative_task_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_task")),
        sa.UniqueConstraint(
            "initiative_id", "task_id", name=op.f("uq_initiative_task_initiative_id_task_id")
        ),
    )
    op.create_index(op.f("ix_initiative_task_task_id"), "initiative_task", ["task_id"], unique=False)
    op.create_table(
        "initiative_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("until_precision", sa.String(length=10), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiative.id"], name=op.f("fk_initiative_name_initiative_id_initiative")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_initiative_name_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_name")),
    )
    op.create_index("ix_initiative_name_initiative", "initiative_name", ["initiative_id", "id"], unique=False)
    op.create_table(
        "initiative_requirement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.Column("contribution", sa.Text(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_requirement_initiative_id_initiative"),
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_initiative_requirement_institution_id_institution"),
        ),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["requirement.id"],
            name=op.f("fk_initiative_requirement_requirement_id_requirement"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_requirement")),
        sa.UniqueConstraint(
            "initiative_id",
            "requirement_id",
            name=op.f("uq_initiative_requirement_initiative_id_requirement_id"),
        ),
    )
    op.create_index(
        "ix_initiative_requirement_requirement", "initiative_requirement", ["requirement_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("initiative_requirement")
    op.drop_table("initiative_task")
    op.drop_table("initiative_unit")
    op.drop_table("initiative_evidence")
    op.drop_table("initiative_name")
    op.drop_table("initiative")
