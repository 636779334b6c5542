"""From where a cycle stands to its report: figures as they come, lists put in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sello.accounts.queries.face import Signer
from sello.catalogue.domain.rules import EditionRules, Level
from sello.core.days import SOON
from sello.core.labels import N_
from sello.core.lights import Light
from sello.level.assessment import Assessment, LevelCheck
from sello.level.snapshot import Comparison, Figures, RequirementMove
from sello.level.state import Reading as ReadingKind
from sello.level.status import Status
from sello.level.verdict import Verdict
from sello.planning.queries.path import PathPage
from sello.reports.document.values import LevelMark
from sello.reports.document.wording import Translate
from sello.reports.readiness.contents import (
    Changes,
    DimensionCount,
    Edition,
    EvidenceLine,
    ExpiryLine,
    Gap,
    GapItem,
    Hold,
    Move,
    ReadinessReport,
    Reading,
    RemarkLine,
    RequirementLine,
    Sealed,
    Stood,
    Threshold,
    UnitTasks,
)

MAIN = ReadingKind.VALIDATED
NO_LEVEL = N_("Sin nivel")
NO_UNIT = N_("Sin unidad asignada")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence with its unit and the requirements of the cycle that it serves."""

    line: EvidenceLine
    unit: str
    codes: tuple[str, ...]
    superseded: bool = False
    renews: bool = True


@dataclass(frozen=True, slots=True)
class FrozenCut:
    """The last cut before the report's date, and what moved since."""

    name: str
    as_of: date
    moved: Comparison


@dataclass(frozen=True, slots=True)
class CycleFacts:
    """A cycle with its edition, and where it stands on the report's day; mappings go by code."""

    name: str
    standard: str
    edition: Edition
    target: str
    evaluation_on: date | None
    dimensions: Mapping[str, str]
    titles: Mapping[str, str]
    units: Mapping[str, str]
    assessments: Mapping[ReadingKind, Assessment]
    statuses: Mapping[str, Status]
    told_from: date | None = None
    """The day from which it can be told what stood, where it is later than the report's."""

    @property
    def rules(self) -> EditionRules:
        """The edition's rules, as the engine took them."""
        return self.assessments[MAIN].rules


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a report is made of."""

    institution: str
    cycle: CycleFacts
    pieces: tuple[Piece, ...]
    overdue: tuple[UnitTasks, ...]
    remarks: tuple[RemarkLine, ...]
    cut: FrozenCut | None
    tells_work: bool = True
    """Whether the reader may know of tasks and remarks; where not, none are there."""
    way: PathPage | None = None
    logo: bytes = b""
    signers: tuple[Signer, ...] = ()
    sealed: Sealed | None = None
    due: Mapping[str, date] = field(default_factory=dict)
    """Until when each requirement is asked for, by code."""


def assemble(
    facts: Facts, *, as_of: date, generated_for: str, ahead: bool = False, _: Translate = str
) -> ReadinessReport:
    """Make the report as of a day; ``ahead`` of today it tells what would stand if nothing else changed."""
    assessments, statuses = facts.cycle.assessments, facts.cycle.statuses
    main = assessments[MAIN]
    target = main.check(facts.cycle.target)
    return ReadinessReport(
        institution=facts.institution,
        cycle=facts.cycle.name,
        standard=facts.cycle.standard,
        edition=facts.cycle.edition,
        target=_mark(target.level, _),
        as_of=as_of,
        told_from=facts.cycle.told_from,
        evaluation_on=facts.cycle.evaluation_on,
        generated_for=generated_for,
        main=MAIN.value,
        readings=tuple(_reading(facts.cycle, each, _) for each in assessments.values()),
        thresholds=tuple(_threshold(main, check, _) for check in main.levels),
        gap=_gap(facts, main, target, _),
        dimensions=_dimensions(facts.cycle, main, statuses),
        requirements=_requirements(facts, main, statuses, _),
        expiries=_expiries(facts.pieces, as_of),
        overdue=facts.overdue,
        remarks=facts.remarks,
        changes=_changes(facts, assessments, statuses, _),
        tells_work=facts.tells_work,
        ahead=ahead,
        way=facts.way,
        logo=facts.logo,
        signers=facts.signers,
        sealed=facts.sealed,
    )


def _mark(level: Level | None, _: Translate) -> LevelMark:
    return LevelMark(level.name, level.mark) if level else LevelMark(_(NO_LEVEL), 0)


def _reading(cycle: CycleFacts, assessment: Assessment, _: Translate) -> Reading:
    score = assessment.score
    ahead = [check for check in assessment.levels if not check.reached]
    mark = assessment.level.mark if assessment.level else 0
    above = [check for check in ahead if check.level.mark > mark]
    return Reading(
        key=assessment.reading.value,
        title=_(assessment.reading.label),
        met=score.numerator,
        applicable=score.denominator,
        not_applicable=score.not_applicable,
        level=_mark(assessment.level, _),
        next_threshold=_threshold(assessment, above[0], _) if above else None,
        holds=tuple(
            Hold(check.level.name, code, cycle.titles.get(code, code))
            for check in above
            for code in check.held_back_by
        ),
        in_points=not assessment.rules.counts_whole,
        graded=assessment.share is not None,
    )


def _threshold(assessment: Assessment, check: LevelCheck, _: Translate) -> Threshold:
    """What a level asks; where requirements count whole, 23,4 of them are 24."""
    threshold = check.level.threshold
    return Threshold(_mark(check.level, _), threshold, assessment.asked(threshold))


def _gap(facts: Facts, assessment: Assessment, target: LevelCheck, _: Translate) -> Gap:
    cycle, statuses = facts.cycle, facts.cycle.statuses
    needed = frozenset(rule.code for rule in cycle.rules.mandatory(target.level.code))
    items = tuple(
        GapItem(
            code,
            cycle.titles.get(code, code),
            cycle.units.get(code) or _(NO_UNIT),
            code in needed,
            _state(facts, verdict, _),
            statuses[code].light,
            statuses[code].turn,
            facts.due.get(code),
        )
        for code, verdict in assessment.verdicts.items()
        if verdict.applicable and not verdict.met
    )
    return Gap(
        target=_mark(target.level, _),
        missing=0 if target.reached else assessment.needed(target.level.code),
        mandatory=target.held_back_by,
        items=tuple(sorted(items, key=lambda item: not item.mandatory)),
    )


def _state(facts: Facts, verdict: Verdict, _: Translate) -> str:
    """Where the work stands, or for a reader from outside only how it counts."""
    if facts.tells_work:
        return _(facts.cycle.statuses[verdict.code].label)
    return _(verdict.reason.label).capitalize()


def _dimensions(
    cycle: CycleFacts, assessment: Assessment, statuses: Mapping[str, Status]
) -> tuple[DimensionCount, ...]:
    counts: dict[str, Counter[str]] = {code: Counter() for code in cycle.rules.dimensions}
    for code, verdict in assessment.verdicts.items():
        counts[verdict.dimension][_part(verdict, statuses[code])] += 1
    return tuple(
        DimensionCount(
            code=code,
            name=cycle.dimensions.get(code, code),
            met=parts["met"],
            under_way=parts["under_way"],
            not_met=parts["not_met"],
            not_applicable=parts["not_applicable"],
        )
        for code, parts in counts.items()
    )


def _part(verdict: Verdict, status: Status) -> str:
    """In which of a dimension's four counts a requirement is."""
    if not verdict.applicable:
        return "not_applicable"
    if verdict.met:
        return "met"
    return "under_way" if status.light is Light.AMBER else "not_met"


def _requirements(
    facts: Facts, assessment: Assessment, statuses: Mapping[str, Status], _: Translate
) -> tuple[RequirementLine, ...]:
    cycle = facts.cycle
    needed = frozenset(rule.code for rule in cycle.rules.mandatory(cycle.target))
    evidence: dict[str, list[EvidenceLine]] = {}
    for piece in facts.pieces:
        for code in piece.codes:
            evidence.setdefault(code, []).append(piece.line)
    return tuple(
        RequirementLine(
            dimension=verdict.dimension,
            code=code,
            title=cycle.titles.get(code, code),
            state=_state(facts, verdict, _),
            light=statuses[code].light,
            unit=cycle.units.get(code) or _(NO_UNIT),
            mandatory=code in needed,
            evidence=tuple(evidence.get(code, ())),
        )
        for code, verdict in assessment.verdicts.items()
    )


def _expiries(pieces: tuple[Piece, ...], as_of: date) -> tuple[ExpiryLine, ...]:
    found = [
        ExpiryLine(
            piece.line.details.title,
            piece.unit,
            piece.codes,
            last,
            (last - as_of).days,
            Light.RED if last < as_of else Light.AMBER,
            piece.renews,
        )
        for piece in pieces
        if (last := piece.line.details.valid_until) and last <= as_of + SOON and not piece.superseded
    ]
    return tuple(sorted(found, key=lambda line: (line.valid_until, line.title)))


def _changes(
    facts: Facts,
    assessments: Mapping[ReadingKind, Assessment],
    statuses: Mapping[str, Status],
    _: Translate,
) -> Changes | None:
    if facts.cut is None:
        return None
    moved = facts.cut.moved
    return Changes(
        cut=facts.cut.name,
        taken_on=facts.cut.as_of,
        before=_stood(moved.before, _frozen_mark(facts.cycle.rules, moved, _)),
        after=_stood(moved.after, _mark(assessments[MAIN].level, _)),
        moves=tuple(_move(facts.cycle, move, statuses, _) for move in moved.moves),
    )


def _stood(figures: Figures, level: LevelMark) -> Stood:
    return Stood(figures.share, figures.numerator, figures.denominator, level)


def _frozen_mark(rules: EditionRules, moved: Comparison, _: Translate) -> LevelMark:
    found = next((level for level in rules.levels if level.code == moved.before.level), None)
    if found is None and moved.before.level_name:
        return LevelMark(moved.before.level_name, 0)
    return _mark(found, _)


def _move(cycle: CycleFacts, move: RequirementMove, statuses: Mapping[str, Status], _: Translate) -> Move:
    status = statuses.get(move.code)
    return Move(
        code=move.code,
        title=cycle.titles.get(move.code, move.code),
        unit=cycle.units.get(move.code) or _(NO_UNIT),
        before=_(move.before.label).capitalize() if move.before else "—",
        after=_(move.after.label).capitalize() if move.after else "—",
        light=status.light if status else Light.GREY,
    )
