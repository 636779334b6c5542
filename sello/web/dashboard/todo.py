"""What the dashboard asks for today: a line for each thing that waits, with the list that it counts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action, allows
from sello.core.counting import ngettext
from sello.core.lights import Light
from sello.evidence.domain.review import PROMPT
from sello.progress.board import Today
from sello.tasks.domain.due import QueueGroup


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits: how it stands, how many in words, and where they are listed."""

    light: Light
    text: str
    href: str


def lines(actor: Actor, today: Today) -> tuple[Line, ...]:
    """What waits for an act of this person, in the order in which it is read; nothing she may not do."""
    return (*_to_decide(actor, today), *_tasks(actor, today), *_evidence(today))


def _to_decide(actor: Actor, today: Today) -> Iterator[Line]:
    n = today.to_review
    if n and allows(actor, Action.EVIDENCE_REVIEW):
        text = ngettext("%(num)s evidencia por revisar", "%(num)s evidencias por revisar", n)
        light = Light.RED if today.long_in_review else Light.AMBER
        yield Line(light, text + _for_long(today), url_for("evidence.desk"))
    n = today.to_validate
    if n and allows(actor, Action.ANSWER_VALIDATE):
        text = ngettext("%(num)s requerimiento por validar", "%(num)s requerimientos por validar", n)
        yield Line(Light.AMBER, text, url_for("cycles.checklist", estado="to_validate"))


def _for_long(today: Today) -> str:
    """The secretariat's own delay, said as plainly as that of a unit."""
    late = today.long_in_review
    if not late:
        return ""
    if late < today.to_review:
        return ngettext(
            ", %(num)s de ellas desde hace más de %(days)s días hábiles",
            ", %(num)s de ellas desde hace más de %(days)s días hábiles",
            late,
            days=PROMPT,
        )
    if late > 1:
        return str(gettext(", todas desde hace más de %(days)s días hábiles", days=PROMPT))
    return str(gettext(", desde hace más de %(days)s días hábiles", days=PROMPT))


def _tasks(actor: Actor, today: Today) -> Iterator[Line]:
    """Every open task once: those with evidence in review are reviewed, and counted, as evidence."""
    if not allows(actor, Action.TASK_VIEW):
        return
    reviews = allows(actor, Action.EVIDENCE_REVIEW)
    for group, light, words in _GROUPS:
        n = today.tasks[group]
        if n and not (reviews and group is QueueGroup.TO_REVIEW):
            yield Line(light, words(n), url_for("tasks.index", espera=group.value))


_GROUPS: tuple[tuple[QueueGroup, Light, Callable[[int], str]], ...] = (
    (
        QueueGroup.TO_ANSWER,
        Light.AMBER,
        lambda n: ngettext(
            "%(num)s tarea espera respuesta de la Secretaría Ejecutiva",
            "%(num)s tareas esperan respuesta de la Secretaría Ejecutiva",
            n,
        ),
    ),
    (
        QueueGroup.OVERDUE,
        Light.RED,
        lambda n: ngettext("%(num)s tarea atrasada", "%(num)s tareas atrasadas", n),
    ),
    (
        QueueGroup.RETURNED,
        Light.RED,
        lambda n: ngettext(
            "%(num)s tarea devuelta, aún en plazo", "%(num)s tareas devueltas, aún en plazo", n
        ),
    ),
    (
        QueueGroup.THIS_WEEK,
        Light.AMBER,
        lambda n: ngettext("%(num)s tarea vence esta semana", "%(num)s tareas vencen esta semana", n),
    ),
    (
        QueueGroup.LATER,
        Light.GREY,
        lambda n: ngettext("%(num)s tarea para más adelante", "%(num)s tareas para más adelante", n),
    ),
    (
        QueueGroup.TO_REVIEW,
        Light.GREY,
        lambda n: ngettext(
            "%(num)s tarea con evidencia en revisión", "%(num)s tareas con evidencia en revisión", n
        ),
    ),
    (
        QueueGroup.OUTSIDE,
        Light.GREY,
        lambda n: ngettext(
            "%(num)s tarea consultada a la evaluación", "%(num)s tareas consultadas a la evaluación", n
        ),
    ),
    (
        QueueGroup.AWAITING,
        Light.GREY,
        lambda n: ngettext("%(num)s tarea espera a otra", "%(num)s tareas esperan a otra", n),
    ),
)


def _evidence(today: Today) -> Iterator[Line]:
    if n := today.to_correct:
        text = ngettext(
            "%(num)s evidencia devuelta por corregir", "%(num)s evidencias devueltas por corregir", n
        )
        yield Line(Light.RED, text, url_for("evidence.index", estado="returned", sin_tarea=1))
    if n := today.expired:
        text = ngettext("%(num)s evidencia vencida", "%(num)s evidencias vencidas", n)
        yield Line(Light.RED, text, url_for("evidence.index", estado="accepted", vigencia="vencida"))
    if n := today.expiring:
        text = ngettext("%(num)s evidencia vence en 60 días", "%(num)s evidencias vencen en 60 días", n)
        yield Line(Light.AMBER, text, url_for("evidence.index", estado="accepted", vigencia="por-vencer"))
