"""A ZIP of files foldered by requirement code: which file would serve which requirement."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, Final

from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.files.leftovers import is_left_behind
from sello.files.listing import Listed, NotListed, listed, taken_out
from sello.files.poured import CutShort, DamagedInside, PouredFile
from sello.files.store.disk import FileTooLarge, Readable
from sello.transfers.import_answers.codes import Codes

MOST_FILES = 2_000
MOST_RATIO = 200
"""A file that unpacks to more than so many times its packed size is a bomb, not a document."""
_MOST_TOLD: Final = 20_000
"""Entries that are told at all, what systems leave among them included."""
_AT_ONCE: Final = 1 << 20


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
    info: Listed
    problem: Refusal | None = None

    def line(self, code: str | None = None, problem: Refusal | None = None) -> FileLine:
        """The entry as it is listed."""
        return FileLine(self.label, self.path.name, self.info.size, code, problem)


def read(archive: BinaryIO, file: str, codes: Collection[str], *, limit: int) -> tuple[FileLine, ...]:
    """List the archive's files in its order, without unpacking them.

    Raises NotAnArchive, NoFiles, TooManyFiles.
    """
    entries = _entries(archive, file)
    if not entries:
        raise NoFiles(file=file)
    if len(entries) > MOST_FILES:
        raise TooManyFiles(file=file, count=len(entries), most=MOST_FILES)
    known = Codes(codes)
    return tuple(_line(entry, known, limit) for entry in entries)


def passed_over(archive: BinaryIO, file: str) -> tuple[str, ...]:
    """What a system left in the archive, by its paths: it is no file of anybody's."""
    return tuple(str(each.path) for each in _told(archive, file) if is_left_behind(each.path))


def contents(archive: BinaryIO, file: str, paths: Collection[str]) -> Iterator[tuple[str, Readable]]:
    """The named files one after the other, as streams; reading a spoilt one raises Damaged."""
    wanted = [entry for entry in _entries(archive, file) if entry.label in paths]
    for entry, stream in _unpacked(archive, file, wanted):
        yield entry.label, stream


def unpackable(archive: BinaryIO, file: str, *, limit: int) -> Iterator[tuple[FileLine, Readable]]:
    """Every file that may be unpacked, wherever it lies, as a stream; reading a spoilt one raises Damaged."""
    entries = _entries(archive, file)
    wanted = [entry for entry in entries if (entry.problem or _trouble(entry.info, limit)) is None]
    for entry, stream in _unpacked(archive, file, wanted):
        yield entry.line(), stream


class _Unpacked:
    """One file of an archive, as the limited process gives it."""

    def __init__(self, file: PouredFile | None) -> None:
        self._file = file

    def read(self, size: int = -1, /) -> bytes:
        """Read on: so many bytes or fewer, none at the end; or all that is left."""
        file = self._file
        if file is None:
            raise Damaged
        try:
            return file.read(size) if size >= 0 else b"".join(iter(lambda: file.read(_AT_ONCE), b""))
        except (DamagedInside, FileTooLarge, CutShort) as refusal:
            raise Damaged from refusal


def _unpacked(archive: BinaryIO, file: str, entries: Sequence[_Entry]) -> Iterator[tuple[_Entry, _Unpacked]]:
    """Each with its stream, in order; a spoilt one for those that a broken-off process did not reach."""
    left = iter(entries)
    try:
        for content in taken_out(archive, file, [entry.info for entry in entries]):
            yield next(left), _Unpacked(content)
    except CutShort:
        pass
    for entry in left:
        yield entry, _Unpacked(None)


def _entries(archive: BinaryIO, file: str) -> list[_Entry]:
    """Every file in the archive's order, without what systems add; each has a label of its own."""
    found = [each for each in _told(archive, file) if not is_left_behind(each.path)]
    to_come = Counter(each.path for each in found)
    labels = {str(path) for path in to_come}
    entries = []
    for each in found:
        path = each.path
        to_come[path] -= 1
        label = _free(str(path), labels) if to_come[path] else str(path)
        entries.append(_Entry(path, label, each, _misplaced(path, again=bool(to_come[path]))))
    return entries


def _told(archive: BinaryIO, file: str) -> tuple[Listed, ...]:
    """What the limited process tells of the archive; raises NotAnArchive or TooManyFiles."""
    try:
        found = listed(archive, most=_MOST_TOLD)
    except NotListed as refusal:
        raise NotAnArchive(file=file) from refusal
    if found.files > len(found.entries):
        raise TooManyFiles(file=file, count=found.files, most=MOST_FILES)
    return found.entries


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


def _trouble(entry: Listed, limit: int) -> Refusal | None:
    """Why an entry is not unpacked at all."""
    if entry.locked:
        return Locked()
    if entry.link:
        return Link()
    if entry.size > limit:
        return FileOverLimit()
    if entry.size > MOST_RATIO * max(entry.packed, 1) and entry.size > 1_000_000:
        return Suspicious()
    return None
