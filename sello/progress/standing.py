"""Where a cycle stands once its evidence is counted: all of it is handed to the level engine here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Select, select

from sello.accounts.domain.actor import Visibility
from sello.core.changes import kept
from sello.core.db import db
from sello.core.moment import Moment
from sello.cycles.queries.answers import AnswerRow, answers
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.queries.past import answers_then, past, refuse_before
from sello.evidence.models import Evidence, EvidenceLink, ServiceState
from sello.evidence.queries.conditions import seen_by
from sello.evidence.queries.facts import facts_for_cycle
from sello.evidence.queries.past import facts_then
from sello.evidence.queries.speaking import speaking_for_cycle
from sello.evidence.queries.sums import sums_by_requirement
from sello.level.assessment import Assessment, assess
from sello.level.outside import assessment_outside, frozen_outside, outside, turning_outside
from sello.level.snapshot import Comparison, compare, snapshot
from sello.level.state import HIDDEN_TITLE, EvidenceFact, Reading, RequirementState
from sello.level.status import EvidenceCount, Status, count_evidence, status_of
from sello.level.timeline import TurningPoint, timeline
from sello.level.verdict import Verdict, judge_all


@dataclass(frozen=True)
class Standing:
    """A cycle with its answers and what backs them; every question about its level is asked here.

    `at` is when and where it was read: it says from which day a decision counts. `day` is the day as of which
    it stands, and the first one that it can be asked about: an earlier day may have looked otherwise.
    """

    cycle: CycleRow
    at: Moment
    day: date
    answers: tuple[AnswerRow, ...]
    facts: Mapping[int, tuple[EvidenceFact, ...]]
    counts: Mapping[int, EvidenceCount] | None = None
    """How much evidence each requirement has, where `facts` only stand for it."""
    told_from: date | None = None
    """The day from which what stood was kept, where it is later than `day`: what is told stood only then."""
    outside: bool = False
    """Whether it is told to somebody from outside: the same level, without the town's own work on it."""

    @cached_property
    def states(self) -> dict[str, RequirementState]:
        """What the level engine is told, by the requirement's code."""
        return {row.code: row.state(self.at, self.facts.get(row.requirement_id, ())) for row in self.answers}

    @cached_property
    def _assessed(self) -> dict[tuple[Reading, date], Assessment]:
        """What was asked already: a page asks for the same day's level, states and cut."""
        return {}

    def assess(self, reading: Reading, as_of: date) -> Assessment:
        """The level in one reading on a day; ValueError for a day before the one that this stands on."""
        self._check(as_of)
        if (reading, as_of) not in self._assessed:
            rules = self.cycle.known.rules
            found = assess(rules, self.states.values(), reading, as_of)
            self._assessed[reading, as_of] = assessment_outside(found) if self.outside else found
        return self._assessed[reading, as_of]

    def verdicts(self, reading: Reading, as_of: date) -> Mapping[str, Verdict]:
        """Every requirement judged in one reading on a day, without adding them up where nobody asked."""
        self._check(as_of)
        if (reading, as_of) in self._assessed:
            return self._assessed[reading, as_of].verdicts
        found = judge_all(self.cycle.known.rules, self.states, reading, as_of)
        return {code: outside(each) for code, each in found.items()} if self.outside else found

    def told_to(self, visibility: Visibility) -> "Standing":
        """The same for a reader from outside, who is not told of the town's own work."""
        return replace(self, outside=True) if visibility.released_only else self

    def _check(self, as_of: date) -> None:
        if as_of < self.day:
            raise ValueError(f"what stood on {as_of} is read as of that day, not as of {self.day}")

    def assessments(self, as_of: date) -> dict[Reading, Assessment]:
        """The level in the three readings on a day."""
        return {reading: self.assess(reading, as_of) for reading in Reading}

    def statuses(self, as_of: date) -> dict[str, Status]:
        """Where the work on every requirement stands on a day, and with it whose turn it is, by code."""
        states = {} if self.outside else self.states  # what waits in them is not told outside
        return {
            code: status_of(states.get(code) or RequirementState(code), verdict, as_of)
            for code, verdict in self.verdicts(Reading.VALIDATED, as_of).items()
        }

    def evidence_of(self, answer: AnswerRow, as_of: date) -> EvidenceCount:
        """How much evidence a requirement has, by what it is worth on a day."""
        if self.counts is None:
            return count_evidence(self.states[answer.code], as_of)
        return self.counts.get(answer.requirement_id, EvidenceCount())

    @property
    def has_evidence(self) -> bool:
        """Whether any evidence serves the cycle."""
        return any(self.evidence_of(row, self.day).total for row in self.answers)

    def timeline(self, reading: Reading, start: date, end: date) -> tuple[TurningPoint, ...]:
        """The level on each day on which something changes."""
        self._check(start)
        found = timeline(self.cycle.known.rules, self.states.values(), reading, start, end)
        return tuple(turning_outside(point) for point in found) if self.outside else found

    def snapshot(self, as_of: date) -> dict[str, Any]:
        """The whole state on a day as a cut keeps it."""
        units = {row.code: row.unit_id for row in self.answers}
        return snapshot(self.assessments(as_of), self.states, units)

    def since(self, frozen: Mapping[str, Any], reading: Reading, as_of: date) -> Comparison:
        """What moved in one reading from a cut's frozen state to a day."""
        told = frozen_outside(frozen) if self.outside else frozen
        return compare(told, self.snapshot(as_of), reading)


def standing(
    cycle: CycleRow, visibility: Visibility | None = None, *, as_of: date | None = None, at: Moment
) -> Standing:
    """Read where a cycle stands today, or what stood at the end of a past day: the one way back.

    Two statements for today and for days to come, four at most for a past one, and one more for a reader who
    may not see every piece: the score counts all the evidence for everybody, titles of hidden pieces are not
    told, and outside nothing of the town's own work. Raises BeforeTheCycle.
    """
    past_day = as_of is not None and as_of < at.today
    if as_of and past_day:
        refuse_before(cycle, as_of, at=at)
    stands = standing_then(cycle, as_of, at=at) if as_of and past_day else _now(cycle, at)
    if visibility is None:
        return stands
    served = select(ServiceState.evidence_id).where(ServiceState.cycle_id == cycle.id)
    serves = select(EvidenceLink.evidence_id).where(EvidenceLink.cycle_id == cycle.id)
    return _as_seen(stands, served if past_day else serves, visibility)


def _as_seen(stands: Standing, named: Select[int] | list[int], visibility: Visibility) -> Standing:
    """The same without the titles of pieces that the reader may not see; she sees them among those named."""
    if visibility.is_whole:
        return stands
    facts = _without_hidden_titles(stands.facts, named, visibility)
    return replace(stands, facts=facts).told_to(visibility)


def standing_ahead(cycle: CycleRow, visibility: Visibility, *, at: Moment) -> Standing:
    """Read where a cycle stands today for its verdicts of today and of the days to come, with their pieces.

    As `standing`, in three statements at most and at the same size whatever its evidence: of each requirement
    it holds the pieces that a verdict may name, so whoever counts pieces, or freezes a cut, takes `standing`.
    It is kept until something of the institution changes.
    """
    return kept(lambda: _ahead(cycle, visibility, at), "ahead", cycle.id, visibility, at.today)


def _ahead(cycle: CycleRow, visibility: Visibility, at: Moment) -> Standing:
    facts = speaking_for_cycle(cycle.id, at=at)
    stands = Standing(cycle, at, at.today, answers(cycle.id), facts)
    named = [fact.id for each in facts.values() for fact in each]
    return _as_seen(stands, named, visibility)


def _now(cycle: CycleRow, at: Moment) -> Standing:
    return Standing(cycle, at, at.today, answers(cycle.id), facts_for_cycle(cycle.id, at=at))


def standing_then(cycle: CycleRow, as_of: date, *, at: Moment) -> Standing:
    """Read what was kept of a day, be it a past one or today (four statements at most)."""
    then = past(cycle, as_of, at=at)
    facts = facts_then(cycle.id, then.until, at=at)
    return Standing(then.cycle, at, as_of, answers_then(then), facts, told_from=then.told_from)


def standing_today(cycle: CycleRow, *, at: Moment) -> Standing:
    """Read where a cycle stands today, at the same cost whatever its evidence: two statements.

    It answers for today and for how its level will fare, and names no piece; a cut or an explanation takes
    `standing`. The same for every reader, it is kept until something of the institution changes.
    """
    return kept(lambda: _today(cycle, at), "standing", cycle.id, at.today)


def _today(cycle: CycleRow, at: Moment) -> Standing:
    found = sums_by_requirement(cycle.id, at=at)
    if found is None:
        return standing(cycle, at=at)
    facts = {requirement_id: one.facts for requirement_id, one in found.items()}
    counts = {requirement_id: one.count for requirement_id, one in found.items()}
    return Standing(cycle, at, at.today, answers(cycle.id), facts, counts)


def _without_hidden_titles(
    facts: Mapping[int, tuple[EvidenceFact, ...]], named: Select[int] | list[int], visibility: Visibility
) -> dict[int, tuple[EvidenceFact, ...]]:
    seen = set(
        db.session.execute(select(Evidence.id).where(Evidence.id.in_(named), seen_by(visibility))).scalars()
    )
    return {
        requirement_id: tuple(fact if fact.id in seen else replace(fact, title=HIDDEN_TITLE) for fact in each)
        for requirement_id, each in facts.items()
    }
