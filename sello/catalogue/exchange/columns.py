"""Which column of a foreign matrix holds what: guessed from its header, shown, and corrected by hand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sello.catalogue.domain.rules import Level
from sello.catalogue.exchange.grid import Sheet
from sello.core.cells import HEADER_ROWS, words, year_of
from sello.core.labels import N_, LabelledEnum


class Column(LabelledEnum):
    """What a column of a matrix may hold."""

    CODE = "codigo", N_("Código")
    TITLE = "titulo", N_("Título del requerimiento")
    ASKS = "pide", N_("Qué pide")
    WHY = "por_que", N_("Por qué importa")
    SOURCES = "medios", N_("Medios de verificación")
    OWNER = "responsable", N_("Responsable habitual")
    GOOD = "ejemplo_bueno", N_("Ejemplo de buena evidencia")
    WEAK = "ejemplo_debil", N_("Ejemplo de evidencia débil")
    DIMENSION = "dimension", N_("Dimensión")
    STANDARD = "estandar", N_("Estándar")
    MANDATORY = "obligatorio_para", N_("Niveles para los que es obligatorio")
    LEVEL_1 = "marca_1", N_("Obligatorio para el primer nivel")
    LEVEL_2 = "marca_2", N_("Obligatorio para el segundo nivel")
    LEVEL_3 = "marca_3", N_("Obligatorio para el tercer nivel")
    WEIGHT = "peso", N_("Peso")
    HOURS = "horas", N_("Horas de trabajo")
    NOT_APPLICABLE = "no_aplica", N_("Admite «no aplica»")
    NOTE = "fuente", N_("Fuente o nota")


LEVEL_COLUMNS: Final = (Column.LEVEL_1, Column.LEVEL_2, Column.LEVEL_3)
_WEAKEST: Final = 2
_READABLE: Final = 2
"""With so many columns a sheet that is shown goes before any hidden one."""
_WHOLE_CODE: Final = re.compile(r"\W*(?:[^\W\d_]+[.°º]?\s*)?\w{1,3}[.\-]\w{1,3}[.\-]\w{1,3}(?![\w.])")

_NAMES: Final[dict[Column, tuple[str, ...]]] = {
    Column.CODE: ("codigo", "cod", "n", "no", "nro", "num", "numero", "id", "codigo indicador"),
    Column.TITLE: (
        "titulo", "requerimiento", "requisito", "indicador", "nombre", "titulo del requerimiento",
        "nombre del indicador", "clausula",
    ),
    Column.ASKS: ("que pide", "pide", "descripcion", "detalle", "criterio", "explicacion", "definicion"),
    Column.WHY: ("por que importa", "por que", "fundamento", "justificacion", "importancia"),
    Column.SOURCES: (
        "medios de verificacion", "medio de verificacion", "fuentes de verificacion",
        "fuente de verificacion", "verificadores", "mv", "fv", "evidencias", "evidencia", "medios",
    ),
    Column.OWNER: ("responsable", "unidad responsable", "responsable habitual", "encargada", "encargado"),
    Column.GOOD: ("ejemplo bueno", "buena evidencia", "ejemplo de buena evidencia"),
    Column.WEAK: ("ejemplo debil", "evidencia debil", "ejemplo de evidencia debil"),
    Column.DIMENSION: ("dimension", "eje", "area", "resultado"),
    Column.STANDARD: ("estandar", "componente", "ambito", "subdimension"),
    Column.MANDATORY: ("obligatorio para", "obligatorio", "obligatoriedad", "obligatorio nivel", "nivel"),
    Column.WEIGHT: ("peso", "ponderacion", "ponderador"),
    Column.HOURS: ("horas", "esfuerzo", "horas de trabajo", "horas estimadas"),
    Column.NOT_APPLICABLE: ("no aplica", "n a", "admite no aplica"),
    Column.NOTE: ("fuente", "nota", "notas", "observaciones", "fuente o nota"),
}  # fmt: skip


@dataclass(frozen=True)
class Guess:
    """Where the matrix begins and what each of its columns holds."""

    sheet: int
    header: int
    columns: Mapping[int, Column]


def guess(sheets: tuple[Sheet, ...], levels: tuple[Level, ...]) -> Guess:
    """The most likely reading of a file: the row of a sheet whose cells name the most columns."""
    best = Guess(0, 0, {})
    for number in sorted(range(len(sheets)), key=lambda number: sheets[number].hidden):
        sheet = sheets[number]
        if sheet.hidden and len(best.columns) >= _READABLE:
            break
        for row in range(min(HEADER_ROWS, len(sheet.rows))):
            columns = sheet.titles_at(row, lambda cells: recognise(cells, levels))
            if len(columns) > len(best.columns):
                best = Guess(number, row, columns)
    if sheets:
        best = Guess(best.sheet, best.header, with_code(sheets[best.sheet], best.header, best.columns))
    return best


def recognised(sheet: Sheet, header: int, levels: tuple[Level, ...]) -> dict[int, Column]:
    """What each column below a row of titles holds: the code by its values, the rest by their titles."""
    columns = sheet.titles_at(header, lambda cells: recognise(cells, levels))
    return with_code(sheet, header, columns)


def with_code(sheet: Sheet, header: int, columns: Mapping[int, Column]) -> dict[int, Column]:
    """The columns with the code where codes stand: «N°» may be a mere number beside the column «Código»."""
    counted = {index: _codes_in(sheet, header, index) for index in range(sheet.width)}
    free = [index for index in counted if columns.get(index, Column.CODE) in (Column.CODE, Column.NOTE)]
    best = max(free, key=lambda index: (counted[index], index in columns, -index), default=None)
    if best is None or not counted[best]:
        return dict(columns)
    kept = {index: held for index, held in columns.items() if held is not Column.CODE}
    return dict(sorted({**kept, best: Column.CODE}.items()))


def _codes_in(sheet: Sheet, header: int, index: int) -> int:
    """How many different codes of three parts stand below a title."""
    below = (sheet.cell(row, index) for row in range(header + 1, len(sheet.rows)))
    return len({cell for cell in below if _WHOLE_CODE.match(cell)})


def recognise(headers: tuple[str, ...], levels: tuple[Level, ...]) -> dict[int, Column]:
    """What each header names; the surest first, and none of them twice."""
    names = _NAMES | {
        column: (words(level.name), words(level.code), f"obligatorio {words(level.name)}")
        for column, level in zip(LEVEL_COLUMNS, levels, strict=False)
    }
    scored = sorted(
        (
            (-_likeness(words(header), known), -year_of(header), index, column)
            for index, header in enumerate(headers)
            for column, known in names.items()
        ),
        key=lambda found: found[:3],
    )
    chosen: dict[int, Column] = {}
    for score, _, index, column in scored:
        if -score >= _WEAKEST and index not in chosen and column not in chosen.values():
            chosen[index] = column
    return dict(sorted(chosen.items()))


def _likeness(header: str, names: tuple[str, ...]) -> int:
    """How surely a header is one of the names: the same, beginning with it, or holding its words."""
    if not header:
        return 0
    if header in names:
        return 100
    begins = [len(name) for name in names if len(name) > 2 and header.startswith(f"{name} ")]
    if begins:
        return max(begins) + 20
    said = set(header.split())
    return max((len(name) for name in names if len(name) > 3 and set(name.split()) <= said), default=0)
