"""What a revision is tried with: rows of its time, what it makes of them, and what it must refuse."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

Row = Mapping[str, Any]
"""The columns that matter; those that may not be empty are filled in (`rows.filled`)."""


def nothing(connection: Connection) -> None:
    """No rows of its own, or nothing more to look at."""
    del connection


@dataclass(frozen=True)
class Case:
    """The rows of one revision.

    `load` writes into the schema before it, `check` looks at what became of that, `check_back` at what the
    way back left. Whatever `rewrites` does not name (as `table.column`, of older tables) has to stay word for
    word, up and down; to the older tables in `adds` it may also
    add rows. `rows` go into the tables that it makes, all of them; later cases build on them.
    `refused` names each check and each unique constraint that it makes, with a table and what to change in a
    copy of that table's first row so that this constraint, and nothing else, refuses it.
    """

    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    refused: Mapping[str, tuple[str, Row]] = field(default_factory=dict)
    load: Callable[[Connection], None] = nothing
    check: Callable[[Connection], None] = nothing
    check_back: Callable[[Connection], None] = nothing
    rewrites: frozenset[str] = frozenset()
    adds: frozenset[str] = frozenset()
