"""A second number beside the count of changes: of those that touch the ground on which work is done."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("change_counter", sa.Column("ground", sa.BigInteger(), nullable=True))
    op.execute("UPDATE change_counter SET ground = number")  # begins anywhere, as the number does
    with op.batch_alter_table("change_counter") as table:
        table.alter_column("ground", existing_type=sa.BigInteger(), nullable=False)


def downgrade() -> None:
    op.drop_column("change_counter", "ground")
