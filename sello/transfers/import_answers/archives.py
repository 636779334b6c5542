"""A ZIP of files foldered by requirement code: which file would serve which requirement."""

import lzma
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from sello.core import faults
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.files.leftovers import is_left_behind
from sello.files.store.disk import Readable
from sello.transfers.import_answers.codes import Codes
from sello.transfers.import_answers.entry_names import path_of

MOST_FILES = 2_000
MOST_RATIO = 200
"""A file that unpacks to more than so many times its packed size is a bomb, not a document."""


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


class NoFiles(Refusal):
    """An archive without a file that anybody put there."""

    message = N_(
        "«%(file)s» no trae ningún archivo: está vacío, o solo tiene carpetas o archivos ocultos del "
        "sistema. No se guardó nada; revise la carpeta, vuelva a comprimirla y repita."
    )
    field = "archive"


class LeadsOutside(Refusal):
    """The entry's path climbs out of the folder."""

    message = N_("su ruta sale de la carpeta («..»). Vuelva a comprimir la carpeta y repita.")


class Nameless(Refusal):
    """The entry's name is empty, or made of what nobody sees."""

    message = N_("no tiene nombre.")


class WrittenOver(Refusal):
    """A later entry has the same path; unpacking would leave that one alone."""

    message = N_("está más de una vez con el mismo nombre; cuenta solo el último.")


class OutsideAnyFolder(Refusal):
    """Neither a folder on the way nor the file's own name begins with a requirement's code."""

    message = N_(
        "no está dentro de una carpeta con el código de un requerimiento, como «1.1.1», ni su nombre "
        "comienza con uno."
    )


class FolderOfNoRequirement(Refusal):
    """The folder's code is none of the edition's."""

    message = N_("su carpeta dice «%(code)s», que no es un requerimiento de este ciclo.")


class Locked(Refusal):
    """The entry needs a password."""

    message = N_("está protegido con contraseña.")


class Link(Refusal):
    """The entry only points to a file somewhere else."""

    message = N_("es un enlace a otro archivo. Ponga en la carpeta el archivo mismo y repita.")


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


@dataclass(frozen=True)
class _Entry:
    """One file's entry: its path, what it alone is called by, and what is wrong with where it stands."""

    path: PurePosixPath
    label: str
    info: zipfile.ZipInfo
    problem: Refusal | None = None

    def line(self, code: str | None = None, problem: Refusal | None = None) -> FileLine:
        """The entry as it is listed."""
        return FileLine(self.label, self.path.name, self.info.file_size, code, problem)


def read(archive: IO[bytes], file: str, codes: Collection[str], *, limit: int) -> tuple[FileLine, ...]:
    """List the archive's files in its order, without unpacking them.

    Raises NotAnArchive, NoFiles, TooManyFiles.
    """
    with _opened(archive, file) as package:
        entries = _entries(package)
        if not entries:
            raise NoFiles(file=file)
        if len(entries) > MOST_FILES:
            raise TooManyFiles(file=file, count=len(entries), most=MOST_FILES)
        known = Codes(codes)
        return tuple(_line(entry, known, limit) for entry in entries)


def passed_over(archive: IO[bytes], file: str) -> tuple[str, ...]:
    """What a system left in the archive, by its paths: it is no file of anybody's."""
    with _opened(archive, file) as package:
        paths = (path_of(entry) for entry in package.infolist() if not entry.is_dir())
        return tuple(str(path) for path in paths if is_left_behind(path))


def contents(archive: IO[bytes], file: str, paths: Collection[str]) -> Iterator[tuple[str, Readable]]:
    """The named files one after the other, as streams; reading a spoilt one raises Damaged."""
    with _opened(archive, file) as package:
        for entry in _entries(package):
            if entry.label in paths:
                yield entry.label, _Unpacked(package, entry.info)


def unpackable(archive: IO[bytes], file: str, *, limit: int) -> Iterator[tuple[FileLine, Readable]]:
    """Every file that may be unpacked, wherever it lies, as a stream; reading a spoilt one raises Damaged."""
    with _opened(archive, file) as package:
        for entry in _entries(package):
            if (entry.problem or _trouble(entry.info, limit)) is None:
                yield entry.line(), _Unpacked(package, entry.info)


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
            if faults.of(error):
                raise  # the disk's, not the archive's
            raise Damaged from error
        if not found:
            self._stream.close()
        return found


def _entries(package: zipfile.ZipFile) -> list[_Entry]:
    """Every file in the archive's order, without what systems add; each has a label of its own."""
    found = [(path_of(info), info) for info in package.infolist() if not info.is_dir()]
    found = [(path, info) for path, info in found if not is_left_behind(path)]
    to_come = Counter(path for path, _ in found)
    labels = {str(path) for path in to_come}
    entries = []
    for path, info in found:
        to_come[path] -= 1
        label = _free(str(path), labels) if to_come[path] else str(path)
        entries.append(_Entry(path, label, info, _misplaced(path, again=bool(to_come[path]))))
    return entries


def _free(path: str, used: set[str]) -> str:
    """A label for what a later entry of the same path writes over."""
    number = 1
    while (label := f"{path} ({number})") in used:
        number += 1
    used.add(label)
    return label


def _misplaced(path: PurePosixPath, *, again: bool) -> Refusal | None:
    if ".." in path.parts:
        return LeadsOutside()
    if not path.name.strip():
        return Nameless()
    return WrittenOver() if again else None


def _opened(archive: IO[bytes], file: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(archive)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        if faults.of(error):
            raise
        raise NotAnArchive(file=file) from error


def _line(entry: _Entry, codes: Codes, limit: int) -> FileLine:
    try:
        if entry.problem:
            raise entry.problem
        code = _code_of(entry.path, codes)
    except Refusal as refusal:
        return entry.line(problem=refusal)
    trouble = _trouble(entry.info, limit)
    return entry.line(None if trouble else code, trouble)


def _code_of(path: PurePosixPath, codes: Codes) -> str:
    """The code that the nearest folder names, looking from the file upwards; else the file's own name."""
    folders = path.parts[-2::-1]
    found = next((code for code in map(codes.of_folder, folders) if code), None)
    if found := found or codes.of_file(path.name):
        return found
    named = next((code for code in map(codes.named, folders) if code), None)
    if named is None:
        raise OutsideAnyFolder
    raise FolderOfNoRequirement(code=named)


def _trouble(entry: zipfile.ZipInfo, limit: int) -> Refusal | None:
    """Why an entry is not unpacked at all."""
    if entry.flag_bits & 0x1:
        return Locked()
    if stat.S_ISLNK(entry.external_attr >> 16):
        return Link()
    if entry.file_size > limit:
        return FileOverLimit()
    if entry.file_size > MOST_RATIO * max(entry.compress_size, 1) and entry.file_size > 1_000_000:
        return Suspicious()
    return None
