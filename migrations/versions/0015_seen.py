"""What each file of an import's ZIP holds is kept with the import, and not read anew at each view."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("arrival", sa.Column("seen", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("arrival", "seen")
