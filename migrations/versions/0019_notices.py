"""What people are told of acts: what waits to be told, what was told, and how each wishes to be told."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_notice_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["event_id"], ["audit_event.id"], name="fk_notice_event_id_audit_event"),
        sa.UniqueConstraint("event_id", name="uq_notice_event_id"),
    )
    op.create_table(
        "told",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_told"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_told_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["event_id"], ["audit_event.id"], name="fk_told_event_id_audit_event"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_told_person_id_person"),
        sa.UniqueConstraint("event_id", "person_id", name="uq_told_event_id_person_id"),
    )
    op.create_index("ix_told_person", "told", ["person_id"])
    op.create_table(
        "news_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_news_choice"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_news_choice_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_news_choice_person_id_person"),
        sa.UniqueConstraint("person_id", "kind", name="uq_news_choice_person_id_kind"),
    )
    op.add_column("reminder_settings", sa.Column("reply_to", sa.String(length=254), nullable=True))
    for name, length in (("reply_to", 254), ("thread", 60), ("leave", 500)):
        op.add_column("outbox_mail", sa.Column(name, sa.String(length=length), nullable=True))


def downgrade() -> None:
    for name in ("leave", "thread", "reply_to"):
        op.drop_column("outbox_mail", name)
    op.drop_column("reminder_settings", "reply_to")
    op.drop_table("news_choice")
    op.drop_index("ix_told_person", "told")
    op.drop_table("told")
    op.drop_table("notice")
