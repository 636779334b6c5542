"""The level engine: exact arithmetic from verdicts to percentage, level, and what holds it back.

Sources of the rules: compliance of 60, 70 and 80 % and mandatory requirements per level (PNUD, Sello
de Igualdad de Género para Instituciones Públicas); an edition may weigh, grade and set floors.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil

from sello.catalogue.domain.rules import EditionRules, Level
from sello.level.state import Reading, RequirementState
from sello.level.verdict import (
    NOTHING,
    Verdict,
    judge_all,
)


@dataclass(frozen=True)
class Score:
    """A numerator over a denominator, with the counts behind them."""

    numerator: Fraction = NOTHING
    denominator: Fraction = NOTHING
    met: int = 0
    applicable: int = 0
    total: int = 0

    @property
    def share(self) -> Fraction:
        """The compliance from 0 to 1; nothing applicable is no compliance."""
        return self.numerator / self.denominator if self.denominator else NOTHING

    @property
    def not_applicable(self) -> int:
        """How many requirements left the denominator."""
        return self.total - self.applicable


@dataclass(frozen=True)
class FloorCheck:
    """The least share that a level asks of one dimension, beside what the dimension has."""

    dimension: str
    floor: Fraction
    share: Fraction
    reached: bool


@dataclass(frozen=True)
class LevelCheck:
    """One level beside the score: its threshold, its floors, and the mandatory ones that hold it back."""

    level: Level
    threshold_reached: bool
    floors: tuple[FloorCheck, ...]
    held_back_by: tuple[str, ...]
    reached: bool


@dataclass(frozen=True)
class Assessment:
    """A cycle judged in one reading on one day: verdicts, arithmetic, and where every level stands."""

    rules: EditionRules = field(repr=False)
    reading: Reading
    as_of: date
    score: Score
    dimensions: Mapping[str, Score]
    levels: tuple[LevelCheck, ...]
    level: Level | None
    verdicts: Mapping[str, Verdict] = field(repr=False)

    @property
    def share(self) -> Fraction | None:
        """The compliance from 0 to 1; None in an edition of conformity, which has no percentage."""
        return self.score.share if self.rules.scale.kind.has_percentage else None

    @property
    def percentage(self) -> Fraction | None:
        """The compliance from 0 to 100, exact."""
        return None if self.share is None else self.share * 100

    def check(self, level: str) -> LevelCheck:
        """Where a level stands, by its code; KeyError when the edition has no such level."""
        for check in self.levels:
            if check.level.code == level:
                return check
        raise KeyError(level)

    def asked(self, threshold: Fraction) -> Fraction:
        """The numerator that a threshold asks for, never less: whole requirements or hundredths of points."""
        parts = 1 if self.rules.counts_whole else 100
        return Fraction(ceil(threshold * self.score.denominator * parts), parts)

    def needed(self, level: str) -> int:
        """The fewest requirements that, met whole, would reach a level."""
        return fewest(self, self.check(level))


@dataclass(slots=True)
class _Sums:
    numerator: Fraction = NOTHING
    denominator: Fraction = NOTHING
    met: int = 0
    applicable: int = 0
    total: int = 0

    def count(self, verdict: Verdict, sign: int) -> None:
        self.total += sign
        if not verdict.applicable:
            return
        self.applicable += sign
        self.met += sign if verdict.met else 0
        self.denominator += verdict.weight if sign > 0 else -verdict.weight
        if verdict.share:
            self.numerator += verdict.earned if sign > 0 else -verdict.earned


class Tally:
    """Verdicts added up so that one of them can be exchanged without adding all of them again."""

    def __init__(self, rules: EditionRules) -> None:
        self.rules = rules
        self._sums = {code: _Sums() for code in rules.dimensions}
        self._mandatory_for = {rule.code: rule.mandatory_for for rule in rules.requirements}
        self._place = {rule.code: place for place, rule in enumerate(rules.requirements)}
        self._held_back: dict[str, set[str]] = {level.code: set() for level in rules.levels}

    def add(self, verdict: Verdict) -> None:
        """Count a verdict in."""
        self._sums[verdict.dimension].count(verdict, 1)
        if verdict.applicable and not verdict.met:
            for level in self._mandatory_for[verdict.code]:
                self._held_back.setdefault(level, set()).add(verdict.code)

    def remove(self, verdict: Verdict) -> None:
        """Count a verdict out again."""
        self._sums[verdict.dimension].count(verdict, -1)
        for level in self._mandatory_for[verdict.code]:
            self._held_back.setdefault(level, set()).discard(verdict.code)

    def dimensions(self) -> dict[str, Score]:
        """The score of each dimension, in the edition's order."""
        return {
            code: Score(s.numerator, s.denominator, s.met, s.applicable, s.total)
            for code, s in self._sums.items()
        }

    def score(self) -> Score:
        """The score of the whole edition."""
        return total(self.dimensions().values())

    def checks(self, score: Score, dimensions: Mapping[str, Score]) -> tuple[LevelCheck, ...]:
        """Where every level stands, from the lowest to the highest."""
        return tuple(
            self._check(level, score, dimensions)
            for level in sorted(self.rules.levels, key=lambda level: level.mark)
        )

    def _check(self, level: Level, score: Score, dimensions: Mapping[str, Score]) -> LevelCheck:
        floors = tuple(_floor(code, floor, dimensions[code]) for code, floor in level.floors.items())
        held_back = self._held_back[level.code]
        enough = score.applicable > 0 and score.share >= level.threshold
        return LevelCheck(
            level=level,
            threshold_reached=enough,
            floors=floors,
            held_back_by=tuple(sorted(held_back, key=self._place.__getitem__)),
            reached=enough and not held_back and all(floor.reached for floor in floors),
        )


def _floor(code: str, floor: Fraction, score: Score) -> FloorCheck:
    """A dimension in which nothing applies asks for nothing."""
    return FloorCheck(code, floor, score.share, score.applicable == 0 or score.share >= floor)


def total(scores: Iterable[Score]) -> Score:
    """Add scores of parts up to the score of the whole."""
    parts = tuple(scores)
    return Score(
        numerator=sum((part.numerator for part in parts), NOTHING),
        denominator=sum((part.denominator for part in parts), NOTHING),
        met=sum(part.met for part in parts),
        applicable=sum(part.applicable for part in parts),
        total=sum(part.total for part in parts),
    )


def highest(checks: Iterable[LevelCheck]) -> Level | None:
    """The highest level whose own conditions are all kept; each level is asked on its own."""
    return max((s.level for s in checks if s.reached), key=lambda level: level.mark, default=None)


def assess(
    rules: EditionRules, states: Iterable[RequirementState], reading: Reading, as_of: date
) -> Assessment:
    """Judge a cycle in one reading as of a day; a requirement without state has no answer.

    Raises NotOnTheScale for an answer that the edition's scale does not know.
    """
    verdicts = judge_all(rules, {state.code: state for state in states}, reading, as_of)
    tally = Tally(rules)
    for verdict in verdicts.values():
        tally.add(verdict)
    return conclude(tally, verdicts, reading, as_of)


def conclude(tally: Tally, verdicts: Mapping[str, Verdict], reading: Reading, as_of: date) -> Assessment:
    """Draw from added-up verdicts the score, the checks and the level."""
    dimensions = tally.dimensions()
    score = total(dimensions.values())
    checks = tally.checks(score, dimensions)
    return Assessment(
        rules=tally.rules,
        reading=reading,
        as_of=as_of,
        score=score,
        dimensions=dimensions,
        levels=checks,
        level=highest(checks),
        verdicts=verdicts,
    )


def fewest(assessment: Assessment, check: LevelCheck) -> int:
    """The fewest requirements that reach a level: its mandatory ones, then each floor, then the threshold.

    Taking the largest gains first is exact here: every need is a sum over nested groups (a dimension
    lies inside the whole), so any smaller set could be exchanged for this one.
    """
    chosen = set(check.held_back_by)
    gaining = (verdict for verdict in assessment.verdicts.values() if verdict.gain > 0)
    largest_first = sorted(gaining, key=lambda verdict: verdict.gain, reverse=True)
    for floor in check.floors:
        own = [verdict for verdict in largest_first if verdict.dimension == floor.dimension]
        _choose(chosen, own, _lacking(assessment.dimensions[floor.dimension], floor.floor))
    _choose(chosen, largest_first, _lacking(assessment.score, check.level.threshold))
    return len(chosen)


def _choose(chosen: set[str], largest_first: list[Verdict], lacking: Fraction) -> None:
    """Add to the chosen until the gains of a group's chosen cover what its score lacks."""
    lacking -= sum((verdict.gain for verdict in largest_first if verdict.code in chosen), NOTHING)
    for verdict in largest_first:
        if lacking <= 0:
            return
        if verdict.code not in chosen:
            chosen.add(verdict.code)
            lacking -= verdict.gain


def _lacking(score: Score, share: Fraction) -> Fraction:
    """What a numerator lacks to reach a share of its denominator; negative when it has more."""
    return share * score.denominator - score.numerator


def points_missing(assessment: Assessment, check: LevelCheck) -> Fraction:
    """How much the numerator lacks to reach the threshold of a level."""
    return max(NOTHING, _lacking(assessment.score, check.level.threshold))
