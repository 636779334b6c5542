"""Making, using and revoking the links that open one conversation for one person without a session."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from sqlalchemy import Table, delete, or_, select

from sello.accounts.domain.access import digest
from sello.accounts.domain.actor import Actor
from sello.core.db import affected, db, insert_into, scope_of
from sello.core.mail import sealing
from sello.core.refusal import NotFound
from sello.core.trail.acts import Act
from sello.core.trail.recording import record
from sello.core.undo import made
from sello.tasks.domain.door import HOLDS, KEPT, REMEMBERED, DoorClosed, Receiver
from sello.tasks.models import Task, TaskLink

LINKS = cast("Table", TaskLink.__table__)


def make_links(asked: Iterable[tuple[Receiver, int]], *, now: datetime) -> dict[tuple[int, int], str]:
    """Make a link for each person and task, and return their marks by both (two statements).

    A mark is said only in the mail, and opens nothing before that is signed for her (`core.mail.sealing`).
    """
    wanted = {(to.person_id, task_id): to for to, task_id in asked}
    if not wanted:
        return {}
    ids = sorted({task_id for _, task_id in wanted})
    stands = {row.id: row for row in db.session.execute(_STANDS.where(Task.id.in_(ids)))}
    marks = {key: sealing.new_mark() for key in wanted if key[1] in stands}
    rows = [
        {
            "institution_id": scope_of(db.session()),
            "person_id": person_id,
            "task_id": task_id,
            "mark_hash": digest(mark),
            "email": wanted[person_id, task_id].email,
            "home_unit_id": wanted[person_id, task_id].unit_id,
            "unit_id": stands[task_id].unit_id,
            "charged_id": stands[task_id].person_id,
            "created_at": now,
            "expires_at": now + HOLDS,
            "forms": "",
        }
        for (person_id, task_id), mark in marks.items()
    ]
    if rows:
        written = db.session.execute(insert_into(LINKS).returning(LINKS.c.id), rows)
        made(LINKS.name, [row.id for row in written])
    return marks


_STANDS = select(Task.id, Task.unit_id, Task.person_id)


def hold(link_id: int, form: str, *, now: datetime) -> bool:
    """Hold a link until the commit, and note that it is used; False for a form that was received before.

    Raises DoorClosed for one that was revoked meanwhile.
    """
    row = db.session.scalars(
        select(TaskLink)
        .where(TaskLink.id == link_id, TaskLink.ended_at.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise DoorClosed
    received = row.forms.split()
    if form in received:
        return False
    row.used_at = now
    row.forms = " ".join([*received, form][-REMEMBERED:])
    return True


def revoke(actor: Actor, link_id: int, *, now: datetime) -> int:
    """Let a link open nothing any more, one's own or, for the secretariat, anybody's; returns its task.

    Raises NotFound for one that is none of hers, or was revoked before.
    """
    row = db.session.scalars(
        select(TaskLink).where(TaskLink.id == link_id, TaskLink.ended_at.is_(None)).with_for_update()
    ).one_or_none()
    if row is None or (row.person_id != actor.person_id and not actor.is_secretariat):
        raise NotFound
    row.ended_at = now
    record(actor, Act.PERSON_LINK_REVOKED, row.person_id, now=now, task_id=row.task_id)
    return row.task_id


def forget_links(*, now: datetime) -> int:
    """Delete links that ended long ago; returns how many."""
    before = now - KEPT
    over = or_(TaskLink.ended_at < before, TaskLink.expires_at < before)
    return affected(db.session.execute(delete(TaskLink).where(over)))
