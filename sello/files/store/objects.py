"""Where kept files lie, each under the hash of its content: the whole of what a keeping place has to do."""

import os
import re
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


class Objects:
    """Files by the SHA-256 of their content at `ab/cd/<sha256>` below one folder; never changed again.

    Narrow on purpose: `take`, `open`, `size`, `remove` and `digests` are all that the store asks, so that a
    bucket can stand in its place one day.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def take(self, file: Path, sha256: str) -> None:
        """Move a whole file of the same disk to its place for good, in one step that survives a power cut."""
        final = self._path(sha256)
        final.parent.mkdir(parents=True, exist_ok=True)
        file.chmod(0o440)
        file.replace(final)
        for folder in (final.parent, final.parent.parent, self.root):
            _sync_folder(folder)

    def open(self, sha256: str) -> BufferedReader:
        """Open a file for reading; FileNotFoundError when it is not there."""
        return self._path(sha256).open("rb")

    def size(self, sha256: str) -> int | None:
        """How many bytes lie under a hash; None when nothing does."""
        path = self._path(sha256)
        return path.stat().st_size if path.is_file() else None

    def remove(self, sha256: str) -> None:
        """Let a file go, in one step that survives a power cut; nothing happens where none lies."""
        path = self._path(sha256)
        if path.exists():
            path.unlink(missing_ok=True)
            _sync_folder(path.parent)

    def digests(self) -> Iterator[str]:
        """Yield the SHA-256 of every file, in order."""
        for path in sorted(self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            if _SHA256.match(path.name):
                yield path.name

    def _path(self, sha256: str) -> Path:
        if not _SHA256.match(sha256):
            raise ValueError("not a SHA-256 in lower-case hexadecimal")
        return self.root / sha256[:2] / sha256[2:4] / sha256


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
