"""The first pages in words: cover, level, gap and dimensions."""

from __future__ import annotations

from sello.core.figures import figure, percentage, rule
from sello.cycles.domain.words import AHEAD, UNTOLD
from sello.planning.domain.path_words import first_sentence
from sello.reports.document.naming import listed, named, some
from sello.reports.document.values import (
    Card,
    Cell,
    Column,
    Cover,
    Group,
    Section,
    Table,
    text,
)
from sello.reports.document.wording import Translate, day, days, long_day
from sello.reports.readiness.contents import GapItem, ReadinessReport, Reading


def notice(report: ReadinessReport, _: Translate) -> str:
    """Say what limits the whole report: a day that nobody kept whole, a working edition; mostly nothing."""
    untold = _(UNTOLD) % {"day": day(report.told_from)} if report.told_from else ""
    ahead = _(AHEAD) % {"day": day(report.as_of)} if report.ahead else ""
    return " ".join(line for line in (untold, ahead, _working(report, _)) if line)


def _working(report: ReadinessReport, _: Translate) -> str:
    if not report.edition.working:
        return ""
    return _(
        "Edición de trabajo. Requerimientos apoyados en una fuente pública: %(published)s; de redacción de "
        "trabajo: %(working)s. Los resultados orientan la preparación y no anticipan la decisión del PNUD; "
        "cargue la matriz oficial cuando la reciba."
    ) % {
        "published": figure(report.edition.published_items),
        "working": figure(report.edition.working_items),
    }


def cover(report: ReadinessReport, _: Translate) -> Cover:
    facts = [
        (_("Estado al"), long_day(report.as_of, _)),
        (_("Nivel que se busca"), report.target.name),
        (_("Evaluación externa"), _evaluation(report, _)),
        (_("Edición del estándar"), report.edition.name),
        (_("Preparado para"), report.generated_for),
    ]
    if report.way is not None:
        facts.insert(1, (_("Lo que viene"), first_sentence(named(report.way.path, report.titles), _)))
    return Cover(
        institution=report.institution,
        title=_("Informe de preparación"),
        subtitle=report.cycle,
        standard=report.standard,
        facts=tuple(facts),
        notice=notice(report, _),
        headline=report.reading.title,
        headline_percent=percentage(report.reading.share),
        headline_level=report.reading.level,
        logo=report.logo,
    )


def _evaluation(report: ReadinessReport, _: Translate) -> str:
    if report.evaluation_on is None or report.days_left is None:
        return _("Sin fecha fijada")
    when = long_day(report.evaluation_on, _)
    if report.days_left == 1:
        return _("%(when)s (falta 1 día)") % {"when": when}
    if report.days_left > 0:
        return _("%(when)s (faltan %(days)s)") % {"when": when, "days": days(report.days_left, _)}
    return when


def card(report: ReadinessReport, reading: Reading, _: Translate) -> Card:
    lines = []
    if reading.not_applicable:
        lines.append(_("No aplican: %(n)s, fuera del denominador.") % {"n": figure(reading.not_applicable)})
    if reading.next_threshold:
        lines.append(
            _("%(level)s pide %(share)s (%(needed)s de %(all)s).")
            % {
                "level": reading.next_threshold.level.name,
                "share": rule(reading.next_threshold.share),
                "needed": figure(reading.next_threshold.needed),
                "all": figure(reading.applicable),
            }
        )
    for level, codes in _holds_by_level(reading).items():
        lines.append(
            _("Obligatorios que frenan %(level)s: %(codes)s.")
            % {"level": level, "codes": some(codes, report.titles, _)}
        )
    return Card(
        title=reading.title,
        percent=percentage(reading.share),
        level=reading.level,
        arithmetic=arithmetic(reading, _),
        lines=tuple(lines),
        main=reading.key == report.main,
    )


def _holds_by_level(reading: Reading) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for hold in reading.holds:
        found.setdefault(hold.level, []).append(hold.code)
    return found


def arithmetic(reading: Reading, _: Translate) -> str:
    """Spell out how the percentage comes about."""
    if reading.in_points:
        sentence = _("Puntos ÷ posibles: %(met)s ÷ %(applicable)s × 100 = %(percent)s")
    else:
        sentence = _("Cumplidos ÷ aplicables: %(met)s ÷ %(applicable)s × 100 = %(percent)s")
    return sentence % {
        "met": figure(reading.met),
        "applicable": figure(reading.applicable),
        "percent": percentage(reading.share),
    }


def level(report: ReadinessReport, _: Translate) -> Section:
    columns = (
        Column(_("Lectura"), 3),
        Column(_("Cumplidos"), 1.2, number=True),
        Column(_("Aplicables"), 1.2, number=True),
        Column(_("No aplican"), 1.2, number=True),
        Column(_("Porcentaje"), 1.2, number=True),
        Column(_("Nivel"), 1.6),
    )
    rows = tuple(
        (
            text(reading.title),
            text(figure(reading.met)),
            text(figure(reading.applicable)),
            text(figure(reading.not_applicable)),
            text(percentage(reading.share)),
            text(reading.level.name),
        )
        for reading in report.readings
    )
    lead = _(
        "Cada lectura dice con qué mirada se cuenta un requerimiento como cumplido. "
        "Encabeza este informe: %(r)s."
    )
    return Section(
        anchor="nivel",
        title=_("Nivel y su aritmética"),
        kind="level",
        lead=(lead % {"r": report.reading.title},),
        tables=(
            Table(_("Las lecturas del nivel"), columns, (Group(None, rows),)),
            _thresholds(report, _),
        ),
    )


def _thresholds(report: ReadinessReport, _: Translate) -> Table:
    columns = (
        Column(_("Nivel"), 2),
        Column(_("Umbral"), 1, number=True),
        Column(_("Cumplidos que pide"), 1.4, number=True),
        Column(_("Obligatorios que lo frenan"), 4),
    )
    rows = tuple(
        (
            text(threshold.level.name),
            text(rule(threshold.share)),
            text(figure(threshold.needed)),
            listed(_held_by(report, threshold.level.name), report.titles, _("Ninguno")),
        )
        for threshold in report.thresholds
    )
    return Table(_("Lo que pide cada nivel"), columns, (Group(None, rows),))


def _held_by(report: ReadinessReport, level: str) -> list[str]:
    return [hold.code for hold in report.reading.holds if hold.level == level]


def gap(report: ReadinessReport, _: Translate) -> Section:
    gap = report.gap
    columns: tuple[Column, ...] = (
        Column(_("Código"), 0.95),
        Column(_("Requerimiento"), 3.8),
        Column(_("Obligatorio"), 1.3),
        Column(_("Estado"), 1.8),
        Column(_("Unidad responsable"), 2.2),
    )
    if report.tells_work:
        columns = (*columns, Column(_("Quién actúa y hasta cuándo"), 2))
    rows = tuple(_gap_row(item, report, _) for item in gap.items)
    table = Table(
        _("Requerimientos aún no cumplidos"),
        columns,
        (Group(None, rows),),
        _("No hay requerimientos aplicables sin cumplir."),
    )
    title = (
        _("Brecha y plan hasta el nivel buscado") if report.tells_work else _("Brecha hasta el nivel buscado")
    )
    return Section("brecha", title, "gap", (gap_sentence(report, _),), (table,))


def _gap_row(item: GapItem, report: ReadinessReport, _: Translate) -> tuple[Cell, ...]:
    row = (
        text(item.code),
        text(item.title),
        text(_("Sí") if item.mandatory else _("No")),
        text(item.state, light=item.light),
        text(item.unit),
    )
    if not report.tells_work:
        return row
    until = _("hasta el %(day)s") % {"day": day(item.due_on)} if item.due_on else _("sin tarea con plazo")
    return (*row, text(_(item.turn.label), until))


def gap_sentence(report: ReadinessReport, _: Translate) -> str:
    """Say in one sentence what is missing for the target."""
    gap = report.gap
    if gap.reached:
        return _("El nivel %(level)s está alcanzado en esta lectura; queda sostenerlo.") % {
            "level": gap.target.name
        }
    if not gap.missing:
        return _("No hay requerimientos aplicables: %(level)s no se puede alcanzar.") % {
            "level": gap.target.name
        }
    values = {
        "level": gap.target.name,
        "n": figure(gap.missing),
        "codes": some(gap.mandatory, report.titles, _),
    }
    if gap.missing == 1 and gap.mandatory:
        return _("Para %(level)s falta 1 requerimiento, obligatorio: %(codes)s.") % values
    if gap.missing == 1:
        return _("Para %(level)s falta 1 requerimiento; ninguno obligatorio lo frena.") % values
    if not gap.mandatory:
        sentence = _("Para %(level)s faltan al menos %(n)s requerimientos; ninguno obligatorio lo frena.")
    elif len(gap.mandatory) == gap.missing:
        sentence = _("Para %(level)s faltan %(n)s requerimientos, todos obligatorios: %(codes)s.")
    else:
        sentence = _(
            "Para %(level)s faltan al menos %(n)s requerimientos; obligatorios entre ellos: %(codes)s."
        )
    return sentence % values


def dimensions(report: ReadinessReport, _: Translate) -> Section:
    columns = (
        Column(_("Dimensión"), 5),
        Column(_("Cumplidos"), 1.2, number=True),
        Column(_("En proceso"), 1.2, number=True),
        Column(_("No cumplidos"), 1.4, number=True),
        Column(_("No aplican"), 1.2, number=True),
        Column(_("Total"), 1, number=True),
        Column(_("Avance"), 1.1, number=True),
    )
    rows = tuple(
        (
            text(f"{item.code} {item.name}"),
            *(
                text(figure(n))
                for n in (item.met, item.under_way, item.not_met, item.not_applicable, item.total)
            ),
            text(percentage(item.share)),
        )
        for item in report.dimensions
    )
    lead = _("Según la lectura que encabeza el informe: %(r)s. El avance es cumplidos ÷ aplicables.")
    return Section(
        "dimensiones",
        _("Avance por dimensión"),
        "chart",
        (lead % {"r": report.reading.title},),
        (Table(_("Requerimientos por dimensión y estado"), columns, (Group(None, rows),)),),
    )
