"""The keys under which files are sealed: in a file of their own, outside the database and its backups."""

import base64
import hashlib
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sello.core.faults import MachineFault
from sello.core.labels import N_

LENGTH = 32
"""Bytes of a key (AES-256)."""
_ID = re.compile(r"[0-9a-f]{12}\Z")


class KeysUnreadable(MachineFault):
    """The file of the keys cannot be read, so nothing is kept: it would be kept open."""

    message = N_(
        "No se pueden leer las llaves con que se cifran los archivos. No se perdió nada de lo ya guardado. "
        "Avise a quien administra el sistema e inténtelo más tarde."
    )


class KeyMissing(MachineFault):
    """A file is sealed under a key that is not here."""

    message = N_(
        "Este archivo está cifrado con la llave %(key)s, que este sistema no tiene. Su registro y su "
        "historia siguen intactos. Avise a quien administra el sistema para que recupere esa llave."
    )


@dataclass(frozen=True)
class Keyring:
    """Keys by their id; the current one seals, all of them open. Without any, nothing is sealed."""

    keys: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def current(self) -> str:
        """The id of the key that seals what comes in; empty without one."""
        return next(iter(self.keys), "")

    def key(self, key_id: str) -> bytes:
        """A key by its id. Refuses with KeyMissing."""
        if key_id not in self.keys:
            raise KeyMissing(key=key_id)
        return self.keys[key_id]


def is_id(name: str) -> bool:
    """Whether a name could be a key's id."""
    return _ID.match(name) is not None


def id_of(key: bytes) -> str:
    """What a key is called: it follows from the key and tells nothing of it."""
    return hashlib.sha256(b"sello evidence key\n" + key).hexdigest()[:12]


def read(text: str) -> Keyring:
    """The keys of a text: one in Base64 on each line, the current one first. Raises ValueError."""
    lines = [line.strip() for line in text.splitlines()]
    found = [base64.b64decode(line, validate=True) for line in lines if line and not line.startswith("#")]
    if not found or any(len(key) != LENGTH for key in found):
        raise ValueError("not keys of 32 bytes in Base64")
    return Keyring({id_of(key): key for key in found})


def load(file: Path | None) -> Keyring:
    """The keys in a file, none when no file is set. Refuses with KeysUnreadable."""
    if file is None:
        return Keyring()
    try:
        return read(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        raise KeysUnreadable from None


def add_key(file: Path) -> str:
    """Put a new key before those of a file, which is made if need be, in one step; return its id.

    Raises OSError, and ValueError when what lies there are no keys.
    """
    before = file.read_text(encoding="ascii") if file.exists() else ""
    if before.strip():
        read(before)
    key = secrets.token_bytes(LENGTH)
    part = file.with_name(f"{file.name}.{secrets.token_hex(8)}.part")
    try:
        with os.fdopen(
            os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
        ) as out:
            out.write(f"{base64.b64encode(key).decode()}\n{before}")
            out.flush()
            os.fsync(out.fileno())
        if file.exists():
            _same_owner(part, file)
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return id_of(key)


def _same_owner(part: Path, file: Path) -> None:
    """Root that adds a key for the service's account leaves it readable for that account."""
    known = file.stat()
    os.chown(part, known.st_uid, known.st_gid)
    part.chmod(known.st_mode & 0o640)
