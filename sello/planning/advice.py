"""What next and when, for a cycle as it stands: the cheapest ways up, and the forecast."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sello.catalogue.domain.rules import Level
from sello.core.refusal import Refusal
from sello.level.assessment import Assessment
from sello.level.state import Reading
from sello.planning.domain.cheapest import Choice, choices
from sello.planning.domain.forecast import Forecast, forecast
from sello.planning.domain.outlook import outlook_of
from sello.planning.domain.problem import OutOfReach, problem_of
from sello.planning.queries import EffortRow, Pace, UnitHoursRow
from sello.progress.standing import Standing

HOURS_OF_A_TASK = 4
"""What an open task is taken to cost its unit still: half a working day."""

READING = Reading.VALIDATED
"""Plans and forecasts are about what the secretariat would accept, the reading that work can move."""


@dataclass(frozen=True)
class Step:
    """One requirement of a choice, with who would do it and at what effort (hours)."""

    requirement_id: int
    code: str
    title: str
    unit: str | None
    hours: int
    mandatory: bool
    status: str


@dataclass(frozen=True)
class Way:
    """One set of requirements that reaches a level; `overloaded` are (unit, hours too many)."""

    steps: tuple[Step, ...]
    hours: int
    hardest: Step | None
    overloaded: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class LevelAdvice:
    """The ways to one level, the cheapest first; a reason in place of ways when there is none."""

    level: Level
    reached: bool
    ways: tuple[Way, ...] = ()
    refused: Refusal | None = None


def next_steps(
    standing: Standing,
    *,
    as_of: date,
    today: date,
    efforts: Iterable[EffortRow],
    hours: Iterable[UnitHoursRow],
    open_tasks: Mapping[int, int],
) -> tuple[LevelAdvice, ...]:
    """The cheapest ways to every level of the edition, judged on the day of the evaluation (``as_of``).

    A unit's hours are its weekly ones until that day, less what its open tasks are taken to cost.
    """
    known = tuple(hours)
    adviser = _Adviser(
        standing=standing,
        assessment=standing.assess(READING, as_of),
        efforts={row.code: row for row in efforts},
        names={row.unit_id: row.name for row in known},
        capacity=_capacity(known, max(0, (as_of - today).days // 7), open_tasks),
    )
    levels = adviser.assessment.rules.levels
    return tuple(adviser.advise(level) for level in sorted(levels, key=lambda level: level.mark))


def _capacity(hours: Iterable[UnitHoursRow], weeks: int, open_tasks: Mapping[int, int]) -> dict[int, int]:
    return {
        row.unit_id: max(0, row.weekly * weeks - open_tasks.get(row.unit_id, 0) * HOURS_OF_A_TASK)
        for row in hours
        if row.weekly is not None
    }


@dataclass(frozen=True)
class _Adviser:
    """What every level's advice needs."""

    standing: Standing
    assessment: Assessment
    efforts: Mapping[str, EffortRow]
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
                hours={code: row.hours for code, row in self.efforts.items()},
                units={row.code: row.unit_id for row in self.standing.answers},
                capacity=self.capacity,
            )
        except OutOfReach as refused:
            return LevelAdvice(level, reached=False, refused=refused)
        return LevelAdvice(level, reached=False, ways=tuple(self._way(level, c) for c in choices(problem)))

    def _way(self, level: Level, choice: Choice) -> Way:
        marks = {rule.code: level.code in rule.mandatory_for for rule in self.assessment.rules.requirements}
        chosen = set(choice.codes)
        steps = tuple(
            Step(
                requirement_id=row.requirement_id,
                code=row.code,
                title=row.title,
                unit=row.unit_name,
                hours=self.efforts[row.code].hours,
                mandatory=marks[row.code],
                status=self.assessment.verdicts[row.code].reason.label,
            )
            for row in self.standing.answers
            if row.code in chosen
        )
        return Way(
            steps=steps,
            hours=choice.hours,
            hardest=next((step for step in steps if step.code == choice.hardest), None),
            overloaded=tuple((self.names[unit], over) for unit, over in choice.overloaded.items()),
        )


def outlook_and_odds(
    standing: Standing, pace: Pace, *, today: date, evaluation: date, runs: int = 10_000
) -> Forecast:
    """The forecast of a cycle from its own pace. Raises TooLittleHistory."""
    codes = {row.requirement_id: row.code for row in standing.answers}
    outlook = outlook_of(
        standing.assess(READING, today),
        units={row.code: row.unit_id for row in standing.answers},
        acts={codes[key]: count for key, count in pace.by_requirement.items() if key in codes},
        evaluation=evaluation,
    )
    return forecast(pace.history, outlook, runs=runs)
