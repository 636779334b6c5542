"""Filtered lists that people named, and the one with which a list begins for somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("list", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("query", sa.String(length=1000), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_view"),
        sa.UniqueConstraint("person_id", "list", "name", name="uq_saved_view_person_id_list_name"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_saved_view_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_saved_view_person_id_person"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "first_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("list", sa.String(length=20), nullable=False),
        sa.Column("view_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_first_view"),
        sa.UniqueConstraint("person_id", "list", name="uq_first_view_person_id_list"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_first_view_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_first_view_person_id_person"),
        sa.ForeignKeyConstraint(["view_id"], ["saved_view.id"], name="fk_first_view_view_id_saved_view"),
    )
    op.create_index("ix_first_view_view_id", "first_view", ["view_id"])


def downgrade() -> None:
    op.drop_index("ix_first_view_view_id", "first_view")
    op.drop_table("first_view")
    op.drop_table("saved_view")
