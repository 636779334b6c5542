"""An action of a gap's chain may name the plan's action that it is, an indicator the register's.

Nothing is guessed of what was only written: equal words may be two things.
"""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("gap_link") as table:
        table.add_column(sa.Column("action_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("indicator_id", sa.Integer(), nullable=True))
        table.create_foreign_key("fk_gap_link_action_id_plan_action", "plan_action", ["action_id"], ["id"])
        table.create_foreign_key("fk_gap_link_indicator_id_indicator", "indicator", ["indicator_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("gap_link") as table:
        table.drop_constraint("fk_gap_link_action_id_plan_action", type_="foreignkey")
        table.drop_constraint("fk_gap_link_indicator_id_indicator", type_="foreignkey")
        table.drop_column("action_id")
        table.drop_column("indicator_id")
