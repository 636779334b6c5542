"""The path of a cycle to its day, read from where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sello.accounts.domain.actor import Visibility
from sello.core.changes import kept
from sello.core.dates import later
from sello.core.moment import Moment
from sello.core.refusal import Refusal
from sello.cycles.domain.stages import validity_of
from sello.cycles.queries.answers import AnswerRow
from sello.cycles.queries.cuts import levels_until
from sello.level.next_level import short_of_next
from sello.level.phrase import Phrase
from sello.planning.domain.outcome import Forecast
from sello.planning.domain.path import CutPoint, Path, path_of
from sello.planning.queries.forecasts import READING, RUNS, forecast_of
from sello.progress.checklist import visible_rows
from sello.progress.standing import Standing
from sello.tasks.queries.summaries import first_open

SIGHT = timedelta(days=365)
"""How far ahead is looked while no evaluation is set."""
NAMED = 2
"""How many requirements are told by their names in one sentence."""


@dataclass(frozen=True)
class PathPage:
    """The path with what its reader may open: requirements by code, and the open task of each by id."""

    path: Path
    short: Phrase | None
    """Why the level is not the next one, where its share alone would give it."""
    rows: Mapping[str, AnswerRow]
    tasks: Mapping[int, int]
    short_by_name: Phrase | None = None
    """The same with the names of the first requirements, for whoever reads names."""


def path_page(stands: Standing, visibility: Visibility, *, at: Moment) -> PathPage:
    """The path of a cycle for a page (five statements more than where it stands); it is kept."""
    return kept(
        lambda: page_of(read_path(stands, visibility, at=at), stands, visibility),
        "path",
        stands.cycle.id,
        stands.day,
        visibility,
        at.today,
    )


def page_of(path: Path, stands: Standing, visibility: Visibility) -> PathPage:
    """What a reader may open of a path (one statement)."""
    rows = {row.code: row for row in visible_rows(stands.answers, visibility) if row.code in path.codes}
    ids = [] if visibility.released_only else [row.requirement_id for row in rows.values()]
    assessed = stands.assess(READING, path.today)
    return PathPage(
        path=path,
        short=short_of_next(assessed),
        short_by_name=short_of_next(assessed, lambda code: f"«{_title(stands, code)}»", NAMED),
        rows=rows,
        tasks=first_open(stands.cycle.id, ids, visibility, today=path.today) if ids else {},
    )


def _title(stands: Standing, code: str) -> str:
    return stands.cycle.known.requirements[code].text().title


def read_path(stands: Standing, visibility: Visibility, *, at: Moment) -> Path:
    """The path of a cycle from the day on which it is read (four statements; one where nothing is forecast).

    Only today has a pace to go by, and only the town's own people are told of it.
    """
    told = not visibility.released_only and stands.day == at.today
    return laid(stands, _forecast(stands, at) if told else None)


def laid(stands: Standing, forecast: Forecast | None) -> Path:
    """The path of a cycle with a forecast that was made already (one statement)."""
    cycle, day = stands.cycle, stands.day
    end = cycle.valid_until or (cycle.evaluation_on and validity_of(cycle.evaluation_on))
    last = max(day, end or later(day, SIGHT))
    return path_of(
        cycle.known.rules.levels,
        stands.timeline(READING, day, last),
        [CutPoint(cut.name, cut.as_of, cut.level, cut.share) for cut in levels_until(cycle.id, READING, day)],
        evaluation=cycle.evaluation_on,
        end=end,
        last=last,
        forecast=forecast,
    )


def _forecast(stands: Standing, at: Moment) -> Forecast | None:
    """The forecast of an evaluation to come; None where too little is known."""
    day = stands.cycle.evaluation_on
    if day is None or day <= at.today:
        return None
    try:
        return forecast_of(stands, evaluation=day, at=at, runs=RUNS)
    except Refusal:
        return None
