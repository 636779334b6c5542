"""Mails that came in, as their page shows them, and whose answer one is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Institution, Person, Unit
from sello.core.db import db, everywhere
from sello.core.labels import N_, LabelledEnum
from sello.core.mail.answering import proven
from sello.core.mail.letter import Named
from sello.core.mail.message import stamp_of
from sello.core.mail.outbox import OutboxMail
from sello.core.mail.sealing import marks
from sello.core.refusal import NotFound
from sello.core.rows import row_as, rows_as
from sello.replies.domain.held import Outcome, Why
from sello.replies.domain.naming import parts
from sello.replies.models import ReceivedMail
from sello.tasks.domain.states import OPEN_STATES
from sello.tasks.models import Task
from sello.tasks.queries import doors
from sello.tasks.queries.belongings import AwaitedOption
from sello.tasks.queries.doors import AskedTask
from sello.tasks.queries.rows import visible

PAGE = 50
"""Mails on one page."""

HOUR = timedelta(hours=1)


class View(LabelledEnum):
    """The parts of the page; their values are words of the address."""

    HELD = "en-cuarentena", N_("En cuarentena")
    TAKEN = "recibidos", N_("Recibidos")
    REFUSED = "no-recibidos", N_("No recibidos")
    DECIDED = "decididos", N_("Decididos")


_PARTS = {
    View.HELD: (Outcome.HELD,),
    View.TAKEN: (Outcome.TAKEN, Outcome.NOTED),
    View.REFUSED: (Outcome.REFUSED,),
    View.DECIDED: (Outcome.ASSIGNED, Outcome.DISCARDED),
}

OPEN = (Outcome.HELD, Outcome.REFUSED)
"""What somebody may still decide on."""


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """A mail that came in, as its list shows it."""

    id: int
    sender: str
    subject: str
    outcome: Outcome
    why: Why | None
    person: str | None
    task_id: int | None
    task: str | None
    received_at: datetime
    text: str
    files: Sequence[str]
    refusal: str
    size: int
    decided_at: datetime | None
    answers_id: int | None
    """The mail of ours that it answers, once that is proven."""
    others: Sequence[int]
    """The other tasks, by id, to which a part of it went."""

    @property
    def is_open(self) -> bool:
        """Whether somebody may still decide on it."""
        return self.outcome in OPEN


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a part of them."""

    rows: tuple[ReceivedRow, ...]
    counts: dict[View, int]
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose answer a mail is: for whom our mail was, and what its link opens today."""

    person_id: int
    institution_id: int
    address: str
    mail_id: int
    subject: str
    """What our mail was called."""
    asked: tuple[AskedTask, ...]
    """What it asks for."""


_ROW = (
    ReceivedMail.id,
    ReceivedMail.sender,
    ReceivedMail.subject,
    ReceivedMail.outcome,
    ReceivedMail.why,
    Person.name.label("person"),
    ReceivedMail.task_id,
    Task.title.label("task"),
    ReceivedMail.received_at,
    ReceivedMail.text,
    ReceivedMail.files,
    ReceivedMail.refusal,
    ReceivedMail.size,
    ReceivedMail.decided_at,
    ReceivedMail.answers_id,
    ReceivedMail.others,
)

_LISTED = (
    select(*_ROW)
    .join(Person, Person.id == ReceivedMail.person_id, isouter=True)
    .join(Task, Task.id == ReceivedMail.task_id, isouter=True)
)


def page(view: View, number: int) -> Page:
    """One page of a part, the newest first (two statements)."""
    part = ReceivedMail.outcome.in_(_PARTS[view])
    grouped = select(ReceivedMail.outcome, func.count(ReceivedMail.id).label("many")).group_by(
        ReceivedMail.outcome
    )
    many = {row.outcome: row.many for row in db.session.execute(grouped)}
    counts = {each: sum(many.get(outcome, 0) for outcome in _PARTS[each]) for each in View}
    pages = max(1, -(-counts[view] // PAGE))
    shown = min(number, pages)
    found = _LISTED.where(part).order_by(ReceivedMail.id.desc()).limit(PAGE).offset((shown - 1) * PAGE)
    return Page(tuple(rows_as(ReceivedRow, db.session.execute(found))), counts, shown, pages)


def one(mail_id: int) -> ReceivedRow:
    """One of them (one statement); NotFound for none."""
    row = db.session.execute(_LISTED.where(ReceivedMail.id == mail_id)).one_or_none()
    if row is None:
        raise NotFound
    return row_as(ReceivedRow, row)


@dataclass(frozen=True, slots=True)
class Landing:
    """A task to which a part of a mail went."""

    id: int
    title: str


def landings(mail: ReceivedRow) -> tuple[Landing, ...]:
    """All tasks to which parts of a mail went (one statement, or none)."""
    ids = [] if mail.task_id is None else [mail.task_id, *mail.others]
    if not ids:
        return ()
    found = rows_as(Landing, db.session.execute(select(Task.id, Task.title).where(Task.id.in_(ids))))
    return tuple(sorted(found, key=lambda each: ids.index(each.id)))


def open_tasks(actor: Actor) -> tuple[AwaitedOption, ...]:
    """Every open task to which a mail may belong, the nearest first (one statement)."""
    found = (
        select(Task.id, Task.title, Unit.name.label("unit_name"))
        .join(Unit, Unit.id == Task.unit_id)
        .where(Task.state.in_(sorted(OPEN_STATES)), visible(actor.visibility, actor.person_id))
        .order_by(Task.due_on, Task.id)
    )
    return rows_as(AwaitedOption, db.session.execute(found))


@dataclass(frozen=True, slots=True)
class Offered:
    """An open task that the answered mail asks for, and what of the answer seems to be for it."""

    id: int
    title: str
    unit_name: str
    part: str


def asked_by(mail: ReceivedRow, tasks: Iterable[AwaitedOption], *, now: datetime) -> tuple[Offered, ...]:
    """Those of some tasks that are asked for by what one answers, in its order (at most two statements)."""
    ours = db.session.get(OutboxMail, mail.answers_id) if mail.answers_id is not None else None
    if ours is None or ours.person_id is None or not mail.is_open:
        return ()
    asked = doors.asked_in(ours.person_id, marks(ours.text), now=now)
    found = parts({each.number: each.title for each in asked}, mail.text)
    known = {each.id: each for each in tasks}
    return tuple(
        Offered(
            each.task_id, known[each.task_id].title, known[each.task_id].unit_name, found.get(each.number, "")
        )
        for each in asked
        if each.task_id in known
    )


def seen(uidvalidity: int, uids: Iterable[int]) -> frozenset[int]:
    """Those among some places of a mailbox whose mail was taken before (one statement)."""
    with everywhere():
        found = select(ReceivedMail.uid).where(
            ReceivedMail.uidvalidity == uidvalidity, ReceivedMail.uid.in_(list(uids))
        )
        return frozenset(db.session.scalars(found))


def known(key: str) -> int | None:
    """The row of a mail that was taken before, in whichever institution (one statement)."""
    with everywhere():
        return db.session.scalar(select(ReceivedMail.id).where(ReceivedMail.key == key))


def whose(answers: Iterable[Named], keys: Sequence[str], *, now: datetime) -> Whose | None:
    """Whose answer it is, of the nearest mail that it names and that we sealed; None for none of ours."""
    for said in answers:
        mail = _mail(said.mail_id)
        if mail is None or mail.person_id is None or stamp_of(mail.created_at) != said.stamp:
            continue
        if proven(keys, said, mail.person_id):
            asked = doors.asked_in(mail.person_id, marks(mail.text), now=now)
            address = mail.recipient.lower()
            return Whose(mail.person_id, mail.institution_id, address, mail.id, mail.subject, asked)
    return None


def house_for(sender: str) -> int | None:
    """The institution in which a mail of nobody's is shown: its sender's, or the first of the instance."""
    with everywhere():
        person = select(Person.institution_id).where(Person.email == sender.lower())
        return db.session.scalar(person) or db.session.scalar(select(func.min(Institution.id)))


def lately(person_id: int, *, now: datetime) -> int:
    """How many mails of a person came in within the hour (one statement)."""
    recent: ColumnElement[bool] = ReceivedMail.received_at > now - HOUR
    with everywhere():
        found = select(func.count(ReceivedMail.id)).where(ReceivedMail.person_id == person_id, recent)
        return db.session.scalar(found) or 0


def _mail(mail_id: int) -> OutboxMail | None:
    with everywhere():
        return db.session.scalars(select(OutboxMail).where(OutboxMail.id == mail_id)).one_or_none()
