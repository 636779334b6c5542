"""What was handed in, when and by whom, as its receipt says it."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_receipt"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_receipt_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_receipt_task_id_task"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_receipt_unit_id_unit"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_receipt_person_id_person"),
        # Its number is made of its id: one that was taken back is no other's.
        sqlite_autoincrement=True,
    )
    op.create_table(
        "receipt_piece",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("receipt_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_receipt_piece"),
        sa.UniqueConstraint("receipt_id", "evidence_id", name="uq_receipt_piece_receipt_id_evidence_id"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_receipt_piece_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipt.id"], name="fk_receipt_piece_receipt_id_receipt"),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name="fk_receipt_piece_evidence_id_evidence"
        ),
    )
    op.create_index("ix_receipt_piece_evidence", "receipt_piece", ["evidence_id", "receipt_id"])


def downgrade() -> None:
    op.drop_index("ix_receipt_piece_evidence", "receipt_piece")
    op.drop_table("receipt_piece")
    op.drop_table("receipt")
