"""What the authority ordered in writing, and when her page reaches her by mail."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "official_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_official_letter"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_official_letter_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_official_letter_task_id_task"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_official_letter_person_id_person"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_official_letter_task", "official_letter", ["task_id", "id"])
    op.create_table(
        "page_by_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.String(1), nullable=True),
        sa.Column("month_day", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_page_by_mail"),
        sa.UniqueConstraint("person_id", name="uq_page_by_mail_person_id"),
        sa.CheckConstraint("(weekday IS NULL) <> (month_day IS NULL)", name=op.f("ck_page_by_mail_one_way")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_page_by_mail_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_page_by_mail_person_id_person"),
    )


def downgrade() -> None:
    op.drop_table("page_by_mail")
    op.drop_index("ix_official_letter_task", "official_letter")
    op.drop_table("official_letter")
