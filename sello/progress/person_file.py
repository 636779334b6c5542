"""The file of a person: what is hers, how promptly she delivers, and what she did last."""

from __future__ import annotations

from dataclasses import dataclass

from sello.accounts.domain.actor import Actor
from sello.core.moment import Moment
from sello.evidence.queries.handed_in import handed_in_by
from sello.evidence.queries.rows import Row
from sello.progress.contacts import DoneLately, last_acts
from sello.tasks.domain.promptness import Promptness
from sello.tasks.queries.lists import BoardColumn, TaskFilter, board
from sello.tasks.queries.promptness import promptness_of_person


@dataclass(frozen=True, slots=True)
class PersonFile:
    """What is on record about a person's work, as a reader may see it."""

    turns: tuple[BoardColumn, ...]
    """The open conversations that are hers, by whose turn they are."""
    evidence: tuple[Row, ...]
    promptness: Promptness
    acts: tuple[DoneLately, ...]


def person_file(person_id: int, actor: Actor, *, at: Moment) -> PersonFile:
    """The work of a person (a constant number of statements)."""
    return PersonFile(
        turns=board(TaskFilter(person_id=person_id), actor.visibility, actor.person_id, at=at),
        evidence=handed_in_by(person_id, actor.visibility, today=at.today),
        promptness=promptness_of_person(person_id, at=at),
        acts=last_acts([person_id], actor),
    )
