"""Reads of what was sent by hand."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select

from sello.core.db import db
from sello.core.mail.message import MailState
from sello.core.mail.outbox import OutboxMail
from sello.reminders.domain.by_hand import ByHand, nudge_key, task_of
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task
from sello.tasks.queries.turns import in_turn


def settled_nudges() -> list[int]:
    """The waiting mails that recall a task which is not its unit's turn any more (at most two statements)."""
    waiting = select(OutboxMail.id, OutboxMail.dedupe_key).where(
        OutboxMail.state == MailState.WAITING, OutboxMail.kind == ByHand.NUDGE.value
    )
    task_by_mail = {row.id: task_of(row.dedupe_key) for row in db.session.execute(waiting)}
    if not task_by_mail:
        return []
    theirs = select(Task.id).where(Task.id.in_(set(task_by_mail.values())), in_turn(Turn.UNIT))
    still = set(db.session.scalars(theirs))
    return [mail_id for mail_id, task_id in task_by_mail.items() if task_id not in still]


def recalled_on(task_ids: Iterable[int], day: date) -> dict[int, datetime]:
    """When each of some tasks was recalled by hand that day, if it was (at most one statement)."""
    keys = [nudge_key(task_id, day) for task_id in sorted(task_ids)]
    if not keys:
        return {}
    sent = select(OutboxMail.dedupe_key, OutboxMail.created_at).where(OutboxMail.dedupe_key.in_(keys))
    return {task_of(row.dedupe_key): row.created_at for row in db.session.execute(sent)}
