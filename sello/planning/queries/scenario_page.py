"""A scenario beside reality: the level in every reading, as it stands and as supposed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.cycles.queries import cycles
from sello.cycles.queries.cycles import CycleRow
from sello.level.assessment import Assessment, assess
from sello.level.state import HIDDEN_TITLE, Reading
from sello.planning.domain.suppose import Supposition, apply, evaluation_day, judged_on
from sello.planning.queries.kept import ScenarioRow, scenario
from sello.progress.standing import Standing, standing


@dataclass(frozen=True)
class Outcome:
    """A level in one reading, real or supposed."""

    reading: Reading
    level: str | None
    mark: int
    share: Fraction | None
    numerator: Fraction
    denominator: Fraction
    met: int
    held_back: tuple[str, ...]
    dimensions: tuple[tuple[str, str, int, int], ...]


@dataclass(frozen=True)
class Offered:
    """What can be supposed: requirements (code, words) and the pieces that the reader may know of."""

    requirements: tuple[tuple[str, str], ...]
    pieces: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class ScenarioPage:
    """What the page of a scenario shows; its parts have the names that the page uses."""

    scenario: ScenarioRow
    mine: bool
    cycle: CycleRow
    real: tuple[Outcome, ...]
    supposed: tuple[Outcome, ...]
    real_day: date
    supposed_day: date
    titles: Mapping[int, str]


def offered(actor: Actor, scenario_id: int, *, at: Moment) -> Offered:
    """What can be supposed in a scenario. Raises NotFound."""
    return _offered(_stands(actor, scenario(actor, scenario_id), at))


def scenario_page(actor: Actor, scenario_id: int, *, at: Moment) -> tuple[ScenarioPage, Offered]:
    """Read a scenario beside reality, and what else can be supposed in it. Raises NotFound."""
    row = scenario(actor, scenario_id)
    stands = _stands(actor, row, at)
    real_day = judged_on(stands.cycle.evaluation_on, at.today)
    supposed_day = max(evaluation_day(row.suppositions, real_day), at.today)
    page = ScenarioPage(
        scenario=row,
        mine=row.owner_id == actor.person_id,
        cycle=stands.cycle,
        real=_outcomes(stands, (), real_day),
        supposed=_outcomes(stands, row.suppositions, supposed_day),
        real_day=real_day,
        supposed_day=supposed_day,
        titles=_titles(stands),
    )
    return page, _offered(stands)


def _stands(actor: Actor, row: ScenarioRow, at: Moment) -> Standing:
    return standing(cycles.find(row.cycle_id, actor.visibility), actor.visibility, at=at)


def _titles(stands: Standing) -> dict[int, str]:
    return {fact.id: fact.title for each in stands.facts.values() for fact in each}


def _offered(stands: Standing) -> Offered:
    seen = [(piece, title) for piece, title in _titles(stands).items() if title != HIDDEN_TITLE]
    return Offered(
        requirements=tuple((row.code, f"{row.code} {row.title}") for row in stands.answers),
        pieces=tuple(sorted(seen, key=lambda item: item[1].casefold())),
    )


def _outcomes(stands: Standing, supposed: tuple[Supposition, ...], day: date) -> tuple[Outcome, ...]:
    rules = stands.cycle.known.rules
    states = apply(rules, stands.states.values(), supposed)
    return tuple(_outcome(stands, assess(rules, states, reading, day)) for reading in Reading)


def _outcome(stands: Standing, found: Assessment) -> Outcome:
    return Outcome(
        reading=found.reading,
        level=found.level.name if found.level else None,
        mark=found.level.mark if found.level else 0,
        share=found.share,
        numerator=found.score.numerator,
        denominator=found.score.denominator,
        met=found.score.met,
        held_back=found.check(stands.cycle.target_level).held_back_by,
        dimensions=tuple(
            (code, part.text().title, found.dimensions[code].met, found.dimensions[code].applicable)
            for code, part in stands.cycle.known.dimensions.items()
        ),
    )
