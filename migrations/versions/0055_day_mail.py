"""What a person was told names the mail that told it; the passes of tasks and evidence are one with the day's.

For what was told before, the mail is the one that was written to her in that instant, of that kind; where
several were, none is named. And what is not reached (the mailbox of answers) has a row while that lasts.
"""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

MAIL = sa.table(
    "outbox_mail",
    sa.column("id", sa.Integer),
    sa.column("institution_id", sa.Integer),
    sa.column("person_id", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
REMINDER = sa.table(
    "reminder",
    sa.column("institution_id", sa.Integer),
    sa.column("about", sa.String),
    sa.column("person_id", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("written_at", sa.DateTime(timezone=True)),
    sa.column("mail_id", sa.Integer),
)
TOLD = sa.table(
    "told",
    sa.column("institution_id", sa.Integer),
    sa.column("person_id", sa.Integer),
    sa.column("told_at", sa.DateTime(timezone=True)),
    sa.column("mail_id", sa.Integer),
)
SWEEP = sa.table(
    "reminder_sweep",
    sa.column("id", sa.Integer),
    sa.column("institution_id", sa.Integer),
    sa.column("about", sa.String),
    sa.column("swept_through", sa.Date),
)
PASSES = ("task", "evidence")
NEWS = ("news", "news-of-the-day", "digest")


def upgrade() -> None:
    op.create_table(
        "outage",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_outage"),
    )
    for name in ("reminder", "told"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("mail_id", sa.Integer(), nullable=True))
            table.create_foreign_key(f"fk_{name}_mail_id_outbox_mail", "outbox_mail", ["mail_id"], ["id"])
            table.create_index(f"ix_{name}_mail", ["mail_id"])
    _name(REMINDER, REMINDER.c.written_at, MAIL.c.kind == REMINDER.c.kind)
    _name(TOLD, TOLD.c.told_at, MAIL.c.kind.in_(NEWS))
    _carry_passes_over()


def downgrade() -> None:
    """The passes of before begin anew with the day on which they run; the ledger tells nothing twice."""
    op.drop_table("outage")
    for name in ("told", "reminder"):
        with op.batch_alter_table(name) as table:
            table.drop_index(f"ix_{name}_mail")
            table.drop_constraint(f"fk_{name}_mail_id_outbox_mail", type_="foreignkey")
            table.drop_column("mail_id")


def _name(table: sa.TableClause, instant: sa.ColumnElement[object], fits: sa.ColumnElement[bool]) -> None:
    """Write the mail of each row, where it can be one only."""
    same = (
        MAIL.c.institution_id == table.c.institution_id,
        MAIL.c.person_id == table.c.person_id,
        MAIL.c.created_at == instant,
        fits,
    )
    found = sa.select(sa.func.min(MAIL.c.id)).where(*same).having(sa.func.count() == 1)
    op.get_bind().execute(sa.update(table).values(mail_id=found.scalar_subquery()))


def _carry_passes_over() -> None:
    """Whoever was recalled today is not written to again today: the day's pass is as far as any of them."""
    bind = op.get_bind()
    passes: dict[int, list[sa.Row[tuple[int, ...]]]] = {}
    for row in bind.execute(sa.select(SWEEP).where(SWEEP.c.about.in_((*PASSES, "day")))).all():
        passes.setdefault(row.institution_id, []).append(row)
    for rows in passes.values():
        kept = min(rows, key=lambda row: (row.about != "day", row.id))
        day = max(row.swept_through for row in rows)
        others = [row.id for row in rows if row.id != kept.id]
        bind.execute(sa.delete(SWEEP).where(SWEEP.c.id.in_(others)))
        bind.execute(sa.update(SWEEP).where(SWEEP.c.id == kept.id).values(about="day", swept_through=day))
