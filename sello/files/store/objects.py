"""Kept files in a folder, each under the hash of its content."""

import errno
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from sello.core import health

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


class Objects:
    """Files by the SHA-256 of their content at `ab/cd/<sha256>` below one folder; never changed again."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def take(self, file: Path, sha256: str) -> None:
        """Move a whole file to its place for good, in one step that survives a power cut.

        From another disk it is copied first.
        """
        final = self._path(sha256)
        final.parent.mkdir(parents=True, exist_ok=True)
        file.chmod(0o440)
        try:
            file.replace(final)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _copied(file, final.parent).replace(final)
            file.unlink()
        for folder in (final.parent, final.parent.parent, self.root):
            _sync_folder(folder)

    def open(self, sha256: str) -> BufferedReader:
        """Open a file for reading; FileNotFoundError when it is not there."""
        return self._path(sha256).open("rb")

    def size(self, sha256: str) -> int | None:
        """How many bytes lie under a hash; None when nothing does."""
        path = self._path(sha256)
        return path.stat().st_size if path.is_file() else None

    def digests(self) -> Iterator[str]:
        """Yield the SHA-256 of every file, in order."""
        for path in sorted(self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            if _SHA256.match(path.name):
                yield path.name

    def drop(self, sha256: str) -> None:
        """Let go of a file, in one step that survives a power cut; nothing happens where there is none."""
        path = self._path(sha256)
        if path.exists():
            path.unlink(missing_ok=True)
            _sync_folder(path.parent)

    def within(self, name: str) -> "Objects":
        """A folder inside this one."""
        return Objects(self.root / name)

    def names(self) -> tuple[str, ...]:
        """The names of the folders inside this one."""
        return tuple(sorted(path.name for path in self.root.glob("*") if path.is_dir()))

    def trouble(self) -> str | None:
        """Why nothing can be kept here now; None when it can."""
        return health.store(self.root)

    def _path(self, sha256: str) -> Path:
        return self.root / place_of(sha256)


def place_of(sha256: str) -> str:
    """Where a file lies below its keeping place; ValueError for what is no hash."""
    if not _SHA256.match(sha256):
        raise ValueError("not a SHA-256 in lower-case hexadecimal")
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def _copied(file: Path, folder: Path) -> Path:
    """A copy on another disk, beside its place and under no name that counts."""
    copy = folder / f"{secrets.token_hex(16)}.part"
    try:
        with file.open("rb") as source, copy.open("xb") as out:
            shutil.copyfileobj(source, out, 1 << 20)
            out.flush()
            os.fsync(out.fileno())
        copy.chmod(0o440)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return copy


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
