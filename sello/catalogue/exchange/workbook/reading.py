"""The way back from an exported workbook, corrected by hand or not."""

from collections.abc import Callable, Iterator, Mapping

import yaml

from sello.catalogue.domain.texts import Edition
from sello.catalogue.exchange import tree
from sello.catalogue.exchange.grid import Sheet
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
    SHEETS,
    STANDARD_KEYS,
    STANDARDS,
    TEXT_KEYS,
)
from sello.catalogue.schema.edition import read_tree
from sello.catalogue.schema.notes import CellMark, Notes, Place
from sello.catalogue.schema.problems import InvalidEdition, Problem
from sello.core.labels import N_


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
        head: dict[str, yaml.Node | None] = {key: values.get(key) for key in HEAD_KEYS if key != "idiomas"}
        head["idiomas"] = tree.texts(self._languages, place)
        for language in self._languages:
            texts = {key: values.get(f"{key} ({language})") for key in HEADING_KEYS}
            head[language] = tree.group(texts, place) if any(texts.values()) else None
        return head

    def _scale(self, values: Mapping[str, yaml.Node], place: CellMark) -> yaml.Node:
        parts: dict[str, yaml.Node | None] = {key: values.get(f"escala: {key}") for key in SCALE_KEYS}
        rule = {key: values.get(f"no_aplica: {key}") for key in ("permitido", "maximo")}
        parts["no_aplica"] = tree.group(rule, place) if any(rule.values()) else None
        grades = [
            tree.group(dict(self._row(GRADES, row, columns)), tree.at_cell(self._sheets[GRADES], row))
            for row, columns in self._rows(GRADES, GRADE_KEYS)
        ]
        parts["respuestas"] = tree.items(grades, CellMark(0, GRADES)) if grades else None
        return tree.group(parts, place)

    def _levels(self) -> Iterator[yaml.Node]:
        for row, columns in self._rows(LEVELS, LEVEL_KEYS):
            values: dict[str, yaml.Node | None] = dict(self._row(LEVELS, row, columns))
            floors = values.pop("pisos", None)
            mark = tree.at_cell(self._sheets[LEVELS], row, columns.get("pisos"))
            values["pisos"] = tree.plain(_pairs(floors.value), mark) if floors else None
            yield tree.group(values, tree.at_cell(self._sheets[LEVELS], row))

    def _dimensions(self) -> Iterator[yaml.Node]:
        requirements = self._by_owner(
            REQUIREMENTS, REQUIREMENT_KEYS, TEXT_KEYS, "estandar", self._requirement
        )
        standards = self._by_owner(
            STANDARDS,
            STANDARD_KEYS,
            HEADING_KEYS,
            "dimension",
            lambda node, code, mark: _with(node, "requerimientos", requirements.pop(code, []), mark),
        )
        known = self._by_owner(
            DIMENSIONS,
            DIMENSION_KEYS,
            HEADING_KEYS,
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
