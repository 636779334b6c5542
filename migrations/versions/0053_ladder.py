"""Reminders of tasks become a ladder of rungs; the offsets that an institution had are carried over.

And how many notices somebody has not read is found by an index of its own.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

LONGEST = 250
OLD = ("due_soon", "overdue_every", "escalate_from", "above_from")
SETTINGS = sa.table(
    "reminder_settings",
    sa.column("id", sa.Integer),
    sa.column("due_soon", sa.JSON),
    sa.column("overdue_every", sa.Integer),
    sa.column("escalate_from", sa.Integer),
    sa.column("above_from", sa.Integer),
    sa.column("ladder", sa.JSON),
)


def upgrade() -> None:
    unread = sa.text("read_at IS NULL")
    op.create_index(
        "ix_outbox_mail_unread",
        "outbox_mail",
        ["person_id"],
        sqlite_where=unread,
        postgresql_where=unread,
    )
    op.add_column("reminder_settings", sa.Column("ladder", sa.JSON(), nullable=True))
    for name in ("administration", "committee"):
        op.add_column("reminder_settings", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
    bind = op.get_bind()
    for row in bind.execute(sa.select(SETTINGS)).all():
        rungs = _ladder(row.due_soon, row.overdue_every, row.escalate_from, row.above_from)
        bind.execute(sa.update(SETTINGS).where(SETTINGS.c.id == row.id).values(ladder=rungs))
    with op.batch_alter_table("reminder_settings") as table:
        table.alter_column("ladder", existing_type=sa.JSON(), nullable=False)
        for name in ("administration", "committee"):
            table.alter_column(name, existing_type=sa.JSON(), server_default=None)
        for name in OLD:
            table.drop_column(name)


def downgrade() -> None:
    op.drop_index("ix_outbox_mail_unread", "outbox_mail")
    op.add_column(
        "reminder_settings", sa.Column("due_soon", sa.JSON(), nullable=False, server_default="[5, 1]")
    )
    for name, value in (("overdue_every", "5"), ("escalate_from", "0"), ("above_from", "0")):
        column = sa.Column(name, sa.Integer(), nullable=False, server_default=value)
        op.add_column("reminder_settings", column)
    bind = op.get_bind()
    for row in bind.execute(sa.select(SETTINGS.c.id, SETTINGS.c.ladder)).all():
        rungs = json.loads(row.ladder) if isinstance(row.ladder, str) else row.ladder
        bind.execute(sa.update(SETTINGS).where(SETTINGS.c.id == row.id).values(**_offsets(rungs)))
    with op.batch_alter_table("reminder_settings") as table:
        table.alter_column("due_soon", existing_type=sa.JSON(), server_default=None)
        table.alter_column("overdue_every", existing_type=sa.Integer(), server_default=None)
        table.alter_column("escalate_from", existing_type=sa.Integer(), server_default=None)
        for name in ("committee", "administration", "ladder"):
            table.drop_column(name)


def _ladder(before: list[int], every: int, head: int, above: int) -> list[dict[str, Any]]:
    """The rungs that tell the same: the n-th notice of an overdue task came (n-1)·every days after the first."""
    rungs = [{"when": "before", "days": days, "every": 0, "to": "person"} for days in before]
    rungs.append({"when": "after", "days": 1, "every": every, "to": "person"})
    for to, since in (("head", head), ("above", above)):
        days = 1 + (since - 1) * every
        if since and days <= LONGEST:  # a later one was never told
            rungs.append({"when": "after", "days": days, "every": every, "to": to})
    return rungs


def _offsets(rungs: list[dict[str, Any]]) -> dict[str, Any]:
    """What the columns of before can say of a ladder; the rest of it is lost."""
    late = {rung["to"]: rung for rung in rungs if rung["when"] == "after"}
    every = late.get("person", {}).get("every") or 5
    found: dict[str, Any] = {
        "due_soon": [rung["days"] for rung in rungs if rung["when"] == "before" and rung["to"] == "person"][
            :5
        ]
        or [0],
        "overdue_every": every,
    }
    for to, name in (("head", "escalate_from"), ("above", "above_from")):
        found[name] = 1 + -(-(late[to]["days"] - 1) // every) if to in late else 0
    return found
