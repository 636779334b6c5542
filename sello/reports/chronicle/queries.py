"""What an act is about, in words: the name of its kind, and of the thing where it has one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Select, String, literal, select, union_all

from sello.accounts.models import Person, Unit
from sello.catalogue.models import Edition, Requirement
from sello.core.db import db
from sello.core.labels import N_
from sello.core.text import fold, words_asked
from sello.cycles.models import Answer, Cycle
from sello.duties.models import Duty
from sello.evidence.models import Evidence
from sello.indicators.models import Indicator
from sello.planning.models import Scenario
from sello.register.models import Initiative
from sello.tasks.models import Task

NOUNS: Final[dict[str, str]] = {
    "answer": N_("Requerimiento"),
    "cut": N_("Corte"),
    "cycle": N_("Ciclo"),
    "duty": N_("Obligación"),
    "edition": N_("Edición"),
    "evidence": N_("Evidencia"),
    "figure_rule": N_("Regla de las cifras"),
    "improvement_plan": N_("Plan de mejora"),
    "indicator": N_("Indicador"),
    "initiative": N_("Registro"),
    "institution": N_("Institución"),
    "official_letter": N_("Ordinario"),
    "outbox_mail": N_("Correo"),
    "person": N_("Persona"),
    "person_request": N_("Solicitud de una persona"),
    "purge": N_("Acta de eliminación"),
    "received_mail": N_("Correo recibido"),
    "report": N_("Informe"),
    "retention_rule": N_("Plazo de conservación"),
    "saved_view": N_("Vista guardada"),
    "scenario": N_("Escenario"),
    "sign_in": N_("Sesión"),
    "task": N_("Tarea"),
    "task_template": N_("Plantilla de tareas"),
    "unit": N_("Unidad"),
}
"""Every kind of thing that the trail knows, in the order of their names in code."""

Key = tuple[str, int]


def names(things: Iterable[Key]) -> dict[Key, str]:
    """What things are called today, by kind and id, of those that have a name (one statement)."""
    ids: dict[str, set[int]] = {}
    for entity, entity_id in things:
        if entity in NAMED:
            ids.setdefault(entity, set()).add(entity_id)
    if not ids:
        return {}
    parts = [_part(entity, sorted(found)) for entity, found in sorted(ids.items())]
    return {(row.entity, row.id): row.name for row in db.session.execute(union_all(*parts))}


def people(typed: str, system: str) -> frozenset[int | None]:
    """Whose name has all the words that were typed, in any order; `system` is what None is called."""
    words = words_asked(typed)
    every = [(row.id, row.name) for row in db.session.execute(select(Person.id, Person.name))]
    called = [*every, (None, system)]
    return frozenset(key for key, name in called if all(word in fold(name) for word in words))


def requirements(answer_ids: Iterable[int]) -> dict[int, int]:
    """The requirement that each answer answers (one statement)."""
    chosen = sorted(set(answer_ids))
    if not chosen:
        return {}
    found = db.session.execute(select(Answer.id, Answer.requirement_id).where(Answer.id.in_(chosen)))
    return {row.id: row.requirement_id for row in found}


NAMED: Final = {
    "cycle": (Cycle.id, Cycle.name),
    "duty": (Duty.id, Duty.title),
    "edition": (Edition.id, Edition.name),
    "evidence": (Evidence.id, Evidence.title),
    "indicator": (Indicator.id, Indicator.name),
    "initiative": (Initiative.id, Initiative.name),
    "person": (Person.id, Person.name),
    "scenario": (Scenario.id, Scenario.name),
    "task": (Task.id, Task.title),
    "unit": (Unit.id, Unit.name),
    "answer": (Answer.id, Requirement.code + " " + Requirement.title),
}


def _part(entity: str, ids: list[int]) -> Select[*tuple[Any, ...]]:
    key, name = NAMED[entity]
    part: Select[*tuple[Any, ...]] = select(
        literal(entity, String).label("entity"), key.label("id"), name.label("name")
    )
    if entity == "answer":
        part = part.join(Requirement, Requirement.id == Answer.requirement_id)
    return part.where(key.in_(ids))
