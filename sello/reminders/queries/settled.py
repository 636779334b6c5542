"""What waits in the outbox although nothing is left to recall by it."""

from sqlalchemy import and_, not_, select

from sello.core.db import db
from sello.core.mail.message import MailState
from sello.core.mail.outbox import OutboxMail
from sello.reminders.models import About, Reminder, Told
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task
from sello.tasks.queries.turns import in_turn


def settled_reminders() -> list[int]:
    """The waiting mails that tell only of tasks which are not their units' turn any more (one statement)."""
    recalled = select(Reminder.id).where(Reminder.mail_id == OutboxMail.id).correlate(OutboxMail)
    other = recalled.where(Reminder.about != About.TASK)
    task = and_(Reminder.about == About.TASK, Task.id == Reminder.about_id)
    hers = recalled.join(Task, task).where(in_turn(Turn.UNIT))
    acts = select(Told.id).where(Told.mail_id == OutboxMail.id).correlate(OutboxMail)
    waiting = select(OutboxMail.id).where(
        OutboxMail.state == MailState.WAITING,
        recalled.exists(),
        not_(other.exists()),
        not_(hers.exists()),
        not_(acts.exists()),
    )
    return list(db.session.scalars(waiting))
