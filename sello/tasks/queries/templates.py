"""Reading the templates of tasks."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from sello.core.db import db
from sello.core.refusal import NotFound
from sello.tasks.domain.templates import Wording
from sello.tasks.models import TaskTemplate


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template as it is saved."""

    id: int
    version: int
    wording: Wording


def templates() -> tuple[TemplateRow, ...]:
    """All templates of the institution, by requirement and title (one statement)."""
    statement = select(TaskTemplate).order_by(TaskTemplate.code, TaskTemplate.title, TaskTemplate.id)
    return tuple(_row(row) for row in db.session.scalars(statement))


def wordings() -> tuple[Wording, ...]:
    """What all templates of the institution say (one statement)."""
    return tuple(each.wording for each in templates())


def template(template_id: int) -> TemplateRow:
    """One template (one statement); raises NotFound."""
    row = db.session.scalar(select(TaskTemplate).where(TaskTemplate.id == template_id))
    if row is None:
        raise NotFound
    return _row(row)


def _row(row: TaskTemplate) -> TemplateRow:
    wording = Wording(
        title=row.title,
        days=row.days,
        description=row.description,
        checks=tuple(row.checks),
        checks_first=row.checks_first,
        code=row.code,
        initiative_kind=row.initiative_kind,
    )
    return TemplateRow(row.id, row.version, wording)
