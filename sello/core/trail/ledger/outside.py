"""What lies outside the database: the key that signs, and every signed head, where a change would be seen."""

import os
from collections.abc import Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)


class BadKey(ValueError):
    """The key's file holds no Ed25519 key."""


def signing_key(path: Path) -> Ed25519PrivateKey:
    """The key that signs, made when there is none; its file is for whoever runs the program alone.

    Raises BadKey, and OSError when the file can be neither read nor made.
    """
    try:
        return read_key(path)
    except FileNotFoundError:
        _make_key(path)
        return read_key(path)


def read_key(path: Path) -> Ed25519PrivateKey:
    """The key in a file; raises BadKey, and OSError when the file cannot be read."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError):
        raise BadKey(str(path)) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey(str(path))
    return key


def _make_key(path: Path) -> None:
    """Make a key; who makes it first, of two processes, makes it for both."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    scratch = path.with_name(f"{path.name}.{os.getpid()}")
    scratch.unlink(missing_ok=True)
    with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(scratch, path)
    except FileExistsError:
        pass
    finally:
        scratch.unlink()


def notes_in(folder: Path, institution_id: int) -> tuple[str, ...]:
    """The signed heads of an institution that lie outside, the oldest first; none where there is no file."""
    try:
        parts = _file(folder, institution_id).read_text(encoding="utf-8").split("\n\n")
    except FileNotFoundError:
        return ()
    return tuple(f"{body}\n\n{signature}\n" for body, signature in zip(parts[::2], parts[1::2], strict=False))


def keep_outside(folder: Path, institution_id: int, notes: Sequence[str]) -> int:
    """Add the signed heads that are not outside yet; gives how many. What lies there is never taken away."""
    there = notes_in(folder, institution_id)
    missing = [note for note in notes if note not in there]
    if not missing:
        return 0
    path = _file(folder, institution_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(".part")
    with scratch.open("w", encoding="utf-8") as file:
        file.write("".join(f"{note}\n" for note in (*there, *missing)))
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)
    return len(missing)


def _file(folder: Path, institution_id: int) -> Path:
    return folder / f"{institution_id}.txt"
