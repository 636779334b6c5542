"""What initiatives owe and on which days; the days on which only an institution does not work."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("shift", sa.String(length=20), nullable=False),
        sa.Column("lead_days", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("evidence_type", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("proposal", sa.String(length=60), nullable=False),
        sa.Column("counts_from", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_duty"),
        sa.UniqueConstraint("initiative_id", "title", name="uq_duty_initiative_id_title"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_duty_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiative.id"], name="fk_duty_initiative_id_initiative"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_duty_unit_id_unit"),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name="fk_duty_created_by_person"),
    )
    op.create_index("ix_duty_unit", "duty", ["institution_id", "unit_id"])
    op.create_table(
        "duty_requirement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_duty_requirement"),
        sa.UniqueConstraint("duty_id", "requirement_id", name="uq_duty_requirement_duty_id_requirement_id"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_duty_requirement_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name="fk_duty_requirement_duty_id_duty"),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name="fk_duty_requirement_requirement_id_requirement"
        ),
    )
    op.create_index("ix_duty_requirement_requirement_id", "duty_requirement", ["requirement_id"])
    op.create_table(
        "duty_date",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("fell_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_duty_date"),
        sa.UniqueConstraint("duty_id", "fell_on", name="uq_duty_date_duty_id_fell_on"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_duty_date_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name="fk_duty_date_duty_id_duty"),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_duty_date_task_id_task"),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name="fk_duty_date_evidence_id_evidence"),
    )
    op.create_index("ix_duty_date_due", "duty_date", ["institution_id", "due_on"])
    op.create_index("ix_duty_date_task_id", "duty_date", ["task_id"])
    op.create_index("ix_duty_date_evidence_id", "duty_date", ["evidence_id"])
    op.add_column(
        "institution", sa.Column("region", sa.String(length=2), server_default=sa.text("''"), nullable=False)
    )
    op.add_column("institution", sa.Column("days_off", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("institution", "days_off")
    op.drop_column("institution", "region")
    op.drop_index("ix_duty_date_evidence_id", "duty_date")
    op.drop_index("ix_duty_date_task_id", "duty_date")
    op.drop_index("ix_duty_date_due", "duty_date")
    op.drop_table("duty_date")
    op.drop_index("ix_duty_requirement_requirement_id", "duty_requirement")
    op.drop_table("duty_requirement")
    op.drop_index("ix_duty_unit", "duty")
    op.drop_table("duty")
