"""Half-said tasks of the time when evidence and task were handed in, and accepted, each by itself.

The nineteen open tasks of the demonstration as they stood then, and a few more that tempt a careless hand.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, inspect, text

from tests.migrations import rows
from tests.migrations.case import Case

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
FIRST = 500

Piece = tuple[str, int, int | None]
"""State, days ago handed in (again), days ago accepted."""

TASKS: dict[str, tuple[str, tuple[tuple[str, int], ...], tuple[Piece, ...], str]] = {
    # The demonstration's: state, last steps with days ago, pieces, and what a careful person says.
    "brecha": ("returned", (("deliver", 44), ("return", 37)), (("returned", 46, None),), "returned"),
    "dotacion": ("returned", (("deliver", 33), ("return", 27)), (("returned", 33, None),), "returned"),
    "reclutamiento": ("in-progress", (("start", 21),), (), "in-progress"),
    "tablero": ("pending", (), (), "pending"),
    "gasto": ("in-progress", (("start", 15),), (), "in-progress"),
    "programas": ("delivered", (("deliver", 12),), (("submitted", 12, None),), "delivered"),
    "metas": ("delivered", (("deliver", 9),), (("submitted", 9, None),), "delivered"),
    "diversidades": ("delivered", (("deliver", 5),), (("submitted", 5, None),), "delivered"),
    "migrantes": ("in-progress", (("start", 6),), (), "in-progress"),
    "pueblos": ("pending", (), (), "pending"),
    "evaluacion": ("pending", (), (), "pending"),
    "cierre": ("in-progress", (("start", 8),), (), "in-progress"),
    "protocolo": ("pending", (), (), "pending"),
    "perfiles": ("pending", (), (), "pending"),
    "convenio": ("pending", (), (), "pending"),
    "lineas": ("pending", (), (), "pending"),
    "cambio": ("pending", (), (), "pending"),
    "noche": ("in-progress", (("start", 4),), (), "in-progress"),
    "ferias": ("pending", (), (), "pending"),
    # Evidence handed in from the task, and the second «Entregar» forgotten.
    "forgotten": ("in-progress", (("start", 6),), (("submitted", 3, None),), "delivered"),
    "accepted, never delivered": ("pending", (), (("accepted", 6, 3),), "delivered"),
    # The piece was accepted, and the task's own «Aceptar» forgotten.
    "accepted": ("delivered", (("deliver", 9),), (("accepted", 9, 2), ("accepted", 9, 4)), "closed"),
    "half accepted": (
        "delivered",
        (("deliver", 9),),
        (("accepted", 9, 2), ("submitted", 9, None)),
        "delivered",
    ),
    "without evidence": ("delivered", (("deliver", 9),), (), "delivered"),
    # Returned, corrected, and still shown with its old remark.
    "corrected": ("returned", (("deliver", 9), ("return", 7)), (("submitted", 2, None),), "delivered"),
    "corrected, accepted": ("returned", (("deliver", 9), ("return", 7)), (("accepted", 4, 1),), "closed"),
    "untouched since": ("returned", (("deliver", 9), ("return", 7)), (("accepted", 9, 8),), "returned"),
    # Taken back, or opened again: what lay there before says nothing.
    "withdrawn": ("in-progress", (("deliver", 9), ("withdraw", 7)), (("submitted", 9, None),), "in-progress"),
    "reopened": ("pending", (("accept", 9), ("reopen", 7)), (("accepted", 20, 9),), "pending"),
    "closed": ("closed", (("accept", 9),), (("submitted", 3, None),), "closed"),
}


def ago(days: int | None) -> datetime | None:
    """So many days before now."""
    return None if days is None else NOW - timedelta(days=days)


def load(connection: Connection) -> None:
    """Write what services wrote until then."""
    for number, (state, steps, pieces, _) in enumerate(TASKS.values()):
        key = FIRST + number
        delivered = ago(max((days for step, days in steps if step == "deliver"), default=0) or None)
        task = {"id": key, "state": state, "delivered_at": delivered, "version": 3}
        rows.write(connection, "task", [task | ({"closed_at": ago(9)} if state == "closed" else {})])
        for place, (step, days) in enumerate(steps):
            rows.write(connection, "task_event", [event(key, step, days) | {"id": key * 10 + place}])
        for place, (review, handed, accepted) in enumerate(pieces):
            evidence = key * 10 + place
            made = {
                "id": evidence,
                "state": review,
                "submitted_at": ago(handed),
                "accepted_at": ago(accepted),
            }
            rows.write(connection, "evidence", [made])
            first = max([handed, *(days for step, days in steps if step == "deliver")])
            held = {"id": evidence, "task_id": key, "evidence_id": evidence, "at": ago(first)}
            rows.write(connection, "task_evidence", [held])
    if connection.dialect.name == "postgresql":  # rows with an id of their own do not move the counter
        connection.execute(text("select setval(pg_get_serial_sequence('task_event', 'id'), 100000)"))


def event(task_id: int, step: str, days: int) -> dict[str, Any]:
    """A step of a task's history."""
    return {"task_id": task_id, "step": step, "from_state": "pending", "to_state": "closed", "at": ago(days)}


def check(connection: Connection) -> None:
    """Every task says what a careful person says, and its history tells how it came to that.

    No id of what is asked, handed in or can be taken back is given twice.
    """
    look = inspect(connection)
    for table in ("task_ask", "undoable", "evidence", "evidence_upload"):
        assert look.get_pk_constraint(table)["name"] == f"pk_{table}"
        if connection.dialect.name == "sqlite":
            made = connection.execute(
                text("select sql from sqlite_master where name = :name"), {"name": table}
            )
            assert "AUTOINCREMENT" in made.scalar_one()
    found = dict(
        connection.execute(text("select id, state from task where id >= :first"), {"first": FIRST}).all()
    )
    for number, (name, (before, _, _, said)) in enumerate(TASKS.items()):
        key = FIRST + number
        assert found[key] == said, name
        steps = connection.execute(
            text("select step, to_state from task_event where task_id = :id and reason <> '-'"), {"id": key}
        ).all()
        assert bool(steps) == (said != before), name
        assert not steps or steps[-1].to_state == said, name


CASE = Case(
    load=load,
    check=check,
    rows={
        "task_ask": [
            {"id": 1, "kind": "question", "asked_of": "unit", "text": "¿Desde cuándo?", "answered_at": None},
            {"id": 2, "kind": "time", "asked_of": "secretariat", "until": NOW.date(), "answered_at": NOW},
        ],
        "undoable": [{"id": 1, "sentence": "task.accepted", "rows": {"things": [["task", 1]], "rows": []}}],
    },
    refused={"uq_task_ask_open": ("task_ask", {})},
    rewrites=frozenset({"task.state", "task.delivered_at", "task.closed_at", "task.version"}),
    adds=frozenset({"task_event"}),
)
