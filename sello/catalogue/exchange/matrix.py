"""From a matrix as it was handed over to an edition: rows by code, with every fault by cell."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import yaml

from sello.catalogue.domain.rules import Level
from sello.catalogue.domain.texts import Edition, Provenance
from sello.catalogue.exchange import tree
from sello.catalogue.exchange.columns import LEVEL_COLUMNS, Column, Guess
from sello.catalogue.exchange.grid import Sheet
from sello.catalogue.schema.edition import FORMAT, read_tree
from sello.catalogue.schema.notes import CellMark, Notes, Place
from sello.catalogue.schema.writing import edition_tree
from sello.core.cells import NO, YES, is_failed, is_note, is_total, is_unsaid, words
from sello.core.labels import N_

_CODED: Final = re.compile(
    r"\s*(?:[^\W\d_]+[.°º]?\s+|[^\W\d_](?=\d)|[Nn][°º]\s*)?"
    r"(?P<code>\d+[A-Za-z]?(?:\.\w+)*)\s*[.):\-–—]*\s*(?P<rest>.*)",
    re.DOTALL,
)
_DASHED: Final = re.compile(r"\s*\d{1,3}-\d{1,3}-\d{1,3}(?![\w-])")
"""A code that was written with dashes; a day ends with a year."""
_YES: Final = YES | {"obligatorio", "obligatoria", "v"}
_NO: Final = NO | {"", "opcional", "voluntario"}
_TICKS: Final = frozenset("✓✔☑●•■")
_DASHES: Final = frozenset("-–—")
_LEVEL_PARTS: Final = re.compile(r"[,;/\n+]|\sy\s|\s-\s")
_LINES: Final = re.compile(r"\n|;|•|(?:^|\s)[-–]\s")
_PARTS_OF_A_CODE: Final = 3


@dataclass(frozen=True)
class Terms:
    """What a matrix does not say of itself: its name and version, and whose scale and levels it follows."""

    code: str
    version: str
    title: str
    base: Edition
    provenance: Provenance = Provenance.OFFICIAL


def read_matrix(sheets: tuple[Sheet, ...], where: Guess, terms: Terms, file: str) -> Edition:
    """The edition that a matrix holds, or InvalidEdition with every fault by cell."""
    notes = Notes()
    root = _Matrix(sheets[where.sheet], where, terms, notes).root()
    return read_tree(root, file, notes)


@dataclass
class _Row:
    """A row that holds a requirement."""

    number: int
    code: str
    title: str


class _Matrix:
    """One reading of one sheet."""

    def __init__(self, sheet: Sheet, where: Guess, terms: Terms, notes: Notes) -> None:
        self._sheet = sheet
        self._header = where.header
        self._at = {column: index for index, column in where.columns.items()}
        self._terms = terms
        self._notes = notes
        self._titles: dict[str, tuple[str, CellMark]] = {}
        self._parted = sheet.parted(where.header)
        self._form = CellMark(-1, N_("datos de la edición"))

    def root(self) -> yaml.MappingNode:
        """The whole tree, in the shape that a file has."""
        base = edition_tree(self._terms.base)
        self._check_columns()
        return tree.group(
            {
                "formato": tree.text(str(FORMAT), self._form),
                "edicion": tree.plain(
                    {
                        "codigo": self._terms.code,
                        "version": self._terms.version,
                        "procedencia": self._terms.provenance.value,
                        "es": {"titulo": self._terms.title},
                    },
                    self._form,
                ),
                "escala": tree.plain(base["escala"], self._form),
                "niveles": tree.plain(base["niveles"], self._form),
                "dimensiones": self._dimensions(),
            },
            self._form,
        )

    def _check_columns(self) -> None:
        for column in (Column.CODE, Column.TITLE):
            if column not in self._at:
                self._notes.add(
                    Place(-1, self._sheet.place(self._header)),
                    N_("no se sabe qué columna tiene «%(column)s»."),
                    N_("Elija esa columna en la correspondencia y revise otra vez."),
                    column=column.label,
                )

    # --- rows ---

    def _value(self, row: int, column: Column) -> str:
        index = self._at.get(column)
        return "" if index is None else self._sheet.cell(row, index)

    def _said(self, row: int, column: Column) -> str:
        """The same, where «s/i» or a dash says nothing, nor does a formula that failed, which is told."""
        value = self._value(row, column)
        return "" if is_unsaid(value) or is_failed(value) else value

    def _mark(self, row: int, column: Column) -> CellMark:
        return tree.at_cell(self._sheet, row, self._at.get(column))

    def _rows(self) -> Iterator[_Row]:
        for number in range(self._header + 1, len(self._sheet.rows)):
            self._note_unsolved(number)
            cells = self._filled(number)
            if not cells:
                continue
            self._learn(number)
            code, rest = coded(self._value(number, Column.CODE))
            told = self._value(number, Column.TITLE)
            title = rest if is_unsaid(told) else told
            if len(cells) == 1 and code.count(".") < _PARTS_OF_A_CODE - 1:
                self._head(number)
            elif code or title:
                self._note_parted(number)
                yield _Row(number, code, title)

    def _filled(self, number: int) -> list[str]:
        """The cells of a row that say something; none of one that says the titles again."""
        if self._sheet.says_titles(number, self._header):
            return []
        return [cell for cell in self._sheet.rows[number] if cell]

    def _note_parted(self, number: int) -> None:
        """Say which row a separator has parted: its texts would stand under other titles, or nowhere."""
        if number in self._parted:
            self._notes.add(
                self._mark(number, Column.CODE).place,
                N_(
                    "la fila tiene %(cells)s celdas y los títulos son %(titles)s: un separador dentro de un "
                    "texto la parte."
                ),
                N_("Ponga ese texto entre comillas, o guarde la planilla como .xlsx, y repita."),
                cells=self._parted[number],
                titles=self._sheet.titled(self._header),
            )

    def _note_unsolved(self, number: int) -> None:
        """Say which formulas of a row have no result, or failed: the row would lose what they say."""
        for column, index in self._at.items():
            place = self._mark(number, column).place
            if (number, index) in self._sheet.unstored:
                self._notes.add(
                    place,
                    N_("la celda tiene una fórmula sin resultado guardado."),
                    N_("Abra la planilla en Excel o LibreOffice, guárdela y repita."),
                )
            elif is_failed(self._sheet.cell(number, index)):
                self._notes.add(
                    place,
                    N_("la celda dice «%(said)s»: su fórmula falló."),
                    N_("Corrija la fórmula en la planilla, guárdela y repita."),
                    said=self._sheet.cell(number, index),
                )

    def _learn(self, number: int) -> None:
        """Keep the names of a dimension and a standard that stand beside a requirement."""
        for column in (Column.DIMENSION, Column.STANDARD):
            code, title = coded(self._value(number, column))
            if code and title:
                self._titles.setdefault(code, (title, self._mark(number, column)))

    def _head(self, number: int) -> None:
        """Take a row with one cell as the heading of what follows."""
        column = next(index for index, cell in enumerate(self._sheet.rows[number]) if cell)
        code, title = coded(self._sheet.cell(number, column))
        if code and title:
            self._titles.setdefault(code, (title, tree.at_cell(self._sheet, number, column)))
            return
        self._notes.add(
            tree.at_cell(self._sheet, number, column).place,
            N_("esta fila tiene una sola celda y no es el título de una dimensión ni de un estándar."),
            N_("Complétela, escriba su código delante («1.2 Datos»), o bórrela."),
        )

    # --- the tree ---

    def _dimensions(self) -> yaml.Node:
        rows = list(self._rows())
        if not rows:
            self._notes.add(
                Place(0, self._sheet.place(self._header)),
                N_("no hay requerimientos bajo esta fila de títulos."),
                N_("Elija la hoja y la fila en que están los títulos de las columnas."),
            )
        return tree.items(
            (
                self._level_of_tree(code, found, Column.DIMENSION, self._standards(found))
                for code, found in self._grouped(rows, 1).items()
            ),
            self._form,
        )

    def _standards(self, rows: list[_Row]) -> dict[str, yaml.Node]:
        parts = (
            self._level_of_tree(
                code,
                found,
                Column.STANDARD,
                {
                    "requerimientos": tree.items(
                        (self._requirement(row) for row in found),
                        tree.at_cell(self._sheet, found[0].number),
                    )
                },
            )
            for code, found in self._grouped(rows, 2).items()
        )
        return {"estandares": tree.items(parts, tree.at_cell(self._sheet, rows[0].number))}

    def _grouped(self, rows: list[_Row], parts: int) -> dict[str, list[_Row]]:
        groups: dict[str, list[_Row]] = {}
        for row in rows:
            pieces = row.code.split(".")
            if len(pieces) < _PARTS_OF_A_CODE:
                self._short_code(row)
            else:
                groups.setdefault(".".join(pieces[:parts]), []).append(row)
        return groups

    def _short_code(self, row: _Row) -> None:
        if (row.number, self._at.get(Column.CODE)) in self._sheet.dated:
            self._notes.add(
                self._mark(row.number, Column.CODE).place,
                N_("la planilla convirtió el código en la fecha %(code)s."),
                N_("Dé a la columna formato de texto, escriba el código otra vez y repita."),
                code=self._value(row.number, Column.CODE),
            )
            return
        if not row.code:
            self._without_code(row.number)
            return
        self._notes.add(
            self._mark(row.number, Column.CODE).place,
            N_("el código «%(code)s» no dice su dimensión y su estándar."),
            N_("Escríbalo con tres partes, como 1.2.3; con formato de texto, para que 1.10 no sea 1.1."),
            code=row.code,
        )

    def _without_code(self, number: int) -> None:
        """Say of a row without a code what it seems to be: what sums the others up, or a note below them."""
        place, cells = self._mark(number, Column.CODE).place, self._sheet.rows[number]
        if any(map(is_total, cells)):
            self._notes.add(place, N_("parece la fila del total."), N_("Bórrela de la planilla y repita."))
        elif any(map(is_note, cells)):
            self._notes.add(place, N_("parece una nota al pie."), N_("Bórrela de la planilla y repita."))
        else:
            self._notes.add(
                place, N_("la fila no tiene código."), N_("Escríbalo con tres partes, como 1.2.3, o bórrela.")
            )

    def _level_of_tree(
        self, code: str, rows: list[_Row], column: Column, inner: Mapping[str, yaml.Node]
    ) -> yaml.Node:
        mark = tree.at_cell(self._sheet, rows[0].number)
        title, where = self._titles.get(code, ("", mark))
        title = title or self._value(rows[0].number, column) or f"{column.label} {code}"
        return tree.group(
            {
                "codigo": tree.text(code, where),
                "procedencia": tree.text(self._terms.provenance.value, where),
                "es": tree.group({"titulo": tree.text(title, where)}, where),
                **inner,
            },
            mark,
        )

    def _requirement(self, row: _Row) -> yaml.Node:
        mark = tree.at_cell(self._sheet, row.number)
        return tree.group(
            {
                "codigo": tree.text(row.code, self._mark(row.number, Column.CODE)),
                "obligatorio_para": self._mandatory(row.number),
                "peso": self._cell(row.number, Column.WEIGHT),
                "horas": self._cell(row.number, Column.HOURS),
                "no_aplica": self._cell(row.number, Column.NOT_APPLICABLE),
                "procedencia": tree.text(self._terms.provenance.value, mark),
                "fuente": self._cell(row.number, Column.NOTE),
                "es": self._texts(row, mark),
            },
            mark,
        )

    def _texts(self, row: _Row, mark: CellMark) -> yaml.Node:
        title = tree.text(row.title, self._mark(row.number, Column.TITLE)) if row.title else None
        sources = self._said(row.number, Column.SOURCES)
        return tree.group(
            {
                "titulo": title,
                "pide": self._cell(row.number, Column.ASKS) or title,
                "medios": tree.texts(_LINES.split(sources), self._mark(row.number, Column.SOURCES)),
                **{
                    column.value: self._cell(row.number, column)
                    for column in (Column.WHY, Column.OWNER, Column.GOOD, Column.WEAK)
                },
            },
            mark,
        )

    def _cell(self, row: int, column: Column) -> yaml.Node | None:
        value = self._said(row, column)
        return tree.text(value, self._mark(row, column)) if value else None

    # --- marks by level ---

    def _mandatory(self, row: int) -> yaml.Node | None:
        levels = self._terms.base.levels
        listed = self._listed(row, levels)
        marked = [
            level.code
            for column, level in zip(LEVEL_COLUMNS, levels, strict=False)
            if self._is_marked(row, column)
        ]
        codes = dict.fromkeys((*listed, *marked))
        return tree.texts(codes, self._mark(row, Column.MANDATORY))

    def _listed(self, row: int, levels: tuple[Level, ...]) -> list[str]:
        value = self._said(row, Column.MANDATORY)
        found = []
        for part in _LEVEL_PARTS.split(value):
            if not (word := words(part)) or word in _NO:
                continue
            level = next((level for level in levels if word in _names_of(level)), None)
            found.append(level.code if level else part.strip())
        return found

    def _is_marked(self, row: int, column: Column) -> bool:
        value = self._value(row, column)
        if is_failed(value):
            return False
        word = words(value)
        if word in _YES or (value and set(value) <= _TICKS):
            return True
        if word in _NO and (word or not value or set(value) <= _DASHES):
            return False
        self._notes.add(
            self._mark(row, column).place,
            N_("«%(value)s» no dice si es obligatorio."),
            N_("Escriba «sí» o «x» si lo es, y deje la celda vacía si no."),
            value=value,
        )
        return False


def coded(value: str) -> tuple[str, str]:
    """The code with which a text begins and the rest of it; no code when it begins otherwise."""
    if dashed := _DASHED.match(value):
        value = dashed[0].replace("-", ".") + value[dashed.end() :]
    match = _CODED.fullmatch(value)
    return (match["code"].rstrip("."), match["rest"].strip()) if match else ("", value.strip())


def _names_of(level: Level) -> frozenset[str]:
    return frozenset({words(level.code), words(level.name), words(level.name)[:1]})
