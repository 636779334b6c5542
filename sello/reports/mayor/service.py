"""What the authority does about a decision: instruct by letter and task, or ask for an account."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sello.accounts.domain.actor import Actor
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import Refusal
from sello.core.text import shortened
from sello.core.trail.acts import Act
from sello.core.undo import undoable
from sello.reports.document.wording import Translate, day
from sello.reports.mayor.decisions import Decision, Deed, Office, Side, Why
from sello.reports.mayor.facts import Current, decision_now
from sello.reports.mayor.words import title_of
from sello.reports.ordinario.compose import compose
from sello.reports.ordinario.queries import office_of, secretariats_office
from sello.reports.ordinario.service import issue
from sello.tasks.domain.drafts import TITLE_LIMIT
from sello.tasks.domain.due import DueKind, Priority, Term, due_date
from sello.tasks.domain.turn import Turn
from sello.tasks.service.asking import ask_for_account
from sello.tasks.service.assigning import TaskDraft, as_asked, create, edit
from sello.tasks.service.steps import comment


class DecisionMoved(Refusal):
    """Between looking and deciding the turn went to somebody else, or the matter is none any more."""

    message = N_(
        "Mientras usted miraba, cambió en manos de quién está. No se guardó nada: "
        "vea lo que se le pide ahora."
    )
    status = 409


class NobodyToAsk(Refusal):
    """There is no unit yet in which the secretariat's task could stand."""

    message = N_("Aún no hay unidades: la Secretaría Ejecutiva debe crear la suya antes de recibir tareas.")


@dataclass(frozen=True, slots=True)
class Put:
    """A decision that was put: in which task, by which letter, and by which id it can be taken back."""

    task_id: int
    letter_id: int | None
    undo_id: int | None


def instruct(
    actor: Actor, key: str, *, shown: str, until: date, note: str, at: Moment, _: Translate = str
) -> Put:
    """Issue the letter and open its task, or move the day of the open one and say so in its conversation.

    `shown` is what the page promised (`Decision.mark`). Raises DecisionMoved; refuses past days.
    """
    now = _as_shown(actor, key, Deed.INSTRUCT, shown, at, _)
    decision, until = now.decision, _day(until, at)
    office = office_of(decision, actor, now.cycle.name, today=at.today)
    letter = compose(decision, office, until=until, today=at.today, note=note, _=_)
    with undoable(actor, Act.OFFICIAL_LETTER_ISSUED, now=at.now) as done:
        if decision.matter.thread is None:
            task_id = _open(actor, now, decision.unit, letter.subject, until=until, at=at)
        else:
            task_id = decision.matter.thread.id
            _move(actor, task_id, until, at)
            _say(actor, decision, letter.subject, at)
        letter_id = issue(actor, letter, task_id, at=at)
    return Put(task_id, letter_id, done.id)


def account(
    actor: Actor, key: str, text: str, *, shown: str, until: date, at: Moment, _: Translate = str
) -> Put:
    """Ask for an account until a day, in the conversation of the task; what has none gets a task for it.

    `shown` and refusals as of `instruct`.
    """
    now = _as_shown(actor, key, Deed.ACCOUNT, shown, at, _)
    decision, until = now.decision, _day(until, at)
    said = _("%(text)s Hasta el %(on)s.") % {"text": text.strip(), "on": day(until)}
    to = Turn.UNIT if decision.side is Side.UNIT else Turn.SECRETARIAT
    with undoable(actor, Act.TASK_ASKED, now=at.now) as done:
        thread = decision.matter.thread
        if thread is not None:
            task_id = thread.id
        else:
            office = secretariats_office(today=at.today)
            task_id = _open(actor, now, office, _title(decision, _), until=until, at=at)
        ask_for_account(actor, task_id, said if text.strip() else "", to=to, at=at)
    return Put(task_id, None, done.id)


def _as_shown(actor: Actor, key: str, deed: Deed, shown: str, at: Moment, _: Translate) -> Current:
    now = decision_now(actor, key, deed, at=at, translate=_)
    if now is None or now.decision.mark != shown:
        raise DecisionMoved
    return now


def _day(until: date, at: Moment) -> date:
    return due_date(Term(DueKind.DATE, on=until), today=at.today, calendar=at.calendar)


def _open(actor: Actor, now: Current, unit: Office | None, title: str, *, until: date, at: Moment) -> int:
    if unit is None:
        raise NobodyToAsk
    asked = now.decision.matter.asked
    draft = TaskDraft(
        title=shortened(title, TITLE_LIMIT),
        unit_id=unit.id,
        term=Term(DueKind.DATE, on=until),
        requirement_ids=(asked.id,) if asked else (),
        priority=Priority.HIGH,
    )
    return create(actor, draft, cycle_id=now.cycle.id, at=at)


def _move(actor: Actor, task_id: int, until: date, at: Moment) -> None:
    draft, version = as_asked(task_id, actor)
    if draft.term.on != until:
        edit(actor, task_id, replace(draft, term=Term(DueKind.DATE, on=until)), version=version, at=at)


def _say(actor: Actor, decision: Decision, order: str, at: Moment) -> None:
    """Ask it, or say it where a question waits already: one at a time waits for its answer."""
    thread = decision.matter.thread
    if thread is None:
        return
    if thread.question:
        comment(actor, thread.id, order, now=at.now)
    else:
        ask_for_account(actor, thread.id, order, to=Turn.UNIT, at=at)


def _title(decision: Decision, _: Translate) -> str:
    if decision.matter.why is Why.NO_DAY:
        return _("Fijar la fecha de la evaluación externa")
    return _("Dar cuenta a la autoridad: %(title)s") % {"title": title_of(decision.matter)}
