"""Asking by itself: what an initiative lacks, its renewal, what a committee agreed on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sello.accounts.domain.actor import Actor
from sello.accounts.queries.units import continuing
from sello.core.db import db
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import NotFound
from sello.core.text import shortened
from sello.register.domain import Purpose
from sello.register.parts.models import CommitteeResolution
from sello.register.queries.initiative import InitiativeDetail, detail
from sello.register.service import linking
from sello.register.service.initiatives import load
from sello.tasks.domain.drafts import TITLE_LIMIT
from sello.tasks.domain.due import DueKind, Term
from sello.tasks.service.assigning import TaskDraft

Translate = Callable[[str], str]

TERM = Term(DueKind.BUSINESS, days=10)
"""What a unit is given."""

AGREED = N_("Acuerdo de %(name)s.")


@dataclass(frozen=True, slots=True)
class Words:
    """How something is asked."""

    title: str
    text: str


WORDS = {
    Purpose.MISSING: Words(
        N_("Completar la ficha: %(name)s"),
        N_(
            "Falta: %(missing)s. Abra la iniciativa y complete su ficha; si algo no se sabe, "
            "dígalo en esta conversación y déjelo vacío."
        ),
    ),
    Purpose.RENEWAL: Words(
        N_("Renovar: %(name)s"),
        N_("Rige hasta %(ends)s. Diga si se renueva y, con el nuevo acto, cambie su término."),
    ),
}


def ask_unit(
    actor: Actor,
    initiative_id: int,
    purpose: Purpose,
    *,
    cycle_id: int | None,
    at: Moment,
    translate: Translate = str,
) -> int:
    """Ask the unit that answers most for an initiative, and return the conversation's id.

    Raises AlreadyAsked while it is open.
    """
    found = detail(initiative_id, actor, today=at.today)
    said, values = WORDS[purpose], _values(found, translate)
    asked = TaskDraft(
        title=shortened(translate(said.title) % values, TITLE_LIMIT),
        unit_id=continuing(max(found.row.units, key=lambda unit: unit.share or 0).id, at.today),
        term=TERM,
        description=translate(said.text) % values,
    )
    return linking.ask(actor, initiative_id, asked, cycle_id=cycle_id, at=at, purpose=purpose)


def _values(found: InitiativeDetail, translate: Translate) -> dict[str, str]:
    return {
        "name": found.row.name,
        "ends": str(found.ends or "…"),
        "missing": ", ".join(translate(ask.label) for ask in found.row.missing),
    }


def open_thread(
    actor: Actor,
    initiative_id: int,
    row_id: int,
    *,
    cycle_id: int | None,
    at: Moment,
    translate: Translate = str,
) -> int:
    """Open the conversation that sees to what a committee agreed on, and return its id; it has one."""
    initiative = load(initiative_id, actor)
    row = db.session.get(CommitteeResolution, row_id)
    if row is None or row.initiative_id != initiative_id:
        raise NotFound
    if row.task_id is not None:
        return row.task_id
    ahead = row.due_on is not None and row.due_on > at.today
    asked = TaskDraft(
        title=shortened(row.text, TITLE_LIMIT),
        unit_id=continuing(row.unit_id, at.today),
        term=Term(DueKind.DATE, on=row.due_on) if ahead else TERM,
        description="\n".join([translate(AGREED) % {"name": initiative.name}, row.text]),
    )
    row.task_id = linking.ask(actor, initiative_id, asked, cycle_id=cycle_id, at=at)
    db.session.flush()
    return row.task_id
