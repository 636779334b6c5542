"""Views that go by mail on a weekday, and views that are shared with one role."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("saved_view", sa.Column("shared_role", sa.String(length=20), nullable=True))
    op.create_table(
        "view_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("view_id", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.String(length=5), nullable=False),
        sa.Column("when_empty", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_view_mail"),
        sa.UniqueConstraint("person_id", "view_id", name="uq_view_mail_person_id_view_id"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_view_mail_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_view_mail_person_id_person"),
        sa.ForeignKeyConstraint(["view_id"], ["saved_view.id"], name="fk_view_mail_view_id_saved_view"),
    )
    op.create_index("ix_view_mail_view_id", "view_mail", ["view_id"])


def downgrade() -> None:
    op.drop_index("ix_view_mail_view_id", "view_mail")
    op.drop_table("view_mail")
    op.drop_column("saved_view", "shared_role")
