"""Files of the store, as the jobs examine and scan them."""

from sello.files import kinds
from sello.files.examining import asking
from sello.files.examining.findings import Examination, Finding, Kind
from sello.files.scanning.clamd import Clamd, Verdict
from sello.files.scanning.states import Quarantined
from sello.files.store.disk import Received, Store, TicketExpired
from sello.files.store.sealed import LOST


def examine(store: Store, sha256: str, received: Received | None, media_type: str) -> Examination:
    """What is to be told of a file; nothing of one that is lost or in quarantine, which others look after.

    `received` is where it waits, if it does.
    """
    try:
        content = store.peek(received, name="") if received else store.open(sha256)
    except (*LOST, Quarantined, TicketExpired):
        return asking.NOTHING
    with content:
        seen = asking.examine(content, kinds.BY_MEDIA_TYPE.get(media_type), seconds=asking.PATIENT)
    return Examination((Finding(Kind.TOO_MUCH),)) if seen is None else seen


def scan(scanner: Clamd, store: Store, sha256: str) -> Verdict:
    """What the scanner says of a kept file. Raises Unavailable, or one of LOST."""
    with store.bytes_of(sha256) as content:
        return scanner.scan(content)
