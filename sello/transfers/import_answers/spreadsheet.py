"""The spreadsheet that waits: which of its sheets is read, how, and against what stands in the cycle."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from sello.accounts.models import Unit
from sello.accounts.queries.units import in_force
from sello.catalogue.exchange.grid import Sheet
from sello.catalogue.exchange.sheets import read_sheets
from sello.core.db import db
from sello.core.text import fold
from sello.cycles.domain.answers import Declaration
from sello.cycles.queries import answers as answer_queries
from sello.cycles.queries.answers import AnswerRow
from sello.cycles.queries.cycles import CycleRow
from sello.transfers.import_answers.answers import Against, Standing
from sello.transfers.import_answers.codes import Codes
from sello.transfers.import_answers.columns import AnswerColumn, Reading, guess, recognise
from sello.transfers.import_answers.refusals import NoAnswers


@dataclass(frozen=True)
class ReadingChosen:
    """How a person says that a file is to be read; without columns these are recognised by themselves."""

    sheet: int
    header: int
    columns: Mapping[int, AnswerColumn] | None = field(hash=False)


@dataclass(frozen=True)
class SheetRead:
    """The spreadsheet as it is read: its sheets, and which of them with which columns."""

    sheets: tuple[Sheet, ...]
    reading: Reading

    @property
    def sheet(self) -> Sheet:
        """The sheet that is read."""
        return self.sheets[self.reading.sheet]

    @property
    def others(self) -> tuple[Sheet, ...]:
        """The sheets that are not read."""
        return tuple(sheet for number, sheet in enumerate(self.sheets) if number != self.reading.sheet)


def open_source(document: bytes, name: str, cycle: CycleRow, told: ReadingChosen | None = None) -> SheetRead:
    """The spreadsheet, read as told or as it is likeliest; raises InvalidEdition, or NoAnswers."""
    sheets = read_sheets(document, name)
    codes = Codes(cycle.known.requirements)
    if told is not None and told.sheet < len(sheets):
        columns = told.columns
        if columns is None:
            columns = recognise(sheets[told.sheet], told.header, codes)
        return SheetRead(sheets, Reading(told.sheet, told.header, columns))
    guessed = guess(sheets, codes)
    if guessed is None:
        raise NoAnswers(file=name)
    return SheetRead(sheets, guessed)


def standing(cycle: CycleRow, known: Mapping[str, AnswerRow], today: date) -> Against:
    """What a sheet is read against: the cycle as it is now."""
    stories = answer_queries.narratives(cycle.id)
    found = {
        code: Standing(
            Declaration(row.declared, stories[code], row.not_applicable, row.not_applicable_reason),
            row.unit_id,
            row.validated is not None,
        )
        for code, row in known.items()
    }
    return Against(cycle.known.rules, units_by_name(today), found)


def units_by_name(today: date) -> dict[str, int]:
    """Every unit in force by its folded name and short name."""
    found = db.session.execute(select(Unit.id, Unit.name, Unit.short_name).where(in_force(today)))
    names: dict[str, int] = {}
    for unit, name, short in found:
        names[fold(name)] = unit
        if short:
            names.setdefault(fold(short), unit)
    return names
