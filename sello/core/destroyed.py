"""What actas destroyed, noted beside the data and in each backup: an older database does not know of it.

A line for each piece, by numbers, words for places and hashes alone. It is only ever written on.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

NAME = "destroyed.jsonl"


@dataclass(frozen=True)
class Destroyed:
    """A piece whose files went: whose it is, by which acta, of which instant and by whom, and the hashes.

    `texts` are those around it that were cleared with them: their place and row.
    """

    institution_id: int
    number: int
    decided_at: datetime
    proposed_by: int | None
    confirmed_by: int | None
    allowed_by: str
    evidence_id: int
    files: tuple[str, ...]
    texts: tuple[tuple[str, int], ...] = ()

    @property
    def acta(self) -> tuple[int, int, datetime]:
        """Which acta it was."""
        return self.institution_id, self.number, self.decided_at


def note(data: Path, gone: Destroyed) -> None:
    """Note that a piece goes, before it does. Raises OSError where that cannot be: then nothing may go."""
    if gone not in noted(data):
        _append(data / NAME, (gone,))


def noted(*folders: Path) -> tuple[Destroyed, ...]:
    """What is noted in some folders, each once, in order; a line that was cut off is none."""
    lines: list[str] = []
    for folder in folders:
        path = folder / NAME
        if path.exists():
            lines += path.read_text(encoding="utf-8", errors="replace").splitlines()
    return tuple(dict.fromkeys(found for line in lines if (found := _read(line))))


def carry(source: Path, target: Path) -> None:
    """Write what is noted in one folder into another one that does not say it yet."""
    there = set(noted(target))
    _append(target / NAME, [each for each in noted(source) if each not in there])


def _append(path: Path, found: Iterable[Destroyed]) -> None:
    lines = [json.dumps({**asdict(each), "decided_at": each.decided_at.isoformat()}) for each in found]
    if not lines:
        return
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, ("\n" + "\n".join(lines) + "\n").encode("ascii"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(line: str) -> Destroyed | None:
    try:
        said = json.loads(line)
        moment = datetime.fromisoformat(said.pop("decided_at"))
        if moment.tzinfo is None:
            return None
        files, texts = tuple(map(str, said["files"])), said.get("texts", [])
        placed = tuple((str(place), int(thing)) for place, thing in texts)
        return Destroyed(**{**said, "decided_at": moment, "files": files, "texts": placed})
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
