"""The improvement plan of the demonstration: approved by the committee, and changed a little since."""

from __future__ import annotations

from sello.core.moment import Moment
from sello.demo.acts import SECRETARY
from sello.demo.stage import Script, Stage
from sello.improvement.queries.plan import draft, plan_of
from sello.improvement.queries.rows import action
from sello.improvement.service import actions, approving, objectives
from sello.improvement.service.actions import ActionDraft
from sello.improvement.service.objectives import ObjectiveDraft

WRITTEN, APPROVED, CHANGED = 58, 50, 20
"""Days ago on which the plan was written, the committee approved it, and an action was moved."""

MINUTES = "acta-comite-1"

OBJECTIVES = (
    (
        "Evaluar los programas con enfoque de género",
        "El autodiagnóstico dice que ningún programa se evaluó así.",
        ("1.4.2",),
        (
            ("Elegir dos programas y acordar con qué preguntas se evalúan", "secpla", 45, 40, 0, "Acta"),
            ("Evaluar los dos programas", "secpla", 20, 120, 8_500_000, "Informe de evaluación"),
        ),
    ),
    (
        "Comprar con criterios de género",
        "Las bases de licitación todavía no los traen.",
        ("1.5.1",),
        (("Escribir cláusulas tipo para las bases", "daf", -10, 90, 0, "Bases aprobadas por decreto"),),
    ),
    (
        "Que la corresponsabilidad sea de todas las personas",
        "Pocos padres usan el permiso que les corresponde.",
        ("3.2.2",),
        (
            ("Campaña de corresponsabilidad", "personas", 15, 75, 2_400_000, "Piezas de la campaña"),
            ("Informar el uso de permisos por sexo", "personas", -30, 150, None, "Informe semestral"),
        ),
    ),
)
"""Objectives with gap, requirements and actions: title, unit, days since its start and until its end, pesos,
means of verification."""


def write(stage: Stage, script: Script) -> None:
    """Have the plan written, approved and changed."""
    script.at(WRITTEN, lambda at: _write(stage, at), rank=10)
    script.at(APPROVED, lambda at: _approve(stage, at), rank=10)
    script.at(CHANGED, lambda at: _change(stage, at), rank=10)


def _write(stage: Stage, at: Moment) -> None:
    actor = stage.actor(SECRETARY, at.today)
    for title, gap, codes, planned in OBJECTIVES:
        said = ObjectiveDraft(title, gap, frozenset(stage.requirement_ids(codes)))
        objective_id = objectives.add(actor, said, at=at)
        for name, unit, ago, days, budget, proof in planned:
            one = ActionDraft(
                objective_id=objective_id,
                title=name,
                unit_id=stage.units[unit],
                starts_on=stage.day(ago) if ago > 0 else stage.due(-ago),
                ends_on=stage.due(days),
                person_id=stage.people.get(unit),
                budget=budget,
                verification=proof,
            )
            actions.add(actor, one, at=at)


def _approve(stage: Stage, at: Moment) -> None:
    plan = plan_of(stage.cycle)
    if plan is None:
        raise AssertionError("the plan was written before")
    said = approving.Approval("3", at.today, stage.evidence[MINUTES])
    actor = stage.actor(SECRETARY, at.today)
    approving.approve(actor, plan.id, said, version=plan.version, at=at, translate=str)


def _change(stage: Stage, at: Moment) -> None:
    """Give the last action a month more and its money."""
    plan = plan_of(stage.cycle)
    if plan is None:
        raise AssertionError("the plan was written before")
    row, objective_id, version = action(draft(plan.id).actions[-1].id)
    said = ActionDraft(
        objective_id=objective_id,
        title=row.title,
        unit_id=row.unit_id,
        starts_on=row.starts_on,
        ends_on=stage.due(180),
        budget=600_000,
        verification=row.verification,
    )
    actions.edit(stage.actor(SECRETARY, at.today), row.id, said, version=version, at=at)
