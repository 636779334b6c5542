"""How much work SQLite does, in steps of its own machine: the same on every machine, however busy."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event

EVERY = 100
"""Steps between two counts."""


@dataclass
class Steps:
    """The steps that were taken so far, to the nearest hundred."""

    count: int = 0

    def tick(self) -> int:
        """So many more; zero tells SQLite to go on."""
        self.count += EVERY
        return 0


@contextmanager
def counted(engine: Engine) -> Iterator[Steps]:
    """Count the steps of every statement that is sent meanwhile; walked rows, sorted rows, written ones."""
    steps = Steps()
    touched: set[Any] = set()

    def watch(connection: Any, *_rest: object) -> None:
        plain = connection.connection.dbapi_connection
        if plain not in touched:
            touched.add(plain)
            plain.set_progress_handler(steps.tick, EVERY)

    event.listen(engine, "before_cursor_execute", watch)
    try:
        yield steps
    finally:
        event.remove(engine, "before_cursor_execute", watch)
        for plain in touched:
            plain.set_progress_handler(None, EVERY)
