"""A ZIP of files foldered by requirement code: which file would serve which requirement."""

import lzma
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.files.store.disk import Readable

MOST_FILES = 2_000
MOST_RATIO = 200
"""A file that unpacks to more than so many times its packed size is a bomb, not a document."""

_CODE = re.compile(r"^(\d+(?:\.\d+)*)(?=$|[\s._\-–—])")
_NOISE = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


class NotAnArchive(Refusal):
    """The file is no ZIP, or a damaged one."""

    message = N_(
        "«%(file)s» no se puede abrir como ZIP. No se guardó nada; vuelva a comprimir la carpeta y repita."
    )
    field = "archive"


class TooManyFiles(Refusal):
    """More files than anybody can look through in a preview."""

    message = N_(
        "«%(file)s» trae %(count)s archivos y se aceptan hasta %(most)s por vez. "
        "No se guardó nada; divida la carpeta por dimensión."
    )
    field = "archive"


class OutsideAnyFolder(Refusal):
    """No folder on the way names a requirement."""

    message = N_("no está dentro de una carpeta con el código de un requerimiento, como «1.1.1».")


class FolderOfNoRequirement(Refusal):
    """The folder's code is none of the edition's."""

    message = N_("su carpeta dice «%(code)s», que no es un requerimiento de este ciclo.")


class Locked(Refusal):
    """The entry needs a password."""

    message = N_("está protegido con contraseña.")


class Suspicious(Refusal):
    """The entry unpacks to far more than a document does."""

    message = N_("al descomprimirlo crece demasiado para ser un documento.")


class FileOverLimit(Refusal):
    """The entry is larger than a file may be."""

    message = N_("supera el tamaño máximo de un archivo.")


class Damaged(Refusal):
    """The entry cannot be unpacked."""

    message = N_("está dañado dentro del ZIP, o comprimido de una forma que no se admite.")


UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError)
"""What unpacking raises; the last one also when the compression is unknown."""


@dataclass(frozen=True)
class FileLine:
    """One file of the archive and the requirement that it would serve, or what is wrong with it."""

    path: str
    name: str
    size: int
    code: str | None = None
    problem: Refusal | None = None


def read(archive: IO[bytes], file: str, codes: Collection[str], *, limit: int) -> tuple[FileLine, ...]:
    """List the archive's files in its order, without unpacking them. Raises NotAnArchive, TooManyFiles."""
    with _opened(archive, file) as package:
        entries = _entries(package)
        if len(entries) > MOST_FILES:
            raise TooManyFiles(file=file, count=len(entries), most=MOST_FILES)
        return tuple(_line(entry, codes, limit) for entry in entries)


def contents(archive: IO[bytes], file: str, paths: Collection[str]) -> Iterator[tuple[str, Readable]]:
    """The named files one after the other, as streams; reading a spoilt one raises Damaged."""
    with _opened(archive, file) as package:
        for entry in _entries(package):
            if entry.filename in paths:
                yield entry.filename, _Unpacked(package, entry)


class _Unpacked:
    """One file of an archive, unpacked as it is read."""

    def __init__(self, package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        self._package, self._entry = package, entry
        self._stream: IO[bytes] | None = None

    def read(self, size: int = -1, /) -> bytes:
        """Read on; at the end it is closed."""
        try:
            self._stream = self._stream or self._package.open(self._entry)
            found = self._stream.read(size)
        except UNREADABLE as error:
            raise Damaged from error
        if not found:
            self._stream.close()
        return found


def _entries(package: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files, without what operating systems add; of two under one path the last, as when unpacking."""
    return list({entry.filename: entry for entry in package.infolist() if not _is_noise(entry)}.values())


def _opened(archive: IO[bytes], file: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(archive)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise NotAnArchive(file=file) from error


def _is_noise(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    hidden = "__MACOSX" in path.parts or path.name.startswith("~$") or path.name.lower() in _NOISE
    return entry.is_dir() or hidden


def _line(entry: zipfile.ZipInfo, codes: Collection[str], limit: int) -> FileLine:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    try:
        code = _code_of(path, codes)
        _check(entry, limit)
    except Refusal as refusal:
        return FileLine(entry.filename, path.name, entry.file_size, problem=refusal)
    return FileLine(entry.filename, path.name, entry.file_size, code)


def _code_of(path: PurePosixPath, codes: Collection[str]) -> str:
    """The code that the nearest folder names, looking from the file upwards."""
    named = None
    for folder in reversed(path.parts[:-1]):
        match = _CODE.match(folder.strip())
        if match is None:
            continue
        if match.group(1) in codes:
            return match.group(1)
        named = named or match.group(1)
    if named is None:
        raise OutsideAnyFolder
    raise FolderOfNoRequirement(code=named)


def _check(entry: zipfile.ZipInfo, limit: int) -> None:
    if entry.flag_bits & 0x1:
        raise Locked
    if entry.file_size > limit:
        raise FileOverLimit
    if entry.file_size > MOST_RATIO * max(entry.compress_size, 1) and entry.file_size > 1_000_000:
        raise Suspicious
