"""Real processes on each database: under load, killed, restored; every row and every hash is there."""

import json
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert

from sello.backup import service
from sello.core.phrases import kept_form
from sello.core.stemming import stems_of
from sello.files.models import TextPage, TextRead
from tests.backup.conftest import Instance, Start
from tests.builders import NOW

Done = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where backups go."""
    return tmp_path / "backup"


def manifest_of(folder: Path) -> dict[str, object]:
    """What lies in a folder, as any program reads it."""
    read = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def sound(instance: Instance) -> int:
    """Prove that a restored instance hangs together; how many versions its piece has."""
    rows = instance.rows()
    versions, pieces = rows["evidence_version"], rows["evidence"]
    hashes = {value for row in versions for value in row if isinstance(value, str) and len(value) == 64}
    assert len(pieces) == 1
    assert len(versions) in pieces[0], "a version without the count that was written with it"
    assert len(hashes) == len(versions)
    assert all(instance.store.verify(digest) for digest in hashes)
    return len(versions)


def test_what_is_restored_is_what_was_backed_up(
    instance: Instance, elsewhere: Instance, folder: Path, done: Done
) -> None:
    done(instance, "backup", folder)
    assert "El respaldo sirve" in done(elsewhere, "backup", "verify", folder)
    assert elsewhere.is_bare(), "a rehearsal leaves nothing behind"
    done(elsewhere, "restore", folder)
    assert elsewhere.rows() == instance.rows()
    assert set(elsewhere.store.digests()) == set(instance.store.digests())
    assert sound(elsewhere)
    told = manifest_of(folder)
    assert told["tables"] == {name: len(rows) for name, rows in instance.rows().items()}
    assert told["missing"] == told["damaged"] == []


def test_what_documents_say_is_found_after_a_restore(
    instance: Instance, elsewhere: Instance, folder: Path, done: Done
) -> None:
    """The index of words is no table that rows are compared of: it is asked, and made anew from what came."""
    engine = create_engine(instance.config.database)
    with engine.begin() as connection:
        connection.execute(insert(TextRead).values(sha256="aa" * 32, read_at=NOW, reason="", pages=1))
        page = {"sha256": "aa" * 32, "page": 1, "part": 1, "text": "acta firmada", "recognised": False}
        connection.execute(insert(TextPage).values(**page, stems=kept_form(stems_of("acta firmada"))))
    engine.dispose()
    done(instance, "backup", folder)
    done(elsewhere, "restore", folder)
    assert elsewhere.rows() == instance.rows()
    done(elsewhere, "evidence", "texts")
    done(elsewhere, "evidence", "texts", "--rebuild")


def test_ids_go_on_where_they_were(
    instance: Instance, elsewhere: Instance, folder: Path, done: Done, start: Start
) -> None:
    done(instance, "backup", folder)
    done(elsewhere, "restore", folder)
    before = sound(elsewhere)
    writer = start(elsewhere, str(instance.institution), str(instance.piece), module="tests.backup.writer")
    writer.wait_until(lambda: writer.output.count("wrote") > 2)
    writer.end(signal.SIGKILL)
    assert sound(elsewhere) > before


def test_a_backup_under_load_is_one_instant(
    instance: Instance, elsewhere: Instance, folder: Path, done: Done, start: Start
) -> None:
    writer = start(instance, str(instance.institution), str(instance.piece), module="tests.backup.writer")
    writer.wait_until(lambda: "wrote" in writer.output)
    for _ in range(2):
        done(instance, "backup", folder)
    assert writer.popen.poll() is None, writer.output
    writer.end(signal.SIGKILL)
    done(elsewhere, "restore", folder)
    assert sound(elsewhere) < sound(instance)
    counts = {name: len(rows) for name, rows in elsewhere.rows().items()}
    assert counts == manifest_of(folder)["tables"]


@pytest.mark.parametrize("sign", ["database-*", "evidence/incoming", "evidence/*/*/*"])
def test_a_killed_backup_leaves_the_one_before(
    instance: Instance, elsewhere: Instance, folder: Path, done: Done, start: Start, sign: str
) -> None:
    done(instance, "backup", folder)
    kept = manifest_of(folder)
    before = set(folder.glob(sign))
    for digest in instance.store.digests():  # so that there is something to copy again
        (folder / "evidence" / digest[:2] / digest[2:4] / digest).unlink()
    killed = start(instance, "backup", folder)
    killed.wait_until(lambda: set(folder.glob(sign)) - before or sign.startswith("evidence"))
    killed.end(signal.SIGKILL)
    if manifest_of(folder) == kept:
        assert (folder / str(kept["database"])).exists()
    done(instance, "backup", folder)
    assert len(list(folder.glob("database-*"))) == 1, "what the killed one began is swept"
    done(elsewhere, "restore", folder)
    assert elsewhere.rows() == instance.rows()


def test_a_killed_restore_is_no_instance_or_a_whole_one(
    instance: Instance, elsewhere: Instance, folder: Path, done: Done, start: Start
) -> None:
    done(instance, "backup", folder)
    signs: tuple[Callable[[], object], ...] = (
        lambda: list(elsewhere.store.root.glob("incoming")),
        lambda: len(list(elsewhere.store.digests())) > 3,
        lambda: len(list(elsewhere.store.digests())) > 11,
    )
    for sign in signs:
        killed = start(elsewhere, "restore", folder)
        killed.wait_until(sign)
        killed.end(signal.SIGKILL)
        if not elsewhere.is_bare():
            break
    if elsewhere.is_bare():
        done(elsewhere, "restore", folder)
    assert elsewhere.rows() == instance.rows()
    assert sound(elsewhere)


def test_files_that_are_there_are_not_copied_again(instance: Instance, folder: Path, done: Done) -> None:
    done(instance, "backup", folder)
    before = {path: path.stat().st_ino for path in folder.glob("evidence/*/*/*")}
    torn = next(iter(before))
    torn.chmod(0o600)
    torn.write_bytes(b"half")
    done(instance, "backup", folder)
    after = {path: path.stat().st_ino for path in folder.glob("evidence/*/*/*")}
    assert len(before) == len(set(instance.store.digests()))
    assert {path for path in before if after[path] != before[path]} == {torn}
    assert service.prove(instance.config, folder)


def test_a_running_instance_is_not_restored_over(
    instance: Instance, elsewhere: Instance, folder: Path, done: Done, start: Start
) -> None:
    done(instance, "backup", folder)
    done(elsewhere, "restore", folder)
    scheduler = start(elsewhere, "scheduler", provokes="these rows hold no edition to report on")
    scheduler.wait_until(lambda: elsewhere.rows()["lease"])
    said = done(elsewhere, "restore", folder, "--replace", "--yes", ends=1)
    assert "en marcha" in said
    scheduler.end(signal.SIGTERM)
    assert "ya tiene datos" in done(elsewhere, "restore", folder, ends=1)
    done(elsewhere, "restore", folder, "--replace", "--yes")
    assert elsewhere.rows() == instance.rows()
