"""Asking for what is owed when its notice comes: one thread for each date, whoever wakes however often."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta

from sqlalchemy import select

from sello.core.dates import written
from sello.core.db import db, insert_into, scope_of
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.text import shortened
from sello.core.trail.acts import Act
from sello.core.trail.recording import Doer, record
from sello.cycles.queries.cycles import CycleRow, current
from sello.duties.domain.duties import Falling, Woken, term, woken
from sello.duties.models import Duty, DutyDate
from sello.duties.queries.rows import DutyRow, read_rows
from sello.duties.queries.whom import asked_unit
from sello.register.models import InitiativeTask
from sello.tasks.domain.due import DueKind, Term
from sello.tasks.domain.templates import Wording, for_initiative
from sello.tasks.queries.options import requirements
from sello.tasks.queries.templates import wordings
from sello.tasks.service import assigning
from sello.tasks.service.assigning import TaskDraft

AHEAD = timedelta(days=120)
"""The longest notice, in days of the calendar, with room for its holidays."""

Translate = Callable[..., str]

TITLE = N_("%(title)s: %(initiative)s (%(day)s)")
NAMED = 80
"""Letters of the initiative's name in it: two that owe the same are told apart in a list and in a mail."""
EXPECTED = N_("Se espera: %(kind)s.")
ASKED = N_("Lo pide el calendario de obligaciones de «%(initiative)s».")
SOURCE = N_("Fuente: %(source)s")


def due_today(*, at: Moment) -> tuple[int, ...]:
    """The duties for which something is to be done today (three statements)."""
    running = read_rows(Duty.ended_on.is_(None))
    known = _known(row.id for row in running)
    return tuple(row.id for row in running if _woken(row, known.get(row.id, set()), at) != Woken((), ()))


def wake(doer: Doer, duty_id: int, *, at: Moment, translate: Translate) -> int:
    """Ask for the dates of a duty whose notice came; returns how many were asked for now."""
    asked = 0
    for row in read_rows(Duty.id == duty_id, Duty.ended_on.is_(None)):
        todo = _woken(row, _known([row.id]).get(row.id, set()), at)
        for one in todo.missed:
            _note(row, one)
        for one in todo.ask:
            asked += _ask(doer, row, one, at, translate)
    return asked


def _known(ids: Iterable[int]) -> dict[int, set[date]]:
    """The dates of which something became already, by duty."""
    known: dict[int, set[date]] = {}
    rows = select(DutyDate.duty_id, DutyDate.fell_on).where(DutyDate.duty_id.in_(list(ids)))
    for duty_id, fell_on in db.session.execute(rows):
        known.setdefault(duty_id, set()).add(fell_on)
    return known


def _woken(row: DutyRow, known: Collection[date], at: Moment) -> Woken:
    fallings = [
        one
        for one in row.timing.fallings(at.calendar, first=row.counts_from, last=at.today + AHEAD)
        if one.due_on >= row.counts_from
    ]
    return woken(fallings, known, today=at.today)


def _note(row: DutyRow, one: Falling) -> bool:
    """Write that something became of a date; the first to write it is told so."""
    values = {
        "institution_id": scope_of(db.session()),
        "duty_id": row.id,
        "fell_on": one.fell_on,
        "due_on": one.due_on,
    }
    entered = insert_into(DutyDate).values(values).on_conflict_do_nothing().returning(DutyDate.id)
    return db.session.execute(entered).first() is not None


def _ask(doer: Doer, row: DutyRow, one: Falling, at: Moment, translate: Translate) -> int:
    unit_id = asked_unit(row.unit_id, row.initiative_id, at=at)
    if unit_id is None or not _note(row, one):
        return 0
    cycle = current()
    known = for_initiative(wordings(), row.kind.value, [one.code for one in row.requirements])
    asked = TaskDraft(
        title=_title(row, one, translate),
        unit_id=unit_id,
        term=Term(DueKind.DATE),
        description=_description(row, translate, known),
        requirement_ids=_landing(row, cycle),
        checks=known.checks if known else (),
        checks_first=known is not None and known.checks_first,
    )
    due_on = term(one.due_on, today=at.today, calendar=at.calendar)
    cycle_id = cycle.id if cycle else None
    task_id = assigning.ask_by_itself(doer, asked, due_on, cycle_id=cycle_id, at=at)
    db.session.add(InitiativeTask(initiative_id=row.initiative_id, task_id=task_id))
    kept = select(DutyDate).where(DutyDate.duty_id == row.id, DutyDate.fell_on == one.fell_on)
    db.session.scalars(kept).one().task_id = task_id
    record(doer, Act.DUTY_ASKED, row.id, now=at.now, fell_on=one.fell_on.isoformat(), task_id=task_id)
    db.session.flush()
    return 1


def _title(row: DutyRow, one: Falling, translate: Translate) -> str:
    """What is owed, by which initiative, for which day."""
    initiative = shortened(row.initiative, NAMED)
    return translate(TITLE, title=row.title, initiative=initiative, day=written(one.due_on))


def _landing(row: DutyRow, cycle: CycleRow | None) -> tuple[int, ...]:
    """Where its evidence lands: those of its requirements that the current cycle asks for."""
    offered = {one.id for one in requirements()} if cycle else set()
    return tuple(one.id for one in row.requirements if one.id in offered)


def _description(row: DutyRow, translate: Translate, known: Wording | None) -> str:
    """What is expected, first as the institution says it in the template for such initiatives."""
    lines = [
        *([known.description] if known and known.description else []),
        translate(EXPECTED, kind=translate(row.evidence_type.label)),
        translate(ASKED, initiative=row.initiative),
    ]
    if row.source:
        lines.append(translate(SOURCE, source=row.source))
    return "\n".join(lines)
