"""The minute of a handover in words: who leaves, who receives, what, how it stood, and what is pending."""

from __future__ import annotations

from sello.accounts.domain.handover import Line
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.progress.handover.queries import Minute
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
from sello.reports.document.wording import Translate, day, long_day

OF_TODAY = N_("Esta acta es de una versión anterior de Sello: los nombres y el cargo son los de hoy.")


def document(minute: Minute, at: Moment, _: Translate = str) -> Document:
    """Put a handover in words; `at` tells the clocks of its institution."""
    title = _("Acta de traspaso de %(person)s") % {"person": minute.person}
    cover = Cover(
        institution=minute.institution,
        title=title,
        subtitle="",
        standard="",
        facts=(),
        notice="",
        headline="",
        headline_percent="",
        headline_level=LevelMark("", 0),
    )
    sections = [
        Section("traspaso", title, "receipt", _opening(minute, at, _), (_table(minute, _),)),
        Section("pendiente", _("Materias pendientes"), "prose", (minute.note or _("Ninguna más."),), ()),
        Section("firmas", _("Firmas"), "receipt", (), (_signatures(minute, _),)),
    ]
    return Document(cover=cover, cards=(), sections=tuple(sections))


def _opening(minute: Minute, at: Moment, _: Translate) -> tuple[str, ...]:
    values = {
        "day": long_day(at.day_of(minute.at), _),
        "person": minute.person,
        "post": minute.post or _("sin cargo registrado"),
        "to": minute.to or _("su unidad"),
        "by": minute.made_by or _("la Secretaría Ejecutiva"),
        "institution": minute.institution,
        "reason": _(minute.reason.label),
    }
    return (
        _("En %(institution)s, el %(day)s, %(person)s (%(post)s) entrega lo que sigue a %(to)s.") % values,
        _("Motivo: %(reason)s. Lo registró %(by)s.") % values,
        *([_(OF_TODAY)] if minute.of_today else []),
    )


def _table(minute: Minute, _: Translate) -> Table:
    kinds = dict.fromkeys(line.kind for line in minute.lines)
    return Table(
        caption=_("Lo que se traspasa"),
        columns=(
            Column(_("Qué"), 5),
            Column(_("Cómo está"), 3),
            Column(_("Hasta"), 1.6),
            Column(_("Recibe"), 3),
        ),
        groups=tuple(
            Group(_(kind.label), tuple(_row(line, minute, _) for line in minute.lines if line.kind is kind))
            for kind in kinds
        ),
        empty=_("Nada."),
    )


def _row(line: Line, minute: Minute, _: Translate) -> tuple[Cell, ...]:
    receives = _(line.kind.status) if line.to_id is None else minute.names.get(line.to_id, "—")
    status = _(line.status) if line.status else "—"
    return text(line.title, line.unit), text(status), text(day(line.until)), text(receives)


def _signatures(minute: Minute, _: Translate) -> Table:
    """Room for two hands."""
    room = "\N{NO-BREAK SPACE}"
    people = ((_("Entrega"), minute.person), (_("Recibe"), minute.to or "—"))
    return Table(
        caption=_("Firmas"),
        columns=(Column(_("Quién"), 3), Column(_("Firma y fecha"), 5)),
        groups=(Group(None, tuple((text(name, who), text(room, room, room)) for who, name in people)),),
    )
