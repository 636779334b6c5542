"""Kept files, sealed where there is a key: over a folder or a bucket, and beside what is not sealed yet.

What is sealed lies at `sealed/<key id>/`, so its place says which key opens it; what is not, at the top.
Sizes and hashes are those of the content, whichever way it lies.
"""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import suppress
from io import BufferedReader
from pathlib import Path

from sello.files.store import keys
from sello.files.store.keeper import Keeper
from sello.files.store.keys import KeyMissing, Keyring
from sello.files.store.parts import part_in, settle
from sello.files.store.sealing import Tampered, Unsealed, content_size, seal

OPEN = ""
"""The id of no key: a file that lies as it is."""
LOST = (FileNotFoundError, Tampered, KeyMissing)
"""How a file is not there for who would read it: gone, changed, or closed for want of its key."""
_SEALED = "sealed"


class Sealed:
    """Files by the SHA-256 of their content in another place, sealed under the current key, if any."""

    def __init__(self, place: Keeper, ring: Keyring) -> None:
        self._place, self._ring = place, ring

    @property
    def ring(self) -> Keyring:
        """The keys."""
        return self._ring

    @property
    def current(self) -> str:
        """The id of the key under which a file comes in; OPEN without one."""
        return self._ring.current

    def take(self, file: Path, sha256: str) -> None:
        """Seal a whole local file into its place for good; the local one goes."""
        if self.current == OPEN:
            self._place.take(file, sha256)
            return
        with file.open("rb") as content, part_in(file.parent) as (part, out):
            seal(content, out, key=self._ring.key(self.current), sha256=sha256)
            settle(out)
            self._at(self.current).take(part, sha256)
        file.unlink()

    def open(self, sha256: str) -> BufferedReader:
        """Open a file for reading. FileNotFoundError; Tampered; refuses with KeyMissing."""
        for _ in range(2):  # it may be sealed anew between the look and the opening
            key_id = self.key_of(sha256)
            if key_id is None:
                break
            with suppress(FileNotFoundError):
                return self._opened(self._at(key_id).open(sha256), key_id, sha256)
        return self._place.open(sha256)

    def size(self, sha256: str) -> int | None:
        """How many bytes of content lie under a hash, with or without their key; None when none do."""
        found = self._found(sha256)
        return None if found is None else found[1]

    def key_of(self, sha256: str) -> str | None:
        """The id of the key under which a file is sealed, OPEN when under none; None when it is not there."""
        found = self._found(sha256)
        return None if found is None else found[0]

    def digests(self) -> Iterator[str]:
        """Yield the SHA-256 of every file, in order, whichever way it lies."""
        found = set(self._place.digests())
        for key_id in self.key_ids():
            found.update(self._at(key_id).digests())
        yield from sorted(found)

    def drop(self, sha256: str) -> None:
        """Let go of a file, whichever ways it lies."""
        for key_id in (*self.key_ids(), OPEN):
            self._at(key_id).drop(sha256)

    def within(self, name: str) -> "Sealed":
        """A place inside this one, under the same keys."""
        return Sealed(self._place.within(name), self._ring)

    def names(self) -> tuple[str, ...]:
        """The names of the places inside this one."""
        return tuple(name for name in self._place.names() if name != _SEALED)

    def trouble(self) -> str | None:
        """Why nothing can be kept here now; None when it can."""
        return self._place.trouble()

    def key_ids(self) -> tuple[str, ...]:
        """The ids of the keys under which something may lie, those included that are not here."""
        return tuple(name for name in self._place.within(_SEALED).names() if keys.is_id(name))

    def lost_keys(self) -> dict[str, int]:
        """The ids of the keys that are not here, and how many files lie under each of them alone."""
        here = set(self._place.digests())
        for key_id in self._ring.keys:
            here.update(self._at(key_id).digests())
        lost = {
            key: set(self._at(key).digests()) - here for key in self.key_ids() if key not in self._ring.keys
        }
        return {key: len(found) for key, found in lost.items() if found}

    def otherwise(self) -> Iterator[str]:
        """Yield the SHA-256 of every file that also, or only, lies otherwise than under the current key."""
        found = set[str]()
        for key_id in (*self.key_ids(), OPEN):
            if key_id != self.current:
                found.update(self._at(key_id).digests())
        yield from sorted(found)

    def renew(self, sha256: str, scratch: Path) -> None:
        """Seal a file under the current key, and only then let go of how it lay before.

        FileNotFoundError; Tampered, and nothing changed, when its bytes are not what they were.
        """
        if self._at(self.current).size(sha256) is None:
            with self.open(sha256) as content, part_in(scratch) as (part, out):
                shutil.copyfileobj(content, out, 1 << 20)
                settle(out)
                with part.open("rb") as copy:
                    if hashlib.file_digest(copy, "sha256").hexdigest() != sha256:
                        raise Tampered
                self.take(part, sha256)
        elif not self._holds(self._at(self.current), self.current, sha256):
            raise Tampered
        for key_id in (*self.key_ids(), OPEN):
            if key_id != self.current:
                self._at(key_id).drop(sha256)

    def carry(self, source: "Sealed", sha256: str, scratch: Path) -> bool:
        """Copy a file from another place as it lies there, sealed or not, and let go of how it lay here.

        False, and nothing changed, when its bytes are not what they were. FileNotFoundError; KeyMissing.
        """
        key_id = source.key_of(sha256)
        if key_id is None:
            raise FileNotFoundError(sha256)
        with source._at(key_id).open(sha256) as lying, part_in(scratch) as (part, out):
            shutil.copyfileobj(lying, out, 1 << 20)
            settle(out)
            if not self._is_content(part.open("rb"), key_id, sha256):
                return False
            self._at(key_id).take(part, sha256)
        for other in (*self.key_ids(), OPEN):
            if other != key_id:
                self._at(other).drop(sha256)
        return True

    def _found(self, sha256: str) -> tuple[str, int] | None:
        """Where a file lies, and how long its content is: first under the keys that are here."""
        known = dict.fromkeys((self.current, *self._ring.keys, OPEN))
        for key_id in known:
            size = self._at(key_id).size(sha256)
            if size is not None:
                return key_id, size if key_id == OPEN else content_size(size)
        for key_id in self.key_ids():
            size = None if key_id in known else self._at(key_id).size(sha256)
            if size is not None:
                return key_id, content_size(size)
        return None

    def _holds(self, place: Keeper, key_id: str, sha256: str) -> bool:
        return self._is_content(place.open(sha256), key_id, sha256)

    def _is_content(self, lying: BufferedReader, key_id: str, sha256: str) -> bool:
        """Whether what lies somewhere is, unsealed, what its hash says."""
        try:
            with lying, self._opened(lying, key_id, sha256) as content:
                return hashlib.file_digest(content, "sha256").hexdigest() == sha256
        except Tampered:
            return False

    def _opened(self, lying: BufferedReader, key_id: str, sha256: str) -> BufferedReader:
        if key_id == OPEN:
            return lying
        try:
            unsealed = Unsealed(lying, key=self._ring.key(key_id), sha256=sha256)
        except (KeyMissing, Tampered):
            lying.close()
            raise
        return BufferedReader(unsealed)

    def _at(self, key_id: str) -> Keeper:
        return self._place if key_id == OPEN else self._place.within(_SEALED).within(key_id)
