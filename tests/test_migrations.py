"""The schema goes up and down on both databases, and the models never drift from it."""

import re
import threading
from pathlib import Path

import pytest
from alembic.operations import Operations
from alembic.util.exc import CommandError
from sqlalchemy import CheckConstraint, Engine, create_engine, inspect, text

import sello.app  # noqa: F401 - loads every feature's models
from sello.core import migrate, revisions
from sello.core.db import Base, tune
from sello.paths import resource

CHANGELOG = Path(__file__).parent.parent / "CHANGELOG.md"


def test_up_no_drift_down_to_nothing_and_up_again(engine: Engine) -> None:
    assert revisions.current(engine) is None
    migrate.upgrade(engine)
    assert revisions.is_current(engine)
    migrate.check(engine)
    migrate.downgrade(engine, "base")
    assert revisions.current(engine) is None
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    migrate.upgrade(engine)
    assert revisions.is_current(engine)


def test_a_second_upgrade_changes_nothing(engine: Engine) -> None:
    migrate.upgrade(engine)
    migrate.upgrade(engine)
    assert revisions.is_current(engine)


def test_drift_is_noticed(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("alter table unit drop column short_name"))
    with pytest.raises(CommandError, match="short_name"):
        migrate.check(engine)


def test_every_step_goes_down_and_up_again(engine: Engine) -> None:
    migrate.upgrade(engine)
    while (revision := revisions.current(engine)) is not None:
        migrate.downgrade(engine, "-1")
        migrate.upgrade(engine, revision)
        assert revisions.current(engine) == revision
        migrate.downgrade(engine, "-1")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}


def test_processes_that_start_at_once_wait_for_each_other(engine: Engine) -> None:
    errors: list[BaseException] = []

    def start() -> None:
        own = create_engine(engine.url)
        tune(own)
        try:
            migrate.upgrade(own)
        except BaseException as error:
            errors.append(error)
        finally:
            own.dispose()

    starts = [threading.Thread(target=start) for _ in range(3)]
    for each in starts:
        each.start()
    for each in starts:
        each.join()
    assert errors == []
    assert revisions.is_current(engine)


def test_a_migration_that_fails_half_way_leaves_nothing(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    original = Operations.create_table

    def fails_at_the_fifth(self: Operations, name: str, *parts: object, **options: object) -> object:
        made.append(name)
        if len(made) == 5:
            raise OSError("disk full")
        return original(self, name, *parts, **options)

    monkeypatch.setattr(Operations, "create_table", fails_at_the_fifth)
    with pytest.raises(OSError, match="disk full"):
        migrate.upgrade(engine)
    assert inspect(engine).get_table_names() == []


def test_sqlite_keeps_its_foreign_keys_after_a_migration(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    tune(engine)
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() != migrate.SQLITE_WAIT
    engine.dispose()


def test_sqlite_refuses_a_schema_whose_rows_point_to_nothing(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    tune(engine)
    migrate.upgrade(engine, "0001")
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute(
            "insert into unit (institution_id, name, short_name, is_corporation, valid_from)"
            " values (99, 'Suelta', '', 0, '2026-01-01')"
        )
        driver.execute("PRAGMA foreign_keys=ON")
    with pytest.raises(migrate.BrokenReferences, match="unit"):
        migrate.upgrade(engine)
    assert revisions.current(engine) == "0001"
    engine.dispose()


def test_one_line_of_descent() -> None:
    names = sorted(path.stem for path in (resource("migrations") / "versions").glob("0*.py"))
    assert names, "no migrations"
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_the_head_is_named_where_two_branches_collide() -> None:
    """The file's name, not its number alone: two branches that both add 0012 must not say the same."""
    newest = max(path.stem for path in (resource("migrations") / "versions").glob("0*.py"))
    assert newest[:4] == revisions.head()
    named = (resource("migrations") / "HEAD").read_text(encoding="utf-8")
    assert named == f"{newest}\n", f"write {newest} into migrations/HEAD, on a line of its own"


def test_the_changelog_names_the_revision_of_the_newest_release() -> None:
    newest = CHANGELOG.read_text(encoding="utf-8").split("\n## ")[1]
    said = re.findall(r"Schema: revision (\S+)\.", newest)
    head = revisions.head()
    assert said == [head], f"say «Schema: revision {head}.» at the top of CHANGELOG.md"


def test_the_checks_of_the_schema_are_those_of_the_models(engine: Engine) -> None:
    """Alembic compares tables, columns, keys and indexes, but no checks."""
    migrate.upgrade(engine)
    look = inspect(engine)
    migrated = {each["name"] for name in look.get_table_names() for each in look.get_check_constraints(name)}
    declared = {
        constraint.name
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    assert migrated == declared != set()


def test_every_constraint_has_a_name() -> None:
    nameless = [
        f"{table.name}: {constraint!r}"
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert nameless == []
