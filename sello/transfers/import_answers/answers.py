"""A spreadsheet of answers, read against a cycle: a row becomes a declaration, or says what is wrong."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sello.catalogue.domain.refusals import NotOnTheScale
from sello.catalogue.domain.rules import EditionRules
from sello.catalogue.exchange.sheets import Sheet, read_sheets
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.core.text import clean, fold
from sello.cycles.domain.answers import Declaration, check_declaration

NOT_APPLICABLE_WORDS = frozenset({"no aplica", "n/a", "na"})
HEADERS = (
    N_("Código"),
    N_("Requerimiento"),
    N_("Unidad"),
    N_("Respuesta"),
    N_("Relato"),
    N_("Por qué no aplica"),
)
CODE, TITLE, UNIT, ANSWER, STORY, REASON = range(6)
_KNOWN = {
    CODE: ("codigo", "cod", "n°", "numero"),
    UNIT: ("unidad", "responsable", "direccion"),
    ANSWER: ("respuesta", "autodiagnostico", "cumple", "estado", "nivel"),
    STORY: ("relato", "descripcion", "comentario", "fundamento", "observacion"),
    REASON: (fold(HEADERS[REASON]), "razon", "motivo"),
}


class NoAnswers(Refusal):
    """The sheet has no header from which a code and an answer can be read."""

    message = N_(
        "No se encontró en «%(file)s» una fila de títulos con «Código» y «Respuesta». No se guardó nada; "
        "descargue la plantilla de este ciclo, llénela y repita."
    )
    field = "answers"


class UnknownCode(Refusal):
    """The cycle's edition has no such requirement."""

    message = N_("la edición de este ciclo no tiene un requerimiento «%(code)s».")


class RepeatedCode(Refusal):
    """The same requirement twice in one sheet."""

    message = N_("el requerimiento %(code)s ya aparece en la fila %(row)s.")


class UnknownAnswer(Refusal):
    """The answer is none of the scale's."""

    message = N_("«%(answer)s» no es una respuesta de la escala; use una de: %(known)s.")


class UnknownUnitName(Refusal):
    """No unit in force has this name."""

    message = N_("no hay una unidad vigente llamada «%(unit)s».")


@dataclass(frozen=True)
class AnswerLine:
    """One row of the sheet (numbered from 1, as a person sees it) and what would come of it."""

    row: int
    code: str
    declaration: Declaration | None = None
    unit_id: int | None = None
    problem: Refusal | None = None


def read(document: bytes, file: str, rules: EditionRules, units: Mapping[str, int]) -> tuple[AnswerLine, ...]:
    """Read every row below the header; rows without code are skipped, as are rows that say nothing.

    ``units`` maps folded names to ids. Raises InvalidEdition for an unreadable file, NoAnswers without
    a header.
    """
    sheet, header, columns = _find_header(read_sheets(document, file), file)
    reader = _Rows(sheet, columns, rules, units)
    lines = [reader.line(row) for row in range(header + 1, len(sheet.rows))]
    return tuple(line for line in lines if line is not None)


def template(rows: Iterable[Sequence[str]]) -> bytes:
    """An XLSX with the cycle's requirements and what is answered so far, to be filled in and sent back."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Autodiagnóstico")
    sheet.freeze_panes = "B2"
    for column, width in zip("ABCDEF", (10, 60, 36, 20, 70, 40), strict=True):
        sheet.column_dimensions[column].width = width
    wrap, bold = Alignment(vertical="top", wrap_text=True), Font(bold=True)
    for number, cells in enumerate([HEADERS, *rows]):
        line = [WriteOnlyCell(sheet, value=clean(cell)) for cell in cells]
        for cell in line:
            cell.data_type = "s"  # never a formula, whatever the text begins with
            cell.alignment = wrap
            if number == 0:
                cell.font = bold
        sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _find_header(sheets: Iterable[Sheet], file: str) -> tuple[Sheet, int, dict[int, int]]:
    for sheet in sheets:
        for row in range(min(20, len(sheet.rows))):
            columns = _columns(sheet.rows[row])
            if CODE in columns and ANSWER in columns:
                return sheet, row, columns
    raise NoAnswers(file=file)


def _columns(cells: Sequence[str]) -> dict[int, int]:
    """Which column holds what: an exact title goes before one that begins alike; the first one wins."""
    found: dict[int, int] = {}
    folded = [fold(cell).strip() for cell in cells]
    for exact in (True, False):
        for what, names in _KNOWN.items():
            for column, text in enumerate(folded):
                fits = text in names if exact else bool(text) and text.startswith(names)
                if fits and what not in found and column not in found.values():
                    found[what] = column
    return found


class _Rows:
    """Reads rows one by one; remembers the codes already seen."""

    def __init__(
        self, sheet: Sheet, columns: Mapping[int, int], rules: EditionRules, units: Mapping[str, int]
    ) -> None:
        self.sheet = sheet
        self.columns = columns
        self.rules = rules
        self.units = units
        self.known = {rule.code: rule for rule in rules.requirements}
        self.seen: dict[str, int] = {}
        self.not_applicable = 0

    def line(self, row: int) -> AnswerLine | None:
        """What would come of a row; None for a row that says nothing."""
        code = self._cell(row, CODE).strip(". ")
        said = any(self._cell(row, column) for column in (UNIT, ANSWER, STORY, REASON))
        if not code or not said:
            return None
        try:
            return self._read(row, code)
        except Refusal as refusal:
            return AnswerLine(row + 1, code, problem=refusal)

    def _read(self, row: int, code: str) -> AnswerLine:
        if code not in self.known:
            raise UnknownCode(code=code)
        if code in self.seen:
            raise RepeatedCode(code=code, row=self.seen[code])
        self.seen[code] = row + 1
        said = self._declaration(row)
        kept = None
        if said is not None:
            kept = check_declaration(self.rules, self.known[code], said, self.not_applicable)
            self.not_applicable += kept.not_applicable
        return AnswerLine(row + 1, code, kept, self._unit(row))

    def _declaration(self, row: int) -> Declaration | None:
        """What the row declares; None when it only names a unit."""
        answer, story, reason = (self._cell(row, column) for column in (ANSWER, STORY, REASON))
        if not (answer or story or reason):
            return None
        if fold(answer).strip() in NOT_APPLICABLE_WORDS:
            return Declaration(None, story, not_applicable=True, not_applicable_reason=reason)
        return Declaration(self._grade(answer) if answer else None, story)

    def _grade(self, answer: str) -> str:
        scale = self.rules.scale
        if scale.kind.is_numeric:
            number = answer.replace("%", "").strip().replace(",", ".")
            try:
                scale.points(number)
            except NotOnTheScale:
                raise UnknownAnswer(answer=answer, known=f"0 a {scale.full}") from None
            return number
        for grade in scale.grades:
            if fold(answer).strip() in {
                fold(grade.code),
                fold(grade.label),
                *_plain(grade.meets, scale.grades),
            }:
                return grade.code
        raise UnknownAnswer(answer=answer, known=", ".join(grade.label for grade in scale.grades))

    def _unit(self, row: int) -> int | None:
        name = self._cell(row, UNIT)
        if not name:
            return None
        found = self.units.get(fold(name).strip())
        if found is None:
            raise UnknownUnitName(unit=name)
        return found

    def _cell(self, row: int, what: int) -> str:
        column = self.columns.get(what)
        return "" if column is None else self.sheet.cell(row, column).strip()


def _plain(meets: bool, grades: Sequence[object]) -> frozenset[str]:
    """On a scale of two, a plain yes or no is understood too."""
    if len(grades) != 2:
        return frozenset()
    return frozenset({"si", "s", "x", "1"}) if meets else frozenset({"no", "n", "0"})
