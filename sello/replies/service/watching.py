"""Reading a mailbox that is away at times: it is told of once, and tried ever more seldom."""

from __future__ import annotations

import logging
from datetime import datetime

from sello.core import outages
from sello.core.jobs import Work
from sello.core.mail.imap import FAULTS, Unreachable, describe, imap_settings, remedy_for
from sello.core.outages import MAILBOX
from sello.replies.service.fetching import fetch
from sello.replies.service.tools import tools_of

log = logging.getLogger("sello.mail")


def is_resting(now: datetime) -> bool:
    """Whether the mailbox was away, and its next try is still to come (one statement)."""
    known = outages.trouble(MAILBOX)
    return known is not None and now < known.next_at


def attempt(work: Work) -> dict[str, int]:
    """Take in what lies in the mailbox, if there is one, and note whether it was reached.

    Raises Unreachable, whose cause says why; the log says it at the first time alone.
    """
    try:
        done = _read(work)
    except Unreachable as error:
        cause = error.__cause__ or error
        if outages.missed(MAILBOX, describe(cause), remedy_for(cause), now=work.now):
            log.warning("the mailbox is not reached", extra={"why": describe(cause)})
        raise
    if outages.reached(MAILBOX):
        log.info("the mailbox is reached again")
    return done


def _read(work: Work) -> dict[str, int]:
    try:
        settings = imap_settings(work.config)
    except FAULTS as error:
        raise Unreachable(describe(error)) from error
    return {} if settings is None else fetch(settings, tools_of(work.config), work)
