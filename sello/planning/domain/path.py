"""The path to the day: past cuts, today, what expires, the forecast's band, evaluation, end of validity.

One value, built here from facts that are read elsewhere, stands behind every picture and sentence of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from sello.catalogue.domain.rules import Level
from sello.core.labels import N_, LabelledEnum
from sello.core.lights import Light
from sello.level.timeline import Change, TurningPoint
from sello.level.verdict import Reason
from sello.planning.domain.outcome import BAND, LIKELY, Forecast

WEEK = timedelta(days=7)
TAIL = float((1 - BAND) / 2)
"""What the band leaves out above and below it."""


class MarkKind(LabelledEnum):
    """What a day on the path is; of several on one day, in this order."""

    CUT = "cut", N_("Corte")
    TODAY = "today", N_("Hoy")
    LOSS = "loss", N_("Deja de contar")
    GAIN = "gain", N_("Empieza a contar")
    EVALUATION = "evaluation", N_("Evaluación externa")
    END = "end", N_("Fin de la vigencia")


@dataclass(frozen=True, slots=True)
class Rung:
    """A level as a step of the path; no level is the lowest one, without a name."""

    mark: int = 0
    name: str | None = None


NO_LEVEL = Rung()


@dataclass(frozen=True, slots=True)
class CutPoint:
    """What a cut says of its day; `level` is the code of its level in the edition of then."""

    name: str
    on: date
    level: str | None
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on the path, with the level from then on; `codes` cease (or begin) to count on it."""

    on: date
    kind: MarkKind
    level: Rung
    share: Fraction | None = None
    codes: tuple[str, ...] = ()
    expires: bool = False
    """Whether all of `codes` cease to count because their evidence expires."""
    step: int = 0
    """How many levels up, or down, the day moves."""
    name: str = ""

    @property
    def light(self) -> Light:
        """Red for a fall, amber for a loss that the level bears, green for a gain."""
        if self.kind is MarkKind.LOSS:
            return Light.RED if self.step < 0 else Light.AMBER
        return Light.GREEN if self.kind is MarkKind.GAIN else Light.GREY


@dataclass(frozen=True, slots=True)
class Stretch:
    """The level from one day to another; a past one is known at its ends only."""

    first: date
    last: date
    level: Rung
    past: bool = False


@dataclass(frozen=True, slots=True)
class BandWeek:
    """Between which levels the forecast lies from a day on, in BAND of its runs."""

    on: date
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast of the evaluation's day: the probability of each level, and the way of its band."""

    chances: tuple[tuple[Rung, float], ...]
    band: tuple[BandWeek, ...]
    likely: Rung
    """The highest level that is more probable than not."""


@dataclass(frozen=True, slots=True)
class Path:
    """The whole of it; `evaluation` and `end` are None while they are not known."""

    rungs: tuple[Rung, ...]
    today: date
    evaluation: date | None
    end: date | None
    last: date
    """The last day that is looked at."""
    marks: tuple[Mark, ...]
    stretches: tuple[Stretch, ...]
    outlook: Outlook | None = None

    @property
    def now(self) -> Rung:
        """The level today."""
        return self.level_on(self.today)

    def level_on(self, day: date) -> Rung:
        """The level on a day from today on, if nothing is done."""
        ahead = (each for each in self.stretches if not each.past and each.first <= day)
        return max(ahead, key=lambda each: each.first).level

    @property
    def ahead(self) -> tuple[Mark, ...]:
        """The days after today on which something begins or ceases to count."""
        return tuple(mark for mark in self.marks if mark.kind in (MarkKind.LOSS, MarkKind.GAIN))

    @property
    def codes(self) -> frozenset[str]:
        """Every requirement that is named ahead."""
        return frozenset(code for mark in self.ahead for code in mark.codes)


def path_of(
    levels: Iterable[Level],
    points: Sequence[TurningPoint],
    cuts: Iterable[CutPoint],
    *,
    evaluation: date | None,
    end: date | None,
    last: date,
    forecast: Forecast | None = None,
) -> Path:
    """Lay out the path; the first of `points` is today, the others are the days to come until `last`."""
    ladder = sorted(levels, key=lambda level: level.mark)
    rungs = {level.code: Rung(level.mark, level.name) for level in ladder}
    today = points[0].on
    past = sorted(_cut_marks(rungs, cuts, today), key=lambda mark: mark.on)
    ahead = list(_ahead(points))
    fixed = list(_fixed_days(points, past, evaluation, end, last))
    order = list(MarkKind)
    return Path(
        rungs=(NO_LEVEL, *rungs.values()),
        today=today,
        evaluation=evaluation,
        end=end,
        last=last,
        marks=tuple(sorted([*past, *ahead, *fixed], key=lambda mark: (mark.on, order.index(mark.kind)))),
        stretches=(*_behind(past, today), *_stretches(points, last)),
        outlook=_outlook(rungs, forecast, today, evaluation),
    )


def _rung(point: TurningPoint) -> Rung:
    level = point.assessment.level
    return Rung(level.mark, level.name) if level else NO_LEVEL


def _cut_marks(rungs: dict[str, Rung], cuts: Iterable[CutPoint], today: date) -> Iterator[Mark]:
    """A cut of a former edition, whose level this one does not know, has no place on the path."""
    for cut in cuts:
        rung = rungs.get(cut.level) if cut.level else NO_LEVEL
        if rung is not None and cut.on < today:
            yield Mark(cut.on, MarkKind.CUT, rung, cut.share, name=cut.name)


def _ahead(points: Sequence[TurningPoint]) -> Iterator[Mark]:
    for before, point in pairwise(points):
        lost = [change for change in point.changes if _worth(change) < 0]
        moved = lost or [change for change in point.changes if _worth(change) > 0]
        yield Mark(
            on=point.on,
            kind=MarkKind.LOSS if lost else MarkKind.GAIN,
            level=_rung(point),
            share=point.assessment.share,
            codes=tuple(change.code for change in moved),
            expires=all(change.after.reason is Reason.EXPIRED for change in moved),
            step=_rung(point).mark - _rung(before).mark,
        )


def _worth(change: Change) -> Fraction:
    """What a change adds; a conformity scale earns nothing for what is met only in part."""
    return change.after.earned - change.before.earned or Fraction(change.after.met - change.before.met)


def _fixed_days(
    points: Sequence[TurningPoint],
    past: Sequence[Mark],
    evaluation: date | None,
    end: date | None,
    last: date,
) -> Iterator[Mark]:
    """Today, the evaluation and the end, each with the level that stands then if nothing is done.

    Of a day that has passed only a cut tells the level; without one it has no place.
    """
    for kind, day in ((MarkKind.TODAY, points[0].on), (MarkKind.EVALUATION, evaluation), (MarkKind.END, end)):
        if day is None or day > last:
            continue
        point = next((each for each in reversed(points) if each.on <= day), None)
        cut = next((mark for mark in reversed(past) if mark.on <= day), None)
        if point is not None:
            yield Mark(day, kind, _rung(point), point.assessment.share)
        elif cut is not None:
            yield Mark(day, kind, cut.level, cut.share)


def _behind(past: Sequence[Mark], today: date) -> Iterator[Stretch]:
    ends = [*(mark.on for mark in past[1:]), today]
    for mark, end in zip(past, ends, strict=False):
        yield Stretch(mark.on, end, mark.level, past=True)


def _stretches(points: Sequence[TurningPoint], last: date) -> Iterator[Stretch]:
    """From one change of level to the next."""
    steps = [point for n, point in enumerate(points) if not n or _rung(point) != _rung(points[n - 1])]
    ends = [*(point.on for point in steps[1:]), last]
    for point, end in zip(steps, ends, strict=True):
        yield Stretch(point.on, end, _rung(point))


def _outlook(
    rungs: dict[str, Rung], forecast: Forecast | None, today: date, evaluation: date | None
) -> Outlook | None:
    if forecast is None or evaluation is None or evaluation <= today:
        return None
    odds = {rungs[each.code]: each for each in forecast.levels}
    weeks = min((evaluation - today).days // 7, *(len(each.by_week) - 1 for each in forecast.levels))

    def highest(week: int, least: float) -> Rung:
        """The highest level that holds in so many runs; whoever holds a higher one lacks none."""
        sure = [rung for rung, each in odds.items() if each.by_week[week] >= least]
        return max(sure, key=lambda rung: rung.mark, default=NO_LEVEL)

    return Outlook(
        chances=tuple((rung, each.probability) for rung, each in odds.items()),
        band=tuple(
            BandWeek(today + week * WEEK, highest(week, 1 - TAIL).mark, highest(week, TAIL).mark)
            for week in range(weeks + 1)
        ),
        likely=highest(weeks, LIKELY),
    )
