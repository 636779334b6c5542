"""The annex of an indicator in words: what is measured, its periods, the last one in whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sello.core.dates import written_or_dash
from sello.core.figures import percentage, percentage_points
from sello.core.moment import Moment
from sello.indicators.domain.numbers import write_figure
from sello.indicators.domain.periods import Period
from sello.indicators.domain.suppression import ALL
from sello.indicators.domain.tables import SHOWN, Seen, gap
from sello.indicators.domain.tables import Cell as Figure
from sello.indicators.queries.rows import IndicatorRow
from sello.indicators.queries.tables import Measured
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
from sello.reports.document.wording import Translate, long_day


def document(
    row: IndicatorRow,
    periods: Sequence[Measured],
    institution: str,
    threshold: int,
    at: Moment,
    *,
    _: Translate = str,
) -> Document:
    """Put an indicator in words; the periods are those that whoever may see no small figure sees."""
    title = _("Anexo de indicador: %(name)s") % {"name": row.name}
    sections = (
        Section("indicador", title, "receipt", tuple(_opening(row, institution, at, _)), ()),
        Section("valores", _("Valores por período"), "prose", (), (_by_period(row, periods, _),)),
        *_last(row, periods, _),
        Section("nota", _("Cómo leer este anexo"), "prose", tuple(_notes(periods, threshold, _)), ()),
    )
    return Document(cover=cover_of(institution, title), cards=(), sections=sections)


def cover_of(institution: str, title: str) -> Cover:
    """The cover of an annex, which is not drawn: only its title is told."""
    return Cover(
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


def _opening(row: IndicatorRow, institution: str, at: Moment, _: Translate) -> Iterable[str]:
    yield f"{institution}. {row.initiative}."
    yield _("Emitido el %(day)s.") % {"day": long_day(at.today, _)}
    told = {
        "measure": _(row.measure.label),
        "length": _(row.periodicity.label),
        "way": _(row.direction.label),
    }
    yield _("Qué se cuenta: %(measure)s. Se mide por: %(length)s. %(way)s.") % told
    if row.formula:
        yield _("Cómo se calcula: %(formula)s") % {"formula": row.formula}
    if row.baseline is not None:
        base = {"figure": write_figure(row.baseline, row.measure), "day": written_or_dash(row.baseline_on)}
        yield _("Línea de base: %(figure)s (%(day)s).") % base
    if row.target is not None:
        aim = {"figure": write_figure(row.target, row.measure), "day": written_or_dash(row.target_on)}
        yield _("Meta: %(figure)s (%(day)s).") % aim


def _by_period(row: IndicatorRow, periods: Sequence[Measured], _: Translate) -> Table:
    return Table(
        caption=_("Valores por período"),
        columns=(
            Column(_("Período"), 2.4),
            Column(_("Total"), 1.6, number=True),
            Column(_("Brecha entre los sexos"), 4),
            Column(_("Fuente y estado"), 3.4),
        ),
        groups=(Group(None, tuple(_period_row(row, one, _) for one in periods)),),
        empty=_("Sin valores todavía."),
    )


def _period_row(row: IndicatorRow, one: Measured, _: Translate) -> tuple[Cell, ...]:
    return (
        text(period_words(one.period, _)),
        text(_said(row, one.table.whole, _)),
        text(_gap(one, _)),
        text(one.source or "—", _("Provisorio") if one.provisional else _("Definitivo")),
    )


def _gap(one: Measured, _: Translate) -> str:
    found = gap(one.table)
    if found is None:
        return "—"
    told = {"women": percentage(found.women), "men": percentage(found.men)}
    return _(found.sentence) % {**told, "points": percentage_points(abs(found.points))}


def _last(row: IndicatorRow, periods: Sequence[Measured], _: Translate) -> Iterable[Section]:
    """The last period with all its cuts, where there are any."""
    if not periods or not periods[-1].table.shape.axes:
        return
    last = periods[-1]
    shape = last.table.shape
    title = _("Valores de %(period)s") % {"period": period_words(last.period, _)}
    axes = " × ".join(_(axis.label) for axis in shape.axes)
    seconds = [*((one.code, one.name) for one in shape.second), (ALL, _("Total"))]
    firsts = [*((one.code, one.name) for one in shape.first), (ALL, _("Total"))]
    rows = tuple(
        (text(name), *(text(_said(row, last.table.cells[code, other], _)) for other, _name in seconds))
        for code, name in firsts
    )
    columns = (Column(axes, 3), *(Column(name, 1.6, number=True) for _code, name in seconds))
    yield Section("cortes", title, "prose", (), (Table(title, columns, (Group(None, rows),)),))


def _notes(periods: Sequence[Measured], threshold: int, _: Translate) -> Iterable[str]:
    if any(one.table.hides for one in periods):
        yield _(
            "Los conteos menores que %(threshold)s están ocultos, junto con los que harían falta para "
            "calcularlos: así nadie puede ser reconocido."
        ) % {"threshold": threshold}
    if any(one.table.lacks for one in periods):
        yield _("Los totales suman lo informado: hay celdas sin información.")
    yield _("Las participaciones y brechas se calculan solo con cifras que se muestran.")


def period_words(period: Period, _: Translate) -> str:
    """A period as one says it."""
    return _(period.sentence) % {**period.names, "month": _(period.names["month"])}


def _said(row: IndicatorRow, cell: Figure, _: Translate) -> str:
    return write_figure(cell.value, row.measure) if cell.seen is Seen.KNOWN else _(SHOWN[cell.seen])
