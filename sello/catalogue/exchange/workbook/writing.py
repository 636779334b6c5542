"""An edition as a workbook that says everything."""

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sello.catalogue.domain.texts import Edition
from sello.catalogue.exchange.grid import letters
from sello.catalogue.exchange.workbook.layout import (
    DIMENSION_KEYS,
    DIMENSIONS,
    EDITION,
    GRADE_KEYS,
    GRADES,
    HEAD_KEYS,
    HEADING_KEYS,
    LEVEL_KEYS,
    LEVELS,
    REQUIREMENT_KEYS,
    REQUIREMENTS,
    SCALE_KEYS,
    STANDARD_KEYS,
    STANDARDS,
    TEXT_KEYS,
)
from sello.catalogue.schema.edition import FORMAT
from sello.catalogue.schema.writing import edition_tree
from sello.core.text import clean

Row = list[str]


def write_workbook(edition: Edition) -> bytes:
    """The edition as an XLSX file with everything that it holds, all cells as text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    wrap, bold = Alignment(vertical="top", wrap_text=True), Font(bold=True)
    for name, rows in _tables(edition).items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for index, width in enumerate(_widths(rows)):
            sheet.column_dimensions[letters(index)].width = width
        for number, row in enumerate(rows):
            cells = []
            for value in row:
                cell = WriteOnlyCell(sheet, value=value)
                cell.data_type = "s"  # a text that begins with "=" stays a text
                cell.alignment = wrap
                if number == 0:
                    cell.font = bold
                cells.append(cell)
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _widths(rows: list[Row]) -> list[int]:
    columns = range(len(rows[0]))
    longest = [max((len(row[index]) for row in rows if index < len(row)), default=0) for index in columns]
    return [min(60, max(12, length + 2)) for length in longest]


def _tables(edition: Edition) -> dict[str, list[Row]]:
    whole = edition_tree(edition)
    languages = edition.languages
    dimensions = whole["dimensiones"]
    standards = [(part["codigo"], inner) for part in dimensions for inner in part["estandares"]]
    requirements = [(part["codigo"], inner) for _, part in standards for inner in part["requerimientos"]]
    return {
        EDITION: [["clave", "valor"], *_edition_rows(whole, languages)],
        GRADES: [
            list(GRADE_KEYS),
            *(_cells(part, GRADE_KEYS) for part in whole["escala"].get("respuestas", [])),
        ],
        LEVELS: [list(LEVEL_KEYS), *(_cells(part, LEVEL_KEYS) for part in whole["niveles"])],
        DIMENSIONS: _sheet(DIMENSION_KEYS, HEADING_KEYS, languages, (part for part in dimensions)),
        STANDARDS: _sheet(
            STANDARD_KEYS,
            HEADING_KEYS,
            languages,
            ({"dimension": owner, **part} for owner, part in standards),
        ),
        REQUIREMENTS: _sheet(
            REQUIREMENT_KEYS,
            TEXT_KEYS,
            languages,
            ({"estandar": owner, **part} for owner, part in requirements),
        ),
    }


def _edition_rows(whole: Mapping[str, Any], languages: tuple[str, ...]) -> Iterator[Row]:
    head, scale = whole["edicion"], whole["escala"]
    yield ["formato", str(FORMAT)]
    for key in HEAD_KEYS:
        if key in head:
            yield [key, _cell(head[key])]
    for language in languages:
        for key in HEADING_KEYS:
            if value := head.get(language, {}).get(key):
                yield [f"{key} ({language})", value]
    for key in SCALE_KEYS:
        if key in scale:
            yield [f"escala: {key}", _cell(scale[key])]
    for key, value in scale["no_aplica"].items():
        yield [f"no_aplica: {key}", _cell(value)]


def _sheet(
    keys: tuple[str, ...],
    texts: tuple[str, ...],
    languages: tuple[str, ...],
    parts: Iterable[Mapping[str, Any]],
) -> list[Row]:
    named = [f"{key} ({language})" for language in languages for key in texts]
    rows = [[*keys, *named]]
    for part in parts:
        spoken = [_cell(part.get(language, {}).get(key, "")) for language in languages for key in texts]
        rows.append([*_cells(part, keys), *spoken])
    return rows


def _cells(part: Mapping[str, Any], keys: tuple[str, ...]) -> Row:
    return [_cell(part.get(key, ""), key) for key in keys]


def _cell(value: object, key: str = "") -> str:
    if isinstance(value, dict):
        return clean("; ".join(f"{name}: {part}" for name, part in value.items()))
    if isinstance(value, list):
        return clean((", " if key == "obligatorio_para" else "\n").join(str(part) for part in value))
    return clean(str(value))
