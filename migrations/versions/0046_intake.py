"""Files that come in piece by piece, so that a broken link costs only what was not sent yet."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence_upload_begun",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("filename", sa.String(length=255), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_upload_begun"),
        sa.UniqueConstraint("person_id", "mark", name="uq_evidence_upload_begun_person_id_mark"),
        sa.UniqueConstraint("ticket", name="uq_evidence_upload_begun_ticket"),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name="fk_evidence_upload_begun_institution_id_institution",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_evidence_upload_begun_person_id_person"
        ),
    )
    op.create_index("ix_evidence_upload_begun_begun_at", "evidence_upload_begun", ["begun_at"])


def downgrade() -> None:
    op.drop_table("evidence_upload_begun")
