"""For which end the renewal of an initiative was asked: it asks for itself once, and not again.

Whose renewal is being asked for today has been asked for the end that it has today.
"""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

ASKED = (
    "update initiative set renewal_for = ends_on where id in ("
    "select initiative_task.initiative_id from initiative_task"
    " join task on task.id = initiative_task.task_id"
    " where initiative_task.purpose = 'renewal' and task.state <> 'closed')"
)


def upgrade() -> None:
    op.add_column("initiative", sa.Column("renewal_for", sa.Date(), nullable=True))
    op.execute(sa.text(ASKED))


def downgrade() -> None:
    with op.batch_alter_table("initiative") as table:
        table.drop_column("renewal_for")
