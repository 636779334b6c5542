"""A comparison in words: the sections that the page, the paper and the spreadsheet all render as they are."""

from __future__ import annotations

from collections.abc import Iterator

from sello.cycles.domain.words import UNTOLD
from sello.level.formatting import shown_number
from sello.level.snapshot import Tally
from sello.reports.comparison import tables
from sello.reports.comparison.contents import ComparisonReport, SideFacts
from sello.reports.comparison.figures import (
    NOTHING,
    count,
    level,
    on_day,
    percentage_points,
    points,
    share,
    titled,
)
from sello.reports.document.values import (
    Card,
    Cell,
    Column,
    Cover,
    Document,
    Group,
    Section,
    Table,
    text,
)
from sello.reports.document.wording import (
    Translate,
    day,
    long_day,
    percent,
)


def document(report: ComparisonReport, _: Translate = str) -> Document:
    """Put a comparison in words."""
    sections = [_level(report, _), _dimensions(report, _), tables.moves(report, _)]
    if report.only_before or report.only_after:
        sections.append(tables.apart(report, _))
    sections.append(tables.work(report, _) if report.tells_work else tables.units_only(report, _))
    sections.append(_method(report, _))
    return Document(
        cover=_cover(report, _),
        cards=tuple(_card(side, _) for side in (report.before, report.after)),
        sections=tuple(sections),
    )


def _cover(report: ComparisonReport, _: Translate) -> Cover:
    return Cover(
        institution=report.institution,
        title=_("Comparación"),
        subtitle=_("De «%(before)s» a «%(after)s»")
        % {"before": report.before.title, "after": report.after.title},
        standard=" / ".join(dict.fromkeys((report.before.edition, report.after.edition))),
        facts=(
            (_("Antes"), _side(report.before, _)),
            (_("Después"), _side(report.after, _)),
            (_("Nivel antes"), f"{report.before.level.name}, {percent(report.before.share)}"),
            (_("Diferencia"), percentage_points(report.difference, _).parts[0].text),
            (_("Preparado para"), report.generated_for),
            (_("Hecho el"), long_day(report.made_on, _)),
        ),
        notice="" if report.on_one_edition else _editions(report, _),
        headline=_("Después: %(reading)s") % {"reading": _(report.after.reading.label)},
        headline_percent=percent(report.after.share),
        headline_level=report.after.level,
    )


def _side(side: SideFacts, _: Translate) -> str:
    return _("%(title)s (%(cycle)s), al %(day)s, %(reading)s") % {
        "title": side.title,
        "cycle": side.cycle,
        "day": day(side.as_of),
        "reading": _(side.reading.label),
    }


def _editions(report: ComparisonReport, _: Translate) -> str:
    return _(
        "Los dos lados están sobre ediciones distintas: %(before)s y %(after)s. Los requerimientos se "
        "emparejan por su código o por la correspondencia guardada en el catálogo; los que no tienen "
        "par van aparte."
    ) % {"before": report.before.edition, "after": report.after.edition}


def _card(side: SideFacts, _: Translate) -> Card:
    return Card(
        title=f"{side.title}, {day(side.as_of)}",
        percent=percent(side.share),
        level=side.level,
        arithmetic=_("%(met)s de %(of)s cumplen") % {"met": side.met, "of": side.applicable},
        lines=(_(side.reading.label), side.cycle, side.edition),
        main=False,
    )


def _level(report: ComparisonReport, _: Translate) -> Section:
    columns = (
        Column(_("Lado"), 2.6, split=(_("Lado"), _("Ciclo"))),
        Column(_("Estado al"), 1.3),
        Column(_("Lectura"), 1.6),
        Column(_("Cumplen"), 1, number=True),
        Column(_("Aplican"), 1, number=True),
        Column(_("Puntos"), 1, number=True),
        Column(_("De"), 0.9, number=True),
        Column(_("Avance"), 1.1, number=True),
        Column(_("Nivel"), 1.2, split=(_("Nivel"), _("Nivel, en orden"))),
    )
    rows = tuple(_side_row(side, _) for side in (report.before, report.after))
    return Section(
        "nivel",
        _("Nivel"),
        "level",
        (_sentence(report, _), *_untold(report, _)),
        (Table(_("Los dos lados"), columns, (Group(None, rows),), tab=_("Nivel")),),
    )


def _side_row(side: SideFacts, _: Translate) -> tuple[Cell, ...]:
    return (
        titled(side.title, "" if side.title == side.cycle else side.cycle),
        on_day(side.as_of),
        text(_(side.reading.label)),
        count(side.met),
        count(side.applicable),
        points(side.numerator),
        points(side.denominator),
        share(side.share),
        level(side.level),
    )


def _untold(report: ComparisonReport, _: Translate) -> Iterator[str]:
    """Say of each side that is older than what was kept from which day on it is told."""
    for side in (report.before, report.after):
        if side.told_from is not None:
            yield f"{side.title}: {_(UNTOLD) % {'day': day(side.told_from)}}"


def _sentence(report: ComparisonReport, _: Translate) -> str:
    if report.difference is None:
        return _(
            "Una de las ediciones es de conformidad y no tiene porcentaje: se comparan los cumplimientos."
        )
    if report.difference == 0:
        return _("El avance es el mismo en los dos lados.")
    word = _("subió") if report.difference > 0 else _("bajó")
    return _("El avance %(word)s %(n)s puntos porcentuales.") % {
        "word": word,
        "n": shown_number(abs(report.difference) * 100),
    }


def _dimensions(report: ComparisonReport, _: Translate) -> Section:
    columns = (
        Column(_("Dimensión"), 4),
        Column(_("Cumplen antes"), 1.2, number=True),
        Column(_("Aplican antes"), 1.2, number=True),
        Column(_("Cumplen después"), 1.3, number=True),
        Column(_("Aplican después"), 1.3, number=True),
        Column(_("Antes"), 1.2, number=True),
        Column(_("Después"), 1.2, number=True),
        Column(_("Diferencia"), 1.4, number=True),
    )
    rows = tuple(
        (
            text(f"{line.code}. {line.name}"),
            *_tally(line.had),
            *_tally(line.has),
            share(line.had.share if line.had and report.graded else None),
            share(line.has.share if line.has and report.graded else None),
            percentage_points(line.difference if report.graded else None, _),
        )
        for line in report.dimensions
    )
    table = Table(
        _("Las dimensiones, antes y después"), columns, (Group(None, rows),), tab=_("Por dimensión")
    )
    return Section("dimensiones", _("Por dimensión"), "table", (), (table,))


def _tally(tally: Tally | None) -> tuple[Cell, Cell]:
    return (NOTHING, NOTHING) if tally is None else (count(tally.met), count(tally.applicable))


def _method(report: ComparisonReport, _: Translate) -> Section:
    lead = [
        _(
            "Un corte se compara como quedó congelado. Un ciclo se mira como estaba al terminar el día "
            "elegido: sus respuestas, sus decisiones y su evidencia."
        ),
        _(
            "El trabajo sale de lo registrado entre los dos lados: respuestas, decisiones, entregas, "
            "revisiones y vencimientos de la evidencia. Se nombra solo lo que puede mover las lecturas "
            "comparadas; nadie lo escribe a mano."
        ),
    ]
    if not report.on_one_cycle:
        lead.append(
            _(
                "Entre dos ciclos, el trabajo es el que se hizo en el ciclo de después, desde su inicio "
                "hasta la fecha que se compara."
            )
        )
    if not report.on_one_edition:
        lead.insert(0, _editions(report, _))
    return Section("como-se-hizo", _("Cómo se hizo"), "prose", tuple(lead), ())
