"""How often something of an institution was changed: what processes keep under the number is right for it."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "change_counter",
        sa.Column("institution_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("institution_id", name="pk_change_counter"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_change_counter_institution_id_institution"
        ),
    )


def downgrade() -> None:
    op.drop_table("change_counter")
