"""Put a comparison together: the sides read, their requirements paired, the work found, all as values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sello.accounts.domain.actor import Visibility
from sello.accounts.queries.units import unit_names
from sello.core.moment import Moment
from sello.level.snapshot import (
    Comparison,
    Figures,
    Movement,
    RequirementMove,
    compare,
)
from sello.reports.comparison.contents import (
    MOVES,
    ComparisonReport,
    DimensionLine,
    MoveLine,
    PersonLine,
    SideFacts,
    UnitLine,
    Work,
)
from sello.reports.comparison.deeds import Key, Stretch, deeds
from sello.reports.comparison.facts import Pick, Side, counterparts, side
from sello.reports.document.values import LevelMark
from sello.reports.document.wording import Translate


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a comparison is made."""

    name: str
    institution: str
    visibility: Visibility


@dataclass(frozen=True)
class _Ground:
    """Both sides, how their codes correspond, and what was done between them."""

    before: Side
    after: Side
    pairs: dict[str, str] | None
    works: Mapping[Key, tuple[Work, ...]]
    units: Mapping[int, str]
    _: Translate

    @property
    def on_one_edition(self) -> bool:
        return bool(self.before.frozen["edition"] == self.after.frozen["edition"])

    @property
    def on_one_cycle(self) -> bool:
        return self.before.cycle.id == self.after.cycle.id


def comparison(picks: tuple[Pick, Pick], reader: Reader, at: Moment, _: Translate = str) -> ComparisonReport:
    """Compare two sides for a reader, in a constant number of statements; NotFound for what she may not see.

    External auditors are told what moved, and not who of the town worked on it.
    """
    before, after = (side(pick, reader.visibility, at) for pick in picks)
    pairs = counterparts(before.known, after.known)
    tells_work = not reader.visibility.released_only
    ground = _Ground(
        before=before,
        after=after,
        pairs=pairs,
        works=_works(before, after, reader.visibility, at) if tells_work else {},
        units=unit_names(),
        _=_,
    )
    found = compare(
        before.frozen,
        after.frozen,
        after.reading,
        reading_before=before.reading,
        counterparts=None if ground.on_one_edition else pairs,
    )
    return _report(ground, found, reader, at, tells_work=tells_work)


def stretch(before: Side, after: Side, at: Moment) -> Stretch:
    """What moved one side to the other: within a cycle, what lies between them, whichever is the earlier one.

    Between two cycles, the work on the later side's cycle since it started: it made that side what it is.
    """
    if before.cycle.id != after.cycle.id:
        opens = at.start_of(after.cycle.starts_on)
        return Stretch(
            said=(opens, after.said_until),
            decided=(opens, after.decided_until),
            days=(after.cycle.starts_on, after.as_of),
            here=at,
        )
    days = sorted((before.as_of, after.as_of))
    return Stretch(
        said=_between(before.said_until, after.said_until),
        decided=_between(before.decided_until, after.decided_until),
        days=(days[0], days[1]),
        here=at,
    )


def _between(one: datetime, other: datetime) -> tuple[datetime, datetime]:
    return (one, other) if one <= other else (other, one)


def _works(before: Side, after: Side, visibility: Visibility, at: Moment) -> Mapping[Key, tuple[Work, ...]]:
    span = stretch(before, after, at)
    found = deeds((after.cycle.id,), span, visibility)
    tells = MOVES[before.reading] | MOVES[after.reading]
    return {key: tuple(work for work in each if work.deed in tells) for key, each in found.items()}


def _report(
    ground: _Ground, found: Comparison, reader: Reader, at: Moment, *, tells_work: bool
) -> ComparisonReport:
    seen = [move for move in found.moves if reader.visibility.sees_unit(move.unit_id)]
    lines = _lines(ground, seen)
    return ComparisonReport(
        institution=reader.institution,
        generated_for=reader.name,
        made_on=at.today,
        before=_facts(ground.before, found.before, ground._),
        after=_facts(ground.after, found.after, ground._),
        on_one_edition=ground.on_one_edition,
        on_one_cycle=ground.on_one_cycle,
        dimensions=_dimensions(ground, found),
        moves=tuple(line for line in lines if line.movement not in (Movement.ADDED, Movement.REMOVED)),
        only_before=tuple(line for line in lines if line.movement is Movement.REMOVED),
        only_after=tuple(line for line in lines if line.movement is Movement.ADDED),
        unmoved=found.unmoved,
        hidden=len(found.moves) - len(seen),
        by_unit=by_unit(lines),
        by_person=by_person(lines),
        tells_work=tells_work,
    )


def _facts(side: Side, figures: Figures, _: Translate) -> SideFacts:
    mark = side.known.level_mark(figures.level) if side.known else 0
    return SideFacts(
        title=side.title,
        cycle=side.cycle.name,
        as_of=side.as_of,
        reading=side.reading,
        edition=side.edition_name,
        level=LevelMark(figures.level_name or _("sin nivel"), mark),
        share=figures.share,
        numerator=figures.numerator,
        denominator=figures.denominator,
        met=figures.met,
        applicable=figures.applicable,
        told_from=side.told_from,
    )


def _dimensions(ground: _Ground, found: Comparison) -> tuple[DimensionLine, ...]:
    return tuple(
        DimensionLine(move.code, _dimension_name(ground, move.code), move.had, move.has)
        for move in found.dimensions
    )


def _dimension_name(ground: _Ground, code: str) -> str:
    """What the dimension is called; both names, the earlier first, where two editions call it otherwise."""
    names = [
        each.known.dimensions[code].text().title
        for each in (ground.before, ground.after)
        if each.known and code in each.known.dimensions
    ]
    return " / ".join(dict.fromkeys(names))


def _lines(ground: _Ground, moves: Iterable[RequirementMove]) -> tuple[MoveLine, ...]:
    _ = ground._
    codes_before, codes_after = _todays_codes(ground.before), _todays_codes(ground.after)
    return tuple(
        MoveLine(
            code=move.code,
            code_before=move.code_before,
            title=_title(ground, move),
            dimension=move.dimension,
            movement=move.movement,
            before=_(move.before.label) if move.before else None,
            after=_(move.after.label) if move.after else None,
            points=move.earned_after - move.earned_before,
            unit=ground.units.get(move.unit_id or 0) or _("Sin unidad responsable"),
            work=_work_of(ground, move, codes_before, codes_after),
        )
        for move in moves
    )


def _title(ground: _Ground, move: RequirementMove) -> str:
    """The requirement's own words, of the later edition where it is in it."""
    last = ground.before if move.movement is Movement.REMOVED else ground.after
    known = last.known.requirements.get(move.code) if last.known else None
    return known.text().title if known else ""


def _todays_codes(side: Side) -> Callable[[str], str | None]:
    """From a side's codes to those of its cycle today, which may have taken another edition since."""
    pairs = counterparts(side.known, side.cycle.known)
    return (lambda code: code) if pairs is None else pairs.get


def _work_of(
    ground: _Ground,
    move: RequirementMove,
    before: Callable[[str], str | None],
    after: Callable[[str], str | None],
) -> tuple[Work, ...]:
    keys: dict[Key, None] = {}
    if ground.on_one_cycle and move.movement is not Movement.ADDED and move.code_before is not None:
        keys[(ground.before.cycle.id, before(move.code_before) or "")] = None
    if move.movement is not Movement.REMOVED:
        keys[(ground.after.cycle.id, after(move.code) or "")] = None
    works = [work for key in keys for work in ground.works.get(key, ())]
    return tuple(dict.fromkeys(sorted(works, key=lambda work: work.day)))


def by_unit(lines: Iterable[MoveLine]) -> tuple[UnitLine, ...]:
    """What moved, by the unit that answers for it; who moved most comes first."""
    groups: dict[str, list[MoveLine]] = {}
    for line in lines:
        groups.setdefault(line.unit, []).append(line)
    found = [
        UnitLine(
            unit=unit,
            up=sum(line.movement is Movement.UP for line in each),
            down=sum(line.movement is Movement.DOWN for line in each),
            other=sum(line.movement not in (Movement.UP, Movement.DOWN) for line in each),
            points=sum((line.points for line in each), Fraction(0)),
        )
        for unit, each in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: (-(one.up + one.down + one.other), one.unit)))


def by_person(lines: Iterable[MoveLine]) -> tuple[PersonLine, ...]:
    """Who worked on what moved; what a date did is nobody's work. The most requirements come first."""
    deeds_of: dict[int, set[tuple[Work, str]]] = {}
    last: dict[int, Work] = {}
    for line in lines:
        for work in line.work:
            if work.person_id is not None:
                last[work.person_id] = work
                deeds_of.setdefault(work.person_id, set()).add((work, line.code))
    found = [
        PersonLine(
            person=last[person_id].person,
            unit=last[person_id].unit,
            deeds=len(each),
            requirements=len({code for _, code in each}),
        )
        for person_id, each in deeds_of.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.requirements, -one.deeds, one.person)))
