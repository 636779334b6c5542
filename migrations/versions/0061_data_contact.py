"""To whom people write about their personal data, on the institution's own page.

Nobody is guessed: whoever signs a document need not be whoever answers for its data.
"""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("institution") as table:
        table.add_column(
            sa.Column("data_contact", sa.String(200), server_default=sa.text("''"), nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("institution") as table:
        table.drop_column("data_contact")
