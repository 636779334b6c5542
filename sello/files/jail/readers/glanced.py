"""What a file that waits says of itself in a moment: a mail its letter, a PDF its dangers, a text its RUT."""

from typing import Any, BinaryIO

from sello.files import mail
from sello.files.cautions import cautions
from sello.files.personal import names_people


def told(file: BinaryIO, media_type: str) -> dict[str, Any]:
    """As plain values; what does not belong to its kind is nothing."""
    return {
        "letter": _letter(file, media_type),
        "cautions": [each.value for each in _again(file, cautions, media_type)],
        "named": _again(file, names_people, media_type),
    }


def _letter(file: BinaryIO, media_type: str) -> dict[str, Any] | None:
    found = mail.read(file, media_type)
    if found is None:
        return None
    sent = found.sent_at.isoformat() if found.sent_at else None
    return {
        "sender": found.sender,
        "subject": found.subject,
        "sent_at": sent,
        "attachments": found.attachments,
    }


def _again(file: BinaryIO, look: Any, media_type: str) -> Any:
    file.seek(0)
    return look(file, media_type)
