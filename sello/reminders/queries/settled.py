"""What waits in the outbox although nothing is left to recall by it."""

from sqlalchemy import String, and_, cast, not_, select

from sello.core.db import db
from sello.core.mail.message import MailState
from sello.core.mail.outbox import OutboxMail
from sello.reminders.models import About, Reminder
from sello.tasks.domain.turn import Turn
from sello.tasks.models import Task
from sello.tasks.queries.turns import in_turn

_TOLD = and_(
    Reminder.person_id == OutboxMail.person_id,
    Reminder.written_at == OutboxMail.created_at,
    cast(Reminder.kind, String) == OutboxMail.kind,
    Reminder.about == About.TASK,
)
"""What a mail recalls: the ledger and the outbox are written at the same instant."""


def settled_reminders() -> list[int]:
    """The waiting mails that recall only tasks which are not their units' turn any more (one statement)."""
    told = select(Reminder.id).where(_TOLD).correlate(OutboxMail)
    hers = told.join(Task, Task.id == Reminder.about_id).where(in_turn(Turn.UNIT))
    waiting = select(OutboxMail.id).where(
        OutboxMail.state == MailState.WAITING, told.exists(), not_(hers.exists())
    )
    return list(db.session.scalars(waiting))
