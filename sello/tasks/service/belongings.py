"""What hangs from a task: its requirements, what it waits for, who helps, its checklist."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Institution
from sello.core.db import db, scope_of
from sello.tasks.domain.refusals import NotToWaitFor, UnitElsewhere
from sello.tasks.domain.waiting import check_no_circle
from sello.tasks.models import TaskCheck, TaskHelper, TaskRequirement, TaskWait
from sello.tasks.queries.belongings import Belongings, all_waits, open_titles
from sello.tasks.queries.options import UnitOption

LINKS: dict[str, tuple[Any, str]] = {
    "requirement_ids": (TaskRequirement, "requirement_id"),
    "awaited_ids": (TaskWait, "awaited_id"),
    "helper_ids": (TaskHelper, "unit_id"),
}
"""The table and the column of each kind of link."""

NOTHING: Belongings = {"requirement_ids": [], "awaited_ids": [], "helper_ids": [], "checks": []}


def check_helpers(helper_ids: Collection[int], unit_id: int, options: Sequence[UnitOption]) -> None:
    """Refuse with UnitElsewhere a helper that is no unit of today, or that answers for the task itself."""
    if not set(helper_ids) <= {one.id for one in options} - {unit_id}:
        raise UnitElsewhere


def check_awaited(actor: Actor, task_id: int | None, wanted: Collection[int], kept: Collection[int]) -> None:
    """Refuse what a task may not begin to wait for: NotToWaitFor, and WaitsInACircle.

    Of two who tie a circle at once the later one sees what the earlier one wrote.
    """
    fresh = set(wanted) - set(kept)
    if not fresh:
        return
    place = select(Institution.id).where(Institution.id == scope_of(db.session())).with_for_update()
    db.session.execute(place)
    titles = open_titles(fresh, actor)
    if titles.keys() != fresh:
        raise NotToWaitFor
    if task_id is not None:
        check_no_circle(task_id, titles, all_waits())


def settle(task_id: int, before: Belongings, after: Belongings) -> None:
    """Write what belongs to a task from now on."""
    for name, (model, column) in LINKS.items():
        _relink(task_id, model, column, set(before[name]), set(after[name]))
    if before["checks"] != after["checks"]:
        _rewrite(task_id, after["checks"])


def _relink(task_id: int, model: Any, column: str, before: set[int], after: set[int]) -> None:
    gone = before - after
    if gone:
        of_it = (model.task_id == task_id, getattr(model, column).in_(sorted(gone)))
        for link in db.session.scalars(select(model).where(*of_it)):
            db.session.delete(link)
    db.session.add_all(model(task_id=task_id, **{column: other}) for other in sorted(after - before))


def _rewrite(task_id: int, texts: Sequence[str]) -> None:
    """The checklist anew; an item that stays word for word stays ticked."""
    rows = {
        row.text: row for row in db.session.scalars(select(TaskCheck).where(TaskCheck.task_id == task_id))
    }
    for text in rows.keys() - set(texts):
        db.session.delete(rows[text])
    for place, text in enumerate(texts, start=1):
        row = rows.get(text)
        if row is None:
            db.session.add(TaskCheck(task_id=task_id, place=place, text=text))
        else:
            row.place = place
