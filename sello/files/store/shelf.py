"""What was drawn of kept files, under their hash: made again when it is lost, gone when its file is.

Nothing here counts: a backup leaves it out, and whoever finds nothing draws anew. Where kept files are
sealed, so is what was drawn of them, each leaf for its own place; what lies here otherwise is not read, and
goes.
"""

import hashlib
import io
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from sello.files.store.keys import Keyring
from sello.files.store.sealing import Unsealed, seal

ROOM = 2 * 1024**3
"""Bytes that the shelf holds; beyond them goes what was not asked for longest."""
_SHARE = 16
"""After so many parts of the room were written, it is looked at whether it is full."""
_SEALED, _OPEN, _PART = "-sealed", ".leaf", ".part"
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,80}\Z")


class Shelf:
    """Named leaves of documents below one folder, one folder for each document."""

    def __init__(self, root: Path, room: int = ROOM, ring: Keyring | None = None) -> None:
        self._root, self._room = root, room
        self._ring = ring or Keyring()
        self._written = 0

    def find(self, sha256: str, name: str) -> bytes | None:
        """A leaf, if it lies here; it counts as asked for now."""
        path = self._path(sha256, name)
        try:
            content = self._opened(path.read_bytes(), sha256, name)
            os.utime(path.parent)
        except OSError:  # not there, or not what was sealed
            return None
        return content

    def put(self, sha256: str, name: str, content: bytes) -> None:
        """Lay a leaf down in one step; a disk that is full or read-only keeps nothing, and nobody minds."""
        path = self._path(sha256, name)
        part = path.with_name(f"{secrets.token_hex(8)}{_PART}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(self._closed(content, sha256, name))
            part.replace(path)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            return
        self._written += len(content)
        if self._written > self._room // _SHARE:
            self._written = 0
            self.trim()

    def drop(self, sha256: str) -> None:
        """Let go of all that was drawn of a file."""
        shutil.rmtree(self._path(sha256, "x").parent, ignore_errors=True)

    def trim(self) -> int:
        """Let go of what was not asked for longest until the rest has room: how many documents went."""
        folders = sorted(
            ((_asked(folder), _size(folder), folder) for folder in self._folders()), reverse=True
        )
        held = gone = 0
        for _at, size, folder in folders:
            held += size
            if held > self._room:
                shutil.rmtree(folder, ignore_errors=True)
                gone += 1
        return gone

    def sweep(self, is_kept: Callable[[str], bool]) -> int:
        """Let go of what was drawn of files that are kept no more, and of what has no room."""
        orphans = [folder for folder in self._folders() if not is_kept(folder.name)]
        for folder in orphans:
            shutil.rmtree(folder, ignore_errors=True)
        return len(orphans) + self.drop_others() + self.trim()

    def drop_others(self) -> int:
        """Let go of leaves that lie otherwise than under the current key: how many they are."""
        gone = 0
        for folder in self._folders():
            for leaf in folder.iterdir():
                if leaf.suffix not in {self._suffix, _PART}:
                    leaf.unlink(missing_ok=True)
                    gone += 1
        return gone

    @property
    def _suffix(self) -> str:
        """How the name of a leaf ends that lies as leaves do now."""
        return f".{self._ring.current}{_SEALED}" if self._ring.current else _OPEN

    def _closed(self, content: bytes, sha256: str, name: str) -> bytes:
        if not self._ring.current:
            return content
        out = io.BytesIO()
        key = self._ring.key(self._ring.current)
        seal(io.BytesIO(content), out, key=key, sha256=_place(sha256, name))
        return out.getvalue()

    def _opened(self, lying: bytes, sha256: str, name: str) -> bytes:
        """Raises Tampered, an OSError."""
        if not self._ring.current:
            return lying
        key = self._ring.key(self._ring.current)
        with Unsealed(io.BytesIO(lying), key=key, sha256=_place(sha256, name)) as content:
            return content.read()

    def _folders(self) -> Iterator[Path]:
        return (folder for folder in self._root.glob("[0-9a-f][0-9a-f]/*") if _SHA256.match(folder.name))

    def _path(self, sha256: str, name: str) -> Path:
        if not _SHA256.match(sha256) or not _NAME.match(name):
            raise ValueError("not a leaf of a document")
        return self._root / sha256[:2] / sha256 / f"{name}{self._suffix}"


def _place(sha256: str, name: str) -> str:
    """What a leaf is sealed for: it does not open in the place of another."""
    return hashlib.sha256(f"{sha256}/{name}".encode("ascii")).hexdigest()


def _asked(folder: Path) -> float:
    with suppress(OSError):
        return folder.stat().st_mtime
    return 0.0


def _size(folder: Path) -> int:
    size = 0
    with suppress(OSError):
        size = sum(file.stat().st_size for file in folder.iterdir())
    return size
