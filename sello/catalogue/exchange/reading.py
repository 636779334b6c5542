"""Any file that an institution may be handed, read as an edition by what it is and what was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from sello.catalogue.domain.texts import Edition, Provenance
from sello.catalogue.exchange.columns import Column, Guess, guess
from sello.catalogue.exchange.grid import Sheet
from sello.catalogue.exchange.matrix import Terms, read_matrix
from sello.catalogue.exchange.sheets import read_sheets
from sello.catalogue.exchange.workbook.layout import is_workbook
from sello.catalogue.exchange.workbook.reading import read_workbook
from sello.catalogue.schema.edition import read_edition
from sello.core.labels import N_, LabelledEnum

_YAML = frozenset({".yaml", ".yml"})


class FileKind(LabelledEnum):
    """What a file is: an edition that says all of itself, or a matrix that leaves things to choose."""

    YAML = "yaml", N_("Edición en YAML")
    WORKBOOK = "workbook", N_("Edición exportada a planilla")
    MATRIX = "matrix", N_("Matriz en planilla")


@dataclass(frozen=True)
class Choice:
    """What a person says of a matrix: where it begins, what its columns hold, how the edition is called.

    ``base`` names the edition whose scale and levels it follows.
    """

    code: str
    version: str
    title: str
    base: str
    sheet: int = 0
    header: int = 0
    columns: Mapping[int, Column] = field(default_factory=dict, hash=False)
    provenance: Provenance = Provenance.OFFICIAL

    def to_values(self) -> dict[str, Any]:
        """The choice as JSON values."""
        return {
            "code": self.code,
            "version": self.version,
            "title": self.title,
            "base": self.base,
            "sheet": self.sheet,
            "header": self.header,
            "columns": {str(index): column.value for index, column in self.columns.items()},
            "provenance": self.provenance.value,
        }

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> "Choice":
        """The choice that JSON values hold."""
        columns = {int(index): Column(value) for index, value in values["columns"].items()}
        rest = {**values, "columns": columns, "provenance": Provenance(values["provenance"])}
        return cls(**rest)


def kind_of(document: bytes, file: str) -> FileKind:
    """What a file is; InvalidEdition when it cannot be opened at all."""
    if PurePath(file).suffix.lower() in _YAML:
        return FileKind.YAML
    return FileKind.WORKBOOK if is_workbook(read_sheets(document, file)) else FileKind.MATRIX


def first_choice(sheets: tuple[Sheet, ...], *, file: str, base: Edition, version: str) -> Choice:
    """The most likely choice for a matrix, before anybody corrects it."""
    found = guess(sheets, base.levels)
    return Choice(
        code="oficial",
        version=version,
        title=PurePath(file).stem.replace("_", " ").strip() or file,
        base=base.code,
        sheet=found.sheet,
        header=found.header,
        columns=found.columns,
    )


def interpret(document: bytes, file: str, choice: Choice, base: Edition) -> Edition:
    """The edition that a file holds under a choice, or InvalidEdition with every fault and its place."""
    if kind_of(document, file) is FileKind.YAML:
        return read_edition(document, file)
    sheets = read_sheets(document, file)
    if is_workbook(sheets):
        return read_workbook(sheets, file)
    terms = Terms(choice.code, choice.version, choice.title, base, choice.provenance)
    sheet = min(choice.sheet, len(sheets) - 1)
    return read_matrix(sheets, Guess(sheet, choice.header, choice.columns), terms, file)
