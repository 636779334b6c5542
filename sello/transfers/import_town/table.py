"""A table of units or people as somebody's spreadsheet has it: its columns told by their titles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sello.catalogue.exchange.grid import Sheet, Split
from sello.catalogue.exchange.pasted import Pasted, as_pasted, splits
from sello.catalogue.exchange.sheets import read_sheets
from sello.core.cells import (
    HEADER_ROWS,
    beginning_alike,
    by_title,
    is_blank,
    is_note,
    is_unsaid,
    unread_columns,
    words,
)
from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal

MOST_ROWS = 500
"""More rows than a town hall has units, or people in this work; each is tried by itself."""


_OF_PIVOTS = frozenset({"etiquetas de fila", "etiquetas de columna", "row labels", "column labels"})

_SIGNS = "\t;|"
"""What parts cells wherever it stands."""


class UnitColumn(LabelledEnum):
    """What is said of a unit, in the order of a table without titles."""

    NAME = "name", N_("Nombre")
    SHORT_NAME = "short_name", N_("Nombre corto")
    PARENT = "parent_id", N_("Depende de")
    CORPORATION = "is_corporation", N_("Corporación")
    DAY = "day", N_("Existe desde")


class PersonColumn(LabelledEnum):
    """What is said of a person, in the order of a table without titles."""

    NAME = "name", N_("Nombre y apellidos")
    EMAIL = "email", N_("Correo electrónico")
    POST = "post", N_("Cargo")
    ROLE = "role", N_("Rol")
    UNIT = "unit_id", N_("Unidad")


TITLES: Mapping[type[LabelledEnum], Mapping[LabelledEnum, tuple[str, ...]]] = {
    UnitColumn: {
        UnitColumn.NAME: ("nombre", "unidad", "direccion", "departamento"),
        UnitColumn.SHORT_NAME: ("nombre corto", "sigla", "abreviatura", "nombre abreviado", "abreviacion"),
        UnitColumn.PARENT: (
            "depende de",
            "unidad superior",
            "superior",
            "unidad de la",
            "unidad de dependencia",
            "dependencia",
        ),
        UnitColumn.CORPORATION: ("corporacion", "es corporacion"),
        UnitColumn.DAY: ("existe desde", "desde", "fecha", "vigente desde"),
    },
    PersonColumn: {
        PersonColumn.NAME: (
            "nombre y apellidos",
            "nombre completo",
            "apellidos y nombres",
            "nombre y apellido",
            "nombre",
            "nombres",
            "persona",
            "funcionaria",
            "funcionario",
            "funcionario a",
            "funcionaria o",
        ),
        PersonColumn.EMAIL: ("correo electronico", "correo", "email", "e-mail", "mail"),
        PersonColumn.POST: ("cargo",),
        PersonColumn.ROLE: ("rol", "rol en sello", "perfil"),
        PersonColumn.UNIT: ("unidad", "direccion", "departamento", "dependencia"),
    },
}
"""How people call these columns, the surest first, which is ours."""

SURNAMES = (
    "apellidos",
    "apellido",
    "apellido paterno",
    "primer apellido",
    "apellido materno",
    "segundo apellido",
)
"""Columns that go on with a name that stands alone."""
_ABOVE = "direccion"
_BELOW = ("departamento", "oficina", "seccion", "unidad")
"""Titles of two columns, of which the first says what the second depends on."""
_FIRST_NAMES = ("nombre", "nombres")


class NothingPasted(Refusal):
    """Neither a table nor a file."""

    message = N_("Pegue la tabla o elija la planilla.")
    field = "pasted"


class SummaryPasted(Refusal):
    """A pivot table counts the rows of another one."""

    message = N_("Es una tabla dinámica, que resume otra. Use la tabla de la que se hizo.")
    field = "pasted"


class TooManyRows(Refusal):
    """Nobody looks through so many."""

    message = N_("La tabla tiene %(rows)s filas y se revisan hasta %(most)s a la vez. Divídala y repita.")
    field = "pasted"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its number as people count, and its texts by column; without those that the table lacks.

    ``split`` says that a separator inside a text has parted it.
    """

    number: int
    cells: Mapping[LabelledEnum, str] = field(hash=False)
    split: Split | None = None

    def said(self, column: LabelledEnum) -> str:
        """The text of a cell, empty where there is none."""
        return self.cells.get(column, "")

    def is_note(self, name: LabelledEnum) -> bool:
        """Whether it is a note below the table: nothing but a name that is none."""
        alone = not any(text for column, text in self.cells.items() if column is not name)
        return alone and is_note(self.said(name))


def pasted_from(document: bytes, file: str, columns: type[LabelledEnum]) -> Pasted:
    """A sheet of a file as a table that can be pasted; raises InvalidEdition."""
    return as_pasted(document, file, lambda sheet: bool(_title_row(sheet, columns)[1]))


def unread(pasted: str, columns: type[LabelledEnum]) -> tuple[str, ...]:
    """The titles of the columns that nothing is read from."""
    if not pasted.strip():
        return ()
    sheet = _sheet(pasted, columns)
    top, titles = _title_row(sheet, columns)
    return unread_columns(sheet.rows, top, titles) if titles else ()


def rows(pasted: str, columns: type[LabelledEnum]) -> tuple[TableRow, ...]:
    """The rows of a pasted table that say anything; raises what is refused of the table as a whole."""
    if not pasted.strip():
        raise NothingPasted
    sheet = _sheet(pasted, columns)
    if any(words(cell) in _OF_PIVOTS for cells in sheet.rows[:HEADER_ROWS] for cell in cells):
        raise SummaryPasted
    top, titles = _title_row(sheet, columns)
    places = titles or dict(enumerate(columns))
    head = sheet.rows[top] if titles else ()
    found = tuple(_rows(sheet, places, head, first=top + bool(titles)))
    if not found:
        raise NothingPasted
    if len(found) > MOST_ROWS:
        raise TooManyRows(rows=len(found), most=MOST_ROWS)
    return found


def _sheet(pasted: str, columns: type[LabelledEnum]) -> Sheet:
    """The table; a comma alone parts cells only below titles, or before an address: names have commas."""
    (sheet,) = read_sheets(pasted.encode(), "tabla.csv")
    signs = sheet.width == 1 or any(sign in pasted for sign in _SIGNS)
    titled = any(_titles(cells, columns) for cells in sheet.rows[:HEADER_ROWS])
    if signs or titled or _tells_addresses(sheet):
        return sheet
    return Sheet("", tuple((line.strip(),) for line in pasted.splitlines()))


def _tells_addresses(sheet: Sheet) -> bool:
    return all("@" in "".join(cells[1:]) for cells in sheet.rows if any(cells))


def _title_row(sheet: Sheet, columns: type[LabelledEnum]) -> tuple[int, dict[int, LabelledEnum]]:
    """Where the titles stand and what they say, below a heading perhaps; else the first row with anything.

    Of titles in two rows the lower ones are the titles, if they say as much.
    """
    filled = [at for at, cells in enumerate(sheet.rows) if any(cells)]
    said = _said_titles(sheet, filled[:HEADER_ROWS], columns)
    found = next((at for at, titles in said.items() if titles), None)
    if found is None:
        return next(iter(filled), 0), {}
    while len(said.get(found + 1, {})) >= len(said[found]):
        found += 1
    return found, said[found]


def _said_titles(
    sheet: Sheet, first: Sequence[int], columns: type[LabelledEnum]
) -> dict[int, dict[int, LabelledEnum]]:
    """What each of the first rows says as titles; if none of them has any, as titles with more words."""
    said = {at: sheet.titles_at(at, lambda cells: _titles(cells, columns)) for at in first}
    if any(said.values()):
        return said
    alone = first[:1] if sheet.width == 1 else first  # a list of names may have one that begins so
    return {at: _named(sheet.rows[at], columns) for at in alone}


def _rows(
    sheet: Sheet, places: Mapping[int, LabelledEnum], titles: Sequence[str], first: int
) -> Iterable[TableRow]:
    parted = splits(sheet, first - 1)
    for at, cells in enumerate(sheet.rows[first:], first):
        told: dict[LabelledEnum, str] = {}
        for place, column in places.items():
            if place < len(cells):
                is_nothing = is_blank if column.value == "name" else is_unsaid
                said = "" if is_nothing(cells[place]) else " ".join(cells[place].split())
                told[column] = f"{told.get(column, '')} {said}".strip()
        if any(told.values()) and not _says_titles(cells, titles):
            yield TableRow(at + 1, told, parted.get(at))


def _says_titles(cells: Sequence[str], titles: Sequence[str]) -> bool:
    """Whether a row says the titles again, as those of printed pages do."""
    return bool(titles) and list(map(words, cells)) == list(map(words, titles))


def _titles(cells: Sequence[str], columns: type[LabelledEnum]) -> dict[int, LabelledEnum]:
    """The columns by their titles; none when the first row is a row like the others."""
    found = _parts_of_the_town(cells) if columns is UnitColumn else {}
    found = found or by_title(cells, TITLES[columns])
    found = beginning_alike(cells, TITLES[columns], found) if found else {}
    return found | _surnames(cells, found) if len(found) > 1 or (found and len(cells) == 1) else {}


def _named(cells: Sequence[str], columns: type[LabelledEnum]) -> dict[int, LabelledEnum]:
    """The columns of a row without our titles, of which one begins with «Nombre», as no name does."""
    named = next((at for at, cell in enumerate(cells) if words(cell).startswith("nombre")), None)
    if named is None:
        return {}
    return beginning_alike(cells, TITLES[columns], {named: next(iter(columns))})


def _parts_of_the_town(cells: Sequence[str]) -> dict[int, LabelledEnum]:
    """A table of departments, each beside the direction that it belongs to."""
    places = {words(cell): place for place, cell in enumerate(cells)}
    above = places.get(_ABOVE)
    below = next((places[title] for title in _BELOW if title in places), None)
    if above is None or below is None:
        return {}
    rest = by_title(
        [cell if at not in (above, below) else "" for at, cell in enumerate(cells)], TITLES[UnitColumn]
    )
    if {UnitColumn.NAME, UnitColumn.PARENT} & set(rest.values()):
        return {}
    return rest | {above: UnitColumn.PARENT, below: UnitColumn.NAME}


def _surnames(cells: Sequence[str], found: Mapping[int, LabelledEnum]) -> dict[int, LabelledEnum]:
    """The columns that go on with the name, in the order in which one says them."""
    first = next((place for place, column in found.items() if column is PersonColumn.NAME), None)
    if first is None or words(cells[first]) not in _FIRST_NAMES:
        return {}
    places = {words(cell): place for place, cell in enumerate(cells) if place not in found}
    return {places[title]: PersonColumn.NAME for title in SURNAMES if title in places}
