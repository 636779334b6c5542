"""What initiatives achieve: indicators, their values by cut and period, an institution's cuts and threshold."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("measure", sa.String(length=20), nullable=False),
        sa.Column("formula", sa.Text(), nullable=False),
        sa.Column("direction", sa.String(length=20), nullable=False),
        sa.Column("periodicity", sa.String(length=20), nullable=False),
        sa.Column("first_axis", sa.String(length=20), nullable=True),
        sa.Column("second_axis", sa.String(length=20), nullable=True),
        sa.Column("baseline", sa.BigInteger(), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_indicator"),
        sa.UniqueConstraint("initiative_id", "name", name="uq_indicator_initiative_id_name"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_indicator_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiative.id"], name="fk_indicator_initiative_id_initiative"
        ),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name="fk_indicator_created_by_person"),
    )
    op.create_index("ix_indicator_institution", "indicator", ["institution_id", "id"])
    op.create_table(
        "measurement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("period_on", sa.Date(), nullable=False),
        sa.Column("first_cut", sa.String(length=60), nullable=False),
        sa.Column("second_cut", sa.String(length=60), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_measurement"),
        sa.UniqueConstraint(
            "indicator_id", "period_on", "first_cut", "second_cut", name="uq_measurement_place"
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_measurement_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name="fk_measurement_indicator_id_indicator"
        ),
    )
    op.create_table(
        "figure_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("lists", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_figure_rule"),
        sa.UniqueConstraint("institution_id", name="uq_figure_rule_institution_id"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_figure_rule_institution_id_institution"
        ),
    )


def downgrade() -> None:
    op.drop_table("figure_rule")
    op.drop_table("measurement")
    op.drop_index("ix_indicator_institution", "indicator")
    op.drop_table("indicator")
