"""What a meeting with a unit has to speak of, the weightiest first; pure, from the unit's file.

The weights are read downwards; within one, what ends first comes first. A requirement for which something is
asked already is spoken of in that conversation, not twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sello.core.labels import N_, LabelledEnum
from sello.level.status import Turn as RequirementTurn
from sello.progress.checklist import ChecklistRow
from sello.progress.unit_file import UnitFile
from sello.reports.document.naming import coded
from sello.tasks.domain.due import QueueGroup
from sello.tasks.queries.rows import TaskRow


class Weight(LabelledEnum):
    """How much a point weighs: their order is the agenda's."""

    LATE = "late", N_("Atrasado")
    RETURNED = "returned", N_("Devuelto con observación")
    MANDATORY = "mandatory", N_("Obligatorio sin cumplir y sin pedir")
    ENDING = "ending", N_("Vence dentro de 120 días")
    ASKED = "asked", N_("Pedido, en plazo")
    OPEN = "open", N_("Sin cumplir y sin pedir")
    OURS = "ours", N_("En manos de la Secretaría Ejecutiva o de la evaluación")

    @property
    def place(self) -> int:
        """Its place on the agenda."""
        return list(Weight).index(self)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the agenda."""

    weight: Weight
    title: str
    asked: str
    """What is asked, in the words of whoever asked; empty where nothing more was said."""
    status: str
    """How it stands, as a text to be translated."""
    until: date | None
    serves: tuple[str, ...] = ()
    """Of which requirements it is, by name and code; by its code alone where its title is the name."""


def _called(code: str, title: str) -> str:
    return coded(code, {code: title})


def points(file: UnitFile) -> tuple[Point, ...]:
    """The points of a meeting, the weightiest first."""
    found = (*_conversations(file), *_requirements(file), *_endings(file))
    return tuple(sorted(found, key=lambda one: (one.weight.place, one.until or date.max, one.title)))


def _conversations(file: UnitFile) -> Iterator[Point]:
    for task in (task for column in file.turns for task in column.rows):
        yield Point(
            weight=_weight_of(task),
            title=task.title,
            asked=task.description,
            status=task.now.reason.label,
            until=task.due_on,
            serves=tuple(_called(one.code, one.title) for one in task.requirements),
        )


_GROUPS = {
    QueueGroup.OVERDUE: Weight.LATE,
    QueueGroup.RETURNED: Weight.RETURNED,
    QueueGroup.THIS_WEEK: Weight.ASKED,
    QueueGroup.LATER: Weight.ASKED,
    QueueGroup.AWAITING: Weight.ASKED,
}


def _weight_of(task: TaskRow) -> Weight:
    return Weight.OURS if task.group is None else _GROUPS.get(task.group, Weight.OURS)


def _requirements(file: UnitFile) -> Iterator[Point]:
    """What the unit holds up and nobody has asked for."""
    for row in file.requirements:
        if row.status.turn is RequirementTurn.UNIT and not row.tasks.open:
            yield _requirement(row)


def _requirement(row: ChecklistRow) -> Point:
    return Point(
        weight=Weight.MANDATORY if row.mandatory else Weight.OPEN,
        title=row.title,
        asked="",
        status=row.status.label,
        until=None,
        serves=(row.code,),
    )


def _endings(file: UnitFile) -> Iterator[Point]:
    for piece in file.endings:
        yield Point(
            weight=Weight.ENDING,
            title=piece.details.title,
            asked="",
            status=piece.state.label,
            until=piece.details.valid_until,
            serves=tuple(_called(one.code, one.title) for one in piece.serves),
        )
