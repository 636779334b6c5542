"""Tasks wait for others, have helpers, a checklist and pauses; templates of tasks; hours for mails."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("task", sa.Column("checks_first", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("task", sa.Column("paused_until", sa.Date(), nullable=True))
    op.add_column("reminder_settings", sa.Column("mails_from", sa.Time(), nullable=True))
    op.add_column("reminder_settings", sa.Column("mails_until", sa.Time(), nullable=True))
    op.add_column("outbox_mail", sa.Column("read_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "task_wait",
        *_of_task("task_wait"),
        sa.Column("awaited_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["awaited_id"], ["task.id"], name="fk_task_wait_awaited_id_task"),
        sa.UniqueConstraint("task_id", "awaited_id", name="uq_task_wait_task_id_awaited_id"),
        sa.CheckConstraint("task_id <> awaited_id", name=op.f("ck_task_wait_not_itself")),
    )
    op.create_index("ix_task_wait_awaited", "task_wait", ["awaited_id", "task_id"])
    op.create_table(
        "task_helper",
        *_of_task("task_helper"),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_task_helper_unit_id_unit"),
        sa.UniqueConstraint("unit_id", "task_id", name="uq_task_helper_unit_id_task_id"),
    )
    op.create_index("ix_task_helper_task", "task_helper", ["task_id"])
    op.create_table(
        "task_check",
        *_of_task("task_check"),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("ticked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ticked_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ticked_by"], ["person.id"], name="fk_task_check_ticked_by_person"),
    )
    op.create_index("ix_task_check_task", "task_check", ["task_id", "place"])
    op.create_table(
        "task_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("checks", sa.JSON(), nullable=False),
        sa.Column("checks_first", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("code", sa.String(40), nullable=False, server_default=sa.text("''")),
        sa.Column("initiative_kind", sa.String(40), nullable=False, server_default=sa.text("''")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_task_template"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_task_template_institution_id_institution"
        ),
        sqlite_autoincrement=True,
    )


def _of_task(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """What every row that belongs to a task has."""
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=f"fk_{table}_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=f"fk_{table}_task_id_task"),
    )


def downgrade() -> None:
    op.drop_table("task_template")
    for table, index in (
        ("task_check", "ix_task_check_task"),
        ("task_helper", "ix_task_helper_task"),
        ("task_wait", "ix_task_wait_awaited"),
    ):
        op.drop_index(index, table)
        op.drop_table(table)
    op.drop_column("outbox_mail", "read_at")
    op.drop_column("reminder_settings", "mails_until")
    op.drop_column("reminder_settings", "mails_from")
    op.drop_column("task", "paused_until")
    op.drop_column("task", "checks_first")
