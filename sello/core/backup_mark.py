"""The last backup of an instance, noted beside its data: whoever looks after it sees when that was."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

MARK = "last-backup.json"


@dataclass(frozen=True)
class Mark:
    """Where the last backup lies, and of which instant it is."""

    folder: str
    made_at: datetime


def leave(data: Path, folder: Path, *, now: datetime) -> None:
    """Note a backup that was made; one that cannot be noted is a backup all the same."""
    part = data / f"{MARK}.part"
    with suppress(OSError):
        part.write_text(
            json.dumps({"folder": str(folder.resolve()), "made_at": now.isoformat()}), encoding="utf-8"
        )
        part.replace(data / MARK)


def last(data: Path) -> Mark | None:
    """The last backup that was noted here, if any was."""
    try:
        found = json.loads((data / MARK).read_text(encoding="utf-8"))
        return Mark(found["folder"], datetime.fromisoformat(found["made_at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
