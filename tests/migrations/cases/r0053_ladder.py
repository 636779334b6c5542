"""The offsets that an institution had become the rungs that tell the same, and back."""

import json
from typing import Any

from sqlalchemy import Connection, text

from tests.migrations.case import Case

OFFSETS = {"overdue_every": 3, "escalate_from": 2, "above_from": 4}


def load(connection: Connection) -> None:
    """Give the institution's settings offsets that have a meaning."""
    connection.execute(
        text(
            "update reminder_settings set overdue_every = :overdue_every,"
            " escalate_from = :escalate_from, above_from = :above_from"
        ),
        OFFSETS,
    )


def check(connection: Connection) -> None:
    """Every notice has its rung: the second comes three late days after the first."""
    assert _value(connection, "ladder") == [
        {"when": "before", "days": 5, "every": 0, "to": "person"},
        {"when": "before", "days": 1, "every": 0, "to": "person"},
        {"when": "after", "days": 1, "every": 3, "to": "person"},
        {"when": "after", "days": 4, "every": 3, "to": "head"},
        {"when": "after", "days": 10, "every": 3, "to": "above"},
    ]
    assert _value(connection, "committee") == []


def check_back(connection: Connection) -> None:
    """They are the same offsets again."""
    assert _value(connection, "due_soon") == [5, 1]
    assert {name: _value(connection, name) for name in OFFSETS} == OFFSETS


def _value(connection: Connection, name: str) -> Any:
    (value,) = connection.execute(text(f"select {name} from reminder_settings")).scalars()
    return json.loads(value) if isinstance(value, str) else value


CASE = Case(
    load=load,
    check=check,
    check_back=check_back,
    rewrites=frozenset(f"reminder_settings.{name}" for name in ("due_soon", *OFFSETS)),
)
