"""Taking one mail in: whose answer it is, what came along, and that it is never taken twice."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO

from sqlalchemy.exc import IntegrityError

from sello.accounts.domain.actor import Actor, by_door
from sello.accounts.permissions import Action, check
from sello.accounts.queries import identity
from sello.core import house
from sello.core.db import db, unit_of_work
from sello.core.jobs import Work
from sello.core.mail.letter import Letter
from sello.core.moment import Moment
from sello.core.refusal import Forbidden, Refusal
from sello.core.saying import spoken
from sello.core.text import shortened
from sello.core.trail.via import Via
from sello.files import letters
from sello.files.poured import CutShort
from sello.reminders.service.returned import Taken, take_notice
from sello.replies.domain import naming
from sello.replies.domain.held import TOLD, Outcome, Why, answers, is_report, machine
from sello.replies.domain.quoting import written
from sello.replies.domain.trust import NOBODY, is_proven
from sello.replies.models import ReceivedMail
from sello.replies.queries import received
from sello.replies.queries.received import Whose
from sello.replies.service import landing, telling
from sello.replies.service.bundle import FAULT, Bundle
from sello.replies.service.sharing import KEPT, Share, shares
from sello.replies.service.tools import Tools
from sello.tasks.queries.doors import Door

LARGEST = 50 * 1024 * 1024
"""Bytes of a mail that are read; a larger one is told of by its first bytes alone."""

AN_HOUR = 30
"""Mails of one person that are taken within an hour."""

log = logging.getLogger("sello.mail")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail lies in the mailbox."""

    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it lies there: its bytes, or for one that is too large only its headers."""

    place: Place
    raw: bytes
    size: int

    @property
    def is_large(self) -> bool:
        """Whether no more than its headers was read."""
        return self.size > LARGEST


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of a mail before anything of it is taken."""

    why: Why | None
    whose: Whose | None = None
    """Whose answer it is, once that is proven; nobody else is written to."""
    door: Door | None = None
    """What it opens, of all that our mail asked for; none for a mail that is held."""
    is_named: bool = False
    """Our mail asked for several, and she named this one."""
    shares: tuple[Share, ...] = ()
    """Our mail asked for several, and she wrote a part for each of some."""


def take(mail: Mail, tools: Tools, work: Work) -> Outcome | None:
    """Take one mail in, commit what became of it, and return that; None for one that was taken before.

    Nothing of it is done twice, whenever this is interrupted: its key is written in the same transaction.
    """
    with _opened(mail, tools) as (letter, bundle):
        key = _key(mail, letter)
        if received.known(key) is not None:
            db.session.rollback()
            return None
        judged = _judged(mail, letter, tools, now=work.now)
        db.session.rollback()
        if judged.whose is not None and judged.why is None and bundle is not None:
            bundle.take(tools)  # before any transaction: nobody waits for a file within one
            judged = _with_files(judged, bundle, tools)
    try:
        outcome = _settled(Incoming(key, mail, letter, judged, bundle), tools, work)
    except IntegrityError:
        outcome = None  # another process took it meanwhile
    if outcome is not Outcome.TAKEN and bundle is not None:
        bundle.let_go(tools)
    return outcome


def _with_files(judged: Judged, bundle: Bundle, tools: Tools) -> Judged:
    """The same; but of what comes with files no part goes by itself: nobody says to which they belong."""
    if not judged.shares or not (bundle.taken or bundle.refused):
        return judged
    if judged.door is None:
        bundle.let_go(tools)
    return replace(judged, why=None if judged.door else Why.SEVERAL, shares=())


@dataclass(frozen=True, slots=True)
class Incoming:
    """A mail that was not taken before, with all that is known of it."""

    key: str
    mail: Mail
    letter: Letter | None
    judged: Judged
    bundle: Bundle | None


@contextmanager
def _opened(mail: Mail, tools: Tools) -> Iterator[tuple[Letter | None, Bundle | None]]:
    """What a mail says and what came along; nothing of one that does not open."""
    with ExitStack() as stack:
        try:
            letter, files = stack.enter_context(letters.opened(BytesIO(mail.raw), limit=tools.limit))
        except CutShort:
            yield None, None
        else:
            yield letter, Bundle(letter, files)


def _key(mail: Mail, letter: Letter | None) -> str:
    named = letter.first("message-id") if letter is not None else ""
    said = f"{named} {' '.join(letter.senders)}".encode() if letter is not None and named else mail.raw
    return sha256(said).hexdigest()


def _judged(mail: Mail, letter: Letter | None, tools: Tools, *, now: datetime) -> Judged:
    """Whose answer it is, or why it is held."""
    if letter is None or is_report(letter):
        return Judged(Why.BROKEN if letter is None else _noted(mail.raw, now))
    if why := machine(letter, tools.own):
        return Judged(why)
    whose = received.whose(answers(letter), tools.keys, now=now)
    if whose is None:
        return Judged(Why.STRANGE)
    if why := _forged(letter, whose.address, tools.trust):
        return Judged(why)
    if why := _unfit(mail, whose, now):
        return Judged(why, whose)
    return _meant(letter, whose, tools.trust)


def _forged(letter: Letter, address: str, trust: str) -> Why | None:
    """Why it may not be of whom our mail was for, though it names that mail."""
    if [each.lower() for each in letter.senders] != [address]:
        return Why.SENDER
    return None if is_proven(letter, address, trust) else Why.UNPROVEN


def _unfit(mail: Mail, whose: Whose, now: datetime) -> Why | None:
    """Why the true answer of somebody is not taken by itself, whatever it answers."""
    if received.lately(whose.person_id, now=now) >= AN_HOUR:
        return Why.OFTEN
    return Why.LARGE if mail.is_large else None


def _meant(letter: Letter, whose: Whose, trust: str) -> Judged:
    """The task that an answer means: what it names, or the only one of our mail that is still open.

    A late answer counts where the mailbox's own server proved her address: that is more than the link proves.
    """
    doors = _open_doors(whose, trust)
    if not doors:
        return Judged(Why.ENDED, whose)
    titles = {each.number: each.title for each in whose.asked}
    said = _named(letter, whose, titles) if len(titles) > 1 else frozenset()
    meant = said or frozenset(doors)
    parts = shares(letter, whose, doors)
    if len(meant) != 1 or not meant <= titles.keys():
        return Judged(None if parts else Why.SEVERAL, whose, shares=parts)
    door = doors.get(next(iter(meant)))
    return Judged(None if door else Why.ENDED, whose, door, is_named=bool(said), shares=parts if door else ())


def _open_doors(whose: Whose, trust: str) -> dict[int, Door]:
    """What the links of our mail open now, by their numbers; late ones only for who is proven by more."""
    proven = trust.lower() != NOBODY
    return {each.number: each.door for each in whose.asked if each.door and (proven or not each.late)}


def _named(letter: Letter, whose: Whose, titles: dict[int, str]) -> frozenset[int]:
    words = shortened(written(letter.text), KEPT)
    return naming.named(titles, whose.subject, letter.first("subject"), words)


def _noted(raw: bytes, now: datetime) -> Why | None:
    """Note what a server says of a mail of ours; a notice of a stranger's mail is held."""
    return Why.RETURNED if take_notice(raw, now=now) is Taken.STRANGE else None


def _settled(coming: Incoming, tools: Tools, work: Work) -> Outcome:
    """Write what became of a mail, and with it what it brought."""
    if coming.bundle is not None and (parts := _parts(coming.judged, coming.bundle)):
        return _landed(coming, parts, coming.bundle, tools, work)
    why = coming.judged.why
    outcome = Outcome.HELD if why else Outcome.NOTED
    whose = coming.judged.whose
    with unit_of_work(_house(coming)):
        _write(coming, outcome, work.now)
        if whose is not None and why in TOLD:
            telling.tell_held(whose, coming.key, why, tools, now=work.now)
    log.info("mail %s", outcome.value, extra={"why": why.value if why else ""})
    return outcome


def _house(coming: Incoming) -> int | None:
    """The institution in which a mail is shown."""
    if coming.judged.whose is not None:
        return coming.judged.whose.institution_id
    senders = coming.letter.senders if coming.letter is not None else ()
    found = received.house_for(next(iter(senders), ""))
    db.session.rollback()
    return found


def _parts(judged: Judged, bundle: Bundle) -> tuple[Share, ...]:
    """What goes to which task: all of it to one, or to each its part; nothing of a mail that is held."""
    if judged.shares or judged.door is None:
        return judged.shares
    said = written(bundle.letter.text)
    return (Share(judged.door, shortened(naming.unnamed(said) if judged.is_named else said, KEPT)),)


def _landed(coming: Incoming, parts: tuple[Share, ...], bundle: Bundle, tools: Tools, work: Work) -> Outcome:
    """Lay an answer on its task, or each part on its own; or note and tell why that was refused."""
    door = parts[0].door
    at = work.moment(door.zone, door.days_off)
    try:
        with unit_of_work(door.institution_id):
            row = _write(coming, Outcome.TAKEN, work.now)
            row.task_id, *row.others = [each.door.task_id for each in parts]
            actor = _actor(door.person_id, at)
            with house.at(actor.house):
                landed = [
                    landing.land(actor, each.door.task_id, each.text, bundle, tools, at=at) for each in parts
                ]
                telling.tell_taken(actor, coming.key, landed, bundle, tools, at=at)
    except Refusal as refusal:
        if refusal.status >= FAULT:
            raise
        said = spoken(refusal)
        with unit_of_work(door.institution_id):
            row = _write(coming, Outcome.REFUSED, work.now)
            row.refusal = said
            telling.tell(door.person_id, coming.key, said, tools, now=work.now)
        log.info("mail refused", extra={"why": type(refusal).__name__})
        return Outcome.REFUSED
    log.info("mail taken", extra={"task_id": door.task_id})
    return Outcome.TAKEN


def _actor(person_id: int, at: Moment) -> Actor:
    """Whose answer it is, held to what she may do without signing in; raises Forbidden."""
    person = identity.actor(person_id, today=at.today)
    if person is None:
        raise Forbidden
    actor = by_door(person, Via.MAIL)
    check(actor, Action.TASK_ANSWER_UNSIGNED, writes=True)
    return actor


def _write(coming: Incoming, outcome: Outcome, now: datetime) -> ReceivedMail:
    """Note a mail, before anything is done with it: another process that has it lets it be."""
    letter, judged, bundle = coming.letter, coming.judged, coming.bundle
    held = outcome in received.OPEN
    row = ReceivedMail(
        key=coming.key,
        uidvalidity=coming.mail.place.uidvalidity,
        uid=coming.mail.place.uid,
        outcome=outcome,
        why=judged.why,
        person_id=judged.whose.person_id if judged.whose is not None else None,
        answers_id=judged.whose.mail_id if judged.whose is not None else None,
        sender=(" ".join(letter.senders) if letter is not None else "")[:254],
        subject=(letter.first("subject") if letter is not None else "")[:300],
        text=shortened(written(letter.text), KEPT) if held and letter is not None else "",
        files=bundle.names() if bundle is not None else [],
        refusal="",
        size=coming.mail.size,
        raw=coming.mail.raw if held else None,
        others=[],
        received_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row
