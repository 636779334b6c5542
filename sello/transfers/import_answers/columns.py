"""Which sheet and columns hold a self-assessment: the code by its values, the rest by their titles."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sello.catalogue.exchange.grid import Sheet
from sello.core.cells import HEADER_ROWS, beginning_alike, by_title, words
from sello.core.labels import N_, LabelledEnum
from sello.transfers.import_answers.codes import Codes
from sello.transfers.import_answers.marks import ticked


class AnswerColumn(LabelledEnum):
    """What a column of a sheet of answers may hold."""

    CODE = "codigo", N_("Código")
    UNIT = "unidad", N_("Unidad")
    ANSWER = "respuesta", N_("Respuesta")
    STORY = "relato", N_("Relato")
    REASON = "razon", N_("Por qué no aplica")
    MARK = "marca", N_("Marca según el título")


_TITLES: Final[dict[AnswerColumn, tuple[str, ...]]] = {
    AnswerColumn.CODE: ("codigo", "cod", "n", "no", "nro", "num", "numero", "id"),
    AnswerColumn.UNIT: ("unidad", "responsable", "direccion"),
    AnswerColumn.ANSWER: ("respuesta", "autodiagnostico", "cumple", "estado", "nivel"),
    AnswerColumn.STORY: ("relato", "descripcion", "comentario", "fundamento", "observacion"),
    AnswerColumn.REASON: (words(AnswerColumn.REASON.label), "razon", "motivo"),
}


@dataclass(frozen=True)
class Reading:
    """How a file is read: which sheet, which row holds the titles, what each column holds (from 0)."""

    sheet: int
    header: int
    columns: Mapping[int, AnswerColumn] = field(hash=False)

    def column(self, what: AnswerColumn) -> int | None:
        """The number of the column that holds this."""
        return next((index for index, held in self.columns.items() if held is what), None)

    @property
    def marks(self) -> tuple[int, ...]:
        """The columns of which the ticked one says the answer."""
        return tuple(index for index, held in self.columns.items() if held is AnswerColumn.MARK)

    @property
    def answers(self) -> bool:
        """Whether an answer is said, in a column of its own or by ticks."""
        return self.column(AnswerColumn.ANSWER) is not None or bool(self.marks)

    @property
    def is_whole(self) -> bool:
        """Whether there is a code, and something said of it."""
        return self.column(AnswerColumn.CODE) is not None and len(self.columns) > 1


def guess(sheets: tuple[Sheet, ...], codes: Codes) -> Reading | None:
    """The likeliest reading: the first sheet, of those that are shown first, with a code and an answer.

    A sheet that only has codes is read when there is no better one, so that its columns can be told by hand.
    """
    found = [reading for number in _in_order(sheets) if (reading := _of_sheet(sheets, number, codes))]
    answered = (reading for reading in found if reading.answers)
    return next(answered, None) or max(found, key=lambda reading: len(reading.columns), default=None)


def recognise(sheet: Sheet, header: int, codes: Codes) -> dict[int, AnswerColumn]:
    """What each column below a row of titles holds."""
    columns = _titled(sheet, header)
    counted = {column: _codes_in(sheet, header, column, codes) for column in range(sheet.width)}
    best = max(counted, key=lambda column: (counted[column], column in columns, -column), default=None)
    if best is not None and counted[best]:
        columns = {at: held for at, held in columns.items() if held is not AnswerColumn.CODE}
        columns[best] = AnswerColumn.CODE
    return dict(sorted(columns.items()))


def _in_order(sheets: tuple[Sheet, ...]) -> list[int]:
    return sorted(range(len(sheets)), key=lambda number: sheets[number].hidden)


def _of_sheet(sheets: tuple[Sheet, ...], number: int, codes: Codes) -> Reading | None:
    """The row that names the most columns of those above the first answers, if there is a code at all."""
    sheet = sheets[number]
    titles = {row: _titled(sheet, row) for row in range(min(HEADER_ROWS, len(sheet.rows)))}
    header = max(titles, key=lambda row: (len(titles[row]), -row), default=None)
    if header is None:
        return None
    if not titles[header]:
        header = _above_first_code(sheet, codes)
    columns = recognise(sheet, header, codes)
    reading = Reading(number, header, columns)
    return reading if reading.column(AnswerColumn.CODE) is not None else None


def _above_first_code(sheet: Sheet, codes: Codes) -> int:
    rows = range(min(HEADER_ROWS, len(sheet.rows)))
    first = next((row for row in rows if any(codes.of_cell(cell) for cell in sheet.rows[row] if cell)), 1)
    return max(first - 1, 0)


def _titled(sheet: Sheet, row: int) -> dict[int, AnswerColumn]:
    """What the titles of a row say; where answers are ticked, no other column holds them."""
    columns = sheet.titles_at(row, _by_title)
    marks = dict.fromkeys(ticked(sheet, row), AnswerColumn.MARK)
    if not marks:
        return columns
    return {at: held for at, held in columns.items() if held is not AnswerColumn.ANSWER} | marks


def _by_title(cells: tuple[str, ...]) -> dict[int, AnswerColumn]:
    """What the titles say: one that is the same goes before one that begins alike."""
    return beginning_alike(cells, _TITLES, by_title(cells, _TITLES))


def _codes_in(sheet: Sheet, header: int, column: int, codes: Codes) -> int:
    """How many of the cycle's codes stand below a title."""
    cells = {sheet.rows[row][column] for row in range(header + 1, len(sheet.rows))}
    return len({code for cell in cells if cell and (code := codes.of_cell(cell))})
