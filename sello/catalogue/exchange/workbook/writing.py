"""An edition as a workbook that says everything."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from sello.catalogue.domain.texts import Edition
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
from sello.core.workbook import Number, Sheet, Value, write

NUMBERS: Final = frozenset(
    {
        "formato",
        "puntos",
        "marca",
        "umbral",
        "peso",
        "horas",
        "maximo",
        "escala: maximo",
        "escala: cumple_desde",
    }
    | {"no_aplica: maximo"}
)
"""The keys whose values are numbers; one that no decimal writes exactly, such as 1/3, stays a text."""

_DECIMAL: Final = re.compile(r"(\d+)(?:,(\d+))?( %)?")

Row = list[Value]
Table = tuple[tuple[str, ...], list[Row]]
"""Titles and rows."""


def write_workbook(edition: Edition) -> bytes:
    """The edition as an XLSX file with everything that it holds."""
    out = io.BytesIO()
    sheets = (Sheet(name, titles, rows) for name, (titles, rows) in _tables(edition).items())
    write(sheets, out, title=f"{edition.text().title} {edition.version}")
    return out.getvalue()


def _tables(edition: Edition) -> dict[str, Table]:
    whole = edition_tree(edition)
    languages = edition.languages
    dimensions = whole["dimensiones"]
    standards = [(part["codigo"], inner) for part in dimensions for inner in part["estandares"]]
    requirements = [(part["codigo"], inner) for _, part in standards for inner in part["requerimientos"]]
    return {
        EDITION: (("clave", "valor"), list(_edition_rows(whole, languages))),
        GRADES: _plain(GRADE_KEYS, whole["escala"].get("respuestas", [])),
        LEVELS: _plain(LEVEL_KEYS, whole["niveles"]),
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
    yield ["formato", _cell(FORMAT, "formato")]
    for key in HEAD_KEYS:
        if key in head:
            yield [key, _cell(head[key])]
    for language in languages:
        for key in HEADING_KEYS:
            if value := head.get(language, {}).get(key):
                yield [f"{key} ({language})", value]
    for key in SCALE_KEYS:
        if key in scale:
            yield [f"escala: {key}", _cell(scale[key], f"escala: {key}")]
    for key, value in scale["no_aplica"].items():
        yield [f"no_aplica: {key}", _cell(value, f"no_aplica: {key}")]


def _plain(keys: tuple[str, ...], parts: Iterable[Mapping[str, Any]]) -> Table:
    return keys, [_cells(part, keys) for part in parts]


def _sheet(
    keys: tuple[str, ...],
    texts: tuple[str, ...],
    languages: tuple[str, ...],
    parts: Iterable[Mapping[str, Any]],
) -> Table:
    named = tuple(f"{key} ({language})" for language in languages for key in texts)
    rows = []
    for part in parts:
        spoken = [_cell(part.get(language, {}).get(key, "")) for language in languages for key in texts]
        rows.append([*_cells(part, keys), *spoken])
    return (*keys, *named), rows


def _cells(part: Mapping[str, Any], keys: tuple[str, ...]) -> Row:
    return [_cell(part.get(key, ""), key) for key in keys]


def _cell(value: object, key: str = "") -> Value:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {part}" for name, part in value.items())
    if isinstance(value, list):
        return (", " if key == "obligatorio_para" else "\n").join(str(part) for part in value)
    return _number(str(value)) if key in NUMBERS else str(value)


def _number(text: str) -> Value:
    """What an edition writes as a decimal or as a percentage, with as many decimals as it has there."""
    match = _DECIMAL.fullmatch(text)
    if match is None:
        return text
    whole, decimals, percent = match[1], match[2] or "", match[3]
    form = f"0.{'0' * len(decimals)}" if decimals else "0"
    value = Decimal(f"{whole}.{decimals or 0}")
    return Number(float(value / 100 if percent else value), f"{form}%" if percent else form)
