"""What the evidence of each requirement amounts to lies added up, so that no page adds all of it up again."""

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0026"
branch_labels = None
depends_on = None

COUNTS = (
    "total", "confirmed", "accepted", "released", "shown", "backing", "leaving", "over", "ended",
    "to_confirm", "submitted", "returned",
)  # fmt: skip

PORTION = 1_000


def upgrade() -> None:
    table = op.create_table(
        "evidence_sum",
        sa.Column("cycle_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("requirement_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=False),
        sa.Column("holds_until", sa.Date(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("cycle_id", "requirement_id", name="pk_evidence_sum"),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name="fk_evidence_sum_cycle_id_cycle"),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name="fk_evidence_sum_requirement_id_requirement"
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_evidence_sum_institution_id_institution"
        ),
    )
    op.create_index("ix_evidence_sum_holds_until", "evidence_sum", ["holds_until"])
    op.create_index("ix_review_decided", "review", ["decided_at"])
    _fill(table)


def downgrade() -> None:
    op.drop_index("ix_review_decided", table_name="review")
    op.drop_index("ix_evidence_sum_holds_until", table_name="evidence_sum")
    op.drop_table("evidence_sum")


PIECE = sa.table(
    "evidence",
    sa.column("id"),
    sa.column("state", sa.String()),
    sa.column("released_at"),
    sa.column("accepted_at", sa.DateTime(timezone=True)),
    sa.column("valid_until", sa.Date()),
    sa.column("superseded_on", sa.Date()),
)
LINK = sa.table(
    "evidence_link",
    sa.column("institution_id"),
    sa.column("cycle_id"),
    sa.column("requirement_id"),
    sa.column("evidence_id"),
    sa.column("to_confirm", sa.Boolean()),
    sa.column("linked_at", sa.DateTime(timezone=True)),
)


def _fill(table: sa.Table) -> None:
    """Add up as of the last day on which something was linked; whoever reads on another one judges anew."""
    connection = op.get_bind()
    last = connection.execute(sa.select(sa.func.max(LINK.c.linked_at))).scalar()
    if last is None:
        return
    found = [_row(row, last.date()) for row in connection.execute(_sums(last.date())).mappings()]
    for start in range(0, len(found), PORTION):
        connection.execute(table.insert(), found[start : start + PORTION])


def _sums(day: date) -> sa.Select:
    is_in = {name: PIECE.c.state == name for name in ("accepted", "submitted", "returned")}
    released, waits = PIECE.c.released_at.is_not(None), LINK.c.to_confirm.is_(True)
    past, replaced = PIECE.c.valid_until < day, PIECE.c.superseded_on <= day
    over = sa.func.coalesce(past, sa.false()) | sa.func.coalesce(replaced, sa.false())
    backing = is_in["accepted"] & ~waits & ~over
    conditions = {
        "total": sa.true(),
        "confirmed": ~waits,
        "accepted": is_in["accepted"],
        "released": released,
        "shown": released & ~waits,
        "backing": backing,
        "leaving": backing & PIECE.c.superseded_on.is_not(None),
        "over": over,
        "ended": is_in["accepted"] & ~waits & over,
        "to_confirm": waits,
        "submitted": is_in["submitted"],
        "returned": is_in["returned"],
    }
    return (
        sa.select(
            LINK.c.institution_id,
            LINK.c.cycle_id,
            LINK.c.requirement_id,
            *(sa.func.count(sa.case((each, 1))).label(name) for name, each in conditions.items()),
            sa.func.max(sa.case((backing, sa.func.coalesce(PIECE.c.valid_until, date.max)))).label("until"),
            sa.func.max(PIECE.c.accepted_at).label("accepted_at"),
            sa.func.max(sa.case((past, PIECE.c.valid_until))).label("ended_last"),
            sa.func.min(sa.case((~past, PIECE.c.valid_until))).label("ends_next"),
            sa.func.max(sa.case((replaced, PIECE.c.superseded_on))).label("replaced_last"),
            sa.func.min(sa.case((~replaced, PIECE.c.superseded_on))).label("replaced_next"),
        )
        .join_from(LINK, PIECE, PIECE.c.id == LINK.c.evidence_id)
        .group_by(LINK.c.institution_id, LINK.c.cycle_id, LINK.c.requirement_id)
    )


def _row(found: sa.RowMapping, day: date) -> dict:
    row, one_day = dict(found), timedelta(days=1)
    ended, ends = row.pop("ended_last"), row.pop("ends_next")
    gone, goes = row.pop("replaced_last"), row.pop("replaced_next")
    begins = [each for each in (ended and ended + one_day, gone) if each]
    over = [each for each in (ends, goes and goes - one_day) if each]
    return {
        **row,
        "judged_on": day,
        "holds_from": max(begins, default=date.min),
        "holds_until": min(over, default=date.max),
    }
