"""What came due on a day and who is to be told of it: tasks by the ladder, evidence that will expire."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from sello.reminders.domain.recipients import Directory
from sello.reminders.domain.schedule import Schedule
from sello.reminders.domain.tellings import Telling, once, tellings
from sello.reminders.domain.waves import (
    LateWave,
    Wave,
    evidence_waves,
    late_evidence,
    late_tasks,
    task_waves,
    told_through,
)
from sello.reminders.queries import sweeps
from sello.reminders.queries.sweeps import DueThing
from sello.reminders.service.passes import Pass

Waves = Callable[..., list[Wave]]
LateWaves = Callable[..., list[LateWave]]
Things = Callable[..., list[DueThing]]

_TASKS = (task_waves, late_tasks, sweeps.tasks_of, sweeps.late_tasks_of)
_EVIDENCE = (evidence_waves, late_evidence, sweeps.evidence_of, sweeps.late_evidence_of)


def due_tellings(
    run: Pass, schedule: Schedule, people: Directory, *, swept_through: date | None
) -> list[Telling]:
    """Say what each person is to be recalled today; `swept_through` is the day of the last mails."""
    return [
        each
        for rules in (_TASKS, _EVIDENCE)
        for each in once(_told(run, schedule, people, rules, swept_through))
    ]


def _told(
    run: Pass,
    schedule: Schedule,
    people: Directory,
    rules: tuple[Waves, LateWaves, Things, Things],
    last: date | None,
) -> Iterator[Telling]:
    waves_of, late_of, things_of, late_things_of = rules
    today, calendar = run.at.today, run.at.calendar
    waves = waves_of(today, schedule, calendar, swept_through=told_through(last))
    found = list(_of_each_point(waves, lambda wave: things_of(wave, zone_end=run.at.end_of(wave.point))))
    late = late_of(today, schedule, calendar, swept_through=last)
    found += [(each, late_things_of(each, at=run.at)) for each in late if each.notices]
    for wave, things in found:
        yield from tellings(wave, things, people, schedule)


def _of_each_point(
    waves: Sequence[Wave], things_of: Callable[[Wave], list[DueThing]]
) -> Iterator[tuple[Wave, list[DueThing]]]:
    """What each wave reaches, read once for all that came due on a day."""
    for point, same in groupby(waves, key=lambda wave: wave.point):
        members = list(same)
        things = things_of(Wave(point, {day: one for each in members for day, one in each.notices.items()}))
        yield from ((each, [one for one in things if one.due_on in each.notices]) for each in members)
