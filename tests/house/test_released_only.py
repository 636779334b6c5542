"""Whoever sees only what was released is told of nothing else, by no query of any room.

Every read that says for whom it reads is found and asked; one that is new is found too, and the test then
wants to know what to give it.
"""

import importlib
import inspect
import pkgutil
from dataclasses import fields, is_dataclass
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select, true

import sello
from sello.accounts.domain.actor import Visibility
from sello.accounts.queries.people import person as person_row
from sello.core.days import Calendar
from sello.core.db import db
from sello.core.refusal import Forbidden, NotFound
from sello.cycles.models import Answer, Cut
from sello.cycles.service import cycles as cycle_service
from sello.evidence.domain.review import Decision
from sello.evidence.models import Evidence, EvidenceVersion, Review
from sello.evidence.queries.listing import Filters
from sello.evidence.queries.orders import USUAL
from sello.evidence.service import releasing
from sello.files import texts as file_texts
from sello.files.models import TextMark
from sello.improvement.domain.plan import Plan
from sello.indicators.domain.cuts import USUAL as USUAL_CUTS
from sello.indicators.domain.indicators import Direction
from sello.indicators.domain.numbers import Measure
from sello.indicators.domain.periods import Periodicity
from sello.indicators.queries.rows import IndicatorRow
from sello.indicators.queries.rules import Rules
from sello.level.state import Reading
from sello.planning.queries.path import laid
from sello.progress.calendar import MarkKind
from sello.progress.checklist import Filters as ChecklistFilters
from sello.progress.standing import standing
from sello.register.domain import InitiativeKind, PartialDate
from sello.register.models import Initiative, InitiativeEvidence, InitiativeRequirement, InitiativeTask
from sello.register.queries.lists import RegisterFilter
from sello.reports.comparison.deeds import Stretch
from sello.reports.ordinario.contents import Ordinario
from sello.reports.ordinario.service import issue
from sello.search.domain.narrowing import Narrow, Where
from sello.search.domain.question import parse
from sello.search.queries.talked import NOTHING
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task, TaskEvidence
from sello.tasks.queries import lists, options
from sello.tasks.queries.lists import TaskFilter
from sello.tasks.service import receipts
from sello.tasks.service.assigning import branch_of  # noqa: F401  # the room is loaded
from tests.builders import AT, NOW, TODAY
from tests.cycles import builders
from tests.reports.rows import busy_cycle

READERS = ("queries", "progress", "reports.readiness.facts", "reports.comparison.deeds")
ELSEWHERE = {
    "sello.reports.comparison.facts.side": "a picked side is states without titles; its deeds are asked here",
    "sello.transfers.change_edition.queries.adoption_page": "counts pieces, and a second edition is needed",
}
KITCHEN = "Cocina: esto se habló adentro."
SECRETS = ("Acta de", "Falta la lista", "decreto.pdf", KITCHEN)
"""Words of what is not released: titles, remarks, files, and how what is released came to be so."""
SHOWN = "Pública"


def reads():
    """Every public function of the rooms' queries that takes a visibility or an actor, by its name."""
    found = {}
    for module in pkgutil.walk_packages(sello.__path__, "sello."):
        room = module.name.removeprefix("sello.")
        if room.startswith(("web", "cli", "demo", "migrations", "accounts", "__main__", "app", "scheduler")):
            continue
        if ".service" in room or not any(part in room for part in READERS):
            continue
        held = importlib.import_module(module.name)
        for name, function in vars(held).items():
            if not inspect.isfunction(function) or function.__module__ != module.name or name[0] == "_":
                continue
            if {"visibility", "actor"} & inspect.signature(function).parameters.keys():
                found[f"{module.name}.{name}"] = function
    return found


@pytest.fixture
def town_hall(town):
    """A released cycle with one released piece and others that hang on everything that can bear evidence."""
    cycle = busy_cycle(town)
    secretary = town.people.secretary.actor()
    cycle_service.release(secretary, cycle.id, now=NOW)
    requirement = builders.ids(cycle)["1.1.1"]
    shown = builders.evidence(cycle, requirement, town.units.personas, title=SHOWN)
    releasing.release(secretary, shown, now=NOW)
    version = db.session.scalars(select(EvidenceVersion).where(EvidenceVersion.evidence_id == shown)).one()
    version.filename = "publica.pdf"
    db.session.add(
        Review(
            evidence_id=shown,
            version_number=1,
            decision=Decision.RETURNED,
            remark=KITCHEN,
            reply=KITCHEN,
            decided_at=NOW,
            remedied_at=NOW,
        )
    )
    answer = db.session.scalars(select(Answer).where(Answer.requirement_id == requirement)).one()
    answer.validation_note = KITCHEN
    task = db.session.scalars(select(Task)).first()
    initiative = Initiative(
        name="Plan", kind="plan", folded="plan", created_at=NOW, created_by=secretary.person_id
    )
    db.session.add(initiative)
    db.session.flush()
    hidden = list(db.session.scalars(select(Evidence.id).where(Evidence.id != shown).order_by(Evidence.id)))
    for piece in hidden[:1]:
        db.session.add(
            TaskEvidence(task_id=task.id, evidence_id=piece, at=NOW, person_id=secretary.person_id)
        )
        db.session.add(InitiativeEvidence(initiative_id=initiative.id, evidence_id=piece))
    for version in db.session.scalars(select(EvidenceVersion).where(EvidenceVersion.evidence_id.in_(hidden))):
        file_texts.keep(version.sha256, [f"Acta. {KITCHEN}"], now=NOW)
    db.session.add(
        InitiativeRequirement(initiative_id=initiative.id, requirement_id=requirement, contribution="")
    )
    db.session.add(InitiativeTask(initiative_id=initiative.id, task_id=task.id))
    receipt = receipts.issue(secretary, task.unit_id, task_id=task.id, now=NOW)
    receipts.enter(receipt, hidden)
    words = Ordinario("", (KITCHEN,), KITCHEN, "", "", "", (), (), ())
    letter = issue(secretary, words, task.id, at=AT)
    db.session.commit()
    return SimpleNamespace(
        cycle=cycle,
        requirement=requirement,
        shown=shown,
        hidden=hidden,
        task=task.id,
        initiative=initiative.id,
        receipt=receipt,
        letter=letter,
    )


def given(town, hall, actor, visibility, piece):
    """What the reads ask for, by the name of the parameter."""
    long_ago, soon = NOW - timedelta(days=4000), NOW + timedelta(days=4000)
    stretch = Stretch((long_ago, soon), (long_ago, soon), (long_ago.date(), soon.date()), AT)
    stands = standing(hall.cycle, visibility, at=AT)
    return {
        "actor": actor,
        "visibility": visibility,
        "person_id": actor.person_id,
        "cycle": hall.cycle,
        "cycle_id": hall.cycle.id,
        "cycle_ids": [hall.cycle.id],
        "edition_id": hall.cycle.edition_id,
        "requirement_id": hall.requirement,
        "evidence_id": piece,
        "ids": [*hall.hidden, hall.shown],
        "guards": actor.is_secretariat,
        "digests": list(db.session.scalars(select(EvidenceVersion.sha256))),
        "sha256": db.session.scalar(
            select(EvidenceVersion.sha256).where(EvidenceVersion.evidence_id == piece).limit(1)
        ),
        "marked": {"f" * 64: list(db.session.scalars(select(TextMark.mark)))},
        "apart": (),
        "replaces_id": None,
        "task_id": hall.task,
        "state": TaskState.PENDING,
        "alone": true(),
        "count": select(func.count()).select_from(Cut),
        "initiative_id": hall.initiative,
        "receipt_id": hall.receipt,
        "cut_id": db.session.scalars(select(Cut.id)).first(),
        "letter_id": hall.letter,
        "scenario_id": 1,
        "unit_id": town.units.personas,
        "unit_ids": [town.units.personas],
        "offered": options.units(today=TODAY),
        "person": person_row(town.people.head.id, now=NOW),
        "person_ids": [actor.person_id, town.people.head.id],
        "number": 1,
        "position": 0,
        "secretariat": actor.is_secretariat,
        "notice_id": 1,
        "purge_id": 1,
        "evidence_ids": [piece],
        "word": "acta",
        "typed": "acta",
        "task_ids": [hall.task],
        "at": AT,
        "today": TODAY,
        "as_of": TODAY,
        "made_before": soon,
        "within_days": 4000,
        "calendar": Calendar(),
        "reading": Reading.SELF,
        "mine": False,
        "stretch": stretch,
        "stands": stands,
        "path": laid(stands, None),
        "requirement_ids": [hall.requirement],
        "answers": stands.answers,
        "filters": Filters(),
        "runs": 100,
        "question": parse("acta"),
        "places": ("Tablero",),
        "first": long_ago.date(),
        "last": soon.date(),
        "kinds": frozenset(MarkKind),
        "duty_id": 1,
        "plan_id": 1,
        "since": NOW,
        "now": NOW,
        "indicator_id": 1,
        "rows": lists.page(TaskFilter(), Visibility(units=None), None, number=1, at=AT).rows,
    }


MEASURED = IndicatorRow(
    id=1,
    initiative_id=1,
    initiative="",
    name="",
    measure=Measure.PEOPLE,
    formula="",
    direction=Direction.MORE,
    periodicity=Periodicity.YEAR,
    first_axis=None,
    second_axis=None,
    baseline=None,
    baseline_on=None,
    target=None,
    target_on=None,
    version=1,
)
RULES = Rules(5, USUAL_CUTS, 0)

CHOSEN = {
    "sello.evidence.queries.listing": {"order": USUAL},
    "sello.tasks.queries.lists": {"chosen": TaskFilter()},
    "sello.duties.queries.duty": {"keys": ("budget:1",)},
    "sello.duties.queries.year": {"number": TODAY.year},
    "sello.improvement.queries.gaps": {"plan": Plan()},
    "sello.indicators.queries.tables": {"row": MEASURED, "rows": [MEASURED], "rules": RULES},
    "sello.register.queries.lens": {"year": TODAY.year},
    "sello.register.queries.renewed": {"kind": InitiativeKind.AGREEMENT, "ends": PartialDate(TODAY)},
    "sello.register.queries.lists": {"chosen": RegisterFilter()},
    "sello.progress.checklist": {"filters": ChecklistFilters()},
    "sello.search.queries.documents": {"only": (), "size": 20},
    "sello.search.queries.stored": {"only": (), "size": 20},
    "sello.search.queries.talked": {"only": NOTHING},
    "sello.search.queries.narrowing": {"only": Narrow()},
    "sello.search.queries.results": {"where": Where.DOCUMENTS, "only": Narrow()},
}
"""What is asked for under a name that means something else in another room."""


def texts(value, seen=None):
    """Every text in an answer, however deep."""
    seen = set() if seen is None else seen
    if isinstance(value, str):
        yield value
        return
    if id(value) in seen:
        return
    seen.add(id(value))
    if is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name), seen)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(key, seen)
            yield from texts(item, seen)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from texts(item, seen)


def ask(town, hall, person, name, function, piece):
    """The texts of what a read tells somebody; nothing when it does not know of the thing."""
    actor = person.actor()
    values = given(town, hall, actor, actor.visibility, piece)
    values |= CHOSEN.get(name.rpartition(".")[0], {})
    asked = {}
    for parameter in inspect.signature(function).parameters.values():
        if parameter.name in values:
            asked[parameter.name] = values[parameter.name]
        else:
            assert parameter.default is not parameter.empty, (
                f"say in tests/house/test_released_only.py what «{parameter.name}» is for {name}"
            )
    try:
        return list(texts(function(**asked)))
    except (NotFound, Forbidden):
        return []


def test_no_read_of_any_room_tells_an_auditor_of_what_is_not_released(town, town_hall):
    found = reads()
    assert len(found) > 40
    told = {}
    for name, function in found.items():
        if name in ELSEWHERE:
            continue
        for piece in (*town_hall.hidden, town_hall.shown):
            said = ask(town, town_hall, town.people.auditor, name, function, piece)
            if leaks := [text for text in said for secret in SECRETS if secret in text]:
                told[name] = leaks
    assert not told, "ask sello.evidence.queries.conditions.seen_by(visibility) in it"


def test_the_same_reads_tell_the_secretariat(town, town_hall):
    """The test can fail: what an auditor is not told is there to be told, by many of the reads."""
    telling = {
        name
        for name, function in reads().items()
        if name not in ELSEWHERE
        for piece in town_hall.hidden
        if any(
            secret in text
            for text in ask(town, town_hall, town.people.secretary, name, function, piece)
            for secret in SECRETS
        )
    }
    assert len(telling) >= 12, telling


def test_what_is_released_is_told(town, town_hall):
    auditor = town.people.auditor.actor()
    assert auditor.visibility == Visibility(units=None, released_only=True, withheld=True)
    name = "sello.evidence.queries.listing.evidence_page"
    assert SHOWN in ask(town, town_hall, town.people.auditor, name, reads()[name], town_hall.shown)
