"""Which statements a page asks for: each with the table it is about and the function that asked."""

import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, event

import sello
from sello.core import changes
from tests.sql.layout import stable, tables

PROGRAM = str(Path(sello.__file__).parent)
BETWEEN = frozenset(str(Path(PROGRAM) / "core" / name) for name in ("db.py", "changes.py"))
"""Where statements pass, and nobody asks."""
CONTROL = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT")


@dataclass(frozen=True)
class Statement:
    """A statement as it was sent, in one stable line; its function's module may move, its name stays."""

    asker: str
    line: str

    @property
    def tables(self) -> tuple[str, ...]:
        """What it touches, the table that it is about first."""
        return tables(self.line) or ("nothing",)

    @property
    def subject(self) -> str:
        """The table it is about, and who asked."""
        return f"{self.tables[0]}.{self.asker}"


@contextmanager
def recording(engine: Engine, *, fresh: bool = True) -> Iterator[list[Statement]]:
    """Gather the statements that are sent meanwhile, in order, by a process that kept nothing from before.

    One that is not fresh keeps what it has.
    """
    if fresh:
        changes.stores.pop(engine, None)
    seen: list[Statement] = []

    def note(_conn: object, _cursor: object, sql: str, *_rest: object) -> None:
        if not sql.lstrip().startswith(CONTROL):
            seen.append(Statement(asker(), stable(sql)))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def asker() -> str:
    """The innermost function of the program that has a public name: what others know the question by."""
    frame = sys._getframe(1)
    while frame is not None:
        code = frame.f_code
        ours = code.co_filename.startswith(PROGRAM) and code.co_filename not in BETWEEN
        if ours and not code.co_name.startswith(("_", "<")):
            return code.co_name
        frame = frame.f_back
    return "nobody"


class Names:
    """A name for each different statement: its subject, numbered where one function asks several."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = defaultdict(list)

    def of(self, statement: Statement) -> str:
        """The name of a statement; new ones are numbered as they come."""
        lines = self._lines[statement.subject]
        if statement.line not in lines:
            lines.append(statement.line)
        number = lines.index(statement.line) + 1
        return statement.subject if number == 1 else f"{statement.subject}/{number}"

    def named(self) -> Iterator[tuple[str, str]]:
        """Every statement that was named, by name."""
        for subject in sorted(self._lines):
            for number, line in enumerate(self._lines[subject], 1):
                yield (subject if number == 1 else f"{subject}/{number}"), line
