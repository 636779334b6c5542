"""Mails that came in as answers, and what was made of each."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "received_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("sender", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_received_mail"),
        sa.UniqueConstraint("key", name="uq_received_mail_key"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_received_mail_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_received_mail_person_id_person"),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_received_mail_task_id_task"),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name="fk_received_mail_decided_by_person"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_received_mail_listed", "received_mail", ["institution_id", "outcome", "id"])
    op.create_index("ix_received_mail_place", "received_mail", ["uidvalidity", "uid"])
    op.create_index("ix_received_mail_person", "received_mail", ["person_id", "received_at"])


def downgrade() -> None:
    op.drop_table("received_mail")
