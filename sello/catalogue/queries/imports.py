"""Reads of the files that wait to become editions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sello.catalogue import editions as shipped
from sello.catalogue import models
from sello.catalogue.domain.refusals import UnknownImport
from sello.catalogue.domain.texts import Edition
from sello.catalogue.exchange.columns import Column
from sello.catalogue.exchange.grid import Sheet
from sello.catalogue.exchange.reading import Choice, FileKind, interpret, kind_of
from sello.catalogue.exchange.sheets import read_sheets
from sello.catalogue.schema.problems import InvalidEdition, Problem
from sello.core.cells import letters
from sello.core.db import db
from sello.core.rows import rows_as
from sello.core.text import shortened

SAMPLES = 3
SHORT = 80


@dataclass(frozen=True)
class ImportRow:
    """A file that waits, as a list names it."""

    id: int
    file_name: str
    created_at: datetime
    version: int


@dataclass(frozen=True)
class ColumnRow:
    """A column of the matrix: its letters, its header, some of its cells, and what it is taken to hold."""

    index: int
    letters: str
    header: str
    samples: tuple[str, ...]
    column: Column | None


@dataclass(frozen=True)
class SheetRow:
    """A sheet of the file: what it is called, whether it or parts of it are hidden, or it was too large."""

    name: str
    hidden: bool
    too_large: bool
    unseen_rows: tuple[int, ...]
    unseen_columns: tuple[int, ...]


@dataclass(frozen=True)
class ImportPage:
    """A dry run: how the file is read, what would come of it, and every fault by its place."""

    row: ImportRow
    kind: FileKind
    choice: Choice
    sheets: tuple[SheetRow, ...]
    columns: tuple[ColumnRow, ...]
    edition: Edition | None
    problems: tuple[Problem, ...]

    @property
    def sheet(self) -> int:
        """The number of the sheet that is read."""
        return min(self.choice.sheet, len(self.sheets) - 1)

    @property
    def others(self) -> tuple[SheetRow, ...]:
        """The sheets that are not read."""
        return tuple(sheet for number, sheet in enumerate(self.sheets) if number != self.sheet)


def imports() -> tuple[ImportRow, ...]:
    """The files that wait, the newest first. One statement."""
    held = models.EditionImport
    found = db.session.execute(
        select(held.id, held.file_name, held.created_at, held.version).order_by(
            held.created_at.desc(), held.id.desc()
        )
    ).all()
    return rows_as(ImportRow, found)


def import_page(import_id: int) -> ImportPage:
    """The dry run of a file that waits, or UnknownImport. One statement."""
    held = models.EditionImport
    row = db.session.execute(
        select(held.id, held.file_name, held.created_at, held.version, held.document, held.choice).where(
            held.id == import_id
        )
    ).one_or_none()
    if row is None:
        raise UnknownImport
    choice = Choice.from_values(row.choice)
    kind = kind_of(row.document, row.file_name)
    sheets = read_sheets(row.document, row.file_name) if kind is FileKind.MATRIX else ()
    edition, problems = dry_run(row.document, row.file_name, choice)
    return ImportPage(
        row=ImportRow(row.id, row.file_name, row.created_at, row.version),
        kind=kind,
        choice=choice,
        sheets=tuple(
            SheetRow(sheet.name, sheet.hidden, bool(sheet.beyond), sheet.unseen_rows, sheet.unseen_columns)
            for sheet in sheets
        ),
        columns=_columns(sheets[min(choice.sheet, len(sheets) - 1)], choice) if sheets else (),
        edition=edition,
        problems=problems,
    )


def dry_run(document: bytes, file: str, choice: Choice) -> tuple[Edition | None, tuple[Problem, ...]]:
    """What a file would become, or every reason why it cannot."""
    try:
        return interpret(document, file, choice, shipped.edition(choice.base)), ()
    except InvalidEdition as refused:
        return None, refused.problems


def _columns(sheet: Sheet, choice: Choice) -> tuple[ColumnRow, ...]:
    return tuple(
        ColumnRow(
            index=index,
            letters=letters(index),
            header=sheet.cell(choice.header, index),
            samples=_samples(sheet, choice.header, index),
            column=choice.columns.get(index),
        )
        for index in range(sheet.width)
    )


def _samples(sheet: Sheet, header: int, index: int) -> tuple[str, ...]:
    values = (sheet.cell(row, index) for row in range(header + 1, len(sheet.rows)))
    found = [shortened(value, SHORT) for value in values if value]
    return tuple(found[:SAMPLES])
