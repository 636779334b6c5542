"""What a report is made of, read in a constant number of statements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, or_, select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Person, Unit
from sello.accounts.queries import face
from sello.catalogue.domain.texts import Provenance
from sello.core.changes import grounded
from sello.core.dates import written
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.trail.ledger.queries import checkpoints
from sello.cycles.models import Cut
from sello.cycles.queries.cycles import find
from sello.evidence.domain.conditions import replaced
from sello.evidence.domain.review import Decision, EvidenceState
from sello.evidence.models import Evidence, Review
from sello.evidence.queries.by_cycle import Paper, papers
from sello.evidence.queries.conditions import returned, seen_by
from sello.level.state import EvidenceFact
from sello.planning.queries.path import path_page
from sello.progress.standing import Standing, standing
from sello.reports.readiness.assemble import (
    MAIN,
    CycleFacts,
    Facts,
    FrozenCut,
    Piece,
)
from sello.reports.readiness.contents import (
    Edition,
    EvidenceLine,
    RemarkLine,
    Sealed,
    TaskLine,
    UnitTasks,
)
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task, TaskRequirement
from sello.tasks.queries.rows import REQUIREMENTS, visible
from sello.tasks.queries.summaries import counts_by_requirement
from sello.tasks.queries.turns import OPEN, in_turn


def facts(cycle_id: int, visibility: Visibility, *, as_of: date, at: Moment) -> Facts:
    """Everything that a reader's report of a cycle says as of a day (fifteen statements, one for a logo,
    two more for a past day, and one for a reader who may not see every piece).

    Answers, decisions and evidence are those that stood at the end of that day, at the place of ``at``; tasks
    and remarks as far as their dates tell.
    """
    stands = standing(find(cycle_id, visibility), visibility, as_of=as_of, at=at)
    return replace(facts_of(stands, visibility, as_of=as_of, at=at), sealed=_sealed(at))


def facts_of(
    stands: Standing, visibility: Visibility, *, as_of: date, at: Moment, lists: bool = True
) -> Facts:
    """The same from where the cycle stood on that day, for whoever needs both.

    Without `lists` no piece and no remark is named: they grow with all that was ever handed in.
    """
    institution = face.face()
    end = at.end_of(as_of)
    return Facts(
        institution=institution.name,
        cycle=_cycle(stands, as_of),
        pieces=pieces_of(stands, visibility, as_of=as_of, at=at) if lists else (),
        overdue=_overdue(stands.cycle.id, visibility, as_of, end, at),
        remarks=_remarks(_codes(stands), visibility, end, at) if lists else (),
        cut=_cut(stands, as_of),
        tells_work=not visibility.released_only,
        way=path_page(stands, visibility, at=at),
        logo=(face.logo() or b"") if institution.logo_sha256 else b"",
        signers=institution.signers,
        due=_due(stands, visibility, end, at),
    )


def _sealed(at: Moment) -> Sealed | None:
    newest = next(iter(checkpoints(1)), None)
    if newest is None:
        return None
    local = at.local(newest.at)
    return Sealed(f"{written(local)} {local:%H:%M}", newest.size, newest.root, newest.verifier)


def _cycle(stands: Standing, as_of: date) -> CycleFacts:
    cycle, rows = stands.cycle, stands.answers
    known = cycle.known
    sources = [requirement.provenance for requirement in known.requirements.values()]
    published = sources.count(Provenance.PUBLISHED)
    return CycleFacts(
        name=cycle.name,
        standard=known.edition.text().title,
        edition=Edition(
            name=f"{cycle.edition_name} · {cycle.edition_version}",
            working=cycle.edition_is_working,
            published_items=published,
            working_items=len(sources) - published,
        ),
        target=cycle.target_level,
        evaluation_on=cycle.evaluation_on,
        dimensions={code: part.text().title for code, part in known.dimensions.items()},
        titles={row.code: row.title for row in rows},
        units={row.code: row.unit_name or "" for row in rows},
        assessments=stands.assessments(as_of),
        statuses=stands.statuses(as_of),
        told_from=stands.told_from,
    )


def _codes(stands: Standing) -> dict[int, tuple[str, ...]]:
    """The requirements that each piece of evidence served, in the edition's order."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in stands.answers:
        for fact in stands.facts.get(row.requirement_id, ()):
            found[fact.id].append(row.code)
    return {evidence_id: tuple(codes) for evidence_id, codes in found.items()}


def pieces_of(stands: Standing, visibility: Visibility, *, as_of: date, at: Moment) -> tuple[Piece, ...]:
    """The papers behind a standing that the reader may know of (one statement).

    Their review and their last days are those that stood.
    """
    codes = _codes(stands)
    facts = {fact.id: fact for each in stands.facts.values() for fact in each}
    return tuple(
        _piece(paper, facts[paper.id], codes[paper.id], as_of)
        for paper in papers(codes, visibility, made_before=at.end_of(as_of))
    )


def _piece(paper: Paper, fact: EvidenceFact, codes: tuple[str, ...], as_of: date) -> Piece:
    state = EvidenceState[fact.review.name]
    line = EvidenceLine(
        details=replace(paper.details, valid_until=fact.valid_until),
        version=paper.number,
        sha256=paper.sha256,
        state=state.label,
        light=state.light,
    )
    return Piece(
        line,
        paper.unit,
        codes,
        superseded=replaced(fact.superseded_on, day=as_of),
        renews=paper.details.type.renews,
    )


def _due(stands: Standing, visibility: Visibility, end: datetime, at: Moment) -> dict[str, date]:
    """The nearest last day of the tasks that were open then, by the code of what they serve."""
    if visibility.released_only:
        return {}
    codes = {row.requirement_id: row.code for row in stands.answers}
    if end > at.now:
        counts = counts_by_requirement(stands.cycle.id, visibility, today=at.today)
        return {codes[number]: tasks.nearest for number, tasks in counts.items() if number in codes}
    statement = (
        select(TaskRequirement.requirement_id, func.min(Task.due_on))
        .join(Task, Task.id == TaskRequirement.task_id)
        .where(
            Task.cycle_id == stands.cycle.id,
            Task.created_at < end,
            or_(OPEN, Task.closed_at >= end),
            visible(visibility),
        )
        .group_by(TaskRequirement.requirement_id)
    )
    found = db.session.execute(statement)
    return {codes[number]: due_on for number, due_on in found if number in codes}


def _overdue(
    cycle_id: int, visibility: Visibility, as_of: date, end: datetime, at: Moment
) -> tuple[UnitTasks, ...]:
    still_open = in_turn(Turn.UNIT)
    if end <= at.now:
        still_open = or_(still_open, func.coalesce(Task.delivered_at, Task.closed_at) >= end)
    statement = (
        select(
            Task.title,
            Task.due_on,
            Unit.name.label("unit"),
            Person.name.label("person"),
            REQUIREMENTS.label("requirements"),
        )
        .join(Unit, Unit.id == Task.unit_id)
        .outerjoin(Person, Person.id == Task.person_id)
        .where(
            or_(Task.cycle_id == cycle_id, Task.cycle_id.is_(None)),
            Task.due_on < as_of,
            Task.created_at < end,
            still_open,
            visible(visibility),
        )
        .order_by(Unit.name, Unit.id, Task.due_on, Task.id)
    )
    units: dict[str, list[TaskLine]] = defaultdict(list)
    for row in db.session.execute(statement):
        served = tuple(code for _, code, _ in row.requirements)
        late = (as_of - row.due_on).days
        units[row.unit].append(TaskLine(row.title, row.person or "—", row.due_on, late, served))
    return tuple(UnitTasks(unit, tuple(tasks)) for unit, tasks in units.items())


def _remarks(
    codes: dict[int, tuple[str, ...]], visibility: Visibility, end: datetime, at: Moment
) -> tuple[RemarkLine, ...]:
    """The remarks without answer; a piece has at most one such, its last review."""
    if visibility.released_only:
        return ()
    statement = (
        select(Evidence.id, Evidence.title, Unit.name, Review.remark, Review.decided_at)
        .join(Review, Review.evidence_id == Evidence.id)
        .join(Unit, Unit.id == Evidence.unit_id)
        .where(
            Evidence.id.in_(sorted(codes)),
            seen_by(visibility),
            Review.decision == Decision.RETURNED,
            Review.decided_at < end,
            or_(
                (Review.remedied_at.is_(None)) & returned(),
                Review.remedied_at >= end,
            ),
        )
        .order_by(Review.decided_at, Review.id)
    )
    return tuple(
        RemarkLine(title, unit, codes[evidence_id], text, at.day_of(decided_at))
        for evidence_id, title, unit, text, decided_at in db.session.execute(statement)
    )


def _last_cut(cycle_id: int, as_of: date) -> Row[Any] | None:
    return db.session.execute(
        select(Cut.name, Cut.as_of, Cut.snapshot)
        .where(Cut.cycle_id == cycle_id, Cut.as_of <= as_of)
        .order_by(Cut.as_of.desc(), Cut.id.desc())
        .limit(1)
    ).one_or_none()


def _cut(stands: Standing, as_of: date) -> FrozenCut | None:
    cycle_id = stands.cycle.id
    row = grounded(lambda: _last_cut(cycle_id, as_of), "last cut", cycle_id, as_of)
    return FrozenCut(row.name, row.as_of, stands.since(row.snapshot, MAIN, as_of)) if row else None
