"""What the dashboard asks for today: a line for each thing that waits, with the list that it counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import ngettext

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action, allows
from sello.core.lights import Light
from sello.progress.board import Today


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits: how it stands, how many in words, and where they are listed."""

    light: Light
    text: str
    href: str


def lines(actor: Actor, today: Today) -> tuple[Line, ...]:
    """What waits for an act of this person, in the order in which it is read; nothing she may not do."""
    return (*_to_decide(actor, today), *_tasks(actor, today), *_evidence(today), *_outside(actor, today))


def _to_decide(actor: Actor, today: Today) -> Iterator[Line]:
    n = today.to_review
    if n and allows(actor, Action.EVIDENCE_REVIEW):
        text = ngettext("%(num)d evidencia por revisar", "%(num)d evidencias por revisar", n)
        yield Line(Light.AMBER, text, url_for("evidence.desk"))
    n = today.to_validate
    if n and allows(actor, Action.ANSWER_VALIDATE):
        text = ngettext("%(num)d requerimiento por validar", "%(num)d requerimientos por validar", n)
        yield Line(Light.AMBER, text, url_for("cycles.checklist", estado="to_validate"))


def _tasks(actor: Actor, today: Today) -> Iterator[Line]:
    if not allows(actor, Action.TASK_VIEW):
        return
    n = today.tasks.to_review
    if n and allows(actor, Action.TASK_MANAGE):
        text = ngettext("%(num)d tarea entregada por revisar", "%(num)d tareas entregadas por revisar", n)
        yield Line(Light.AMBER, text, url_for("tasks.index", estado="entregada"))
    if n := today.tasks.overdue:
        text = ngettext("%(num)d tarea atrasada", "%(num)d tareas atrasadas", n)
        yield Line(Light.RED, text, url_for("tasks.index", atrasadas=1))
    if n := today.tasks.returned:
        text = ngettext("%(num)d tarea devuelta sin responder", "%(num)d tareas devueltas sin responder", n)
        yield Line(Light.RED, text, url_for("tasks.index", estado="devuelta"))
    if n := today.tasks.this_week:
        text = ngettext("%(num)d tarea vence esta semana", "%(num)d tareas vencen esta semana", n)
        yield Line(Light.AMBER, text, url_for("tasks.index", semana=1))


def _evidence(today: Today) -> Iterator[Line]:
    if n := today.to_correct:
        text = ngettext(
            "%(num)d evidencia devuelta por corregir", "%(num)d evidencias devueltas por corregir", n
        )
        yield Line(Light.RED, text, url_for("evidence.index", estado="returned"))
    if n := today.expired:
        text = ngettext("%(num)d evidencia vencida", "%(num)d evidencias vencidas", n)
        yield Line(Light.RED, text, url_for("evidence.index", estado="accepted", vigencia="vencida"))
    if n := today.expiring:
        text = ngettext("%(num)d evidencia vence en 60 días", "%(num)d evidencias vencen en 60 días", n)
        yield Line(Light.AMBER, text, url_for("evidence.index", estado="accepted", vigencia="por-vencer"))


def _outside(actor: Actor, today: Today) -> Iterator[Line]:
    """What an evaluator still has to decide, and how much work a unit has open in all."""
    n = today.to_decide
    if n and allows(actor, Action.ANSWER_DECIDE):
        text = ngettext(
            "%(num)d requerimiento sin decisión externa", "%(num)d requerimientos sin decisión externa", n
        )
        yield Line(Light.AMBER, text, url_for("cycles.level", lectura="external"))
    n = today.tasks.open
    if n and allows(actor, Action.TASK_WORK) and not allows(actor, Action.TASK_MANAGE):
        text = ngettext("%(num)d tarea abierta en total", "%(num)d tareas abiertas en total", n)
        yield Line(Light.GREY, text, url_for("tasks.index"))
