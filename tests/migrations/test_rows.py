"""Every revision, on both databases, with rows before and after it: nothing old is lost, up or down."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from sello.core import migrate, revisions
from sello.paths import resource
from tests.conftest import DATABASES
from tests.migrations import rows
from tests.migrations.case import Case, nothing
from tests.migrations.ladder import Ladder, OnFiles, OnTemplates

CASES = Path(__file__).parent / "cases"


def names_of_revisions() -> list[str]:
    """The names of the revisions' files, oldest first."""
    return sorted(path.stem for path in (resource("migrations") / "versions").glob("[0-9]*.py"))


def case_of(stem: str) -> Case:
    """What a revision is tried with."""
    case = import_module(f"tests.migrations.cases.r{stem}").CASE
    assert isinstance(case, Case)
    return case


def test_every_revision_has_its_case() -> None:
    present = {path.stem.removeprefix("r") for path in CASES.glob("r*.py")}
    wanted = set(names_of_revisions())
    missing = [f"tests/migrations/cases/r{stem}.py" for stem in sorted(wanted - present)]
    assert not missing, (
        f"write {', '.join(missing)}: a CASE (tests/migrations/case.py) with rows for each table that the "
        "revision makes, and with load() and check() for the rows of older tables that it changes"
    )
    assert present == wanted, "cases of revisions that are gone"


@pytest.fixture(scope="module", params=DATABASES)
def ladder(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[Ladder]:
    """A database that climbs from revision to revision with the rows of each."""
    folder = tmp_path_factory.mktemp("ladder")
    ladder = OnFiles(folder, climb) if request.param == "sqlite" else OnTemplates(worker_id, climb)
    yield ladder
    ladder.fold()


def climb(engine: Engine, stem: str) -> None:
    """One revision up, with its rows."""
    migrate.upgrade(engine, stem[:4])
    fill(engine, case_of(stem))


@pytest.mark.parametrize("stem", names_of_revisions())
def test_a_revision_keeps_every_row_up_and_down(ladder: Ladder, stem: str) -> None:
    names = names_of_revisions()
    with ladder.copy_after(names[: names.index(stem)]) as engine:
        travel(engine, stem[:4], case_of(stem))


def fill(engine: Engine, case: Case) -> None:
    with engine.begin() as connection:
        for table, each in case.rows.items():
            rows.write(connection, table, each)


def travel(engine: Engine, revision: str, case: Case) -> None:
    """Go up, look, write, go down, look, and up again."""
    with engine.begin() as connection:
        case.load(connection)
    before, shape = rows.contents(engine), rows.shape(engine)
    place = revisions.current(engine)
    migrate.upgrade(engine, revision)
    the_old_is_kept(before, rows.contents(engine), case)
    no_promise_is_broken(shape, rows.shape(engine), case)
    the_case_covers_what_is_new(engine, before, case)
    checked(engine, case.check)
    carried = rows.contents(engine)
    fill(engine, case)
    rows_come_back_as_written(carried, rows.contents(engine), case)
    what_must_not_be_is_refused(engine, case)
    migrate.downgrade(engine, place or "base")
    left = rows.contents(engine)
    assert left.keys() == before.keys(), f"{revision}: the way back leaves other tables than there were"
    the_old_is_kept(before, left, case)
    assert rows.shape(engine) == shape, f"{revision}: the way back leaves another schema than there was"
    checked(engine, case.check_back)
    migrate.upgrade(engine, revision)
    the_old_is_kept(before, rows.contents(engine), case)
    checked(engine, case.check)


def checked(engine: Engine, look: Any) -> None:
    with engine.connect() as connection:
        look(connection)


def the_old_is_kept(before: rows.Contents, after: rows.Contents, case: Case) -> None:
    """Each row of each older table, in each of its columns."""
    for table, old in before.items():
        assert table in after, f"{table}: the table is gone, and its rows with it"
        columns = [name for name in (old[0] if old else {}) if f"{table}.{name}" not in case.rewrites]
        keys = {row.get("id") for row in old}
        still = [row for row in after[table] if table not in case.adds or row.get("id") in keys]
        kept = [{name: row.get(name, "gone") for name in columns} for row in still]
        assert kept == [{name: row[name] for name in columns} for row in old], (
            f"{table}: rows were changed or lost; if that is meant, name table.column in the case's "
            "`rewrites` and say in its check() what they become"
        )


def no_promise_is_broken(before: dict[str, set[str]], after: dict[str, set[str]], case: Case) -> None:
    """Rebuilding a table, as SQLite does to change it, easily forgets an index or a constraint."""
    touched = {name.partition(".")[0] for name in case.rewrites}
    for table in before.keys() - touched:
        lost = before[table] - after[table]
        assert lost == set(), f"{table}: the revision lost {lost}; if that is meant, name it in `rewrites`"


def the_case_covers_what_is_new(engine: Engine, before: rows.Contents, case: Case) -> None:
    after = rows.contents(engine)
    new = after.keys() - before.keys()
    assert new == set(case.rows), "the case has rows for each table that its revision makes, and no other"
    promised = {name for table in new for name in rows.constraints(engine, table)}
    assert promised <= set(case.refused), f"the case's `refused` lacks {promised - set(case.refused)}"
    if not new:
        assert case.check is not nothing, "a revision that makes no table says in check() what became of rows"


def rows_come_back_as_written(carried: rows.Contents, after: rows.Contents, case: Case) -> None:
    """Beside what the revision itself carried over into its tables."""
    for table, written in case.rows.items():
        read = after[table]
        assert len(read) == len(carried[table]) + len(written)
        for row in written:
            assert any(row.items() <= each.items() for each in map(Same, read)), (table, row, read)


class Same(dict[str, Any]):
    """A row of which some columns are looked at; their values may be lists."""

    def items(self) -> Any:
        return _Pairs(super().items())


class _Pairs(list[Any]):
    def __ge__(self, other: Any) -> bool:
        return all(pair in self for pair in other)


def what_must_not_be_is_refused(engine: Engine, case: Case) -> None:
    for constraint, (name, changes) in case.refused.items():
        first = case.rows[name][0]
        copy = {**first, **({"id": 10_000} if "id" in first else {}), **changes}
        with pytest.raises(IntegrityError) as refused, engine.begin() as connection:
            rows.write(connection, name, [copy])
        words = str(refused.value.orig)
        assert constraint in words or f"UNIQUE constraint failed: {name}." in words, words
