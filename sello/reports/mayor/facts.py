"""What the authority's page is made of: the report, and each matter that may need her, with ids to act on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import or_, select

from sello.accounts.domain.actor import Actor, Visibility
from sello.core.days import SOON
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.rows import Found
from sello.cycles.queries.answers import AnswerRow
from sello.cycles.queries.cycles import CycleRow, current
from sello.evidence.queries.by_cycle import Ends, ends_of
from sello.level.state import ReviewState
from sello.level.status import Status
from sello.planning.domain.path import Mark, Path
from sello.planning.domain.path_words import falls
from sello.progress.standing import Standing, standing, standing_ahead
from sello.reports.document.wording import Translate
from sello.reports.mayor.decisions import (
    Asked,
    Decision,
    Deed,
    Ending,
    Matter,
    Office,
    Thread,
    Why,
    decisions,
)
from sello.reports.models import LetterAnnulment, OfficialLetter
from sello.reports.readiness.assemble import Piece, assemble
from sello.reports.readiness.contents import ReadinessReport
from sello.reports.readiness.facts import facts_of, pieces_of
from sello.tasks.domain.asking import AskKind
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task, TaskAsk
from sello.tasks.queries.rows import TaskRow, dress, rows_of, visible
from sello.tasks.queries.turns import OPEN, WORK


@dataclass(frozen=True, slots=True)
class Current:
    """A decision of today's page, with the cycle that it is about."""

    cycle: CycleRow
    decision: Decision


def decision_now(actor: Actor, key: str, deed: Deed, *, at: Moment, translate: Translate) -> Current | None:
    """The decision about a matter of the current cycle as it is now; None if it is none, or another deed."""
    cycle = current(actor.visibility)
    if cycle is None:
        return None
    facts = read(cycle, actor.visibility, as_of=at.today, at=at, name=actor.name, translate=translate)
    decision = facts.decision(key)
    return Current(cycle, decision) if decision is not None and decision.deed is deed else None


ENDS = frozenset({Status.EXPIRED, Status.EXPIRING})


@dataclass(frozen=True, slots=True)
class MayorFacts:
    """The report of a day, and every decision that can be asked on it; none of a day that is not today."""

    report: ReadinessReport
    """Of today without its lists of evidence and remarks: the page names few of them, and these are below."""
    decisions: tuple[Decision, ...]
    ends: Ends

    def decision(self, key: str) -> Decision | None:
        """The decision about the matter that an address names, if it is still one."""
        return next((each for each in self.decisions if each.matter.key == key), None)


def read(
    cycle: CycleRow, visibility: Visibility, *, as_of: date, at: Moment, name: str, translate: Translate
) -> MayorFacts:
    """Read the authority's page of a cycle as of a day.

    Today's costs the same whatever was handed in: it stands on the pieces that a verdict may name.
    """
    if as_of != at.today:
        told = facts_of(standing(cycle, visibility, as_of=as_of, at=at), visibility, as_of=as_of, at=at)
        report = assemble(told, as_of=as_of, ahead=as_of > at.today, generated_for=name, _=translate)
        return MayorFacts(report, (), _ends(report))
    stands = standing_ahead(cycle, visibility, at=at)
    facts = facts_of(stands, visibility, as_of=as_of, at=at, lists=False)
    report = assemble(facts, as_of=as_of, generated_for=name, _=translate)
    statuses = facts.cycle.statuses
    found = _Matters(
        stands,
        statuses=statuses,
        pieces=_ending(stands, statuses, report.way.path if report.way else None, visibility, at),
        report=report,
        threads=_threads(cycle.id, visibility, at),
        today=at.today,
        translate=translate,
    )
    ends = ends_of(cycle.id, visibility, today=at.today)
    return MayorFacts(report, tuple(decisions(found, today=at.today)), ends)


def _ends(report: ReadinessReport) -> Ends:
    """What a report lists of endings, the earliest first, as the page tells it."""
    over = [line for line in report.expiries if line.days < 0]
    coming = [line for line in report.expiries if line.days >= 0]
    return Ends(
        over=len(over),
        first_over=over[0].title if over else None,
        coming=len(coming),
        first_coming=coming[0].title if coming else None,
        coming_on=coming[0].valid_until if coming else None,
    )


def _ending(
    stands: Standing,
    statuses: Mapping[str, Status],
    path: Path | None,
    visibility: Visibility,
    at: Moment,
) -> tuple[Piece, ...]:
    """The accepted pieces that speak for a requirement whose evidence ends, or with which the level falls."""
    codes = _codes_ending(statuses, path)
    ids = {row.requirement_id for row in stands.answers if row.code in codes}
    told = {
        key: tuple(fact for fact in facts if fact.review is ReviewState.ACCEPTED)
        for key, facts in stands.facts.items()
        if key in ids
    }
    if not any(told.values()):
        return ()
    return pieces_of(replace(stands, facts=told), visibility, as_of=at.today, at=at)


def _codes_ending(statuses: Mapping[str, Status], path: Path | None) -> set[str]:
    fall = _fall_of(path)
    return {code for code, status in statuses.items() if status in ENDS}.union(fall.codes if fall else ())


def _fall_of(path: Path | None) -> Mark | None:
    """The day on which the level falls next, as far as is known."""
    return next((mark for mark in path.ahead if mark.step < 0), None) if path else None


def _threads(cycle_id: int, visibility: Visibility, at: Moment) -> tuple[tuple[TaskRow, Thread], ...]:
    """The open tasks of a cycle and those of none, by due date (one statement)."""
    asked = select(TaskAsk.id).where(
        TaskAsk.task_id == Task.id, TaskAsk.kind == AskKind.QUESTION, TaskAsk.answered_at.is_(None)
    )
    annulled = select(LetterAnnulment.id).where(LetterAnnulment.letter_id == OfficialLetter.id).exists()
    letters = select(OfficialLetter.id).where(OfficialLetter.task_id == Task.id, ~annulled)
    those = select(Task.id, asked.exists().label("question"), letters.exists().label("instructed")).where(
        OPEN, WORK, or_(Task.cycle_id == cycle_id, Task.cycle_id.is_(None)), visible(visibility)
    )
    found = db.session.execute(rows_of(those)).all()
    return tuple((row, _thread(row, each)) for row, each in zip(dress(found, at=at), found, strict=True))


def _thread(row: TaskRow, told: Found) -> Thread:
    return Thread(
        id=row.id,
        title=row.title,
        unit=Office(row.unit_id, row.unit_name),
        due_on=row.due_on,
        now=row.now,
        question=told.question,
        instructed=told.instructed,
    )


class _Matters:
    """Every matter of a day, the gravest kind first."""

    def __init__(
        self,
        stands: Standing,
        *,
        statuses: Mapping[str, Status],
        pieces: tuple[Piece, ...],
        report: ReadinessReport,
        threads: tuple[tuple[TaskRow, Thread], ...],
        today: date,
        translate: Translate,
    ) -> None:
        self.rows: Mapping[str, AnswerRow] = {row.code: row for row in stands.answers}
        self.statuses = statuses
        self.pieces = pieces
        self.report = report
        self.threads = [thread for _row, thread in threads]
        self.of_code = {ref.code: thread for row, thread in reversed(threads) for ref in row.requirements}
        self.today = today
        self.translate = translate

    def __iter__(self) -> Iterator[Matter]:
        if self.report.way is not None:
            yield from self._falls(self.report.way.path)
        yield from (self._of(code, Why.MANDATORY) for code in self.report.gap.mandatory if code in self.rows)
        yield from self._late()
        for code, status in self.statuses.items():
            if status in ENDS:
                yield self._of(code, Why.ENDING)
            elif status is Status.RETURNED:
                yield self._of(code, Why.REMARK)
        if self.report.evaluation_on is None:
            yield Matter(Why.NO_DAY)

    def _falls(self, path: Path) -> Iterator[Matter]:
        """The requirements with which the level falls next."""
        fall = _fall_of(path)
        for code in fall.codes if fall is not None else ():
            if code in self.rows and fall is not None:
                words = falls(fall.level, self.translate)
                yield self._of(code, Why.FALL, words=words, falls_on=fall.on)

    def _late(self) -> Iterator[Matter]:
        """The oldest late task of the unit that has most of them."""
        late = [each for each in self.threads if each.now.turn is Turn.UNIT and each.due_on < self.today]
        count = {each.unit.id: sum(one.unit == each.unit for one in late) for each in late}
        for thread in sorted(late, key=lambda each: (-count[each.unit.id], each.due_on, each.id))[:1]:
            yield Matter(Why.LATE, thread=thread, late=count[thread.unit.id])

    def _of(self, code: str, why: Why, *, words: str = "", falls_on: date | None = None) -> Matter:
        row, status = self.rows[code], self.statuses[code]
        unit = Office(row.unit_id, row.unit_name or "") if row.unit_id is not None else None
        ends = status in ENDS or why is Why.FALL
        return Matter(
            why=why,
            asked=Asked(row.requirement_id, code, row.title, status, unit),
            thread=self.of_code.get(code),
            ending=self._ending(code, falls_on or self.today + SOON) if ends else None,
            falls=words,
            falls_on=falls_on,
        )

    def _ending(self, code: str, until: date) -> Ending | None:
        """The piece whose end tells on a requirement: of those that end until then, the last one."""
        ending = [(last, piece) for piece in self.pieces if (last := _last(piece, code)) and last <= until]
        if not ending:
            return None
        last, piece = max(ending, key=lambda each: each[0])
        return Ending(piece.line.details.title, piece.line.details.type, last)


def _last(piece: Piece, code: str) -> date | None:
    counts = code in piece.codes and not piece.superseded
    return piece.line.details.valid_until if counts else None
