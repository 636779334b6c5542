"""A backup of files that lie in a bucket, or sealed: carried as they lie, proved, and put back."""

import base64
import json
import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sello.backup import service
from sello.backup.domain import Faulty
from sello.files.store import keys, moving
from sello.files.store.build import store_at, store_of
from sello.files.store.keys import KeyMissing
from tests.backup.conftest import FILES, Instance, Start
from tests.builders import NOW
from tests.weed import Weed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where backups go."""
    return tmp_path / "backup"


def key_file(tmp_path: Path) -> Path:
    file = tmp_path / f"keys-{secrets.token_hex(4)}"
    keys.add_key(file)
    return file


def moved(instance: Instance, address: str, keys_file: str = "") -> Instance:
    """The same instance with its files elsewhere."""
    config = replace(instance.config, evidence_dir=address, evidence_keys_file=keys_file)
    found = moving.move(store_of(instance.config), store_of(config))
    assert found.is_whole
    return replace(instance, config=config)


def test_from_a_bucket_and_back_into_another(
    instance: Instance, elsewhere: Instance, folder: Path, weed: Weed
) -> None:
    here = moved(instance, weed.address(secrets.token_hex(8)))
    there = replace(
        elsewhere, config=replace(elsewhere.config, evidence_dir=weed.address(secrets.token_hex(8)))
    )
    made = service.back_up(here.config, folder, now=NOW)
    assert (made.is_whole, made.keys) == (True, ())
    assert json.loads((folder / "manifest.json").read_text())["format"] == 1, "as versions before read it"
    service.prove(there.config, folder)
    service.restore(there.config, folder, replace=False, now=NOW)
    assert set(there.store.digests()) == set(here.store.digests())
    assert all(there.store.verify(digest) for digest in made.files)
    assert there.rows() == here.rows()


@pytest.mark.parametrize("way", ["folder", "bucket"])
def test_what_is_sealed_is_carried_sealed(
    instance: Instance, elsewhere: Instance, folder: Path, weed: Weed, tmp_path: Path, way: str
) -> None:
    file = key_file(tmp_path)
    address = weed.address(secrets.token_hex(8)) if way == "bucket" else instance.config.evidence_dir
    here = replace(
        instance, config=replace(instance.config, evidence_dir=address, evidence_keys_file=str(file))
    )
    if way == "bucket":
        here = moved(instance, address, str(file))
    plain = next(iter(here.store.digests()))
    with here.store.open(plain) as content:
        words = content.read()[:200]
    assert moving.seal_all(here.store).is_whole
    made = service.back_up(here.config, folder, now=NOW)
    assert made.is_whole
    assert list(made.keys) == [keys.load(file).current]
    assert all(words not in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    with pytest.raises(KeyMissing):
        service.prove(elsewhere.config, folder)
    there = replace(elsewhere, config=replace(elsewhere.config, evidence_keys_file=str(file)))
    service.prove(there.config, folder)
    service.restore(there.config, folder, replace=False, now=NOW)
    assert all(there.store.verify(digest) for digest in made.files)
    assert {there.store.objects.key_of(digest) for digest in made.files} == set(made.keys)


def test_after_another_key_the_backup_has_the_files_under_it_alone(
    instance: Instance, folder: Path, tmp_path: Path
) -> None:
    file = key_file(tmp_path)
    here = replace(instance, config=replace(instance.config, evidence_keys_file=str(file)))
    service.back_up(here.config, folder, now=NOW)
    moving.seal_all(here.store)
    first = service.back_up(here.config, folder, now=NOW)
    second_key = keys.add_key(file)
    moving.seal_all(here.store)
    second = service.back_up(here.config, folder, now=NOW)
    assert list(first.keys) != list(second.keys) == [second_key]
    file.write_text(file.read_text().splitlines()[0] + "\n")
    service.prove(here.config, folder)
    assert store_at(here.config, str(folder / "evidence")).objects.key_ids() != ()
    assert len(second.files) >= FILES


def test_a_byte_that_changed_in_a_sealed_backup_is_found(
    instance: Instance, folder: Path, tmp_path: Path
) -> None:
    here = replace(instance, config=replace(instance.config, evidence_keys_file=str(key_file(tmp_path))))
    moving.seal_all(here.store)
    made = service.back_up(here.config, folder, now=NOW)
    digest = sorted(made.files)[0]
    (lying,) = [path for path in folder.rglob(digest) if path.is_file()]
    content = bytearray(lying.read_bytes())
    content[len(content) // 2] ^= 1
    lying.chmod(0o640)
    lying.write_bytes(bytes(content))
    with pytest.raises(Faulty, match=digest):
        service.prove(here.config, folder)


def test_a_file_under_a_lost_key_is_told_and_the_rest_is_saved(
    instance: Instance, folder: Path, tmp_path: Path
) -> None:
    file = key_file(tmp_path)
    here = replace(instance, config=replace(instance.config, evidence_keys_file=str(file)))
    moving.seal_all(here.store)
    file.write_text(base64.b64encode(secrets.token_bytes(32)).decode() + "\n")
    made = service.back_up(here.config, folder, now=NOW)
    assert not made.is_whole
    assert made.damaged
    assert made.tables, "the database was saved"


def test_the_commands_from_a_folder_to_a_sealed_bucket(
    instance: Instance, tmp_path: Path, weed: Weed, start: Start, done: Callable[..., str]
) -> None:
    assert "SELLO_EVIDENCE_BEFORE" in refused(start, instance, "evidence", "move")
    assert "SELLO_EVIDENCE_KEYS" in refused(start, instance, "evidence", "encrypt")
    file = tmp_path / "evidence.keys"
    config = replace(
        instance.config,
        evidence_dir=weed.address(secrets.token_hex(8)),
        evidence_before=instance.config.evidence_dir,
        evidence_keys_file=str(file),
    )
    here = replace(instance, config=config)
    assert "sello evidence key" in refused(start, here, "doctor")
    said = done(here, "evidence", "key")
    assert keys.load(file).current in said
    assert file.read_text().strip() not in said
    count = len(list(instance.store.digests()))
    moved_said = done(here, "evidence", "move")
    assert f"Archivos mudados y comprobados: {count}." in moved_said
    assert "Quite SELLO_EVIDENCE_BEFORE" in moved_said
    here = replace(here, config=replace(config, evidence_before=""))
    assert f"Archivos cifrados: {count}." in done(here, "evidence", "encrypt")
    assert "Faltan: 0. Cambiaron: 0. Sin registro: 0." in done(here, "verify")
    lost = keys.load(file).current
    file.unlink()
    keys.add_key(file)
    assert lost in refused(start, here, "doctor")
    assert "sin llave" in refused(start, here, "verify")
    assert "llave que no está" in refused(start, here, "evidence", "encrypt")


def refused(start: Start, instance: Instance, *words: str) -> str:
    """What a command says that ends with 1."""
    process = start(instance, *words)
    assert process.popen.wait(120) == 1, process.output
    return process.output
