"""Who is on leave, with or without a substitute; and what whoever left handed over, to whom."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_absence"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_absence_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_absence_person_id_person"),
        sa.UniqueConstraint("person_id", name="uq_absence_person_id"),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_absence_dates_in_order")),
    )
    # Whoever is acted for is on leave in those days.
    op.execute(
        "INSERT INTO absence (institution_id, person_id, first_day, last_day) "
        "SELECT institution_id, id, substitute_from, substitute_until FROM person "
        "WHERE substitute_id IS NOT NULL"
    )
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_handover"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_handover_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_handover_person_id_person"),
        sa.ForeignKeyConstraint(["to_id"], ["person.id"], name="fk_handover_to_id_person"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_handover_made_by_person"),
        # One that was taken back is no other's address.
        sqlite_autoincrement=True,
    )
    op.create_index("ix_handover_person", "handover", ["person_id"])
    op.create_index("ix_audit_event_person", "audit_event", ["institution_id", "person_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_audit_event_person", "audit_event")
    op.drop_index("ix_handover_person", "handover")
    op.drop_table("handover")
    op.drop_table("absence")
