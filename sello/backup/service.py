"""Back an instance up, prove a backup, put it back: what an operator intends."""

import fcntl
import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sello import __version__
from sello.backup import postgresql, sqlite
from sello.backup.database import Database
from sello.backup.domain import (
    Faulty,
    InUse,
    Manifest,
    NewerBackup,
    NoBackup,
    NotEmpty,
    OtherDatabase,
    differences,
    read,
    write,
)
from sello.backup.files import flush_folder
from sello.config import Config
from sello.core import backup_mark, destroyed, instance_lock, revisions
from sello.core.labels import N_
from sello.files.store.build import store_at, store_of
from sello.files.store.disk import Store
from sello.files.store.keys import KeyMissing

MANIFEST = "manifest.json"
EVIDENCE = "evidence"


def back_up(config: Config, folder: Path, *, now: datetime) -> Manifest:
    """Write database, evidence and manifest into a folder, while the instance works.

    The manifest goes last and in one step: whenever this is cut short, the backup before stays whole.
    Files of an earlier run with the right size are not copied again.
    Raises Damaged, InUse, Restoring, NoPlace.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = _database(dialect_of(config))
    with instance_lock.present(Path(config.data_dir)), _only_one(folder):
        name = f"database-{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}.{database.SUFFIX}"
        copy = folder / name
        try:
            found = database.save(config, copy)
            kept = store_at(config, str(folder / EVIDENCE))
            files, missing, damaged = _save_files(store_of(config), kept, found.named)
            manifest = Manifest(
                program=__version__,
                made_at=now.isoformat(timespec="seconds"),
                dialect=dialect_of(config),
                revision=found.revision,
                database=name,
                sha256=_hash(copy),
                size=copy.stat().st_size,
                tables=found.tables,
                files=files,
                missing=missing,
                damaged=damaged,
                keys=tuple(sorted({key for each in files if (key := kept.objects.key_of(each))})),
            )
            _write_manifest(folder, manifest)
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
        _forget_older(folder, name)
        for digest in found.purged:
            kept.forget(digest)
        destroyed.carry(Path(config.data_dir), folder)
        backup_mark.leave(Path(config.data_dir), folder, now=now)
    return manifest


def prove(config: Config, folder: Path) -> Manifest:
    """Rehearse a restore in a scratch place: every hash, every row count, every reference.

    Raises NoBackup, OtherFormat, OtherDatabase, Faulty with all that is wrong, and what `rehearse` raises.
    """
    manifest = _manifest(folder)
    if manifest.dialect != dialect_of(config):
        raise OtherDatabase(theirs=manifest.dialect, ours=dialect_of(config))
    copy = folder / manifest.database
    if not copy.is_file() or _hash(copy) != manifest.sha256:
        raise Faulty(faults=N_("la copia de la base falta o cambió"))
    kept = store_at(config, str(folder / EVIDENCE))
    lost = [digest for digest in manifest.files if not kept.verify(digest)]
    faults = [N_("el archivo %(digest)s falta o cambió") % {"digest": digest} for digest in lost]
    with tempfile.TemporaryDirectory(prefix="sello-") as scratch:
        found = _database(manifest.dialect).rehearse(config, copy, manifest, Path(scratch))
    faults += differences(manifest, found)
    if faults:
        raise Faulty(faults="; ".join(faults))
    return manifest


def restore(config: Config, folder: Path, *, replace: bool, now: datetime) -> Manifest:
    """Put a backup in the place of an instance that is not running.

    All is proved before; the files go in first, since nothing names them yet, and then the database in one
    step. So whatever cuts this short, the instance is the one before or the whole one after.
    Raises Running, NewerBackup, NotEmpty (unless `replace`), and what `prove` raises.
    """
    with instance_lock.alone(Path(config.data_dir)):
        manifest = prove(config, folder)
        if manifest.revision not in revisions.known():
            raise NewerBackup(program=manifest.program, revision=manifest.revision)
        database = _database(manifest.dialect)
        if not replace and not database.is_empty(config):
            raise NotEmpty
        destroyed.carry(folder, Path(config.data_dir))
        but = gone_since(config, manifest)
        _restore_files(store_at(config, str(folder / EVIDENCE)), store_of(config), manifest, but)
        database.restore(config, folder / manifest.database, manifest, f"{now:%Y%m%dT%H%M%SZ}")
    return manifest


def gone_since(config: Config, manifest: Manifest) -> frozenset[str]:
    """The files of a backup that an acta of a later day destroyed: a restore does not bring them back."""
    made = datetime.fromisoformat(manifest.made_at)
    later = (each for each in destroyed.noted(Path(config.data_dir)) if each.decided_at > made)
    return frozenset(digest for each in later for digest in each.files if digest in manifest.files)


def dialect_of(config: Config) -> str:
    """The kind of database that an instance uses."""
    return "sqlite" if config.database.startswith("sqlite") else "postgresql"


def _database(dialect: str) -> Database:
    return sqlite if dialect == "sqlite" else postgresql


def _save_files(
    store: Store, kept: Store, named: frozenset[str]
) -> tuple[dict[str, int], tuple[str, ...], tuple[str, ...]]:
    files, missing, damaged = {}, [], []
    for digest in sorted(named):
        size = store.size(digest)
        if size is None:
            size = kept.size(digest)  # an earlier run may have saved what the store has lost since
            if size is None or not kept.verify(digest):
                missing.append(digest)
                continue
        elif not _is_same(store, kept, digest, size) and not _carried(store, kept, digest):
            damaged.append(digest)
            continue
        files[digest] = size
    return files, tuple(missing), tuple(damaged)


def _restore_files(kept: Store, store: Store, manifest: Manifest, but: frozenset[str]) -> None:
    store.root.mkdir(parents=True, exist_ok=True, mode=0o750)
    for digest in manifest.files.keys() - but:
        if not store.verify(digest) and not store.carry(kept, digest):
            raise Faulty(faults=N_("el archivo %(digest)s falta o cambió") % {"digest": digest})


def _is_same(store: Store, kept: Store, digest: str, size: int) -> bool:
    """Whether an earlier run saved a file, and as it lies now: sealed under the same key, or not at all."""
    return kept.size(digest) == size and kept.objects.key_of(digest) == store.objects.key_of(digest)


def _carried(store: Store, kept: Store, digest: str) -> bool:
    """Whether a file was saved as what it was; nobody can say it of one whose key is lost."""
    try:
        return kept.carry(store, digest)
    except KeyMissing:
        return False


def _manifest(folder: Path) -> Manifest:
    try:
        return read((folder / MANIFEST).read_text(encoding="utf-8"), str(folder))
    except (OSError, UnicodeDecodeError):
        raise NoBackup(folder=folder) from None


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    part = folder / f"{MANIFEST}.part"
    part.touch(mode=0o600)
    with part.open("w", encoding="utf-8") as out:
        out.write(write(manifest))
        out.flush()
        os.fsync(out.fileno())
    part.replace(folder / MANIFEST)
    flush_folder(folder)


def _forget_older(folder: Path, name: str) -> None:
    """Remove the copies of the database that no manifest names any more, those of a killed run too."""
    for path in folder.glob("database-*"):
        if path.name != name:
            path.unlink(missing_ok=True)


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """Keep a second backup out of the folder while one is written."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse(what=N_("La carpeta del respaldo")) from None
        yield
    finally:
        os.close(descriptor)
