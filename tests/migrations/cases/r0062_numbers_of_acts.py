"""Initiatives whose act has a number are found by it; of the others nothing changes."""

from sqlalchemy import Connection, text

from tests.migrations import rows
from tests.migrations.case import Case

OLD = {
    41: ("Convenio Nº\u00a0CD\u20138", "centro de la mujer"),
    42: ("", "politica de genero"),
    43: ("915", "plan 915"),
}
NEW = {41: "centro de la mujer convenio no cd-8", 42: "politica de genero", 43: "plan 915"}


def load(connection: Connection) -> None:
    """Write what the service wrote until then."""
    rows.write(
        connection,
        "initiative",
        [
            {"id": key, "name": f"Iniciativa {key}", "act_number": number, "folded": folded}
            for key, (number, folded) in OLD.items()
        ],
    )


def check(connection: Connection) -> None:
    """What they are searched by ends with the number."""
    for key, folded in NEW.items():
        found = connection.execute(text("select folded from initiative where id = :id"), {"id": key})
        assert found.scalar_one() == folded


CASE = Case(load=load, check=check, rewrites=frozenset({"initiative.folded"}))
