"""Forms that were acted on lately, so that two equal ones in the same instant are acted on once."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("sign_in_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=24), nullable=False),
        sa.Column("led_to", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sending"),
        sa.UniqueConstraint("sign_in_id", "mark", name="uq_sending_sign_in_id_mark"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_sending_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["sign_in_id"], ["sign_in.id"], name="fk_sending_sign_in_id_sign_in"),
    )


def downgrade() -> None:
    op.drop_table("sending")
