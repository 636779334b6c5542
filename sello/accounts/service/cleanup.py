"""Forgetting what is long over: where somebody was signed in is personal data, and serves nobody any more."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_

from sello.accounts.models import AccessLink, Sending, SignIn
from sello.accounts.service.guesses import forget_old_counts
from sello.core.db import affected, db

KEPT = timedelta(days=90)
"""How long an ended session or link is still there for whoever looks into an incident."""


DAY = timedelta(days=1)
"""After it no form that was sent is on its way any more."""


def forget_what_is_over(*, now: datetime) -> dict[str, int]:
    """Delete sessions and links that ended long ago and counts that say nothing any more; tell how many."""
    before = now - KEPT
    db.session.execute(delete(Sending).where(Sending.at < now - DAY))  # first: they belong to sessions
    sessions = delete(SignIn).where(or_(SignIn.ended_at < before, SignIn.expires_at < before))
    links = delete(AccessLink).where(or_(AccessLink.spent_at < before, AccessLink.expires_at < before))
    return {
        "sessions": affected(db.session.execute(sessions)),
        "links": affected(db.session.execute(links)),
        "guesses": forget_old_counts(now=now),
    }
