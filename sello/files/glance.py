"""What a file that waits says of itself at a glance, told by the limited process while its form is made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, Final

from sello.files.cautions import Caution
from sello.files.jail import warden
from sello.files.kinds import CSV, EML, MSG, PDF, TEXT
from sello.files.mail import Letter

_MOST: Final = 1 << 20
_SECONDS: Final = 10
"""Of the clock, for one file: somebody waits for her form."""
_MANY: Final = 200
"""Files of a mail that are named."""
TOLD: Final = frozenset(kind.media_type for kind in (PDF, TEXT, CSV, EML, MSG))
"""The kinds of which there is anything to say."""


@dataclass(frozen=True)
class Glance:
    """The letter of a mail, what a PDF does by itself, and whether a text holds somebody's RUT."""

    letter: Letter | None = None
    cautions: tuple[Caution, ...] = ()
    named: bool = False


NOTHING: Final = Glance()


def glance(file: BinaryIO, media_type: str) -> Glance:
    """Look at a file; NOTHING where there is nothing to say, or the process did not come to an end."""
    if media_type not in TOLD:
        return NOTHING
    reply = warden.read("glance", media_type, file=file, most=_MOST, seconds=_SECONDS)
    told = reply.told()
    try:
        seen = tuple(map(Caution, told["cautions"]))
        return Glance(_letter(told["letter"]), seen, told["named"] is True)
    except (ValueError, TypeError, KeyError):
        return NOTHING


def _letter(told: dict[str, Any] | None) -> Letter | None:
    if told is None:
        return None
    sent = datetime.fromisoformat(told["sent_at"]) if told["sent_at"] else None
    names = tuple(map(str, told["attachments"][:_MANY]))
    return Letter(str(told["sender"]), str(told["subject"]), sent, names)
