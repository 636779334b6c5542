"""Keeping the templates of tasks; what was asked by one stays as it was asked."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.refusal import NotFound, Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.tasks.domain.templates import Wording, checked
from sello.tasks.models import TaskTemplate


def create(actor: Actor, wording: Wording, *, now: datetime) -> int:
    """Keep a new template, and return its id; refuses DaysOutOfRange."""
    row = TaskTemplate(version=1, **_columns(checked(wording)))
    db.session.add(row)
    db.session.flush()
    record(actor, Act.TASK_TEMPLATE_CREATED, row.id, now=now, title=row.title)
    return row.id


def edit(actor: Actor, template_id: int, wording: Wording, *, version: int, now: datetime) -> bool:
    """Change a template; tells whether anything changed. Raises Stale over another's change."""
    row = _load(template_id)
    if row.version != version:
        raise Stale
    after = _columns(checked(wording))
    changed = sorted(name for name, value in after.items() if getattr(row, name) != value)
    if not changed:
        return False
    for name, value in after.items():
        setattr(row, name, value)
    row.version += 1
    record(actor, Act.TASK_TEMPLATE_EDITED, row.id, now=now, title=row.title, fields=changed)
    db.session.flush()
    return True


def drop(actor: Actor, template_id: int, *, now: datetime) -> None:
    """Remove a template; the tasks that were made by it stay as they are."""
    row = _load(template_id)
    record(actor, Act.TASK_TEMPLATE_DROPPED, row.id, now=now, title=row.title)
    db.session.delete(row)
    db.session.flush()


def _load(template_id: int) -> TaskTemplate:
    row = db.session.scalar(select(TaskTemplate).where(TaskTemplate.id == template_id).with_for_update())
    if row is None:
        raise NotFound
    return row


def _columns(wording: Wording) -> dict[str, Any]:
    return asdict(wording) | {
        "title": " ".join(wording.title.split()),
        "description": wording.description.strip(),
        "checks": list(wording.checks),
    }
