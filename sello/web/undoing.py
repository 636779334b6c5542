"""What the person at work can take back: remembered with her session, offered until it lapses."""

from dataclasses import dataclass
from datetime import datetime

from flask import Flask, session

from sello.core.undo import GRACE
from sello.web.moment import moment

KEY = "undo"


@dataclass(frozen=True, slots=True)
class LastAct:
    """The act that can be taken back, and how many whole minutes are left for it."""

    id: int
    minutes: int


def install(app: Flask) -> None:
    """Let templates ask for it."""
    app.jinja_env.globals["last_act"] = last_act


def offer(undo_id: int | None) -> None:
    """Offer to take back what was done just now; an act that cannot be takes the offer before it away."""
    if undo_id is None:
        session.pop(KEY, None)
        return
    session[KEY] = [undo_id, (moment().now + GRACE).isoformat()]


def taken_back(undo_id: int) -> None:
    """Offer an act no more that was taken back; whatever was done since stays on offer."""
    if session.get(KEY, [None])[0] == undo_id:
        session.pop(KEY)


def last_act() -> LastAct | None:
    """What is on offer now, if anything is."""
    if KEY not in session:
        return None
    undo_id, until = session[KEY]
    left = datetime.fromisoformat(until) - moment().now
    return LastAct(undo_id, int(left.total_seconds() // 60)) if left.total_seconds() > 0 else None
