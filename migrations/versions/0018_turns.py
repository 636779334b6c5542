"""A task and its evidence become one conversation: what is asked in it, and what was left half-said before."""

import re
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

CLOSING = "Toda su evidencia estaba aceptada."
DELIVERING = "Su evidencia estaba entregada."

task = sa.table(
    "task",
    sa.column("id", sa.Integer),
    sa.column("institution_id", sa.Integer),
    sa.column("state", sa.String),
    sa.column("delivered_at", sa.DateTime(timezone=True)),
    sa.column("closed_at", sa.DateTime(timezone=True)),
    sa.column("version", sa.Integer),
)
task_event = sa.table(
    "task_event",
    sa.column("id", sa.Integer),
    sa.column("institution_id", sa.Integer),
    sa.column("task_id", sa.Integer),
    sa.column("step", sa.String),
    sa.column("from_state", sa.String),
    sa.column("to_state", sa.String),
    sa.column("reason", sa.Text),
    sa.column("changes", sa.JSON),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("person_id", sa.Integer),
)
task_evidence = sa.table(
    "task_evidence",
    sa.column("task_id", sa.Integer),
    sa.column("evidence_id", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)),
)
evidence = sa.table(
    "evidence",
    sa.column("id", sa.Integer),
    sa.column("state", sa.String),
    sa.column("submitted_at", sa.DateTime(timezone=True)),
    sa.column("accepted_at", sa.DateTime(timezone=True)),
)

TAKEN_BACK = ("evidence", "evidence_upload")
"""Rows of these go since handing in can be taken back; as in 0017, no id is given twice on SQLite."""

TURNING = ("return", "reopen", "withdraw")
"""Steps after which only what came in later counts as handed in."""


def upgrade() -> None:
    op.create_table(
        "task_ask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("asked_of", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("granted", sa.Date(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_task_ask"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_task_ask_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_task_ask_task_id_task"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_task_ask_person_id_person"),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name="fk_task_ask_answered_by_person"),
    )
    op.create_index("ix_task_ask_task", "task_ask", ["task_id", "id"])
    op.create_index(
        "uq_task_ask_open",
        "task_ask",
        ["task_id", "kind"],
        unique=True,
        sqlite_where=sa.text("answered_at is null"),
        postgresql_where=sa.text("answered_at is null"),
    )
    op.create_table(
        "undoable",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_event_id", sa.Integer(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_undoable"),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_undoable_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_undoable_person_id_person"),
    )
    op.create_index("ix_undoable_at", "undoable", ["at"])
    op.add_column(
        "institution",
        sa.Column("accept_validates", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    for name in (*TAKEN_BACK, "task_ask", "undoable"):
        inline = f"id INTEGER NOT NULL CONSTRAINT pk_{name} PRIMARY KEY AUTOINCREMENT"
        rebuild(name, {r"\bid INTEGER NOT NULL": inline, rf",\s*CONSTRAINT pk_{name} PRIMARY KEY \(id\)": ""})
        never_again(name)
    carry_over(op.get_bind())


def downgrade() -> None:
    """Take back what was said on the way up, where nothing happened since, and the tables."""
    take_back(op.get_bind())
    for name in TAKEN_BACK:
        key = f", \n\tCONSTRAINT pk_{name} PRIMARY KEY (id)\n)"
        inline = rf" CONSTRAINT pk_{name} PRIMARY KEY AUTOINCREMENT"
        rebuild(name, {inline: "", r"\s*\)\s*$": key})
    op.drop_column("institution", "accept_validates")
    op.drop_index("ix_undoable_at", "undoable")
    op.drop_table("undoable")
    op.drop_index("uq_task_ask_open", "task_ask")
    op.drop_index("ix_task_ask_task", "task_ask")
    op.drop_table("task_ask")


def carry_over(connection: sa.Connection) -> None:
    """Say of open tasks what their evidence had said already.

    Until now a unit handed the evidence in and then the task as well, and the secretariat accepted each;
    whoever forgot the second half was late, or waited. A task whose evidence came in is handed in; one whose
    delivery had been judged, or waited for it, and all of whose evidence is accepted by now, is closed. What
    nobody had called delivered is left to the secretariat to close.
    """
    pieces: dict[int, list[Any]] = {}
    found = connection.execute(
        sa.select(
            task_evidence.c.task_id,
            task_evidence.c.at,
            evidence.c.state,
            evidence.c.submitted_at,
            evidence.c.accepted_at,
        )
        .join_from(task_evidence, evidence, evidence.c.id == task_evidence.c.evidence_id)
        .join(task, task.c.id == task_evidence.c.task_id)
        .where(task.c.state != "closed")
    )
    for row in found:
        pieces.setdefault(row.task_id, []).append(row)
    steps = (
        sa.select(task_event.c.task_id, sa.func.max(task_event.c.at).label("at"))
        .where(task_event.c.step.in_(TURNING))
        .group_by(task_event.c.task_id)
    )
    turned = {row.task_id: row.at for row in connection.execute(steps)}
    for row in connection.execute(sa.select(task).where(task.c.state != "closed").order_by(task.c.id)).all():
        own = pieces.get(row.id, [])
        handed = row.delivered_at if row.state == "delivered" else handed_in(own, turned.get(row.id))
        if handed is None:
            continue
        if row.state != "delivered":
            say(connection, row, "deliver", (row.state, "delivered"), why=DELIVERING, at=handed)
        judged = row.state in {"delivered", "returned"}
        if judged and own and all(piece.state == "accepted" for piece in own):
            last = max(piece.accepted_at or piece.submitted_at for piece in own)
            say(connection, row, "accept", ("delivered", "closed"), why=CLOSING, at=last)


def handed_in(pieces: list[Any], turned: datetime | None) -> datetime | None:
    """When a task's evidence came in; None while there is none, some is returned, or none came in since."""
    if not pieces or any(piece.state == "returned" for piece in pieces):
        return None
    last: datetime = max(max(piece.at, piece.submitted_at) for piece in pieces)
    return last if turned is None or last > turned else None


def say(
    connection: sa.Connection, row: Any, step: str, way: tuple[str, str], *, why: str, at: datetime
) -> None:
    """Write a step into a task and its history; nobody in particular took it."""
    before, after = way
    stamp = "closed_at" if after == "closed" else "delivered_at"
    connection.execute(
        task.update()
        .where(task.c.id == row.id)
        .values({"state": after, stamp: at, "version": task.c.version + 1})
    )
    connection.execute(
        task_event.insert().values(
            institution_id=row.institution_id,
            task_id=row.id,
            step=step,
            from_state=before,
            to_state=after,
            reason=why,
            changes={},
            at=at,
        )
    )


def take_back(connection: sa.Connection) -> None:
    """Undo what `say` wrote, the latest first."""
    said = sa.select(task_event).where(
        task_event.c.reason.in_((CLOSING, DELIVERING)), task_event.c.person_id.is_(None)
    )
    for event in connection.execute(said.order_by(task_event.c.id.desc())).all():
        stamps = {"closed_at": None} if event.to_state == "closed" else {"delivered_at": None}
        connection.execute(
            task.update()
            .where(task.c.id == event.task_id, task.c.state == event.to_state)
            .values({"state": event.from_state, **stamps})
        )
        connection.execute(task_event.delete().where(task_event.c.id == event.id))


def rebuild(name: str, changes: dict[str, str]) -> None:
    """Make a table anew with a changed definition, its rows and indexes as they were (SQLite alone)."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    defined = sa.text(
        "select sql from sqlite_master where tbl_name = :name and type = :type and sql is not null"
    )
    definition = connection.execute(defined, {"name": name, "type": "table"}).scalar_one()
    indexes = connection.execute(defined, {"name": name, "type": "index"}).scalars().all()
    for old, new in changes.items():
        definition, count = re.subn(old, new, definition, count=1)
        if count != 1:
            raise RuntimeError(f"{name}: {old} is not in its definition")
    made = re.sub(rf'^CREATE TABLE "?{name}"?', f"CREATE TABLE anew_{name}", definition)
    connection.exec_driver_sql(made)
    old = sa.Table(name, sa.MetaData(), autoload_with=connection, resolve_fks=False)
    names = old.columns.keys()
    anew = sa.table(f"anew_{name}", *(sa.column(each) for each in names))
    connection.execute(anew.insert().from_select(names, sa.select(old)))
    connection.exec_driver_sql(f"drop table {name}")
    connection.exec_driver_sql(f"alter table anew_{name} rename to {name}")
    for index in indexes:
        connection.exec_driver_sql(index)


def never_again(name: str) -> None:
    """Begin behind every id that the trail tells of, also of rows that are gone."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    told = sa.text("select max(entity_id) from audit_event where entity = :name")
    last = connection.execute(told, {"name": name}).scalar() or 0
    held = connection.execute(sa.select(sa.func.max(sa.table(name, sa.column("id")).c.id))).scalar() or 0
    connection.execute(sa.text("delete from sqlite_sequence where name = :name"), {"name": name})
    connection.execute(
        sa.text("insert into sqlite_sequence (name, seq) values (:name, :seq)"),
        {"name": name, "seq": max(last, held)},
    )
