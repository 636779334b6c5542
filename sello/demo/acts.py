"""What the people of the demonstration do, each act through the service that the screens use."""

from __future__ import annotations

import io
from collections.abc import Set
from datetime import timedelta

from sello.accounts.queries import people
from sello.accounts.service.institution import set_acceptance
from sello.accounts.service.people import set_substitute
from sello.core.db import db
from sello.core.moment import Moment
from sello.cycles.domain.answers import Declaration
from sello.cycles.queries.requirement import find_answer
from sello.cycles.service import answers
from sello.demo.answers import AnswerSpec
from sello.demo.files.paper import File
from sello.demo.pieces.spec import PieceSpec
from sello.demo.stage import Stage
from sello.demo.tasks import Answered, Asked, Taken, TaskSpec
from sello.demo.texts import file_of
from sello.demo.town import UNITS
from sello.evidence.domain.details import Classification, Details, EvidenceType
from sello.evidence.domain.review import Part
from sello.evidence.models import Evidence
from sello.evidence.service import links
from sello.evidence.service.submitting import Submission, Target
from sello.files import service
from sello.files.kinds import KINDS
from sello.planning import service as planning
from sello.planning.domain.suppose import Kind, Supposition
from sello.progress import service as progress
from sello.register.service import linking
from sello.tasks.domain.due import DueKind, Term
from sello.tasks.service import asking, assigning, steps
from sello.tasks.service.assigning import TaskDraft
from sello.tasks.service.hand_in import correct
from sello.tasks.service.hand_in import hand_in as bring_in

SECRETARY = "secretary"
FIRST = 1
"""The version of what was made just now."""
PERIODIC = frozenset({EvidenceType.REPORT, EvidenceType.SPREADSHEET, EvidenceType.ATTENDANCE})
"""Kinds of document that tell of a period; here, the half year before their date."""

WEEKLY_HOURS = (("personas", 12), ("daf", 8), ("secpla", 10), ("administracion", 6), ("control", 4))
SCENARIO = "Si Personas cierra sus pendientes"
SUPPOSED_MET = ("3.1.1", "3.1.3", "3.1.4")

HALF_YEAR = timedelta(days=182)
LIMIT = 64 * 1024 * 1024
NAMES = {unit.key: unit.name for unit in UNITS}


def player(stage: Stage, unit: str) -> str:
    """Who acts for a unit: the person of the same key, or the secretariat for its own."""
    return unit if unit in stage.people else SECRETARY


def substitute(stage: Stage, at: Moment, absent: str, by: str, days: tuple[int, int]) -> None:
    """Say who acts for an absent person, between two days counted from the day of loading."""
    first, last = (stage.today + timedelta(days=count) for count in days)
    actor = stage.actor(SECRETARY, at.today)
    version = _person_version(stage.people[absent], at)
    set_substitute(actor, stage.people[absent], stage.people[by], first, last, version=version, now=at.now)


def assign(stage: Stage, at: Moment, unit: str, codes: tuple[str, ...]) -> None:
    """Give requirements of the current cycle to a unit."""
    actor = stage.actor(SECRETARY, at.today)
    answers.assign(actor, stage.cycle, stage.requirement_ids(codes), stage.units[unit], now=at.now)


def declare(stage: Stage, at: Moment, cycle: int, *, by: str, code: str, said: Declaration) -> None:
    """Keep what a unit says of a requirement."""
    actor = stage.actor(by, at.today)
    version = _version(stage, at, cycle, code)
    answers.declare(actor, cycle, stage.requirements[code], said, version=version, now=at.now)


def said_of(spec: AnswerSpec, *, first: bool) -> Declaration:
    """What a unit says: in the first self-assessment most is still missing."""
    if first:
        return Declaration("no", "Autodiagnóstico inicial: aún sin respaldo suficiente.")
    if spec.stand == "not-applicable":
        return Declaration(None, "", not_applicable=True, not_applicable_reason=spec.narrative)
    return Declaration("no" if spec.stand == "declined" else "si", spec.narrative)


def validate(stage: Stage, at: Moment, cycle: int, code: str, *, grade: str, note: str = "") -> None:
    """Keep the secretariat's decision on an answer."""
    progress.validate(
        stage.actor(SECRETARY, at.today),
        cycle,
        stage.requirements[code],
        grade,
        note=note,
        version=_version(stage, at, cycle, code),
        at=at,
    )


def decide(stage: Stage, at: Moment, cycle: int, code: str, *, grade: str, note: str = "") -> None:
    """Keep the external evaluator's decision."""
    answers.decide(
        stage.actor("auditor", at.today),
        cycle,
        stage.requirements[code],
        grade,
        note=note,
        version=_version(stage, at, cycle, code),
        now=at.now,
    )


def _person_version(person_id: int, at: Moment) -> int:
    row = people.person(person_id, now=at.now)
    assert row is not None
    return row.version


def _version(stage: Stage, at: Moment, cycle: int, code: str) -> int:
    actor = stage.actor(SECRETARY, at.today)
    _cycle, detail = find_answer(stage.requirements[code], cycle, actor.visibility)
    return detail.row.version


def plan(stage: Stage, at: Moment) -> None:
    """Say how many hours a week some units have, and keep a shared scenario of what would change."""
    actor = stage.actor(SECRETARY, at.today)
    hours = {stage.units[key]: weekly for key, weekly in WEEKLY_HOURS}
    planning.set_unit_hours(actor, hours, seen={}, at=at)
    supposed = [Supposition(Kind.MET, code=code) for code in SUPPOSED_MET]
    scenario = planning.create_scenario(actor, stage.cycle, SCENARIO, supposed, now=at.now)
    planning.settle(actor, scenario, SCENARIO, shared=True, version=FIRST, now=at.now)


def freeze(stage: Stage, at: Moment, cycle: int, name: str, *, baseline: bool = False) -> None:
    """Make a cut of a cycle as it stands that day."""
    actor = stage.actor(SECRETARY, at.today)
    progress.make_cut(actor, cycle, name, as_of=at.today, is_baseline=baseline, at=at)


def hand_in(stage: Stage, at: Moment, piece: PieceSpec, cycle: int, by: str) -> None:
    """Hand a piece of evidence in, with its real file."""
    dated = stage.today - timedelta(days=piece.age)
    upload = _upload(stage, at, by, file_of(piece, NAMES[piece.unit], dated))
    replaces = stage.evidence[piece.replaces] if piece.replaces else None
    target = Target(stage.units[piece.unit], cycle, stage.requirement_ids(piece.codes), replaces)
    handed = bring_in(
        stage.actor(by, at.today),
        [Submission(upload, _details(stage, piece))],
        target,
        store=stage.store,
        at=at,
    )
    (stage.evidence[piece.key],) = handed.created


def _details(stage: Stage, piece: PieceSpec) -> Details:
    dated = stage.today - timedelta(days=piece.age)
    return Details(
        title=piece.title,
        type=piece.kind,
        document_number=piece.number,
        document_date=dated,
        period_from=dated - HALF_YEAR if piece.kind in PERIODIC else None,
        period_until=dated - timedelta(days=1) if piece.kind in PERIODIC else None,
        valid_until=None if piece.valid is None else stage.today + timedelta(days=piece.valid),
        classification=Classification.RESERVED if piece.reserved else Classification.PUBLIC,
        personal_data=piece.personal,
    )


def _upload(stage: Stage, at: Moment, by: str, file: File) -> int:
    taken = service.take_in(
        stage.store,
        io.BytesIO(file.data),
        name=file.name,
        limit=LIMIT,
        allowed=tuple(KINDS.values()),
        expected=len(file.data),
    )
    return service.remember(stage.actor(by, at.today), taken, now=at.now)


def accept(stage: Stage, at: Moment, key: str) -> None:
    """Accept a piece."""
    found = stage.evidence[key]
    actor = stage.actor(SECRETARY, at.today)
    progress.accept(actor, found, version=_piece(found).version, at=at)


def give_back(stage: Stage, at: Moment, key: str, remark: str, parts: Set[Part]) -> None:
    """Return a piece with its remark."""
    found = stage.evidence[key]
    actor = stage.actor(SECRETARY, at.today)
    version = _piece(found).version
    progress.give_back(actor, found, version=version, remark=remark, parts=parts, at=at)


def remedy(stage: Stage, at: Moment, piece: PieceSpec, by: str) -> None:
    """Answer a remark with a second version of the file."""
    found = stage.evidence[piece.key]
    dated = stage.today - timedelta(days=piece.age)
    upload = _upload(stage, at, by, file_of(piece, NAMES[piece.unit], dated, version=2))
    correct(
        stage.actor(by, at.today),
        found,
        _details(stage, piece),
        None,
        version=_piece(found).version,
        reply="Se adjunta la versión completa.",
        upload_id=upload,
        store=stage.store,
        at=at,
    )


def offer(stage: Stage, at: Moment, key: str, codes: tuple[str, ...], by: str) -> None:
    """Let an existing piece serve more requirements; a unit's offer waits to be confirmed."""
    actor = stage.actor(by, at.today)
    links.link(actor, stage.evidence[key], stage.cycle, stage.requirement_ids(codes), now=at.now)


def _piece(evidence_id: int) -> Evidence:
    return db.session.get_one(Evidence, evidence_id)


def ask(stage: Stage, at: Moment, spec: TaskSpec, initiative: str | None) -> None:
    """Ask for a task, of an initiative where it belongs to one."""
    asked = TaskDraft(
        title=spec.title,
        unit_id=stage.units[spec.unit],
        term=Term(DueKind.DATE, on=stage.due(spec.due)),
        description=spec.description,
        person_id=stage.people[spec.person] if spec.person else None,
        requirement_ids=stage.requirement_ids(spec.codes),
        priority=spec.priority,
    )
    actor = stage.actor(SECRETARY, at.today)
    if initiative is None:
        stage.tasks[spec.key] = assigning.create(actor, asked, cycle_id=stage.cycle, at=at)
    else:
        row = stage.initiatives[initiative]
        stage.tasks[spec.key] = linking.ask(actor, row, asked, cycle_id=stage.cycle, at=at)


def attach(stage: Stage, at: Moment, spec: TaskSpec, key: str, by: str) -> None:
    """Hand a piece of evidence in for a task."""
    steps.attach(stage.actor(by, at.today), stage.tasks[spec.key], stage.evidence[key], at.now)


def step(stage: Stage, at: Moment, spec: TaskSpec, taken: Taken) -> None:
    """Take a step in a task's life."""
    actor = stage.actor(taken.by, at.today)
    progress.take_step(actor, stage.tasks[spec.key], taken.step, why=taken.why, at=at)


def wonder(stage: Stage, at: Moment, spec: TaskSpec, asked: Asked) -> None:
    """Ask something in a task, or for more time."""
    actor, task_id = stage.actor(asked.by, at.today), stage.tasks[spec.key]
    if asked.until is not None:
        asking.ask_for_time(actor, task_id, asked.text, stage.due(asked.until), at=at)
    else:
        asking.ask(actor, task_id, asked.text, to=asked.to, at=at)


def reply(stage: Stage, at: Moment, spec: TaskSpec, answered: Answered) -> None:
    """Answer what was asked; a request for time with the day that it is given until."""
    actor, task_id = stage.actor(answered.by, at.today), stage.tasks[spec.key]
    if answered.until is not None:
        asking.decide_time(actor, task_id, stage.due(answered.until), answered.text, at=at)
    else:
        asking.answer(actor, task_id, answered.text, at=at)


def let_acceptance_validate(stage: Stage, at: Moment) -> None:
    """Choose that accepting the last thing also validates."""
    set_acceptance(stage.actor(SECRETARY, at.today), True, seen=False, now=at.now)


def comment(stage: Stage, at: Moment, spec: TaskSpec, by: str, text: str) -> None:
    """Say something about a task."""
    steps.comment(stage.actor(by, at.today), stage.tasks[spec.key], text, now=at.now)
