"""Texts to search by, from the time when each dash and each quote was a text of its own."""

from sqlalchemy import Connection, text

from tests.migrations import rows
from tests.migrations.case import Case

OLD = {
    21: "acta n° 5 “2024–2028”",
    22: "d’ovalle, plan",
    23: "politica de genero",
}
NEW = {
    21: 'acta no 5 "2024-2028"',
    22: "d'ovalle, plan",
    23: "politica de genero",
}


def load(connection: Connection) -> None:
    """Write what services wrote until then."""
    rows.write(connection, "task", [{"id": key, "folded": folded} for key, folded in OLD.items()])


def check(connection: Connection) -> None:
    """All of it is found by what is typed today."""
    for key, folded in NEW.items():
        assert kept(connection, key) == folded


def kept(connection: Connection, key: int) -> str:
    """What a task is found by."""
    found: str = connection.execute(text("select folded from task where id = :id"), {"id": key}).scalar_one()
    return found


CASE = Case(
    load=load, check=check, rewrites=frozenset({"task.folded", "evidence.folded", "initiative.folded"})
)
