"""Who witnessed a signed head, and whose witness this instance is."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ledger_cosignature",
        sa.Column("institution_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("witness", sa.String(300), nullable=False),
        sa.Column("verifier", sa.String(400), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_ledger_cosignature_institution_id_institution"
        ),
        sa.PrimaryKeyConstraint("institution_id", "size", "witness", name="pk_ledger_cosignature"),
    )
    op.create_table(
        "witnessed",
        sa.Column("origin", sa.String(300), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("origin", name="pk_witnessed"),
    )


def downgrade() -> None:
    op.drop_table("witnessed")
    op.drop_table("ledger_cosignature")
