"""What an act on a person or a unit is to whoever has more to do, or less, because of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Row

from sello.core.trail.notices import Untold
from sello.reminders import links
from sello.reminders.domain.news import Aside, News

Found = Row[*tuple[Any, ...]]


def of_person(event: Untold, away: Found) -> dict[str, Any]:
    """Who acts for somebody from a day to a day; news while it is as the act left it."""
    return {
        "thread": f"person.{away.id}",
        "thread_title": away.name,
        "path": links.QUEUE,
        "unit_id": away.unit_id,
        "named_id": away.substitute_id,
        "title": away.name,
        "since": away.substitute_from,
        "until": away.substitute_until,
        "stands": event.before != event.after == _kept(away),
    }


def relieved(event: Untold, away: Found, news: News) -> tuple[News, ...]:
    """What is told to whoever acted for a person and does not any more, though her days are not over."""
    former, last = event.before["substitute_id"], event.before["last_day"]
    if former in (None, away.substitute_id):
        return ()
    until = last and date.fromisoformat(last)
    return (replace(news, named_id=former, until=until, stands=True, aside=Aside.TAKEN_AWAY),)


def _kept(away: Found) -> dict[str, Any]:
    """Who acts for a person, and when, as the trail keeps it."""
    days = away.substitute_from, away.substitute_until
    first, last = (day and day.isoformat() for day in days)
    return {"substitute_id": away.substitute_id, "first_day": first, "last_day": last}


def of_unit(unit: Found) -> dict[str, Any]:
    """A unit that ended; it is told to whoever goes on with what was its own."""
    goes_on = unit.successor_id or unit.parent_id
    return {
        "thread": f"unit.{unit.id}",
        "thread_title": unit.name,
        "path": links.QUEUE,
        "unit_id": goes_on,
        "charged": ((None, goes_on),) if goes_on else (),
        "title": unit.name,
        "until": unit.valid_until,
        "stands": unit.valid_until is not None,
    }
