"""What becomes of each row of a table, told by doing it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sello.core.cells import FailedCell, check_result
from sello.core.db import db
from sello.core.labels import LabelledEnum
from sello.core.refusal import Refusal
from sello.transfers.import_town.refusals import TooLong
from sello.transfers.import_town.table import TableRow

LONGEST = 200


class Effect(StrEnum):
    """What becomes of a row."""

    NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"


@dataclass(frozen=True, slots=True)
class Change:
    """What a row changes of something that is there: in which column, from what, to what."""

    column: LabelledEnum
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row and what becomes of it; a refusal says in which column, where it is about one."""

    number: int
    name: str
    effect: Effect
    changes: tuple[Change, ...] = ()
    problem: Refusal | None = None
    column: LabelledEnum | None = None
    is_own_role: bool = False
    """Whether it takes the role of whoever brings the table for another one: she may do less afterwards."""


Done = tuple[Effect, tuple[Change, ...]]


class InColumn(Exception):
    """A refusal of a rule that does not know the columns."""

    def __init__(self, column: LabelledEnum, refusal: Refusal) -> None:
        self.column, self.refusal = column, refusal
        super().__init__(column.value)


def tried(row: TableRow, columns: type[LabelledEnum], act: Callable[[], Done]) -> Line:
    """Do a row by itself: what refuses it leaves nothing of it behind."""
    name = next((text for text in map(row.said, columns) if text), "")
    try:
        if row.split is not None:
            raise row.split
        _check_results(row)
        with db.session.begin_nested():
            effect, changes = act()
            db.session.flush()
    except InColumn as found:
        return Line(row.number, name, Effect.REFUSED, problem=found.refusal, column=found.column)
    except Refusal as refusal:
        at_fault = next((each for each in columns if each.value == refusal.field), None)
        return Line(row.number, name, Effect.REFUSED, problem=refusal, column=at_fault)
    return Line(row.number, name, effect, changes)


def _check_results(row: TableRow) -> None:
    """Refuse what a formula left where it failed."""
    for column, text in row.cells.items():
        try:
            check_result(text)
        except FailedCell as failed:
            raise InColumn(column, failed) from None


def fitting(text: str, column: LabelledEnum, most: int = LONGEST) -> str:
    """A text that its column holds; raises InColumn."""
    if len(text) > most:
        raise InColumn(column, TooLong(most=most))
    return text


def differing(*compared: tuple[LabelledEnum, str, str]) -> tuple[Change, ...]:
    """What would change, from columns with what is there and what is wanted."""
    return tuple(Change(column, before, after) for column, before, after in compared if before != after)
