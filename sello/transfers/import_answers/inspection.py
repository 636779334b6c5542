"""What a file of the archive holds before anything is kept: readable, new, and with a unit that owns it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from sello.core.faults import MachineFault
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.cycles.queries.answers import AnswerRow
from sello.files import service
from sello.files.kinds import FileKind
from sello.files.service import FileIn
from sello.files.store.disk import Readable, Received, Store
from sello.transfers.import_answers import archives
from sello.transfers.import_answers.answers import AnswerLine
from sello.transfers.import_answers.archives import FileLine
from sello.transfers.import_answers.models import Arrival


class WithoutUnit(Refusal):
    """A file needs a unit that answers for it."""

    message = N_("su requerimiento no tiene unidad responsable; elija arriba la unidad para estos archivos.")


class AlreadyThere(Refusal):
    """The same bytes serve the same requirement already."""

    message = N_("ya está en este requerimiento, como «%(title)s»; no se guarda dos veces.")


class TwiceInArchive(Refusal):
    """The same bytes twice in one ZIP, for the same requirement."""

    message = N_("es igual a «%(path)s», que entra en el mismo requerimiento; no se guarda dos veces.")


@dataclass(frozen=True)
class Limits:
    """Where files go, and what this instance takes: kinds, and bytes of one file."""

    store: Store
    allowed: tuple[FileKind, ...]
    most: int


Seen = dict[str, dict[str, Any]]
"""What each file of an archive holds, by its path, as JSON keeps it: its digest, or why it is refused."""


@dataclass(frozen=True)
class Archive:
    """A ZIP that waits in the store, read through once."""

    name: str
    received: Received
    seen: Seen


class AsSeen(Refusal):
    """Why a file was refused when its content was looked at, in the same words."""

    def __init__(self, message: str, values: Mapping[str, str]) -> None:
        self.message = message  # type: ignore[misc]  # as it was kept
        super().__init__(**values)


def look_through(archive: BinaryIO, name: str, limits: Limits) -> Seen:
    """Look at the content of every file that may be unpacked; nothing of it stays behind."""
    seen: Seen = {}
    for line, stream in archives.unpackable(archive, name, limit=limits.most):
        try:
            taken = take(line, stream, limits)
        except MachineFault:
            raise  # the disk's, not this file's
        except Refusal as refusal:
            said = {key: str(value) for key, value in refusal.values.items()}
            seen[line.path] = {"message": refusal.message, "values": said}
        else:
            limits.store.discard(taken.received)
            seen[line.path] = {"sha256": taken.received.sha256}
    return seen


class Inspector:
    """Looks at the files of one archive; remembers which bytes it has met for which requirement."""

    def __init__(
        self,
        units: Mapping[str, int | None],
        known: Mapping[str, AnswerRow],
        seen: Seen,
        there: Mapping[tuple[str, int], str],
    ) -> None:
        self._units = units
        self._known = known
        self._seen = seen
        self._there = there
        self._met: dict[tuple[str, str], str] = {}

    def at(self, line: FileLine) -> FileLine:
        """The file, with what is wrong with its content, its owner, or its being there already."""
        try:
            if self._units.get(line.code or "") is None:
                raise WithoutUnit
            seen = self._seen[line.path]
            if "sha256" not in seen:
                raise AsSeen(seen["message"], seen["values"])
            self._check_new(line, seen["sha256"])
        except Refusal as refusal:
            return replace(line, problem=refusal)
        return line

    def _check_new(self, line: FileLine, digest: str) -> None:
        code = line.code or ""
        title = self._there.get((digest, self._known[code].requirement_id))
        if title is not None:
            raise AlreadyThere(title=title)
        before = self._met.setdefault((digest, code), line.path)
        if before != line.path:
            raise TwiceInArchive(path=before)


def take(line: FileLine, stream: Readable, limits: Limits) -> FileIn:
    """Receive a file of the archive and look at its content; raises what receiving refuses."""
    return service.take_in(limits.store, stream, name=line.name, limit=limits.most, allowed=limits.allowed)


def units_of(
    row: Arrival, known: Mapping[str, AnswerRow], lines: tuple[AnswerLine, ...]
) -> dict[str, int | None]:
    """Whose each requirement will be: what the sheet says, else what the cycle says, else the chosen unit."""
    said = {line.code: line.unit_id for line in lines if line.moves}
    return {code: said.get(code) or answer.unit_id or row.unit_id for code, answer in known.items()}
