"""A cycle with a few requirements, and tasks on it, for the tests of tasks and of the register."""

from dataclasses import dataclass
from datetime import date, timedelta

from sello.accounts.domain.actor import Actor
from sello.catalogue.document import to_document
from sello.catalogue.domain import texts
from sello.catalogue.domain.rules import RequirementRule, Scale, ScaleKind
from sello.catalogue.models import Dimension, Edition, Requirement, Standard
from sello.core.days import Calendar
from sello.core.db import db
from sello.cycles.models import Answer, Cycle
from sello.cycles.service.kept import keep
from sello.evidence.domain.details import Classification, EvidenceType
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink
from sello.evidence.service.kept import keep as keep_service
from sello.tasks.domain.due import DueKind, Priority, Term
from sello.tasks.domain.states import Step
from sello.tasks.service import assigning
from sello.tasks.service import steps as steps_service
from tests.builders import AT, NOW, TODAY, Someone, Town, on
from tests.level.rules import NOT_APPLICABLE_FREE, YES_NO, three_levels

CHILE = Calendar()


@dataclass(frozen=True)
class Course:
    """The ids of a cycle: its two dimensions and its five requirements by code."""

    cycle_id: int
    edition_id: int
    dimensions: dict[str, int]
    requirements: dict[str, int]


REQUIREMENTS = {
    "1.1.1": ("1", "Política institucional de igualdad"),
    "1.1.2": ("1", "Programas con metas de género"),
    "1.2.2": ("1", "Diagnóstico del territorio"),
    "2.3.1": ("2", "Plan anual de capacitación"),
    "2.3.2": ("2", "Cobertura de la capacitación"),
}


DIMENSIONS = {"1": "Planificación", "2": "Capacidades"}


def _edition(version: str) -> texts.Edition:
    """The same edition in words, for the pages that read its document."""
    return texts.Edition(
        code="prueba",
        version=version,
        texts={"es": texts.Heading("Edición de prueba")},
        scale=Scale(ScaleKind.YES_NO, YES_NO, None, NOT_APPLICABLE_FREE),
        levels=three_levels(),
        dimensions=tuple(_dimension(code, name) for code, name in DIMENSIONS.items()),
    )


def _dimension(code: str, name: str) -> texts.Dimension:
    asked = tuple(
        texts.Requirement(
            RequirementRule(each, code, f"{code}.1"), {"es": texts.RequirementText(title, asks=title)}
        )
        for each, (dimension, title) in REQUIREMENTS.items()
        if dimension == code
    )
    heading = {"es": texts.Heading(name)}
    return texts.Dimension(code, heading, (texts.Standard(f"{code}.1", heading, asked),))


def course(owners: dict[str, int] | None = None, version: str = "1") -> Course:
    """A current cycle on a small edition; `owners` gives requirements their unit."""
    edition = Edition(
        code="prueba",
        version=version,
        name="Edición de prueba",
        digest="0" * 64,
        document=to_document(_edition(version)),
        loaded_at=NOW,
    )
    db.session.add(edition)
    db.session.flush()
    dimensions, standards = {}, {}
    for position, (code, name) in enumerate(DIMENSIONS.items()):
        dimension = Dimension(edition_id=edition.id, code=code, position=position, name=name)
        db.session.add(dimension)
        db.session.flush()
        standard = Standard(
            edition_id=edition.id, dimension_id=dimension.id, code=f"{code}.1", position=position, name=name
        )
        db.session.add(standard)
        db.session.flush()
        dimensions[code], standards[code] = dimension.id, standard.id
    rows = {
        code: Requirement(
            edition_id=edition.id,
            dimension_id=dimensions[dimension],
            standard_id=standards[dimension],
            code=code,
            position=position,
            title=title,
            texts={"es": {}},
            provenance="de trabajo",
        )
        for position, (code, (dimension, title)) in enumerate(REQUIREMENTS.items())
    }
    cycle = Cycle(
        edition_id=edition.id,
        name="Ciclo 2026",
        target_level="oro",
        starts_on=date(2026, 1, 5),
        is_current=True,
        created_at=NOW,
    )
    db.session.add_all([*rows.values(), cycle])
    db.session.flush()
    for code, row in rows.items():
        db.session.add(Answer(cycle_id=cycle.id, requirement_id=row.id, unit_id=(owners or {}).get(code)))
    keep(Answer.cycle_id == cycle.id, now=NOW)
    return Course(cycle.id, edition.id, dimensions, {code: row.id for code, row in rows.items()})


def ask(
    actor: Actor,
    unit_id: int,
    *,
    due_on: date = TODAY + timedelta(days=30),
    title: str = "Enviar el plan anual",
    cycle_id: int | None = None,
    **values: object,
) -> int:
    """A task with a due date, made by its real service; one that is overdue was made ten days before."""
    made_on = min(TODAY, due_on - timedelta(days=10))
    asked = assigning.TaskDraft(title=title, unit_id=unit_id, term=Term(DueKind.DATE, on=due_on), **values)
    return assigning.create(actor, asked, cycle_id=cycle_id, at=AT if made_on == TODAY else on(made_on))


def evidence(
    town: Town, unit_id: int, title: str = "Decreto 12", serves: tuple[int, int] | None = None
) -> int:
    """A submitted piece of evidence, without its file; `serves` is a cycle and a requirement of it."""
    row = Evidence(
        title=title,
        type=EvidenceType.DECREE,
        unit_id=unit_id,
        classification=Classification.PUBLIC,
        state=EvidenceState.SUBMITTED,
        submitted_at=NOW,
        created_at=NOW,
    )
    db.session.add(row)
    db.session.flush()
    if serves:
        cycle_id, requirement_id = serves
        db.session.add(
            EvidenceLink(evidence_id=row.id, cycle_id=cycle_id, requirement_id=requirement_id, linked_at=NOW)
        )
        keep_service(EvidenceLink.evidence_id == row.id, now=NOW)
    return row.id


def walk(task_id: int, *steps: tuple[Someone, Step]) -> None:
    """Take some steps of a task's life, each with a reason."""
    for person, step in steps:
        steps_service.take_step(person.actor(), task_id, step, why="Porque sí", now=NOW)


__all__ = ["CHILE", "NOW", "TODAY", "Course", "Cycle", "Priority", "ask", "course", "evidence", "walk"]
