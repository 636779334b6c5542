"""The sum of a requirement names the pieces that a verdict may name, and says how many each unit has there."""

from collections import defaultdict
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

PORTION = 1_000

SUM = sa.table(
    "evidence_sum",
    sa.column("cycle_id"),
    sa.column("requirement_id"),
    sa.column("speaking", sa.JSON()),
    sa.column("by_unit", sa.JSON()),
)
PIECE = sa.table(
    "evidence",
    sa.column("id"),
    sa.column("unit_id"),
    sa.column("state", sa.String()),
    sa.column("valid_until", sa.Date()),
    sa.column("superseded_on", sa.Date()),
)
LINK = sa.table(
    "evidence_link",
    sa.column("cycle_id"),
    sa.column("requirement_id"),
    sa.column("evidence_id"),
    sa.column("to_confirm", sa.Boolean()),
)
PLACE = (LINK.c.cycle_id, LINK.c.requirement_id)


def upgrade() -> None:
    op.add_column("evidence_sum", sa.Column("speaking", sa.JSON(), nullable=True))
    op.add_column("evidence_sum", sa.Column("by_unit", sa.JSON(), nullable=True))
    _fill()


def downgrade() -> None:
    with op.batch_alter_table("evidence_sum") as table:
        table.drop_column("by_unit")
        table.drop_column("speaking")


def _fill() -> None:
    connection = op.get_bind()
    speaking, by_unit = defaultdict(list), defaultdict(dict)
    for row in connection.execute(_speaking()):
        speaking[row.cycle_id, row.requirement_id].append(row.evidence_id)
    for row in connection.execute(_by_unit()):
        by_unit[row.cycle_id, row.requirement_id][str(row.unit_id)] = row.pieces
    kept = connection.execute(sa.select(SUM.c.cycle_id, SUM.c.requirement_id)).all()
    written = sa.update(SUM).where(
        SUM.c.cycle_id == sa.bindparam("in_cycle"), SUM.c.requirement_id == sa.bindparam("served")
    )
    rows = [
        {"in_cycle": cycle, "served": one, "speaking": speaking[cycle, one], "by_unit": by_unit[cycle, one]}
        for cycle, one in kept
    ]
    for start in range(0, len(rows), PORTION):
        connection.execute(written, rows[start : start + PORTION])


def _speaking() -> sa.Select:
    """Of pieces that can only differ in how long they count, the last to end; of those that wait, the first."""
    counts = (PIECE.c.state == "accepted") & ~LINK.c.to_confirm
    last = sa.func.coalesce(PIECE.c.valid_until, date.max)
    cut = PIECE.c.superseded_on.is_not(None) & (PIECE.c.superseded_on <= last)
    end = sa.case((counts, sa.case((cut, PIECE.c.superseded_on), else_=last)))
    alike = (*PLACE, PIECE.c.state, LINK.c.to_confirm, sa.case((counts & cut, 1), else_=0))
    place = sa.func.row_number().over(partition_by=alike, order_by=(end.desc(), PIECE.c.id))
    ranked = (
        sa.select(*PLACE, LINK.c.evidence_id, place.label("place"))
        .join_from(LINK, PIECE, PIECE.c.id == LINK.c.evidence_id)
        .subquery()
    )
    return sa.select(ranked).where(ranked.c.place == 1).order_by(ranked.c.evidence_id)


def _by_unit() -> sa.Select:
    return (
        sa.select(*PLACE, PIECE.c.unit_id, sa.func.count().label("pieces"))
        .join_from(LINK, PIECE, PIECE.c.id == LINK.c.evidence_id)
        .group_by(*PLACE, PIECE.c.unit_id)
        .order_by(PIECE.c.unit_id)
    )
