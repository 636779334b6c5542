"""A comparison as an XLSX file: a sheet per table, and one of deeds, each with its day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from sello.core import workbook
from sello.core.workbook import Sheet, Value
from sello.reports.comparison.contents import ComparisonReport, MoveLine
from sello.reports.comparison.document import document
from sello.reports.comparison.figures import percentage_points
from sello.reports.document.values import Cell, Column, Document, Table
from sello.reports.document.wording import Translate


def write(report: ComparisonReport, out: IO[bytes], _: Translate = str) -> None:
    """Write the same cells as the page's and the paper's; the first sheet says what is compared."""
    words = document(report, _)
    sheets = [_front(report, words, _)]
    sheets += [_sheet(table, _) for section in words.sections for table in section.tables]
    if report.tells_work:
        sheets.append(_deeds(report, _))
    workbook.write(
        sheets, out, title=f"{words.cover.title}: {words.cover.subtitle}", author=report.institution
    )


def _front(report: ComparisonReport, words: Document, _: Translate) -> Sheet:
    rows: list[tuple[Value, ...]] = [
        (_("Institución"), report.institution),
        (_("Comparación"), words.cover.subtitle),
        (_("Edición"), words.cover.standard),
        (_("Diferencia, en puntos porcentuales"), *percentage_points(report.difference, _).values),
        (_("Preparado para"), report.generated_for),
        (_("Hecho el"), report.made_on),
    ]
    rows += [(section.title, sentence) for section in words.sections for sentence in section.lead]
    return Sheet(_("Qué se compara"), (_("Dato"), _("Valor")), rows)


def _sheet(table: Table, _: Translate) -> Sheet:
    """A table; where it has groups, which are dimensions, each row begins with its own."""
    grouped = any(group.title for group in table.groups)
    titles = [title for column in table.columns for title in column.split or (column.title,)]
    rows = [
        [*([group.title] if grouped else []), *_values(table.columns, cells)]
        for group in table.groups
        for cells in group.rows
    ]
    if table.is_empty:
        rows = [[table.empty, *[None] * (len(titles) - 1)]]
    return Sheet(table.tab, (*([_("Dimensión")] if grouped else []), *titles), rows)


def _values(columns: tuple[Column, ...], cells: tuple[Cell, ...]) -> Iterator[Value]:
    for column, cell in zip(columns, cells, strict=True):
        values = cell.values or ("\n".join(part.text for part in cell.parts),)
        if len(values) != max(1, len(column.split)):
            raise ValueError(f"{column.title}: {len(values)} values for {column.split}")
        yield from values


def _deeds(report: ComparisonReport, _: Translate) -> Sheet:
    """Every deed on a requirement that moved, the earliest first."""
    titles = (
        _("Código"),
        _("Requerimiento"),
        _("Día"),
        _("Persona"),
        _("Unidad"),
        _("Acción"),
        _("Sobre"),
    )
    lines = (*report.moves, *report.only_before, *report.only_after)
    return Sheet(_("Acciones por requerimiento"), titles, [row for line in lines for row in _done(line, _)])


def _done(line: MoveLine, _: Translate) -> Iterator[tuple[Value, ...]]:
    for each in line.work:
        who = each.person or _("Nadie: llegó la fecha")
        yield (line.code, line.title, each.day, who, each.unit, _(each.deed.label), each.about)
