"""The history of the demonstration's two cycles, written down as acts of its people on their days."""

from __future__ import annotations

from functools import partial

from sello.core.moment import Moment
from sello.cycles.domain.answers import Declaration
from sello.cycles.service import cycles
from sello.demo import acts, duties, figures, plan, register_acts
from sello.demo.acts import player
from sello.demo.answers import ANSWERS, AnswerSpec
from sello.demo.pieces import PIECES
from sello.demo.pieces.spec import PieceSpec
from sello.demo.register import INITIATIVES
from sello.demo.stage import Script, Stage
from sello.demo.tasks import TASKS, TaskSpec
from sello.evidence.domain.details import EvidenceType
from sello.evidence.service import releasing
from sello.level.state import NOT_APPLICABLE
from sello.reports import service as reports
from sello.tasks.domain.states import Step

ASSIGNED, REGISTERED, SELF_ASSESSED, BASELINE, HALF_WAY, RELEASED, VISITED = 234, 232, 214, 213, 61, 10, 6
"""Days ago: units named, register written, first self-assessment, its cut, the half-yearly cut, opening to
the evaluator, her first decisions."""

REVIEWED, VALIDATED = 6, 4
"""Days that the secretariat takes to review a piece, and to validate an answer."""

DECISIONS = (
    ("1.1.1", "si", ""),
    ("2.1.1", "si", ""),
    ("3.1.2", "no", "La tabla no permite ver los cargos directivos de las corporaciones."),
)


def write(stage: Stage, script: Script) -> None:
    """Write the whole history."""
    _first_cycle(stage, script)
    for spec in ANSWERS:
        _answer(stage, script, spec)
    for unit in dict.fromkeys(spec.unit for spec in ANSWERS):
        codes = tuple(spec.code for spec in ANSWERS if spec.unit == unit)
        script.at(ASSIGNED, partial(acts.assign, stage, unit=unit, codes=codes))
    for piece in PIECES:
        _piece(stage, script, piece)
    _register(stage, script)
    for task in TASKS:
        _task(stage, script, task)
    _milestones(stage, script)
    duties.write(stage, script)
    figures.write(stage, script)
    plan.write(stage, script)


def _first_cycle(stage: Stage, script: Script) -> None:
    """The finished cycle: 36 of 40 met (90 %, gold), evidenced by dimension, evaluated, frozen."""
    unmet = ("1.4.2", "1.5.1", "3.2.2", "5.2.2")
    for code in stage.requirements:
        grade = "no" if code in unmet else "si"
        said = Declaration(grade, "Respuesta del primer ciclo.")
        script.at(900, partial(_declare_before, stage, code=code, said=said), rank=2)
        script.at(700, partial(_validate_before, stage, code=code, grade=grade), rank=3)
        script.at(550, partial(_decide_before, stage, code=code, grade=grade), rank=4)
    for dimension in dict.fromkeys(code[0] for code in stage.requirements):
        codes = tuple(code for code in stage.requirements if code[0] == dimension and code not in unmet)
        piece = PieceSpec(
            f"primer-ciclo-{dimension}",
            codes,
            "secretaria",
            EvidenceType.REPORT,
            f"Expediente de la dimensión {dimension} del primer ciclo",
            f"EX-{dimension}",
            "pdf",
            860,
            850,
        )
        script.at(850, partial(_hand_in_before, stage, piece=piece), rank=0)
        script.at(840, partial(acts.accept, stage, key=piece.key), rank=1)
    script.at(600, lambda at: _release(stage, at, stage.before))
    script.at(545, lambda at: acts.freeze(stage, at, stage.before, "Cierre del primer ciclo"), rank=5)


def _declare_before(stage: Stage, at: Moment, code: str, said: Declaration) -> None:
    acts.declare(stage, at, stage.before, by=acts.SECRETARY, code=code, said=said)


def _validate_before(stage: Stage, at: Moment, code: str, grade: str) -> None:
    acts.validate(stage, at, stage.before, code, grade=grade)


def _decide_before(stage: Stage, at: Moment, code: str, grade: str) -> None:
    acts.decide(stage, at, stage.before, code, grade=grade)


def _hand_in_before(stage: Stage, at: Moment, piece: PieceSpec) -> None:
    acts.hand_in(stage, at, piece, stage.before, acts.SECRETARY)


def _release(stage: Stage, at: Moment, cycle: int) -> None:
    actor = stage.actor(acts.SECRETARY, at.today)
    cycles.release(actor, cycle, now=at.now)
    releasing.release_accepted(actor, cycle, now=at.now)


def _answer(stage: Stage, script: Script, spec: AnswerSpec) -> None:
    if spec.stand == "open":
        return
    by = player(stage, spec.unit)

    def say(at: Moment, *, first: bool) -> None:
        acts.declare(stage, at, stage.cycle, by=by, code=spec.code, said=acts.said_of(spec, first=first))

    def confirm(at: Moment) -> None:
        grade = NOT_APPLICABLE if spec.stand == "not-applicable" else "si"
        acts.validate(stage, at, stage.cycle, spec.code, grade=grade)

    if spec.days_ago < SELF_ASSESSED:
        script.at(SELF_ASSESSED, partial(say, first=True), rank=2)
    script.at(spec.days_ago, partial(say, first=False), rank=2)
    if spec.stand in ("validated", "not-applicable"):
        script.at(spec.days_ago - VALIDATED, confirm, rank=3)


def _piece(stage: Stage, script: Script, piece: PieceSpec) -> None:
    by = player(stage, piece.unit)
    script.at(piece.handed, lambda at: acts.hand_in(stage, at, piece, stage.cycle, by))
    reviewed = piece.handed - REVIEWED
    if piece.outcome == "accepted":
        script.at(reviewed, lambda at: acts.accept(stage, at, piece.key), rank=1)
    elif piece.outcome == "returned":
        script.at(reviewed, partial(_give_back, stage, piece=piece), rank=1)
    elif piece.outcome == "remedied":
        script.at(piece.handed - 4, partial(_give_back, stage, piece=piece), rank=1)
        script.at(piece.handed - 8, lambda at: acts.remedy(stage, at, piece, by))
        script.at(piece.handed - 11, lambda at: acts.accept(stage, at, piece.key), rank=1)


def _give_back(stage: Stage, at: Moment, piece: PieceSpec) -> None:
    acts.give_back(stage, at, piece.key, piece.remark, frozenset(piece.parts))


def _register(stage: Stage, script: Script) -> None:
    handed = {piece.key: piece.handed for piece in PIECES}
    for spec in INITIATIVES:
        script.at(REGISTERED, partial(register_acts.add_initiative, stage, spec=spec))
        for key in spec.evidence:
            script.at(handed[key], partial(register_acts.show, stage, spec=spec, key=key), rank=6)


def _task(stage: Stage, script: Script, spec: TaskSpec) -> None:
    initiative = next((each.name for each in INITIATIVES if spec.key in each.tasks), None)
    script.at(spec.asked, partial(acts.ask, stage, spec=spec, initiative=initiative))
    for taken in spec.steps:
        if taken.step is Step.DELIVER:
            for key in spec.evidence:
                script.at(
                    taken.days_ago, partial(acts.attach, stage, spec=spec, key=key, by=taken.by), rank=6
                )
        script.at(taken.days_ago, partial(acts.step, stage, spec=spec, taken=taken), rank=7)
    for asked in spec.asks:
        script.at(asked.days_ago, partial(acts.wonder, stage, spec=spec, asked=asked), rank=11)
    for answered in spec.answers:
        script.at(answered.days_ago, partial(acts.reply, stage, spec=spec, answered=answered), rank=12)
    for ago, by, text in spec.comments:
        script.at(ago, partial(acts.comment, stage, spec=spec, by=by, text=text), rank=8)


def _milestones(stage: Stage, script: Script) -> None:
    """Cuts, kept reports, the opening to the evaluator and her first decisions."""
    script.at(BASELINE, lambda at: acts.freeze(stage, at, stage.cycle, "Línea base", baseline=True), rank=9)
    script.at(HALF_WAY, lambda at: acts.freeze(stage, at, stage.cycle, "Corte semestral"), rank=9)
    script.at(RELEASED, lambda at: _release(stage, at, stage.cycle), rank=9)
    script.at(7, partial(acts.plan, stage), rank=9)
    script.at(1, partial(acts.let_acceptance_validate, stage), rank=11)
    script.at(5, lambda at: acts.offer(stage, at, "campana", ("3.3.3",), "comunicaciones"), rank=9)
    for code, grade, note in DECISIONS:
        script.at(VISITED, partial(_decide, stage, code=code, grade=grade, note=note), rank=9)
    script.at(90, partial(_choose_recipients, stage), rank=9)
    script.at(4, partial(acts.substitute, stage, absent="dideco", by="participacion", days=(-3, 11)), rank=9)
    for ago in (61, 31):
        script.at(ago, partial(_keep_report, stage), rank=10)


def _decide(stage: Stage, at: Moment, code: str, grade: str, note: str) -> None:
    acts.decide(stage, at, stage.cycle, code, grade=grade, note=note)


def _choose_recipients(stage: Stage, at: Moment) -> None:
    chosen = (stage.people[acts.SECRETARY], stage.people["authority"])
    reports.choose_recipients(stage.actor(acts.SECRETARY, at.today), chosen, seen=(), now=at.now)


def _keep_report(stage: Stage, at: Moment) -> None:
    actor = stage.actor(acts.SECRETARY, at.today)
    reports.make(actor, stage.cycle, as_of=at.today, store=stage.store, at=at)
