"""Letting go of what strangers wrote, once nobody decided on it in time."""

from datetime import datetime

from sqlalchemy import update

from sello.core.db import affected, db
from sello.replies.models import ReceivedMail
from sello.replies.queries.received import OPEN


def forget(*, before: datetime) -> int:
    """Erase the bytes and words of mails that were never decided on; their line stays. Returns how many."""
    old = ReceivedMail.received_at < before
    kept = ReceivedMail.raw.is_not(None)
    return affected(
        db.session.execute(
            update(ReceivedMail).where(old, kept, ReceivedMail.outcome.in_(OPEN)).values(raw=None, text="")
        )
    )
