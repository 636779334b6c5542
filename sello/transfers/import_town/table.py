"""A table of units or people as somebody's spreadsheet has it: its columns told by their titles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sello.catalogue.exchange.grid import Sheet
from sello.catalogue.exchange.sheets import read_sheets
from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal
from sello.core.text import fold

MOST_ROWS = 500
"""More rows than a town hall has units, or people in this work; each is tried by itself."""


_HEADINGS = 5
"""Among so many first rows with anything the titles are looked for: sheets begin with a heading."""

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


TITLES: Mapping[type[LabelledEnum], Mapping[str, tuple[str, ...]]] = {
    UnitColumn: {
        UnitColumn.NAME: ("nombre", "unidad", "direccion", "departamento"),
        UnitColumn.SHORT_NAME: ("nombre corto", "sigla", "abreviatura"),
        UnitColumn.PARENT: ("depende de", "unidad superior", "superior"),
        UnitColumn.CORPORATION: ("corporacion", "es corporacion"),
        UnitColumn.DAY: ("existe desde", "desde", "fecha"),
    },
    PersonColumn: {
        PersonColumn.NAME: ("nombre y apellidos", "nombre", "persona", "funcionaria", "funcionario"),
        PersonColumn.EMAIL: ("correo electronico", "correo", "email", "e-mail", "mail"),
        PersonColumn.POST: ("cargo",),
        PersonColumn.ROLE: ("rol", "rol en sello", "perfil"),
        PersonColumn.UNIT: ("unidad", "direccion", "departamento", "dependencia"),
    },
}
"""How people call these columns, folded; the first is ours."""


class NothingPasted(Refusal):
    """Neither a table nor a file."""

    message = N_("Pegue la tabla o elija la planilla.")
    field = "pasted"


class TooManyRows(Refusal):
    """Nobody looks through so many."""

    message = N_("La tabla tiene %(rows)s filas y se revisan hasta %(most)s a la vez. Divídala y repita.")
    field = "pasted"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its number as people count, and its texts by column; without those that the table lacks."""

    number: int
    cells: Mapping[LabelledEnum, str] = field(hash=False)

    def said(self, column: LabelledEnum) -> str:
        """The text of a cell, empty where there is none."""
        return self.cells.get(column, "")


def as_text(document: bytes, file: str, columns: type[LabelledEnum]) -> str:
    """A sheet of a file as a table that can be pasted: one that is shown, and has titles that we know, first.

    Raises InvalidEdition.
    """
    filled = [sheet for sheet in read_sheets(document, file) if sheet.rows]
    sheet = min(filled, key=lambda each: (each.hidden, not _title_row(each, columns)[1]))
    return "\n".join("\t".join(_one_line(cell) for cell in row) for row in sheet.rows)


def rows(pasted: str, columns: type[LabelledEnum]) -> tuple[TableRow, ...]:
    """The rows of a pasted table that say anything; raises NothingPasted, TooManyRows, InvalidEdition."""
    if not pasted.strip():
        raise NothingPasted
    sheet = _sheet(pasted, columns)
    top, titles = _title_row(sheet, columns)
    places = titles or dict(enumerate(columns))
    found = tuple(_rows(sheet, places, first=top + bool(titles)))
    if not found:
        raise NothingPasted
    if len(found) > MOST_ROWS:
        raise TooManyRows(rows=len(found), most=MOST_ROWS)
    return found


def _sheet(pasted: str, columns: type[LabelledEnum]) -> Sheet:
    """The table; a comma alone parts cells only below titles, or before an address: names have commas."""
    (sheet,) = read_sheets(pasted.encode(), "tabla.csv")
    if any(sign in pasted for sign in _SIGNS) or _title_row(sheet, columns)[1] or _tells_addresses(sheet):
        return sheet
    return Sheet("", tuple((line.strip(),) for line in pasted.splitlines()))


def _tells_addresses(sheet: Sheet) -> bool:
    return all("@" in "".join(cells[1:]) for cells in sheet.rows if any(cells))


def _title_row(sheet: Sheet, columns: type[LabelledEnum]) -> tuple[int, dict[int, LabelledEnum]]:
    """Where the titles stand and what they say, below a heading perhaps; else the first row with anything."""
    filled = [at for at, cells in enumerate(sheet.rows) if any(cells)]
    for at in filled[:_HEADINGS]:
        if titles := _titles(sheet.rows[at], columns):
            return at, titles
    return (filled[0] if filled else 0), {}


def _rows(sheet: Sheet, places: Mapping[int, LabelledEnum], first: int) -> Iterable[TableRow]:
    for at, cells in enumerate(sheet.rows[first:], first):
        told = {column: cells[place] for place, column in places.items() if place < len(cells)}
        if any(told.values()):
            yield TableRow(at + 1, told)


def _titles(cells: Sequence[str], columns: type[LabelledEnum]) -> dict[int, LabelledEnum]:
    """The columns by their titles; none when the first row is a row like the others."""
    found: dict[int, LabelledEnum] = {}
    for place, cell in enumerate(cells):
        column = next((each for each in columns if fold(cell) in TITLES[columns][each]), None)
        if column is not None and column not in found.values():
            found[place] = column
    return found if len(found) > 1 or (found and len(cells) == 1) else {}


def _one_line(cell: str) -> str:
    return " ".join(cell.split())
