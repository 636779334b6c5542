"""Secret addresses of calendars; a second rung above an overdue task; mails that came back."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "reminder_settings", sa.Column("above_from", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("outbox_mail", sa.Column("bounced_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox_mail", sa.Column("bounce", sa.Text(), nullable=True))
    op.add_column("person", sa.Column("bounced_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_feed"),
        sa.UniqueConstraint("token_hash", name="uq_calendar_feed_token_hash"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_calendar_feed_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_calendar_feed_person_id_person"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_calendar_feed_unit_id_unit"),
    )
    op.create_index("ix_calendar_feed_person", "calendar_feed", ["person_id"])
    op.create_index("ix_calendar_feed_unit", "calendar_feed", ["unit_id"])


def downgrade() -> None:
    op.drop_index("ix_calendar_feed_unit", "calendar_feed")
    op.drop_index("ix_calendar_feed_person", "calendar_feed")
    op.drop_table("calendar_feed")
    op.drop_column("person", "bounced_at")
    op.drop_column("outbox_mail", "bounce")
    op.drop_column("outbox_mail", "bounced_at")
    op.drop_column("reminder_settings", "above_from")
