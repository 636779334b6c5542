"""Whether the mailbox of answers is reached, for the pages that tell of mail."""

from sello.core import outages
from sello.core.outages import MAILBOX, Trouble
from sello.web.instance import config


def mailbox() -> Trouble | None:
    """What is amiss with the mailbox that this instance reads; None where it reads none (one statement)."""
    return outages.trouble(MAILBOX) if config().imap_host else None
