"""The agenda in words: who meets, the points in order of weight, and room for what is agreed."""

from __future__ import annotations

from sello.core.figures import figure
from sello.core.moment import Moment
from sello.core.text import shortened
from sello.progress.unit_file import UnitFile
from sello.reports.agenda.points import Point, Weight, points
from sello.reports.document.values import (
    Cell,
    Column,
    Cover,
    Document,
    Group,
    LevelMark,
    Section,
    Table,
    text,
)
from sello.reports.document.wording import Translate, business_days, day, long_day
from sello.tasks.domain.promptness import Promptness

ROOM = "\N{NO-BREAK SPACE}"
"""A line that is left empty, to be written on."""


def document(file: UnitFile, institution: str, at: Moment, _: Translate = str) -> Document:
    """Put the agenda of a meeting with a unit in words."""
    title = _("Reunión con %(unit)s") % {"unit": file.span.name}
    cover = Cover(
        institution=institution,
        title=title,
        subtitle="",
        standard="",
        facts=(),
        notice="",
        headline="",
        headline_percent="",
        headline_level=LevelMark("", 0),
    )
    found = points(file)
    sections = (
        Section("temas", title, "receipt", _opening(file, institution, at, _), (_table(found, _),)),
        Section("asistencia", _("Asistencia"), "receipt", (), (_attendance(file, _),)),
        Section("otros", _("Otros acuerdos"), "receipt", (), (_others(_),)),
    )
    return Document(cover=cover, cards=(), sections=sections)


def _opening(file: UnitFile, institution: str, at: Moment, _: Translate) -> tuple[str, ...]:
    values = {"institution": institution, "day": long_day(at.today, _)}
    said = [_("%(institution)s. Lo que está abierto al %(day)s, lo de más peso primero.") % values]
    return (*said, _promptness(file.promptness, _))


def _promptness(found: Promptness, _: Translate) -> str:
    if not found.delivered:
        return _("En los últimos doce meses la unidad no ha entregado tareas que contar.")
    return _(
        "Tareas entregadas en los últimos doce meses: %(delivered)s; en plazo: %(in_time)s; devueltas alguna "
        "vez: %(returned)s. Demora habitual: %(days)s."
    ) % {
        "delivered": figure(found.delivered),
        "in_time": figure(found.in_time),
        "returned": figure(found.returned),
        "days": business_days(found.usual_days or 0, _),
    }


def _table(found: tuple[Point, ...], _: Translate) -> Table:
    numbered = list(enumerate(found, 1))
    return Table(
        caption=_("Temas"),
        columns=(
            Column(_("N°"), 0.6),
            Column(_("Qué se pide"), 4),
            Column(_("Estado"), 2),
            Column(_("Hasta"), 1.5),
            Column(_("Acuerdo"), 3.6),
        ),
        groups=tuple(
            Group(_(weight.label), rows)
            for weight in Weight
            if (rows := tuple(_row(n, one, _) for n, one in numbered if one.weight is weight))
        ),
        empty=_("Nada está abierto con esta unidad."),
    )


def _row(number: int, point: Point, _: Translate) -> tuple[Cell, ...]:
    return (
        text(str(number)),
        text(point.title, ", ".join(point.serves), _short(point.asked)),
        text(_(point.status)),
        text(day(point.until)),
        text(ROOM, ROOM, ROOM),
    )


def _short(asked: str) -> str:
    """Enough to remember what was asked; its conversation has the rest."""
    return shortened(" ".join(asked.split()), 300)


def _attendance(file: UnitFile, _: Translate) -> Table:
    return Table(
        caption=_("Asistencia"),
        columns=(Column(_("Persona"), 4), Column(_("Firma"), 4)),
        groups=(Group(None, tuple((text(one.name, one.post), text(ROOM, ROOM)) for one in file.people)),),
        empty=_("La unidad no tiene personas con cuenta activa."),
    )


def _others(_: Translate) -> Table:
    return Table(
        caption=_("Otros acuerdos"),
        columns=(Column(_("Acuerdo"), 5), Column(_("Quién"), 2), Column(_("Hasta"), 2)),
        groups=(Group(None, tuple((text(ROOM, ROOM), text(ROOM), text(ROOM)) for _line in range(3))),),
    )
