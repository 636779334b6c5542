"""What next, for a cycle as it is judged: the cheapest ways up to every level, and who would do them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sello.catalogue.domain.rules import Level
from sello.core.refusal import Refusal
from sello.level.assessment import Assessment
from sello.planning.domain.problem import OutOfReach, problem_of

if TYPE_CHECKING:
    from sello.planning.domain.cheapest import Choice

HOURS_OF_A_TASK = 4
"""What an open task is taken to cost its unit still: half a working day."""


@dataclass(frozen=True, slots=True)
class Work:
    """A requirement as work: who would do it, and at what effort (hours)."""

    requirement_id: int
    code: str
    title: str
    unit_id: int | None
    unit: str | None
    hours: int


@dataclass(frozen=True, slots=True)
class UnitTime:
    """The time of a unit: its weekly hours, where a limit was set, and how many tasks it has open."""

    unit_id: int
    name: str
    weekly: int | None
    open_tasks: int = 0

    def until(self, weeks: int) -> int | None:
        """The hours that it has left in some weeks, less what its open tasks cost; None without a limit."""
        if self.weekly is None:
            return None
        return max(0, self.weekly * weeks - self.open_tasks * HOURS_OF_A_TASK)


@dataclass(frozen=True)
class Step:
    """One requirement of a choice, with who would do it and at what effort (hours)."""

    requirement_id: int
    code: str
    title: str
    unit_id: int | None
    unit: str | None
    hours: int
    mandatory: bool
    status: str


@dataclass(frozen=True)
class Way:
    """One set of requirements that reaches a level; `overloaded` are (unit, hours too many).

    ``hidden`` is how many of its steps are of units that the reader does not see; ``hours`` counts them too.
    """

    steps: tuple[Step, ...]
    hours: int
    hardest: Step | None
    overloaded: tuple[tuple[str, int], ...]
    hidden: int = 0

    @property
    def size(self) -> int:
        """How many requirements it asks for, seen or not."""
        return len(self.steps) + self.hidden

    def seen_with(self, sees: Callable[[int | None], bool]) -> Way:
        """The same way as whoever sees some units only may read it: nothing of the state of the others."""
        steps = tuple(step for step in self.steps if sees(step.unit_id))
        own = {step.unit for step in steps}
        return replace(
            self,
            steps=steps,
            hardest=self.hardest if self.hardest in steps else None,
            overloaded=tuple(line for line in self.overloaded if line[0] in own),
            hidden=len(self.steps) - len(steps),
        )


@dataclass(frozen=True)
class LevelAdvice:
    """The ways to one level, the cheapest first; a reason in place of ways when there is none."""

    level: Level
    reached: bool
    ways: tuple[Way, ...] = ()
    refused: Refusal | None = None


@dataclass(frozen=True)
class PlanRow:
    """A requirement of the cheapest ways, with the codes of the levels whose way asks for it."""

    step: Step
    levels: frozenset[str]


def plan_of(advice: Iterable[LevelAdvice], order: Sequence[int]) -> tuple[PlanRow, ...]:
    """Every requirement of the cheapest ways once, in the order in which their ids are given."""
    steps: dict[int, Step] = {}
    asked: dict[int, set[str]] = {}
    for line in advice:
        for step in line.ways[0].steps if line.ways else ():
            before = steps.get(step.requirement_id, step)
            steps[step.requirement_id] = replace(step, mandatory=step.mandatory or before.mandatory)
            asked.setdefault(step.requirement_id, set()).add(line.level.code)
    return tuple(PlanRow(steps[each], frozenset(asked[each])) for each in order if each in steps)


def next_steps(
    assessment: Assessment, works: Sequence[Work], units: Sequence[UnitTime], *, today: date
) -> tuple[LevelAdvice, ...]:
    """The cheapest ways to every level of the edition, judged on the day of the assessment.

    A unit's hours are its weekly ones from today until that day, less what its open tasks are taken to cost.
    """
    weeks = max(0, (assessment.as_of - today).days // 7)
    left = {unit.unit_id: unit.until(weeks) for unit in units}
    adviser = _Adviser(
        assessment=assessment,
        works=works,
        names={unit.unit_id: unit.name for unit in units},
        capacity={unit_id: hours for unit_id, hours in left.items() if hours is not None},
    )
    levels = assessment.rules.levels
    return tuple(adviser.advise(level) for level in sorted(levels, key=lambda level: level.mark))


@dataclass(frozen=True)
class _Adviser:
    """What every level's advice needs."""

    assessment: Assessment
    works: Sequence[Work]
    names: Mapping[int, str]
    capacity: Mapping[int, int]

    def advise(self, level: Level) -> LevelAdvice:
        """The ways to one level."""
        if self.assessment.check(level.code).reached:
            return LevelAdvice(level, reached=True)
        try:
            problem = problem_of(
                self.assessment,
                level.code,
                hours={work.code: work.hours for work in self.works},
                units={work.code: work.unit_id for work in self.works},
                capacity=self.capacity,
            )
        except OutOfReach as refused:
            return LevelAdvice(level, reached=False, refused=refused)
        from sello.planning.domain.cheapest import choices  # the solver: who needs it, loads it

        return LevelAdvice(level, reached=False, ways=tuple(self._way(level, c) for c in choices(problem)))

    def _way(self, level: Level, choice: Choice) -> Way:
        marks = {rule.code: level.code in rule.mandatory_for for rule in self.assessment.rules.requirements}
        chosen = set(choice.codes)
        steps = tuple(
            Step(
                requirement_id=work.requirement_id,
                code=work.code,
                title=work.title,
                unit_id=work.unit_id,
                unit=work.unit,
                hours=work.hours,
                mandatory=marks[work.code],
                status=self.assessment.verdicts[work.code].reason.label,
            )
            for work in self.works
            if work.code in chosen
        )
        return Way(
            steps=steps,
            hours=choice.hours,
            hardest=next((step for step in steps if step.code == choice.hardest), None),
            overloaded=tuple((self.names[unit], over) for unit, over in choice.overloaded.items()),
        )
