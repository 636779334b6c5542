"""The level's page: three readings side by side, the arithmetic of one opened, and what comes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sello.accounts.domain.actor import Visibility
from sello.core.changes import kept
from sello.core.moment import Moment
from sello.cycles.domain.stages import validity_of
from sello.cycles.queries.answers import AnswerRow
from sello.cycles.queries.cycles import CycleRow
from sello.level.assessment import Assessment, Score
from sello.level.explain import Disagreement, Explanation, Line, disagreements, explain, gap
from sello.level.phrase import Phrase
from sello.level.state import Reading
from sello.level.timeline import TurningPoint
from sello.progress.checklist import visible_rows
from sello.progress.standing import Standing, standing, standing_ahead


@dataclass(frozen=True)
class LevelPage:
    """All that the page shows; its parts have the names that the page uses, mappings go by code.

    Every reader sees the whole score; of requirements, `seen` and the lists hold only what she may see.
    """

    cycle: CycleRow
    as_of: date
    told_from: date | None
    opens: bool
    """Whether its requirements have pages: those of an edition that the cycle left have none."""
    reading: Reading
    assessments: Mapping[Reading, Assessment]
    opened: Explanation
    target: Phrase
    target_by_name: Phrase
    """The same with names in place of codes, for whoever reads names."""
    lists: tuple[tuple[str, tuple[Line, ...]], ...]
    hidden: int
    rows: Mapping[str, AnswerRow]
    seen: Mapping[str, AnswerRow]
    dimensions: tuple[tuple[str, str, Score], ...]
    differing: tuple[Disagreement, ...]
    moments: tuple[TurningPoint, ...]


def level_page(
    cycle: CycleRow, visibility: Visibility, reading: Reading, *, as_of: date, at: Moment
) -> LevelPage:
    """Open the arithmetic of a cycle's level as of a day (five statements at most); it is kept."""
    return kept(
        lambda: _level_page(cycle, visibility, reading, as_of, at),
        "level",
        cycle.id,
        visibility,
        reading,
        as_of,
        at.today,
    )


def _level_page(
    cycle: CycleRow, visibility: Visibility, reading: Reading, as_of: date, at: Moment
) -> LevelPage:
    if as_of < at.today:
        stands = standing(cycle, visibility, as_of=as_of, at=at)
    else:
        stands = standing_ahead(cycle, visibility, at=at)
    today, cycle = cycle, stands.cycle
    assessments = stands.assessments(as_of)
    opened = explain(assessments[reading], at.today)
    seen = {row.code: row for row in visible_rows(stands.answers, visibility)}
    return LevelPage(
        cycle=cycle,
        as_of=as_of,
        told_from=stands.told_from,
        opens=cycle.edition_id == today.edition_id,
        reading=reading,
        assessments=assessments,
        opened=opened,
        target=gap(assessments[reading], cycle.target_level),
        target_by_name=gap(
            assessments[reading], cycle.target_level, lambda code: f"«{cycle.known.title(code)}»"
        ),
        lists=_lists(opened, seen),
        hidden=len(stands.answers) - len(seen),
        rows={row.code: row for row in stands.answers},
        seen=seen,
        dimensions=tuple(
            (code, cycle.known.dimensions[code].text().title, score)
            for code, score in opened.assessment.dimensions.items()
        ),
        differing=tuple(item for item in disagreements(assessments) if item.code in seen),
        moments=_moments(stands, as_of),
    )


def _lists(opened: Explanation, seen: Mapping[str, AnswerRow]) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """The three lists of the arithmetic, without the requirements that the reader may not see."""
    parts = (("counted", opened.counted), ("not_counted", opened.not_counted), ("left_out", opened.left_out))
    return tuple((name, tuple(line for line in lines if line.code in seen)) for name, lines in parts)


def _moments(stands: Standing, as_of: date) -> tuple[TurningPoint, ...]:
    """What comes in the validated reading until the end of the validity (three years while unknown)."""
    end = stands.cycle.valid_until or validity_of(stands.cycle.evaluation_on or as_of)
    return stands.timeline(Reading.VALIDATED, as_of, max(end, as_of))
