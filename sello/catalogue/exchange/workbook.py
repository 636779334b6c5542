"""An edition as a workbook that says everything, and the way back from it."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import yaml

from sello.catalogue.domain import Edition
from sello.catalogue.exchange import tree
from sello.catalogue.exchange.sheets import Sheet
from sello.catalogue.schema.blocks import CellMark, Notes, Place
from sello.catalogue.schema.edition import FORMAT, read_tree
from sello.catalogue.schema.problems import InvalidEdition, Problem
from sello.catalogue.schema.writing import edition_tree
from sello.core.labels import N_

EDITION: Final = "Edición"
GRADES: Final = "Respuestas"
LEVELS: Final = "Niveles"
DIMENSIONS: Final = "Dimensiones"
STANDARDS: Final = "Estándares"
REQUIREMENTS: Final = "Requerimientos"
SHEETS: Final = (EDITION, GRADES, LEVELS, DIMENSIONS, STANDARDS, REQUIREMENTS)

_HEADING: Final = ("titulo", "resumen")
_TEXT: Final = ("titulo", "pide", "por_que", "medios", "responsable", "ejemplo_bueno", "ejemplo_debil")
_GRADE: Final = ("codigo", "nombre", "puntos", "cumple")
_LEVEL: Final = ("codigo", "nombre", "marca", "umbral", "pisos")
_DIMENSION: Final = ("codigo", "procedencia")
_STANDARD: Final = ("dimension", "codigo", "procedencia")
_REQUIREMENT: Final = (
    "estandar", "codigo", "obligatorio_para", "peso", "no_aplica", "horas", "procedencia", "fuente",
)  # fmt: skip
_HEAD_KEYS: Final = ("codigo", "version", "procedencia", "fuente", "idiomas")
_SCALE_KEYS: Final = ("tipo", "maximo", "cumple_desde")

Row = list[str]


def is_workbook(sheets: tuple[Sheet, ...]) -> bool:
    """Whether a spreadsheet has the sheets that an exported edition has."""
    return {EDITION, REQUIREMENTS} <= {sheet.name for sheet in sheets}


# --- out -------------------------------------------------------------------------------------


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
            sheet.column_dimensions[tree_letters(index)].width = width
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


def tree_letters(index: int) -> str:
    """The letters of a column."""
    from sello.catalogue.exchange.sheets import letters

    return letters(index)


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
        GRADES: [list(_GRADE), *(_cells(part, _GRADE) for part in whole["escala"].get("respuestas", []))],
        LEVELS: [list(_LEVEL), *(_cells(part, _LEVEL) for part in whole["niveles"])],
        DIMENSIONS: _sheet(_DIMENSION, _HEADING, languages, (part for part in dimensions)),
        STANDARDS: _sheet(
            _STANDARD, _HEADING, languages, ({"dimension": owner, **part} for owner, part in standards)
        ),
        REQUIREMENTS: _sheet(
            _REQUIREMENT, _TEXT, languages, ({"estandar": owner, **part} for owner, part in requirements)
        ),
    }


def _edition_rows(whole: Mapping[str, Any], languages: tuple[str, ...]) -> Iterator[Row]:
    head, scale = whole["edicion"], whole["escala"]
    yield ["formato", str(FORMAT)]
    for key in _HEAD_KEYS:
        if key in head:
            yield [key, _cell(head[key])]
    for language in languages:
        for key in _HEADING:
            if value := head.get(language, {}).get(key):
                yield [f"{key} ({language})", value]
    for key in _SCALE_KEYS:
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
        return "; ".join(f"{name}: {part}" for name, part in value.items())
    if isinstance(value, list):
        return (", " if key == "obligatorio_para" else "\n").join(str(part) for part in value)
    return str(value)


# --- and in ----------------------------------------------------------------------------------


def read_workbook(sheets: tuple[Sheet, ...], file: str) -> Edition:
    """The edition that an exported workbook holds, corrected by hand or not; or InvalidEdition by cell."""
    by_name = {sheet.name: sheet for sheet in sheets}
    missing = [name for name in SHEETS if name not in by_name]
    if missing:
        raise InvalidEdition(
            file,
            [
                Problem(
                    name,
                    N_("falta esta hoja."),
                    N_("Parta de una planilla exportada desde el catálogo y conserve sus hojas."),
                )
                for name in missing
            ],
        )
    notes = Notes()
    return read_tree(_Workbook(by_name, notes).root(), file, notes)


class _Workbook:
    """One reading of one workbook."""

    def __init__(self, sheets: Mapping[str, Sheet], notes: Notes) -> None:
        self._sheets = sheets
        self._notes = notes
        self._languages: tuple[str, ...] = ("es",)

    def root(self) -> yaml.MappingNode:
        """The tree in the shape of a file."""
        values = self._edition_values()
        self._languages = self._declared(values)
        place = CellMark(0, EDITION)
        return tree.group(
            {
                "formato": values.get("formato"),
                "edicion": tree.group(self._head(values, place), place),
                "escala": self._scale(values, place),
                "niveles": tree.items(self._levels(), CellMark(0, LEVELS)),
                "dimensiones": tree.items(self._dimensions(), CellMark(0, DIMENSIONS)),
            },
            place,
        )

    def _edition_values(self) -> dict[str, yaml.Node]:
        sheet = self._sheets[EDITION]
        return {
            sheet.cell(row, 0): tree.text(sheet.cell(row, 1), tree.at_cell(sheet, row, 1))
            for row in range(1, len(sheet.rows))
            if sheet.cell(row, 0) and sheet.cell(row, 1)
        }

    def _declared(self, values: Mapping[str, yaml.Node]) -> tuple[str, ...]:
        node = values.get("idiomas")
        found = str(node.value).split() if node else []
        return tuple(dict.fromkeys(("es", *found)))

    def _head(self, values: Mapping[str, yaml.Node], place: CellMark) -> dict[str, yaml.Node | None]:
        head: dict[str, yaml.Node | None] = {key: values.get(key) for key in _HEAD_KEYS if key != "idiomas"}
        head["idiomas"] = tree.texts(self._languages, place)
        for language in self._languages:
            texts = {key: values.get(f"{key} ({language})") for key in _HEADING}
            head[language] = tree.group(texts, place) if any(texts.values()) else None
        return head

    def _scale(self, values: Mapping[str, yaml.Node], place: CellMark) -> yaml.Node:
        parts: dict[str, yaml.Node | None] = {key: values.get(f"escala: {key}") for key in _SCALE_KEYS}
        rule = {key: values.get(f"no_aplica: {key}") for key in ("permitido", "maximo")}
        parts["no_aplica"] = tree.group(rule, place) if any(rule.values()) else None
        grades = [
            tree.group(dict(self._row(GRADES, row, columns)), tree.at_cell(self._sheets[GRADES], row))
            for row, columns in self._rows(GRADES, _GRADE)
        ]
        parts["respuestas"] = tree.items(grades, CellMark(0, GRADES)) if grades else None
        return tree.group(parts, place)

    def _levels(self) -> Iterator[yaml.Node]:
        for row, columns in self._rows(LEVELS, _LEVEL):
            values: dict[str, yaml.Node | None] = dict(self._row(LEVELS, row, columns))
            floors = values.pop("pisos", None)
            mark = tree.at_cell(self._sheets[LEVELS], row, columns.get("pisos"))
            values["pisos"] = tree.plain(_pairs(floors.value), mark) if floors else None
            yield tree.group(values, tree.at_cell(self._sheets[LEVELS], row))

    def _dimensions(self) -> Iterator[yaml.Node]:
        requirements = self._by_owner(REQUIREMENTS, _REQUIREMENT, _TEXT, "estandar", self._requirement)
        standards = self._by_owner(
            STANDARDS,
            _STANDARD,
            _HEADING,
            "dimension",
            lambda node, code, mark: _with(node, "requerimientos", requirements.pop(code, []), mark),
        )
        known = self._by_owner(
            DIMENSIONS,
            _DIMENSION,
            _HEADING,
            "",
            lambda node, code, mark: _with(node, "estandares", standards.pop(code, []), mark),
        )
        self._note_orphans(REQUIREMENTS, "estandar", requirements)
        self._note_orphans(STANDARDS, "dimension", standards)
        yield from known.get("", [])

    def _by_owner(
        self,
        name: str,
        keys: tuple[str, ...],
        texts: tuple[str, ...],
        owner: str,
        finish: Callable[[dict[str, yaml.Node | None], str, CellMark], yaml.Node],
    ) -> dict[str, list[yaml.Node]]:
        sheet = self._sheets[name]
        named = {f"{key} ({language})": (language, key) for language in self._languages for key in texts}
        found: dict[str, list[yaml.Node]] = {}
        for row, columns in self._rows(name, (*keys, *named)):
            values: dict[str, yaml.Node | None] = dict(self._row(name, row, columns))
            mark = tree.at_cell(sheet, row)
            self._gather_languages(values, named, mark)
            holder = values.pop(owner, None)
            code = values.get("codigo")
            place = holder.value if holder else ""
            found.setdefault(place, []).append(finish(values, code.value if code else "", mark))
        return found

    def _gather_languages(
        self,
        values: dict[str, yaml.Node | None],
        named: Mapping[str, tuple[str, str]],
        mark: CellMark,
    ) -> None:
        texts: dict[str, dict[str, yaml.Node | None]] = {}
        for header, (language, key) in named.items():
            node = values.pop(header, None)
            if node is not None:
                texts.setdefault(language, {})[key] = _listed(node, "\n") if key == "medios" else node
        for language, group in texts.items():
            values[language] = tree.group(group, mark)

    def _requirement(self, values: dict[str, yaml.Node | None], _code: str, mark: CellMark) -> yaml.Node:
        levels = values.get("obligatorio_para")
        if levels is not None:
            values["obligatorio_para"] = _listed(levels, ",")
        return tree.group(values, mark)

    def _rows(self, name: str, known: tuple[str, ...]) -> Iterator[tuple[int, dict[str, int]]]:
        sheet = self._sheets[name]
        headers = sheet.rows[0] if sheet.rows else ()
        for index, header in enumerate(headers):
            if header and header not in known:
                self._notes.add(
                    tree.at_cell(sheet, 0, index).place,
                    N_("no se conoce la columna «%(header)s»."),
                    N_("Bórrela; aquí se admiten: %(known)s."),
                    header=header,
                    known=", ".join(known),
                )
        columns = {header: index for index, header in enumerate(headers) if header in known}
        for row in range(1, len(sheet.rows)):
            if any(sheet.rows[row]):
                yield row, columns

    def _row(self, name: str, row: int, columns: Mapping[str, int]) -> Iterator[tuple[str, yaml.ScalarNode]]:
        sheet = self._sheets[name]
        for header, index in columns.items():
            if value := sheet.cell(row, index):
                yield header, tree.text(value, tree.at_cell(sheet, row, index))

    def _note_orphans(self, name: str, key: str, left: Mapping[str, list[yaml.Node]]) -> None:
        for owner, nodes in left.items():
            for node in nodes:
                mark = node.start_mark
                place = mark.place if isinstance(mark, CellMark) else Place(0, name)
                self._notes.add(
                    place,
                    N_("su «%(key)s» dice «%(owner)s», que no existe."),
                    N_("Escriba un código que esté en la hoja que corresponde."),
                    key=key,
                    owner=owner,
                )


def _with(values: dict[str, yaml.Node | None], key: str, nodes: list[yaml.Node], mark: CellMark) -> yaml.Node:
    values[key] = tree.items(nodes, mark) if nodes else None
    return tree.group(values, mark)


def _listed(node: yaml.Node, separator: str) -> yaml.Node | None:
    mark = node.start_mark
    if not isinstance(mark, CellMark):
        return node
    return tree.texts(str(node.value).split(separator), mark)


def _pairs(value: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in value.split(";") if part.strip())
    return {name.strip(): share.strip() for name, _, share in pairs}
