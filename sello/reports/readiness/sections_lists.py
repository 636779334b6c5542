"""The lists in words: requirements, evidence, tasks, remarks, changes and hashes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sello.core.figures import figure
from sello.reports.document.naming import listed
from sello.reports.document.values import (
    Cell,
    Column,
    Group,
    Part,
    Section,
    Table,
    text,
)
from sello.reports.document.wording import Translate, counted, day, days
from sello.reports.readiness.contents import (
    Changes,
    EvidenceLine,
    ReadinessReport,
    RequirementLine,
)
from sello.reports.readiness.sections_level import notice


def requirements(report: ReadinessReport, _: Translate) -> Section:
    columns = (
        Column(_("Código"), 0.95),
        Column(_("Requerimiento"), 3.1),
        Column(_("Estado"), 1.75),
        Column(_("Unidad"), 1.7),
        Column(_("Evidencias"), 4),
    )
    names = {item.code: f"{item.code} {item.name}" for item in report.dimensions}
    groups: dict[str, list[tuple[Cell, ...]]] = {}
    for line in report.requirements:
        groups.setdefault(line.dimension, []).append(_requirement(line, report, _))
    table = Table(
        _("Lista de requerimientos"),
        columns,
        tuple(Group(names.get(code, code), tuple(rows)) for code, rows in groups.items()),
        _("Este ciclo no tiene requerimientos."),
    )
    total = sum(len(line.evidence) for line in report.requirements)
    if report.tells_work:
        lead = _(
            "Requerimientos: %(n)s; vínculos con evidencias: %(e)s. "
            "Un asterisco marca los obligatorios del nivel buscado."
        )
    else:
        lead = _(
            "Requerimientos: %(n)s; vínculos con evidencias liberadas: %(e)s. "
            "Un asterisco marca los obligatorios del nivel buscado."
        )
    values = {"n": figure(len(report.requirements)), "e": figure(total)}
    return Section(
        "requerimientos", _("Requerimientos y sus evidencias"), "table", (lead % values,), (table,)
    )


def _requirement(line: RequirementLine, report: ReadinessReport, _: Translate) -> tuple[Cell, ...]:
    parts = tuple(part for piece in line.evidence for part in _evidence(piece, _))
    nothing = _("Sin evidencia") if report.tells_work else _("Sin evidencia liberada")
    return (
        text(f"{line.code} *" if line.mandatory else line.code),
        text(line.title),
        text(line.state, light=line.light),
        text(line.unit),
        Cell(parts or (Part(nothing, muted=True),)),
    )


def _evidence(piece: EvidenceLine, _: Translate) -> Iterable[Part]:
    said = piece.details
    yield Part(said.title)
    facts = [
        f"{_(said.type.label)} {said.document_number}".strip(),
        day(said.document_date) if said.document_date else "",
        f"v{piece.version}",
    ]
    facts.append(piece.state)
    if said.valid_until:
        facts.append(_("vigente hasta %(d)s") % {"d": day(said.valid_until)})
    facts.append(piece.short_hash)
    yield Part(" · ".join(fact for fact in facts if fact), muted=True)


def expiries(report: ReadinessReport, _: Translate) -> Section:
    columns = (
        Column(_("Evidencia"), 4),
        Column(_("Unidad"), 2.2),
        Column(_("Requerimientos"), 2.8),
        Column(_("Vigente hasta"), 1.5),
        Column(_("Situación"), 2),
    )
    rows = tuple(
        (
            text(line.title),
            text(line.unit),
            listed(line.codes, report.titles),
            text(day(line.valid_until)),
            text(_expiry(line.days, _), light=line.light),
        )
        for line in report.expiries
    )
    table = Table(
        _("Evidencias vencidas y por vencer"),
        columns,
        (Group(None, rows),),
        _("Ninguna evidencia está vencida ni vence pronto.")
        if report.tells_work
        else _("Ninguna evidencia liberada está vencida ni vence pronto."),
    )
    expired = sum(1 for line in report.expiries if line.days < 0)
    lead = _("Vencidas: %(a)s; por vencer: %(b)s. Una evidencia deja de contar después de su último día.")
    values = {"a": figure(expired), "b": figure(len(report.expiries) - expired)}
    return Section("vencimientos", _("Evidencias vencidas y por vencer"), "table", (lead % values,), (table,))


def _expiry(left: int, _: Translate) -> str:
    if left < 0:
        return _("Vencida hace %(d)s") % {"d": days(-left, _)}
    return _("Vence ese día") if left == 0 else _("Vence en %(d)s") % {"d": days(left, _)}


def overdue(report: ReadinessReport, _: Translate) -> Section:
    columns = (
        Column(_("Tarea"), 4.6),
        Column(_("Responsable"), 2.2),
        Column(_("Requerimientos"), 2.8),
        Column(_("Plazo"), 1.4),
        Column(_("Atraso"), 1.2, number=True),
    )
    groups = tuple(
        Group(
            f"{unit.unit} ({figure(len(unit.tasks))})",
            tuple(
                (
                    text(task.title),
                    text(task.person),
                    listed(task.codes, report.titles),
                    text(day(task.due_on)),
                    text(days(task.days_late, _)),
                )
                for task in unit.tasks
            ),
        )
        for unit in report.overdue
    )
    table = Table(_("Tareas atrasadas por unidad"), columns, groups, _("No hay tareas atrasadas."))
    total = sum(len(unit.tasks) for unit in report.overdue)
    lead = _("Tareas atrasadas: %(n)s; unidades con atraso: %(u)s.") % {
        "n": figure(total),
        "u": figure(len(report.overdue)),
    }
    return Section("tareas", _("Tareas atrasadas por unidad"), "table", (lead,), (table,))


def remarks(report: ReadinessReport, _: Translate) -> Section:
    columns = (
        Column(_("Evidencia"), 2.8),
        Column(_("Observación"), 4.1),
        Column(_("Unidad"), 2),
        Column(_("Requerimientos"), 2.8),
        Column(_("Desde"), 1.6),
    )
    rows = tuple(
        (
            text(line.evidence),
            text(line.text),
            text(line.unit),
            listed(line.codes, report.titles),
            text(day(line.made_on)),
        )
        for line in report.remarks
    )
    table = Table(
        _("Observaciones abiertas"), columns, (Group(None, rows),), _("No hay observaciones abiertas.")
    )
    lead = _("Observaciones que esperan respuesta de su unidad: %(n)s.") % {"n": figure(len(report.remarks))}
    return Section("observaciones", _("Observaciones abiertas"), "table", (lead,), (table,))


def changes(report: ReadinessReport, _: Translate) -> Section:
    columns = (
        Column(_("Código"), 0.95),
        Column(_("Requerimiento"), 4.2),
        Column(_("Unidad"), 2),
        Column(_("En el corte"), 1.8),
        Column(_("Al %(day)s") % {"day": day(report.as_of)}, 1.8),
    )
    title = _("Cambios desde el último corte")
    changes = report.changes
    if changes is None:
        empty = _("Aún no hay un corte anterior con el cual comparar.")
        return Section("cambios", title, "table", (), (Table(title, columns, (), empty),))
    rows = tuple(
        (
            text(move.code),
            text(move.title),
            text(move.unit),
            text(move.before),
            text(move.after, light=move.light),
        )
        for move in changes.moves
    )
    table = Table(
        title, columns, (Group(None, rows),), _("Ningún requerimiento cambió de estado desde el corte.")
    )
    return Section("cambios", title, "table", (_changed(changes, report.as_of, _),), (table,))


def _changed(changes: Changes, as_of: date, _: Translate) -> str:
    before, after = changes.before, changes.after
    return _(
        "Corte «%(cut)s» del %(on)s: %(before)s, %(level_before)s. Al %(day)s: %(after)s, %(level_after)s."
    ) % {
        "cut": changes.cut,
        "on": day(changes.taken_on),
        "before": counted(before.share, before.part, before.whole, _),
        "level_before": before.level.name,
        "day": day(as_of),
        "after": counted(after.share, after.part, after.whole, _),
        "level_after": after.level.name,
    }


def hashes(report: ReadinessReport, _: Translate) -> Section:
    columns = (
        Column(_("Evidencia"), 3.6),
        Column(_("Versión"), 0.7, number=True),
        Column(_("SHA-256 del archivo"), 5.2),
    )
    seen: dict[tuple[str, int, str], None] = {}
    for line in report.requirements:
        for piece in line.evidence:
            seen.setdefault((piece.details.title, piece.version, piece.sha256))
    rows = tuple(
        (text(title), text(str(version)), Cell((Part(sha256, muted=True),)))
        for title, version, sha256 in sorted(seen)
    )
    nothing = _("Sin evidencias.") if report.tells_work else _("Sin evidencias liberadas.")
    table = Table(_("Huellas de los archivos"), columns, (Group(None, rows),), nothing)
    lead = _("La huella permite comprobar que un archivo es exactamente el que se revisó.")
    return Section("huellas", _("Huellas de los archivos"), "table", (lead,), (table,))


def method(report: ReadinessReport, _: Translate) -> Section:
    lead = [
        _(
            "Las cifras dicen cómo está el ciclo al %(d)s y se calculan con fracciones exactas; "
            "al mostrarlas, los decimales se cortan y no se redondean hacia arriba."
        )
        % {"d": day(report.as_of)},
        _(
            "Un nivel se alcanza cuando se llega a su umbral y además se cumplen todos sus requerimientos "
            "obligatorios. Lo que no aplica sale del denominador y lleva un motivo escrito."
        ),
        notice(report, _),
    ]
    return Section("metodo", _("Cómo se calcula"), "prose", tuple(line for line in lead if line), ())
