"""Issuing an Ordinario, annulling it and putting another in its place: what was issued is never rewritten."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Unit
from sello.core.db import db
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import NotFound, Refusal, Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.core.undo import Done, undoable
from sello.reports.document.wording import Translate, day
from sello.reports.models import LetterAnnulment, OfficialLetter
from sello.reports.ordinario.compose import Hand, addressee, dated, signing
from sello.reports.ordinario.contents import Ordinario, as_kept, to_keep
from sello.reports.ordinario.queries import head_of
from sello.reports.ordinario.until import AnotherDay, last_days
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task
from sello.tasks.service import many
from sello.tasks.service.loading import load
from sello.tasks.service.steps import comment


class AnnulledAlready(Refusal):
    """A letter loses its effect once."""

    message = N_("Este Ordinario ya no tiene efecto. No se cambió nada.")
    status = 409


class WhyAnnulled(Refusal):
    """Whoever reads the conversation later has to understand why a letter has no effect."""

    message = N_("Escriba por qué: queda a la vista en la conversación y en el Ordinario.")
    field = "why"


class NothingOrdered(Refusal):
    """A letter without subject or paragraphs orders nothing."""

    message = N_("Un Ordinario lleva materia y al menos un párrafo.")
    field = "paragraphs"


@dataclass(frozen=True, slots=True)
class Reissued:
    """The letter that was put in the place of another, and how to take that back."""

    letter_id: int
    undo_id: int | None


def issue(actor: Actor, letter: Ordinario, task_id: int, *, at: Moment) -> int:
    """Keep a letter beside the task in which it is carried out, and return its id."""
    row = OfficialLetter(
        task_id=task_id, words=to_keep(letter), issued_on=at.today, at=at.now, person_id=actor.person_id
    )
    db.session.add(row)
    db.session.flush()
    record(actor, Act.OFFICIAL_LETTER_ISSUED, row.id, now=at.now, task_id=task_id)
    return row.id


def annul(actor: Actor, letter_id: int, why: str, *, at: Moment, _: Translate = str) -> Done:
    """Say that a letter has no effect any more, in its task's conversation too; the task stays as it is.

    Raises NotFound, AnnulledAlready and WhyAnnulled.
    """
    row, said = _in_force(actor, letter_id), _why(why)
    with undoable(actor, Act.OFFICIAL_LETTER_ANNULLED, now=at.now) as done:
        _annul(actor, row, said, None, at)
        words = _("El Ordinario del %(on)s quedó sin efecto: %(why)s")
        comment(actor, row.task_id, words % {"on": day(row.issued_on), "why": said}, now=at.now)
    return done


@dataclass(frozen=True, slots=True)
class Correction:
    """What a letter says that takes another one's place."""

    subject: str
    paragraphs: str
    """One for each line."""
    why: str
    until: date | None = None
    """The task's last day from now on; None leaves it as it is."""
    shown: date | None = None
    """The last day that the page showed."""


def reissue(actor: Actor, letter_id: int, asked: Correction, *, at: Moment, _: Translate = str) -> Reissued:
    """Issue a letter anew with other words to whoever heads the unit now, and annul the one that it replaces.

    Where it says another last day, its task has it too. Refuses as `annul` and `tasks.service.many.move` do,
    what orders nothing, and with AnotherDay where text and task would disagree.
    """
    row, said = _in_force(actor, letter_id), _why(asked.why)
    task = load(row.task_id, actor)
    letter = _corrected(actor, as_kept(row.words), asked, task, at, _)
    with undoable(actor, Act.OFFICIAL_LETTER_ANNULLED, now=at.now) as done:
        _move(actor, task, asked, at)
        new = issue(actor, letter, row.task_id, at=at)
        _annul(actor, row, said, new, at)
        words = _("El Ordinario del %(on)s fue reemplazado por otro de hoy: %(why)s")
        comment(actor, row.task_id, words % {"on": day(row.issued_on), "why": said}, now=at.now)
    return Reissued(new, done.id)


def _corrected(
    actor: Actor, before: Ordinario, asked: Correction, task: Task, at: Moment, _: Translate
) -> Ordinario:
    """The letter as it goes out now: its words, its day, its hand, and whoever heads the task's unit."""
    parts = tuple(" ".join(each.split()) for each in asked.paragraphs.splitlines() if each.strip())
    if not parts or not asked.subject.strip():
        raise NothingOrdered
    until = asked.until or task.due_on
    for said in last_days(parts):
        if said != until and task.state is not TaskState.CLOSED:
            raise AnotherDay(said=day(said), until=day(until))
    unit = db.session.get_one(Unit, task.unit_id).name
    return replace(
        before,
        subject=" ".join(asked.subject.split()),
        paragraphs=parts,
        addressee=addressee(head_of(task.unit_id), unit, _),
        place_and_day=dated(before.institution, at.today, _),
        **signing(Hand(actor.name, actor.post), before.institution),
    )


def _move(actor: Actor, task: Task, asked: Correction, at: Moment) -> None:
    """Give the task the day that the letter says, unless it has it or the page's day was left alone."""
    if asked.until is None or asked.until in {asked.shown, task.due_on}:
        return
    if asked.shown not in {None, task.due_on}:
        raise Stale
    many.move(actor, {task.id: task.version}, asked.until, at=at)


def _in_force(actor: Actor, letter_id: int) -> OfficialLetter:
    """The letter, held until the commit, if the actor sees its task and it has effect."""
    statement = select(OfficialLetter).where(OfficialLetter.id == letter_id).with_for_update()
    row = db.session.scalars(statement).one_or_none()
    if row is None:
        raise NotFound
    load(row.task_id, actor)
    gone = select(LetterAnnulment.id).where(LetterAnnulment.letter_id == letter_id)
    if db.session.scalar(gone) is not None:
        raise AnnulledAlready
    return row


def _why(text: str) -> str:
    if not text.strip():
        raise WhyAnnulled
    return " ".join(text.split())


def _annul(actor: Actor, row: OfficialLetter, why: str, by: int | None, at: Moment) -> None:
    db.session.add(
        LetterAnnulment(letter_id=row.id, replaced_by=by, why=why, at=at.now, person_id=actor.person_id)
    )
    db.session.flush()
    record(actor, Act.OFFICIAL_LETTER_ANNULLED, row.id, now=at.now, task_id=row.task_id, replaced_by=by)
