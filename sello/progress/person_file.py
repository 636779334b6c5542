"""The file of a person: what is hers, what ends soon, how promptly she delivers, what she did last."""

from __future__ import annotations

from dataclasses import dataclass

from sello.accounts.domain.actor import Actor, Role
from sello.accounts.queries.people import PersonRow
from sello.core.moment import Moment
from sello.cycles.queries import cycles
from sello.evidence.queries.endings import endings_of_person
from sello.evidence.queries.handed_in import handed_in_by
from sello.evidence.queries.rows import Row
from sello.progress.checklist import ChecklistRow
from sello.progress.contacts import DoneLately, last_acts
from sello.progress.unit_file import requirements_of
from sello.tasks.domain.promptness import Promptness
from sello.tasks.queries import options
from sello.tasks.queries.lists import BoardColumn, TaskFilter, board
from sello.tasks.queries.promptness import promptness_of_person


@dataclass(frozen=True, slots=True)
class PersonFile:
    """What is on record about a person's work, as a reader may see it."""

    requirements: tuple[ChecklistRow, ...]
    """What the unit that she heads answers for; whoever heads none answers for none."""
    turns: tuple[BoardColumn, ...]
    """The open conversations that are hers, by whose turn they are."""
    evidence: tuple[Row, ...]
    endings: tuple[Row, ...]
    """The pieces that she handed in whose last day is near."""
    promptness: Promptness
    acts: tuple[DoneLately, ...]


def person_file(person: PersonRow, actor: Actor, *, at: Moment) -> PersonFile:
    """The work of a person (a constant number of statements)."""
    person_id = person.id
    return PersonFile(
        requirements=_requirements(person, actor, at),
        turns=board(TaskFilter(person_id=person_id), actor.visibility, actor.person_id, at=at),
        evidence=handed_in_by(person_id, actor.visibility, today=at.today),
        endings=endings_of_person(person_id, actor.visibility, today=at.today),
        promptness=promptness_of_person(person_id, at=at),
        acts=last_acts([person_id], actor),
    )


def _requirements(person: PersonRow, actor: Actor, at: Moment) -> tuple[ChecklistRow, ...]:
    if person.role is not Role.UNIT_HEAD or person.unit_id is None:
        return ()
    offered = options.units(today=at.today)
    return requirements_of(cycles.current(actor.visibility), person.unit_id, offered, actor, at=at)
