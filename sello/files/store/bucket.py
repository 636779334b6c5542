"""Kept files in a bucket of any S3-compatible service.

A put is one step for the service: a file is there whole or not at all. After each the bytes are read back
and hashed, and what is not what was sent is taken away again.
"""

import errno
import hashlib
import io
import logging
import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BufferedReader
from pathlib import Path
from typing import Any, TypeVar

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from sello.core.bucket_address import BucketAddress
from sello.core.labels import N_
from sello.files.store.keeper import ServiceDown
from sello.files.store.objects import place_of

log = logging.getLogger(__name__)

PART = 8 << 20
"""Bytes that are sent at a time, two of them at once; a service takes at most 10,000 of them."""
AT_FIRST, AT_MOST = 128 << 10, 4 << 20
"""Bytes that are asked for at a time: few at first, more while they are read one after the other."""
PROBE = "sello-probe"
"""The one name that looking leaves behind."""
_PATIENT: tuple[str, str, int] = ("5s", "60s", 2)
_SHORT: tuple[str, str, int] = ("2s", "3s", 0)
_PLACE = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}")
_STATUS = re.compile(r"status code: (\d{3})")
_CODE = re.compile(r"<Code>(\w{1,60})</Code>")

R = TypeVar("R")

_USED_IN: dict[str, int] = {}
"""The process that uses buckets; one that it forks would wait for ever."""


class Bucket:
    """Files by the SHA-256 of their content at `ab/cd/<sha256>` below the prefix of a bucket."""

    def __init__(self, address: BucketAddress, under: str = "") -> None:
        self._address, self._under = address, under
        self._made: dict[bool, S3Store] = {}

    def take(self, file: Path, sha256: str) -> None:
        """Send a whole file to its place for good, and hold what arrived against it."""
        place = self._place(sha256)
        with file.open("rb") as content:
            sent = hashlib.file_digest(content, "sha256").hexdigest()
            content.seek(0)
            _done(lambda: obstore.put(self._s3(), place, content, chunk_size=PART, max_concurrency=2))
        with self.open(sha256) as arrived:
            if hashlib.file_digest(arrived, "sha256").hexdigest() != sent:
                self.drop(sha256)
                log.error("the service kept other bytes than were sent", extra={"sha256": sha256})
                raise ServiceDown
        file.unlink()

    def open(self, sha256: str) -> BufferedReader:
        """Open a file for reading; FileNotFoundError when it is not there."""
        size = self.size(sha256)
        if size is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), sha256)
        return BufferedReader(_Ranges(self._part, self._place(sha256), size), AT_FIRST)

    def size(self, sha256: str) -> int | None:
        """How many bytes lie under a hash; None when nothing does."""
        place = self._place(sha256)
        try:
            return int(_done(lambda: obstore.head(self._s3(), place))["size"])
        except FileNotFoundError:
            return None

    def digests(self) -> Iterator[str]:
        """Yield the SHA-256 of every file, in order."""
        found = _done(
            lambda: {each["path"] for some in obstore.list(self._s3(), self._under) for each in some}
        )
        names = (
            path.rpartition("/")[2] for path in found if _PLACE.fullmatch(path.removeprefix(self._under))
        )
        yield from sorted(name for name in names if self._place(name) in found)

    def drop(self, sha256: str) -> None:
        """Let go of a file; nothing happens where there is none."""
        place = self._place(sha256)
        try:
            _done(lambda: obstore.delete(self._s3(), place))
        except FileNotFoundError:
            return

    def within(self, name: str) -> "Bucket":
        """The place under one more part of the prefix."""
        return Bucket(self._address, f"{self._under}{name}/")

    def names(self) -> tuple[str, ...]:
        """The parts by which the prefix goes on."""
        found = _done(lambda: obstore.list_with_delimiter(self._s3(), self._under or None))
        return tuple(sorted(path.rstrip("/").rpartition("/")[2] for path in found["common_prefixes"]))

    def trouble(self) -> str | None:
        """Why nothing can be kept here now; one small file is written over itself to find out."""
        try:
            obstore.put(self._s3(is_patient=False), f"{self._under}{PROBE}", b"sello")
        except (BaseError, OSError) as error:
            return _word(error)
        except Unreadable as error:
            return str(error)
        return None

    def _part(self, place: str, start: int, length: int) -> bytes:
        """So many bytes of a file; fewer are a failure of the service."""
        content = bytes(_done(lambda: obstore.get_range(self._s3(), place, start=start, length=length)))
        if len(content) != length:
            log.error("the service gave %s bytes of %s", len(content), length)
            raise ServiceDown
        return content

    def _place(self, sha256: str) -> str:
        return self._under + place_of(sha256)

    def _s3(self, *, is_patient: bool = True) -> S3Store:
        """The client, made when it is used; one for whoever works, one for whoever only looks."""
        if _USED_IN.setdefault("process", os.getpid()) != os.getpid():
            raise RuntimeError("a bucket was used before the fork: its threads stayed in the other process")
        if is_patient not in self._made:
            self._made[is_patient] = _client(self._address, *(_PATIENT if is_patient else _SHORT))
        return self._made[is_patient]


class Unreadable(ServiceDown):
    """The file of the keys is not there, or not two lines."""

    message = N_(
        "No se pudo leer el archivo con las claves del servicio donde se guardan los archivos. Avise a quien "
        "administra el sistema."
    )


class _Ranges(io.RawIOBase):
    """The bytes of a file, asked for as they are read."""

    def __init__(self, part: Callable[[str, int, int], bytes], place: str, size: int) -> None:
        self._part, self._where, self._size = part, place, size
        self._at = 0
        self._held, self._begins, self._step = b"", 0, AT_FIRST

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        room = memoryview(buffer).cast("B")
        wanted = min(len(room), self._size - self._at)
        if wanted <= 0:
            return 0
        if not self._begins <= self._at < self._begins + len(self._held):
            self._fetch(wanted)
        found = self._held[self._at - self._begins :][:wanted]
        room[: len(found)] = found
        self._at += len(found)
        return len(found)

    def _fetch(self, wanted: int) -> None:
        goes_on = bool(self._held) and self._at == self._begins + len(self._held)
        self._step = min(AT_MOST, self._step * 2) if goes_on else AT_FIRST
        length = min(max(self._step, min(wanted, AT_MOST)), self._size - self._at)
        self._held, self._begins = self._part(self._where, self._at, length), self._at


def _client(address: BucketAddress, connect: str, timeout: str, retries: int) -> S3Store:
    key, secret = _keys(address.keys)
    return S3Store(
        address.bucket,
        prefix=address.prefix or None,
        endpoint=address.endpoint,
        region=address.region,
        access_key_id=key,
        secret_access_key=secret,
        virtual_hosted_style_request=address.endpoint is None,
        client_options={"allow_http": True, "connect_timeout": connect, "timeout": timeout},
        retry_config={
            "max_retries": retries,
            "retry_timeout": timedelta(seconds=20),
            "backoff": {
                "init_backoff": timedelta(milliseconds=200),
                "max_backoff": timedelta(seconds=2),
                "base": 2,
            },
        },
    )


def _keys(file: Path) -> tuple[str, str]:
    """The key's name and the secret, one on each line of a file that only we read."""
    try:
        key, secret = file.read_text(encoding="utf-8").split()
    except (OSError, ValueError):
        log.error("the file of the keys of the bucket cannot be read", extra={"file": str(file)})
        raise Unreadable from None
    return key, secret


def _done(act: Callable[[], R]) -> R:
    """What the service answers; its failures say nothing of keys, neither here nor in the log."""
    try:
        return act()
    except FileNotFoundError as error:
        if "NoSuchBucket" not in str(error):
            raise
        why = _word(error)
    except (BaseError, OSError) as error:
        why = _word(error)
    log.warning("the service of the bucket failed: %s", why)
    raise ServiceDown


def _word(error: Exception) -> str:
    """Why the service failed, without what it was sent."""
    said = str(error)
    code, status = _CODE.search(said), _STATUS.search(said)
    if "NoSuchBucket" in said:
        return N_("el bucket no existe")
    if status is None:
        return N_("el servicio no responde")
    if status[1] in {"401", "403"}:
        return N_("el servicio rechaza las claves o no les permite esto (%(code)s)") % {
            "code": code[1] if code else status[1]
        }
    return N_("el servicio responde con un error (%(code)s)") % {"code": code[1] if code else status[1]}
