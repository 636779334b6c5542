"""The level on each date at which something changes: evidence that begins, expires or is replaced."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from sello.catalogue.domain.rules import EditionRules
from sello.core.dates import ONE_DAY, later
from sello.level.assessment import (
    Assessment,
    Tally,
    conclude,
)
from sello.level.speaking import speaking
from sello.level.state import (
    NOT_APPLICABLE,
    EvidenceFact,
    Reading,
    RequirementState,
)
from sello.level.verdict import Verdict, judge, judge_all, left_out


@dataclass(frozen=True)
class Change:
    """A requirement that begins or ceases to count on a day, with the verdicts of before and after."""

    code: str
    before: Verdict
    after: Verdict


@dataclass(frozen=True)
class TurningPoint:
    """A day on which the score changes: the assessment from that day on, and what moved it."""

    on: date
    assessment: Assessment
    changes: tuple[Change, ...]


def timeline(
    rules: EditionRules,
    states: Iterable[RequirementState],
    reading: Reading,
    start: date,
    end: date,
) -> tuple[TurningPoint, ...]:
    """The state on the first day and then each day, until the last one, on which a verdict moves the score.

    Of each requirement only the pieces that speak on some of these days are looked at, and only the
    requirements touched by a date are judged again: a long future stays cheap, however many pieces there are.
    """
    few = {state.code: replace(state, evidence=speaking(state.evidence, start)) for state in states}
    walk = _Walk(rules, few, reading, start)
    moments = [TurningPoint(start, walk.conclude(start), ())]
    for day, touched in _agenda(walk.states.values(), reading, start, end):
        changes = walk.on(day, touched)
        if changes:
            moments.append(TurningPoint(day, walk.conclude(day), changes))
    return tuple(moments)


class _AsThen(Mapping[str, Verdict]):
    """The verdicts as they were after so many replacements; put together only when somebody asks."""

    def __init__(self, first: Mapping[str, Verdict], log: Sequence[Verdict], count: int) -> None:
        self._first, self._log, self._count = first, log, count

    @cached_property
    def _all(self) -> dict[str, Verdict]:
        return {**self._first, **{verdict.code: verdict for verdict in self._log[: self._count]}}

    def __getitem__(self, code: str) -> Verdict:
        return self._all[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._first)


class _Walk:
    """A cycle's verdicts on a day that moves forward."""

    def __init__(
        self, rules: EditionRules, states: dict[str, RequirementState], reading: Reading, start: date
    ) -> None:
        self.rules, self.states, self.reading = rules, states, reading
        self.by_code = {rule.code: rule for rule in rules.requirements}
        self.place = {rule.code: place for place, rule in enumerate(rules.requirements)}
        self.verdicts = judge_all(rules, states, reading, start)
        self.out = frozenset(code for code, verdict in self.verdicts.items() if not verdict.applicable)
        self.first, self.log = dict(self.verdicts), list[Verdict]()
        self.tally = Tally(rules)
        for verdict in self.verdicts.values():
            self.tally.add(verdict)

    def conclude(self, day: date) -> Assessment:
        """The assessment as the verdicts stand."""
        then = _AsThen(self.first, self.log, len(self.log))
        return conclude(self.tally, then, self.reading, day)

    def on(self, day: date, touched: set[str]) -> tuple[Change, ...]:
        """Judge the touched requirements again on a day, and tell which changes move the score."""
        out = self._left_out(day, touched)
        moved = (touched | (out ^ self.out)) & self.place.keys()
        self.out = out
        changes = []
        for code in sorted(moved, key=self.place.__getitem__):
            before, after = self._judge_again(code, day)
            if _counts(before) != _counts(after):
                changes.append(Change(code, before, after))
        return tuple(changes)

    def _judge_again(self, code: str, day: date) -> tuple[Verdict, Verdict]:
        before = self.verdicts[code]
        rule, state = self.by_code[code], self.states[code]
        after = judge(self.rules, rule, state, self.reading, day, out=code in self.out)
        if after != before:
            self.verdicts[code] = after
            self.log.append(after)
            self.tally.remove(before)
            self.tally.add(after)
        return before, after

    def _left_out(self, day: date, touched: set[str]) -> frozenset[str]:
        """Those that leave the denominator: asked again only when a date can have changed one of them."""
        states = (self.states[code] for code in touched)
        if any(NOT_APPLICABLE in (state.validated, state.external) for state in states):
            return left_out(self.rules, self.states, self.reading, day)
        return self.out


def _counts(verdict: Verdict) -> tuple[bool, Fraction, bool]:
    return verdict.applicable, verdict.share, verdict.met


def _agenda(
    states: Iterable[RequirementState], reading: Reading, start: date, end: date
) -> Iterator[tuple[date, set[str]]]:
    """The days after the first on which something of a requirement begins or ends, in order."""
    agenda: dict[date, set[str]] = {}
    for state in states:
        for day in _days(state, reading):
            if start < day <= end:
                agenda.setdefault(day, set()).add(state.code)
    return iter(sorted(agenda.items()))


def _days(state: RequirementState, reading: Reading) -> Iterator[date]:
    if reading is Reading.EXTERNAL and state.external_on:
        yield state.external_on
    if reading is not Reading.VALIDATED:
        return
    if state.validated_on:
        yield state.validated_on
    for fact in state.evidence:
        yield from _edges(fact)


def _edges(fact: EvidenceFact) -> Iterator[date]:
    if fact.counts_from is not None:
        yield fact.counts_from
    if fact.counts_until is not None and fact.counts_until < date.max:
        yield later(fact.counts_until, ONE_DAY)
