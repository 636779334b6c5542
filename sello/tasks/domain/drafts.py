"""Tasks for a whole dimension at once: what the preview proposes, and what a confirmed row must have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sello.core.labels import N_
from sello.core.text import shortened
from sello.tasks.domain.due import Priority
from sello.tasks.domain.refusals import DraftIncomplete, NoDraftChosen
from sello.tasks.domain.templates import Wording

WITHOUT_UNIT = N_("falta la unidad responsable.")
WITHOUT_TITLE = N_("falta decir qué se pide.")
WITHOUT_DUE = N_("falta el plazo.")
TOO_LATE = N_("el plazo ya pasó.")

TITLE_LIMIT = 300
"""Characters of what a task asks in a sentence, whoever writes it: a person, a duty, the mayor's page."""

NO_TEMPLATES: Mapping[str, Wording] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A requirement of the dimension as it is when the preview is made."""

    requirement_id: int
    code: str
    name: str
    owner_unit_id: int | None
    open_tasks: int
    settled: bool = False
    """The secretariat holds it for met, or for not applicable."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One row of the preview: a task to be, editable until it is confirmed."""

    requirement_id: int
    code: str
    name: str
    title: str
    unit_id: int | None
    due_on: date | None
    priority: Priority
    chosen: bool
    open_tasks: int


def propose(
    candidates: Iterable[Candidate],
    *,
    title: str,
    due_on: date,
    priority: Priority,
    templates: Mapping[str, Wording] = NO_TEMPLATES,
) -> tuple[Draft, ...]:
    """One task per requirement for its owner unit, in the words of its template where it has one.

    A row begins unmarked when its requirement has no owner, is settled, or has an open task already: asking
    for what is there, or asking twice, is the quickest way to be ignored.
    """
    return tuple(
        Draft(
            requirement_id=one.requirement_id,
            code=one.code,
            name=one.name,
            title=_title(templates[one.code].title if one.code in templates else title, one),
            unit_id=one.owner_unit_id,
            due_on=due_on,
            priority=priority,
            chosen=one.owner_unit_id is not None and not one.open_tasks and not one.settled,
            open_tasks=one.open_tasks,
        )
        for one in candidates
    )


def _title(pattern: str, candidate: Candidate) -> str:
    text = " ".join(pattern.split())
    if candidate.code not in text:
        text = f"{text} {candidate.code}: {candidate.name}".strip()
    return shortened(text, TITLE_LIMIT)


def confirmed(drafts: Iterable[Draft], *, today: date) -> tuple[Draft, ...]:
    """The rows that become tasks; refuses an empty choice, and a row that lacks something, by its code."""
    chosen = tuple(draft for draft in drafts if draft.chosen)
    if not chosen:
        raise NoDraftChosen
    for draft in chosen:
        reason = _lacks(draft, today)
        if reason:
            raise DraftIncomplete(code=draft.code, reason=reason)
    return chosen


def _lacks(draft: Draft, today: date) -> str | None:
    if not draft.title.strip():
        return WITHOUT_TITLE
    if draft.unit_id is None:
        return WITHOUT_UNIT
    if draft.due_on is None:
        return WITHOUT_DUE
    return TOO_LATE if draft.due_on < today else None
