"""One database that climbs revision by revision, and copies of it to try each on.

To climb anew for every revision takes as many steps as there are pairs of revisions.
"""

import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from sello.core.db import tune
from tests import conftest

Climb = Callable[[Engine, str], None]
"""Takes a database one revision up, with the rows of it."""


class Ladder(ABC):
    """Where the climbing database stands, and how it is copied."""

    def __init__(self, climb: Climb) -> None:
        """Begin with an empty database."""
        self._climb = climb
        self._stands: list[str] = []
        self._clear()

    @contextmanager
    def copy_after(self, stems: Sequence[str]) -> Iterator[Engine]:
        """A copy of the database as it is after these revisions, to be done with as one likes."""
        if self._stands != list(stems[: len(self._stands)]):
            self._stands.clear()
            self._clear()
        with _engine(self._address()) as engine:
            for stem in stems[len(self._stands) :]:
                self._climb(engine, stem)
                self._stands.append(stem)
        with _engine(self._copied()) as engine:
            yield engine

    @abstractmethod
    def fold(self) -> None:
        """Leave nothing behind."""

    @abstractmethod
    def _clear(self) -> None: ...

    @abstractmethod
    def _address(self) -> str: ...

    @abstractmethod
    def _copied(self) -> str: ...


class OnFiles(Ladder):
    """SQLite: the database is a file."""

    def __init__(self, folder: Path, climb: Climb) -> None:
        """Climb in that folder."""
        self._file, self._copy = folder / "climbing.sqlite3", folder / "copy.sqlite3"
        super().__init__(climb)

    def fold(self) -> None:
        """Leave nothing behind."""
        for file in (self._file, self._copy):
            for path in file.parent.glob(f"{file.name}*"):
                path.unlink()

    def _clear(self) -> None:
        self.fold()

    def _address(self) -> str:
        return f"sqlite:///{self._file}"

    def _copied(self) -> str:
        for path in self._copy.parent.glob(f"{self._copy.name}*"):
            path.unlink()
        if self._file.exists():
            shutil.copyfile(self._file, self._copy)
        return f"sqlite:///{self._copy}"


class OnTemplates(Ladder):
    """PostgreSQL: the copy is made from the climbing database as its template."""

    def __init__(self, worker: str, climb: Climb) -> None:
        """Climb in a database of that worker."""
        self._name = f"climbing_{worker}"
        super().__init__(climb)

    def fold(self) -> None:
        """Leave nothing behind."""
        url = make_url(self._url)
        admin = url.set(database="postgres").render_as_string(hide_password=False)
        with _engine(admin) as engine:
            alone = engine.execution_options(isolation_level="AUTOCOMMIT")
            for name in (self._name, f"{self._name}_copy"):
                with alone.connect() as connection:
                    connection.execute(text(f'drop database if exists "{name}" with (force)'))

    def _clear(self) -> None:
        self._url = conftest.empty_database(self._name)

    def _address(self) -> str:
        return self._url

    def _copied(self) -> str:
        return conftest.empty_database(f"{self._name}_copy", template=self._name)


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    tune(engine)
    try:
        yield engine
    finally:
        engine.dispose()
