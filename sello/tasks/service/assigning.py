"""Asking: making tasks singly or for a whole dimension, changing what they ask, giving them to a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action, allows
from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.refusal import Stale
from sello.core.text import fold
from sello.core.trail.acts import Act
from sello.core.trail.recording import Doer, record
from sello.cycles.models import Cycle
from sello.tasks.domain.drafts import Draft, confirmed
from sello.tasks.domain.due import DueKind, Priority, Term, due_date
from sello.tasks.domain.refusals import ClosedTask, PersonElsewhere, UnitElsewhere, UnknownRequirement
from sello.tasks.domain.states import TaskState
from sello.tasks.domain.templates import by_code
from sello.tasks.models import Task, TaskEvent
from sello.tasks.queries.belongings import Belongings, belongings
from sello.tasks.queries.options import UnitOption, branch_of, people, units
from sello.tasks.queries.task import values
from sello.tasks.queries.templates import wordings
from sello.tasks.service.belongings import NOTHING, check_awaited, check_helpers, settle
from sello.tasks.service.loading import load
from sello.tasks.service.noting import note_change


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """What a person filled in: the whole of what a task asks."""

    title: str
    unit_id: int
    term: Term
    description: str = ""
    person_id: int | None = None
    requirement_ids: tuple[int, ...] = ()
    priority: Priority = Priority.NORMAL
    awaited_ids: tuple[int, ...] = ()
    """The tasks that have to be closed before."""
    helper_ids: tuple[int, ...] = ()
    """The units that contribute to what the unit answers for."""
    checks: tuple[str, ...] = ()
    """The items of its checklist, each once."""
    checks_first: bool = False
    """Whether all of them have to be ticked before it is handed in."""

    @property
    def belongings(self) -> Belongings:
        """What hangs from it, as the history keeps it."""
        return {
            "requirement_ids": sorted(set(self.requirement_ids)),
            "awaited_ids": sorted(set(self.awaited_ids)),
            "helper_ids": sorted(set(self.helper_ids)),
            "checks": list(self.checks),
        }


def create(
    actor: Actor,
    asked: TaskDraft,
    *,
    cycle_id: int | None,
    at: Moment,
) -> int:
    """Ask one thing of one unit, and return the task's id."""
    _check(actor, asked, cycle_id, units(today=at.today))
    check_awaited(actor, None, asked.awaited_ids, ())
    due_on = due_date(asked.term, today=at.today, calendar=at.calendar)
    (task_id,) = _write(actor, [(asked, due_on)], cycle_id, at.now)
    return task_id


def as_asked(task_id: int, actor: Actor) -> tuple[TaskDraft, int]:
    """All that a task asks as it is saved, to change some of it, and its version; raises NotFound."""
    kept = values(task_id, actor)
    draft = TaskDraft(
        title=kept.title,
        unit_id=kept.unit_id,
        term=Term(DueKind.DATE, on=kept.due_on),
        description=kept.description,
        person_id=kept.person_id,
        requirement_ids=kept.requirement_ids,
        priority=kept.priority,
        awaited_ids=kept.awaited_ids,
        helper_ids=kept.helper_ids,
        checks=kept.checks,
        checks_first=kept.checks_first,
    )
    return draft, kept.version


def ask_by_itself(doer: Doer, asked: TaskDraft, due_on: date, *, cycle_id: int | None, at: Moment) -> int:
    """Ask one thing that the calendar owes, until a day that whoever calls has worked out; return its id.

    It is given to the unit, and the day is not measured against today. Raises UnitElsewhere.
    """
    _check_unit(asked.unit_id, units(today=at.today))
    (task_id,) = _write(doer, [(asked, due_on)], cycle_id, at.now)
    return task_id


def create_many(
    actor: Actor,
    drafts: Iterable[Draft],
    term: Term,
    *,
    cycle_id: int,
    at: Moment,
) -> tuple[int, ...]:
    """Make the tasks of the marked rows of a preview, all or none; an unchanged day keeps its term.

    A requirement that has a template is asked with its details and its checklist.
    """
    chosen = confirmed(drafts, today=at.today)
    due_on = due_date(term, today=at.today, calendar=at.calendar)
    options, templates = units(today=at.today), by_code(wordings())
    tasks = []
    for draft in chosen:
        known = templates.get(draft.code)
        own = term if draft.due_on == due_on else Term(DueKind.DATE, on=draft.due_on)
        asked = TaskDraft(
            title=" ".join(draft.title.split()),
            unit_id=draft.unit_id or 0,
            term=own,
            requirement_ids=(draft.requirement_id,),
            priority=draft.priority,
            description=known.description if known else "",
            checks=known.checks if known else (),
            checks_first=known is not None and known.checks_first,
        )
        _check_unit(asked.unit_id, options)
        tasks.append((asked, draft.due_on or due_on))
    _check_requirements({draft.requirement_id for draft in chosen}, cycle_id)
    return _write(actor, tasks, cycle_id, at.now)


def edit(
    actor: Actor,
    task_id: int,
    asked: TaskDraft,
    *,
    version: int,
    at: Moment,
) -> bool:
    """Change what an open task asks; tells whether anything changed. Raises Stale over another's change."""
    task = load(task_id, actor)
    if task.state is TaskState.CLOSED:
        raise ClosedTask
    if task.version != version:
        raise Stale
    same_day = asked.term.kind is DueKind.DATE and asked.term.on == task.due_on
    due_on = task.due_on if same_day else due_date(asked.term, today=at.today, calendar=at.calendar)
    before = belongings(task_id)
    options = units(today=at.today, keep=[task.unit_id, *before["helper_ids"]])
    _check(actor, asked, task.cycle_id, options, task.person_id)
    check_awaited(actor, task_id, asked.awaited_ids, before["awaited_ids"])
    changes = _changes(task, asked, due_on, before)
    if not changes:
        return False
    _apply(task, asked, due_on, keep_term=same_day)
    settle(task_id, before, asked.belongings)
    note_change(actor, task, changes, at.now)
    return True


def assign(actor: Actor, task_id: int, person_id: int | None, *, version: int, at: Moment) -> bool:
    """Give an open task to a person of its unit's branch, or back to the unit; tells whether that is news."""
    task = load(task_id, actor)
    if task.state is TaskState.CLOSED:
        raise ClosedTask
    if task.version != version:
        raise Stale
    if person_id == task.person_id:
        return False
    _check_person(actor, person_id, task.unit_id, units(today=at.today, keep=[task.unit_id]))
    changes = {"person_id": [task.person_id, person_id]}
    task.person_id = person_id
    note_change(actor, task, changes, at.now)
    return True


def _check(
    actor: Actor,
    asked: TaskDraft,
    cycle_id: int | None,
    options: tuple[UnitOption, ...],
    person_before: int | None = None,
) -> None:
    _check_unit(asked.unit_id, options)
    if asked.person_id != person_before:
        _check_person(actor, asked.person_id, asked.unit_id, options)
    check_helpers(asked.helper_ids, asked.unit_id, options)
    _check_requirements(set(asked.requirement_ids), cycle_id)


def _check_unit(unit_id: int, options: tuple[UnitOption, ...]) -> None:
    if unit_id not in {one.id for one in options}:
        raise UnitElsewhere


def _check_person(actor: Actor, person_id: int | None, unit_id: int, options: tuple[UnitOption, ...]) -> None:
    """A task is given within its unit's branch, and by a unit head only within her own."""
    if person_id is None:
        return
    branch = branch_of(options, unit_id)
    if not allows(actor, Action.TASK_MANAGE):
        branch &= actor.unit_ids
    if person_id not in {one.id for one in people(branch)}:
        raise PersonElsewhere


def _check_requirements(wanted: Collection[int], cycle_id: int | None) -> None:
    if not wanted:
        return
    known = db.session.scalar(
        select(func.count())
        .select_from(Requirement)
        .join(Cycle, Cycle.edition_id == Requirement.edition_id)
        .where(Cycle.id == cycle_id, Requirement.id.in_(sorted(wanted)))
    )
    if known != len(wanted):
        raise UnknownRequirement


def _write(
    actor: Doer, tasks: list[tuple[TaskDraft, date]], cycle_id: int | None, now: datetime
) -> tuple[int, ...]:
    rows = [
        Task(
            cycle_id=cycle_id,
            title=asked.title.strip(),
            description=asked.description.strip(),
            folded=fold(asked.title, asked.description),
            unit_id=asked.unit_id,
            person_id=asked.person_id,
            due_on=due_on,
            due_kind=asked.term.kind,
            due_days=asked.term.days if asked.term.kind is not DueKind.DATE else None,
            priority=asked.priority,
            checks_first=asked.checks_first,
            state=TaskState.PENDING,
            created_at=now,
            created_by=actor.person_id,
        )
        for asked, due_on in tasks
    ]
    db.session.add_all(rows)
    db.session.flush()
    for row, (asked, _) in zip(rows, tasks, strict=True):
        settle(row.id, NOTHING, asked.belongings)
        db.session.add(
            TaskEvent(task_id=row.id, to_state=TaskState.PENDING, at=now, person_id=actor.person_id)
        )
        helped = {"helper_ids": helpers} if (helpers := asked.belongings["helper_ids"]) else {}
        record(actor, Act.TASK_CREATED, row.id, now=now, unit_id=row.unit_id, **helped)
    db.session.flush()
    return tuple(row.id for row in rows)


def _changes(task: Task, asked: TaskDraft, due_on: date, before: Belongings) -> dict[str, list[Any]]:
    """What differs, as [before, after] by field; the texts themselves are not copied into the history."""
    pairs: dict[str, tuple[Any, Any]] = {
        "title": (task.title, asked.title.strip()),
        "description": (task.description, asked.description.strip()),
        "unit_id": (task.unit_id, asked.unit_id),
        "person_id": (task.person_id, asked.person_id),
        "due_on": (task.due_on.isoformat(), due_on.isoformat()),
        "priority": (task.priority.value, asked.priority.value),
        "checks_first": (task.checks_first, asked.checks_first),
        **{name: (before[name], after) for name, after in asked.belongings.items()},
    }
    return {name: [old, new] for name, (old, new) in pairs.items() if old != new}


def _apply(task: Task, asked: TaskDraft, due_on: date, *, keep_term: bool) -> None:
    task.title = asked.title.strip()
    task.description = asked.description.strip()
    task.folded = fold(asked.title, asked.description)
    task.unit_id = asked.unit_id
    task.person_id = asked.person_id
    task.priority = asked.priority
    task.checks_first = asked.checks_first
    if not keep_term:
        task.due_on = due_on
        task.due_kind = asked.term.kind
        task.due_days = asked.term.days if asked.term.kind is not DueKind.DATE else None
