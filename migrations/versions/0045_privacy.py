"""Secret evidence between two persons, why restricted evidence is opened, and persons found in texts."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    secret = sa.text("classification = 'secreta'")
    op.create_index(
        "ix_evidence_secret",
        "evidence",
        ["institution_id", "id"],
        sqlite_where=secret,
        postgresql_where=secret,
    )
    op.add_column("text_read", sa.Column("personal", sa.JSON(), nullable=True))
    op.add_column("text_read", sa.Column("personal_rules", sa.Integer(), nullable=True))
    _of_evidence(
        "evidence_class_change",
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "decided_by is null or decided_by <> proposed_by",
            name=op.f("ck_evidence_class_change_four_eyes"),
        ),
    )
    op.create_index("ix_evidence_class_change_evidence", "evidence_class_change", ["evidence_id", "id"])
    _of_evidence(
        "evidence_opening",
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_index("ix_evidence_opening_evidence", "evidence_opening", ["evidence_id", "person_id", "id"])
    _of_evidence(
        "evidence_struck_copy",
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("original_id", sa.Integer(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.UniqueConstraint("evidence_id", name="uq_evidence_struck_copy_evidence_id"),
    )
    op.create_index("ix_evidence_struck_copy_original", "evidence_struck_copy", ["original_id"])


REFERS = {
    "institution_id": "institution",
    "evidence_id": "evidence",
    "original_id": "evidence",
    "person_id": "person",
    "proposed_by": "person",
    "decided_by": "person",
    "made_by": "person",
}


def _of_evidence(name: str, *columns: sa.schema.SchemaItem) -> None:
    """A table of an institution, with its foreign keys."""
    named = ["institution_id", *(each.name for each in columns if isinstance(each, sa.Column))]
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *(
            sa.ForeignKeyConstraint([each], [f"{REFERS[each]}.id"], name=f"fk_{name}_{each}_{REFERS[each]}")
            for each in named
            if each in REFERS
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """What was secret is at least reserved for a program that knows of nothing more."""
    op.drop_index("ix_evidence_secret", "evidence")
    op.execute("update evidence set classification = 'reservada' where classification = 'secreta'")
    for name in ("evidence_struck_copy", "evidence_opening", "evidence_class_change"):
        op.drop_table(name)
    with op.batch_alter_table("text_read") as batch:
        batch.drop_column("personal_rules")
        batch.drop_column("personal")
