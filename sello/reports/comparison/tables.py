"""What moved and whose work it was, as the tables of a comparison."""

from __future__ import annotations

from collections.abc import Iterable

from sello.core.figures import figure
from sello.core.lights import Light
from sello.level.snapshot import Movement
from sello.reports.comparison.contents import ComparisonReport, Deed, MoveLine, Work
from sello.reports.comparison.figures import count, signed, titled
from sello.reports.document.values import (
    Cell,
    Column,
    Group,
    Part,
    Section,
    Table,
    text,
)
from sello.reports.document.wording import Translate, day

TONES = {
    Movement.UP: Light.GREEN,
    Movement.ADDED: Light.GREY,
    Movement.DOWN: Light.RED,
    Movement.REMOVED: Light.GREY,
    Movement.CHANGED: Light.GREY,
    Movement.REWEIGHTED: Light.GREY,
}


def moves(report: ComparisonReport, _: Translate) -> Section:
    table = Table(
        _("Lo que se movió, por requerimiento"),
        _columns(_, report),
        _by_dimension(report, report.moves, _),
        _("Nada se movió entre los dos lados."),
        _("Por requerimiento"),
    )
    lead = [
        _("Se movieron: %(n)s. Sin movimiento: %(m)s.")
        % {"n": figure(len(report.moves)), "m": figure(report.unmoved)}
    ]
    if report.hidden:
        lead.append(
            _("Se movió 1 más, que no es de sus unidades y no se detalla aquí.")
            if report.hidden == 1
            else _("Se movieron %(n)s más, que no son de sus unidades y no se detallan aquí.")
            % {"n": figure(report.hidden)}
        )
    return Section("movimientos", _("Por requerimiento"), "table", tuple(lead), (table,))


def apart(report: ComparisonReport, _: Translate) -> Section:
    tables = (
        Table(
            _("Solo en el lado de antes"),
            _columns(_, report),
            _by_dimension(report, report.only_before, _),
            _("Todo lo de antes tiene par."),
            _("Solo en el lado de antes"),
        ),
        Table(
            _("Solo en el lado de después"),
            _columns(_, report),
            _by_dimension(report, report.only_after, _),
            _("Todo lo de después tiene par."),
            _("Solo en el lado de después"),
        ),
    )
    return Section("sin-par", _("Sin par en la otra edición"), "table", (), tables)


def _columns(_: Translate, report: ComparisonReport) -> tuple[Column, ...]:
    columns = (
        Column(_("Requerimiento"), 3, split=(_("Código"), _("Requerimiento"))),
        Column(_("Movimiento"), 1.6),
        Column(_("Antes"), 1.6),
        Column(_("Después"), 1.6),
        Column(_("Puntos"), 1, number=True),
        Column(_("Unidad responsable"), 1.8),
    )
    return (*columns, Column(_("Quién hizo qué"), 3, below=True)) if report.tells_work else columns


def _by_dimension(report: ComparisonReport, lines: Iterable[MoveLine], _: Translate) -> tuple[Group, ...]:
    names = {line.code: line.name for line in report.dimensions}
    groups: dict[str, list[tuple[Cell, ...]]] = {}
    for line in lines:
        groups.setdefault(line.dimension, []).append(_move_row(line, _, tells_work=report.tells_work))
    return tuple(Group(f"{code}. {names.get(code, '')}", tuple(rows)) for code, rows in groups.items())


def _move_row(line: MoveLine, _: Translate, *, tells_work: bool) -> tuple[Cell, ...]:
    recoded = line.code_before is not None and line.code_before != line.code
    row = (
        titled(f"{line.code_before} → {line.code}" if recoded else line.code, line.title),
        text(_(line.movement.label), light=TONES[line.movement]),
        text(line.before or "—"),
        text(line.after or "—"),
        signed(line.points),
        text(line.unit),
    )
    return (*row, _told(line.work, _)) if tells_work else row


def _told(works: tuple[Work, ...], _: Translate) -> Cell:
    """Who worked on a requirement, the last one first."""
    if not works:
        return text(_("Sin trabajo registrado en ese tiempo"))
    people: dict[tuple[str, str], list[Work]] = {}
    for work in reversed(works):
        people.setdefault((work.person, work.unit), []).append(work)
    parts = []
    for who, each in people.items():
        parts.append(Part(", ".join(name for name in who if name) or _("Nadie: llegó la fecha")))
        parts.append(Part("; ".join(_deeds(each, _)), muted=True))
    return Cell(tuple(parts))


def _deeds(works: list[Work], _: Translate) -> list[str]:
    """What one person did on a requirement: a kind of deed is told once, with its last day."""
    kinds: dict[Deed, list[Work]] = {}
    for work in works:
        kinds.setdefault(work.deed, []).append(work)
    return [_deed(each, _) for each in kinds.values()]


def _deed(works: list[Work], _: Translate) -> str:
    last = works[0]
    values = {"deed": _(last.deed.label), "day": day(last.day), "n": figure(len(works)), "about": last.about}
    if len(works) > 1:
        return _("%(deed)s %(n)s veces, la última el %(day)s") % values
    if last.about:
        return _("%(deed)s el %(day)s: «%(about)s»") % values
    return _("%(deed)s el %(day)s") % values


def work(report: ComparisonReport, _: Translate) -> Section:
    columns = (
        Column(_("Persona"), 3),
        Column(_("Unidad"), 3),
        Column(_("Requerimientos"), 1.4, number=True),
        Column(_("Acciones"), 1.1, number=True),
    )
    rows = tuple(
        (text(line.person), text(line.unit or "—"), count(line.requirements), count(line.deeds))
        for line in report.by_person
    )
    people = Table(
        _("Personas que trabajaron en lo que se movió"),
        columns,
        (Group(None, rows),),
        _("No hay trabajo registrado en ese tiempo: difiere la lectura, o pasó el tiempo."),
        _("Por persona"),
    )
    return Section("trabajo", _("Quién hizo qué"), "table", (), (_units(report, _), people))


def units_only(report: ComparisonReport, _: Translate) -> Section:
    return Section("unidades", _("Por unidad"), "table", (), (_units(report, _),))


def _units(report: ComparisonReport, _: Translate) -> Table:
    columns = (
        Column(_("Unidad responsable"), 4),
        Column(_("Mejoran"), 1, number=True),
        Column(_("Retroceden"), 1.2, number=True),
        Column(_("Otros cambios"), 1.4, number=True),
        Column(_("Puntos"), 1, number=True),
    )
    rows = tuple(
        (text(line.unit), count(line.up), count(line.down), count(line.other), signed(line.points))
        for line in report.by_unit
    )
    return Table(
        _("Lo que se movió, por unidad responsable"),
        columns,
        (Group(None, rows),),
        _("Ninguna unidad tuvo movimientos."),
        _("Por unidad responsable"),
    )
