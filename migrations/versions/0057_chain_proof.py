"""A means of verification in a gap's chain may name the piece of evidence that it is."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("gap_link") as table:
        table.add_column(sa.Column("proof_id", sa.Integer(), nullable=True))
        table.create_foreign_key("fk_gap_link_proof_id_evidence", "evidence", ["proof_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("gap_link") as table:
        table.drop_constraint("fk_gap_link_proof_id_evidence", type_="foreignkey")
        table.drop_column("proof_id")
