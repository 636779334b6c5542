"""What is no backup, or no place for one, is refused with words, and nothing is changed."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sello.app import create_app
from sello.backup import domain, service
from sello.backup.files import NAMING
from sello.config import Config
from sello.core import instance_lock, migrate
from sello.core.db import Base, db
from sello.core.refusal import Refusal

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
WAITING = {"evidence_upload"}
"""Its files wait for their form in `incoming/`, which no backup takes along."""
TELLING = {"file_check", "text_mark", "text_page", "text_read"}
"""It tells of bytes that another table names, and keeps none itself."""


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A small instance on SQLite, with an empty evidence folder."""
    made = Config(secret_key="only-for-tests-" * 3, data_dir=str(tmp_path / "data"))
    with create_app(made).app_context():
        migrate.upgrade(db.engine)
        db.engine.dispose()
    made.evidence.mkdir()
    return made


@pytest.fixture
def folder(config: Config, tmp_path: Path) -> Path:
    """A backup of it."""
    made = tmp_path / "backup"
    service.back_up(config, made, now=NOW)
    return made


def bent_manifest(folder: Path, **values: object) -> None:
    """Change what the manifest says."""
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))


def bent_database(folder: Path) -> None:
    """Change a byte of the copy of the database."""
    (copy,) = folder.glob("database-*")
    copy.write_bytes(copy.read_bytes()[:-1] + b"?")


Bend = Callable[[Path], object]


@pytest.mark.parametrize(
    ("bend", "refusal"),
    [
        (shutil.rmtree, domain.NoBackup),
        (lambda folder: (folder / "manifest.json").unlink(), domain.NoBackup),
        (lambda folder: (folder / "manifest.json").write_text('{"format": 1, "rev'), domain.NoBackup),
        (lambda folder: (folder / "manifest.json").write_text("[]"), domain.NoBackup),
        (lambda folder: (folder / "manifest.json").write_text('{"format": 1}'), domain.NoBackup),
        (lambda folder: bent_manifest(folder, format=3), domain.OtherFormat),
        (lambda folder: bent_manifest(folder, dialect="postgresql"), domain.OtherDatabase),
        (lambda folder: bent_manifest(folder, files={"ab" * 32: 7}), domain.Faulty),
        (lambda folder: bent_manifest(folder, tables={"person": 3}), domain.Faulty),
        (lambda folder: bent_manifest(folder, revision="9999"), domain.Faulty),
        (lambda folder: next(folder.glob("database-*")).unlink(), domain.Faulty),
        (bent_database, domain.Faulty),
    ],
)
def test_what_is_no_backup_is_refused(
    config: Config, folder: Path, bend: Bend, refusal: type[Refusal]
) -> None:
    before = Path(config.data_dir, "sello.sqlite3").read_bytes()
    bend(folder)
    with pytest.raises(refusal):
        service.prove(config, folder)
    with pytest.raises(refusal):
        service.restore(config, folder, replace=True, now=LATER)
    assert Path(config.data_dir, "sello.sqlite3").read_bytes() == before


def test_a_damaged_database_does_not_take_the_place_of_a_good_backup(config: Config, folder: Path) -> None:
    place = Path(config.data_dir, "sello.sqlite3")
    place.write_bytes(place.read_bytes()[:8192] + b"\xff" * 8192 + place.read_bytes()[16384:])
    kept = (folder / "manifest.json").read_bytes()
    with pytest.raises(domain.Damaged):
        service.back_up(config, folder, now=LATER)
    assert (folder / "manifest.json").read_bytes() == kept
    service.restore(config, folder, replace=True, now=LATER)
    assert (Path(config.data_dir) / f"sello.sqlite3.before-{LATER:%Y%m%dT%H%M%SZ}").exists()


def test_a_log_of_another_database_does_not_stay_beside_the_restored_one(
    config: Config, folder: Path
) -> None:
    place = Path(config.data_dir, "sello.sqlite3")
    place.unlink()
    for suffix in ("-wal", "-shm"):
        place.with_name(place.name + suffix).write_bytes(b"of another database" * 100)
    service.restore(config, folder, replace=False, now=LATER)
    assert not [path.name for path in place.parent.glob("sello.sqlite3-*")]
    with sqlite3.connect(place) as connection:
        assert connection.execute("pragma quick_check").fetchone() == ("ok",)


def test_who_has_the_database_open_keeps_it(config: Config, folder: Path) -> None:
    other = sqlite3.connect(Path(config.data_dir, "sello.sqlite3"))
    other.execute("select count(*) from person").fetchone()
    with pytest.raises(domain.InUse):
        service.restore(config, folder, replace=True, now=LATER)
    other.close()


def test_a_process_of_the_instance_keeps_a_restore_away_and_is_kept_away_by_one(
    config: Config, folder: Path
) -> None:
    data = Path(config.data_dir)
    with instance_lock.present(data), instance_lock.present(data), pytest.raises(instance_lock.Running):
        service.restore(config, folder, replace=True, now=LATER)
    with instance_lock.alone(data), pytest.raises(instance_lock.Restoring):
        instance_lock.present(data)


def test_a_file_that_is_gone_is_told_and_the_rest_is_saved() -> None:
    manifest = domain.Manifest(
        program="1", made_at="", dialect="sqlite", revision="1", database="", sha256="", size=0,
        tables={"person": 2}, files={"aa": 1}, missing=("bb",),
    )  # fmt: skip
    assert not manifest.is_whole
    found = domain.Saved("1", {"person": 2}, frozenset({"aa", "bb"}))
    assert domain.differences(manifest, found) == []
    assert len(domain.differences(manifest, domain.Saved("2", {"person": 1}, frozenset({"cc"})))) == 3


def test_a_manifest_reads_back_as_it_was_written(config: Config, folder: Path) -> None:
    text = (folder / "manifest.json").read_text()
    assert domain.write(domain.read(text, "")) == text


def test_every_table_that_names_a_file_of_the_store_is_known() -> None:
    tables = {name for name, table in Base.metadata.tables.items() if "sha256" in table.columns}
    assert tables == {*NAMING, *WAITING, *TELLING}


DIGEST = "ab" * 32
SHAPES: dict[str, list[object]] = {
    "files": [None, [], "x", {"../../../etc/passwd": 3}, {"zz": 1}, {DIGEST: "x"}, {DIGEST: -1}],
    "tables": [None, [], "x", {"person": "3"}, {"person": None}, {"person": True}],
    "database": [None, 5, "", ".", "/etc/passwd", "../data/sello.sqlite3", "database-/../x"],
    "sha256": [None, 5, "x"],
    "size": ["x", -1, None],
    "missing": [None, "abc", [1], {}],
    "damaged": [None, 3, ["../x"]],
    "made_at": [None, 5],
    "program": [None, 5],
    "dialect": [None, 5],
    "revision": [None, 5],
    "format": ["1", 1.0, None, True],
}


@pytest.mark.parametrize("part", SHAPES)
def test_a_manifest_of_another_shape_is_none(config: Config, folder: Path, part: str) -> None:
    """Whoever finds the folder may have written into it: no path leads out, all is refused in words."""
    whole = json.loads((folder / "manifest.json").read_text())
    for value in SHAPES[part]:
        (folder / "manifest.json").write_text(json.dumps({**whole, part: value}))
        for act in (
            lambda: service.prove(config, folder),
            lambda: service.restore(config, folder, replace=True, now=LATER),
        ):
            with pytest.raises((domain.NoBackup, domain.OtherFormat)):
                act()


def test_files_that_nobody_put_there_do_no_harm(config: Config, folder: Path) -> None:
    for name in (
        "notas.txt",
        "database-otra.sqlite3",
        "manifest.json.part",
        "evidence/ab/cd/x",
        "evidence/x",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("de otra persona")
    service.prove(config, folder)
    service.restore(config, folder, replace=True, now=LATER)
    service.back_up(config, folder, now=LATER)
    assert [path.name for path in folder.glob("*.sqlite3")] == [manifest_name(folder)]
    assert (folder / "notas.txt").exists()


def manifest_name(folder: Path) -> str:
    return str(json.loads((folder / "manifest.json").read_text())["database"])


def test_two_restores_in_one_second_keep_what_each_put_aside(config: Config, folder: Path) -> None:
    for _ in range(3):
        service.restore(config, folder, replace=True, now=LATER)
    assert len(list(Path(config.data_dir).glob("sello.sqlite3.before-*"))) == 3


def at_revision(config: Config, number: str) -> None:
    with sqlite3.connect(Path(config.data_dir, "sello.sqlite3")) as connection:
        connection.execute("update alembic_version set version_num = ?", (number,))
    connection.close()


def test_a_backup_of_a_newer_version_waits_for_it_and_an_older_one_is_taken(
    config: Config, tmp_path: Path
) -> None:
    older, newer = tmp_path / "older", tmp_path / "newer"
    at_revision(config, "9999")
    service.back_up(config, newer, now=NOW)
    at_revision(config, "0039")
    service.back_up(config, older, now=NOW)
    service.prove(config, newer)
    with pytest.raises(domain.NewerBackup, match="9999"):
        service.restore(config, newer, replace=True, now=LATER)
    assert service.restore(config, older, replace=True, now=LATER).revision == "0039"
