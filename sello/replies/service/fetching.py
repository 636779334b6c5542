"""A pass over the mailbox: each mail is taken, and filed away when that was committed."""

from __future__ import annotations

import logging
from collections import Counter

from sello.core.db import db
from sello.core.jobs import Work
from sello.core.mail import imap
from sello.core.mail.imap import ImapSettings, Mailbox, Unreachable
from sello.replies.domain.held import Outcome
from sello.replies.queries import received
from sello.replies.service.taking import LARGEST, Mail, Place, take
from sello.replies.service.tools import Tools

A_PASS = 100
"""Mails that are taken before the mailbox is let go."""

FAILED = "failed"
TOO_BAD = 3
"""Failures in a pass after which it is the machine's fault, and not a mail's."""

log = logging.getLogger("sello.mail")


def fetch(settings: ImapSettings, tools: Tools, work: Work) -> dict[str, int]:
    """Take in what lies in the mailbox; returns how many mails became what.

    Must be called without an open transaction. Whatever interrupts it, nothing is lost, as a mail stays
    where it is until it is taken, and nothing is done twice, as what was taken is remembered. Raises
    Unreachable.
    """
    done: Counter[str] = Counter()
    with imap.opened(settings) as mailbox:
        for uid in _new(mailbox)[:A_PASS]:
            if work.stop() or done[FAILED] == TOO_BAD:
                break
            done[_attempted(mailbox, uid, tools, work)] += 1
    return dict(done)


def _attempted(mailbox: Mailbox, uid: int, tools: Tools, work: Work) -> str:
    """What became of a mail, in a word; one that fails stays where it is, and the next one is taken."""
    try:
        outcome = _take(mailbox, uid, tools, work)
    except Unreachable:
        raise
    except Exception:
        db.session.rollback()
        log.exception("a mail could not be taken", extra={"uid": uid})
        return FAILED
    return outcome.value if outcome is not None else "known"


def _new(mailbox: Mailbox) -> list[int]:
    """The mails that nobody took; what was taken and still lies here is filed away."""
    uids = mailbox.uids()
    seen = received.seen(mailbox.uidvalidity, uids)
    db.session.rollback()
    for uid in seen:
        mailbox.file_away(uid)
    return [uid for uid in uids if uid not in seen]


def _take(mailbox: Mailbox, uid: int, tools: Tools, work: Work) -> Outcome | None:
    size = mailbox.sizes([uid]).get(uid)
    raw = mailbox.read(uid, whole=size <= LARGEST) if size is not None else None
    if size is None or raw is None:
        return None  # somebody else moved it meanwhile
    outcome = take(Mail(Place(mailbox.uidvalidity, uid), raw, size), tools, work)
    mailbox.file_away(uid)
    return outcome
