"""What would come in of an arrival, as it is shown before it is confirmed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sello.cycles.queries.cycles import CycleRow
from sello.transfers.import_answers.answers import AnswerLine
from sello.transfers.import_answers.archives import FileLine
from sello.transfers.import_answers.spreadsheet import SheetRead


@dataclass(frozen=True)
class Preview:
    """What would come in, row by row and file by file."""

    id: int
    cycle: CycleRow
    answers_name: str
    archive_name: str
    lines: tuple[AnswerLine, ...]
    files: tuple[FileLine, ...]
    confirmed_at: datetime | None
    outcome: dict[str, object] | None
    source: SheetRead | None = None
    passed_over: tuple[str, ...] = ()
    """Files of the archive that a system left there, by their paths."""

    @property
    def good_lines(self) -> tuple[AnswerLine, ...]:
        """The rows that bring something new."""
        return tuple(line for line in self.lines if line.problem is None and not line.is_idle)

    @property
    def good_files(self) -> tuple[FileLine, ...]:
        """The files that can be brought in."""
        return tuple(line for line in self.files if line.problem is None)

    @property
    def seal(self) -> str:
        """What is shown, in a few letters: every row and file, and what would come of it."""
        rows = [
            (line.row, line.code, line.before, line.declaration, line.unit_id, str(line.problem or ""))
            for line in self.lines
        ]
        files = [(line.path, line.code, str(line.problem or "")) for line in self.files]
        return hashlib.sha256(repr((rows, files)).encode()).hexdigest()[:16]
