"""The receipt by mail: to whoever handed in, once, and only when it cannot be taken back any more.

The mail leads to the receipt; files and hashes stay behind the sign-in, as with every report.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import gettext

from sello.core.dates import written
from sello.core.mail.message import Message
from sello.core.mail.outbox import enqueue
from sello.core.mail.render import render
from sello.core.moment import Moment
from sello.core.undo import GRACE
from sello.reminders.service.passes import Pass
from sello.reports import queries
from sello.reports.queries import ReceiptToSend
from sello.reports.receipt.document import next_steps, promptness
from sello.tasks.queries.receipts import receipt

KIND = "receipt"

FRESH = timedelta(days=3)
"""What came in longer ago is no news to whoever brought it; its page still has the receipt."""

SHOWN = 10
"""Documents that the mail names; it says how many more there are."""


def send_receipts(run: Pass) -> int:
    """Queue the mails of all receipts of the institution at work that are due; returns how many were new."""
    due = queries.receipts_to_send(since=run.at.now - FRESH, until=run.at.now - GRACE)
    return sum(enqueue(_message(each, run), now=run.at.now) for each in due)


def _message(to: ReceiptToSend, run: Pass) -> Message:
    found = receipt(to.id, at=run.at)
    said = render(
        "receipt",
        name=to.name,
        institution=found.institution,
        number=found.number,
        received=_received(run.at, found.at),
        task=found.task,
        titles=[file.title for file in found.files[:SHOWN]],
        more=max(0, len(found.files) - SHOWN),
        promptness=promptness(found, gettext),
        steps=next_steps(found, gettext),
        link=f"{run.base_url.rstrip('/')}/recibos/{found.id}",
    )
    return Message(
        recipient=to.email,
        recipient_name=to.name,
        subject=said.subject,
        text=said.text,
        html=said.html,
        kind=KIND,
        dedupe_key=to.key,
        person_id=to.person_id,
        reply_to=run.place.reply_to,
        thread=f"task.{found.task_id}" if found.task_id else None,
    )


def _received(at: Moment, instant: datetime) -> str:
    local = at.local(instant)
    return f"{written(local)} {local:%H:%M}"
