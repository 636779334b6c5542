"""Links in mails that open one task for one person."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

NAMED = {
    "institution_id": "institution",
    "person_id": "person",
    "task_id": "task",
    "home_unit_id": "unit",
    "unit_id": "unit",
    "charged_id": "person",
}


def upgrade() -> None:
    op.create_table(
        "task_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("mark_hash", sa.String(64), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("home_unit_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("charged_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("forms", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_task_link"),
        sa.UniqueConstraint("mark_hash", name="uq_task_link_mark_hash"),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_task_link_{column}_{table}")
            for column, table in NAMED.items()
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_task_link_task", "task_link", ["task_id"])
    op.create_index("ix_task_link_person", "task_link", ["person_id"])


def downgrade() -> None:
    op.drop_index("ix_task_link_person", "task_link")
    op.drop_index("ix_task_link_task", "task_link")
    op.drop_table("task_link")
