"""A file sealed in chunks, so that any part of it opens by itself and any change of it shows.

AES-256-GCM in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): the nonce of a chunk is
its number and whether it is the last. Cut, swapped, repeated or flipped chunks do not open. Each file has a
key of its own, drawn by HKDF from the institution's key, a random salt and the hash of the content: so no
nonce is used twice, and one file does not open in the place of another.
"""

import errno
import io
import os
import secrets
from typing import Any, BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHUNK = 1 << 20
"""Bytes of content in a chunk."""
TAG = 16
"""Bytes by which a sealed chunk is longer."""
MAGIC = b"SELLO\x00\x01\n"
SALT = 32
HEADER = len(MAGIC) + SALT
"""Bytes before the first chunk."""
_PIECE = CHUNK + TAG


class Tampered(OSError):
    """What lies in the store is not what was sealed, or not under this key and this hash."""

    def __init__(self) -> None:
        super().__init__(errno.EIO, "a sealed file does not open: it was changed")


class Readable(Protocol):
    """Anything that hands out bytes piece by piece."""

    def read(self, size: int, /) -> bytes: ...


def seal(content: Readable, out: BinaryIO, *, key: bytes, sha256: str) -> None:
    """Write a file sealed, in constant memory."""
    salt = secrets.token_bytes(SALT)
    cipher = _cipher(key, salt, sha256)
    out.write(MAGIC + salt)
    number, chunk = 0, _full(content)
    while True:
        following = _full(content) if len(chunk) == CHUNK else b""
        out.write(cipher.encrypt(_nonce(number, is_last=not following), chunk, None))
        if not following:
            return
        number, chunk = number + 1, following


def content_size(sealed: int) -> int:
    """How many bytes of content a sealed file of so many bytes holds; negative when it can be none."""
    body = sealed - HEADER
    return body - TAG * max(1, -(-body // _PIECE))


class Unsealed(io.RawIOBase):
    """The content of a sealed file, opened chunk by chunk as it is read. Raises Tampered, also at once."""

    def __init__(self, sealed: BinaryIO, *, key: bytes, sha256: str) -> None:
        self._sealed = sealed
        length = sealed.seek(0, os.SEEK_END)
        self._size = content_size(length)
        self._last = max(0, -(-(length - HEADER) // _PIECE) - 1)
        sealed.seek(0)
        header = sealed.read(HEADER)
        if self._size < 0 or len(header) != HEADER or not header.startswith(MAGIC):
            raise Tampered
        self._cipher = _cipher(key, header[len(MAGIC) :], sha256)
        self._at = 0
        self._number, self._chunk = 0, self._opened(0)

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a place of the content."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Read on within a chunk."""
        if self._at >= self._size:
            return 0
        room = memoryview(buffer).cast("B")
        number, begins = divmod(self._at, CHUNK)
        if number != self._number:
            self._number, self._chunk = number, self._opened(number)
        found = self._chunk[begins : begins + len(room)]
        room[: len(found)] = found
        self._at += len(found)
        return len(found)

    def close(self) -> None:
        """Let go of the sealed file as well."""
        self._sealed.close()
        super().close()

    def _opened(self, number: int) -> bytes:
        self._sealed.seek(HEADER + number * _PIECE)
        try:
            return self._cipher.decrypt(
                _nonce(number, is_last=number == self._last), self._sealed.read(_PIECE), None
            )
        except (InvalidTag, ValueError):
            raise Tampered from None


def _cipher(key: bytes, salt: bytes, sha256: str) -> AESGCM:
    info = b"sello evidence 1\n" + bytes.fromhex(sha256)
    return AESGCM(HKDF(SHA256(), len(key), salt, info).derive(key))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if is_last else b"\x00")


def _full(content: Readable) -> bytes:
    """A whole chunk, unless the content ends: streams may give less than they are asked for."""
    found = bytearray()
    while len(found) < CHUNK and (some := content.read(CHUNK - len(found))):
        found += some
    return bytes(found)
