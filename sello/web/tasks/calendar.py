"""The calendar: tasks and all else that happens on a day, as a month or as an agenda."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.progress.calendar import MarkKind, marks
from sello.tasks.queries import lists, options
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.request_values import SHOWN, not_the_day
from sello.web.tasks import bp, filters
from sello.web.tasks.lists import offered, words_settled

YEARS = range(2000, 2101)
AGENDA = "agenda"
KINDS = {kind.value: kind for kind in MarkKind}


@dataclass(frozen=True)
class Shown:
    """What the calendar's own part of an address asks for."""

    first: date
    kind: MarkKind | None
    agenda: bool

    def query(self, asked: filters.FilterArgs, **changes: Any) -> str:
        """The URL's query for these with some changed, and for the filters of tasks."""
        one = replace(self, **changes)
        pairs = {
            "mes": f"{one.first.year:04}-{one.first.month:02}",
            "ver": one.kind.value if one.kind else "",
            "forma": AGENDA if one.agenda else "",
        }
        own = urlencode({name: value for name, value in pairs.items() if value})
        return "&".join(filter(None, (own, asked.query())))


@bp.get("/tareas/calendario")
@permits(Action.TASK_VIEW)
def month() -> ResponseReturnValue:
    """Show what a month holds on its days."""
    actor = current_actor()
    offer = offered(actor)
    if (led := words_settled(offer)) is not None:
        return led
    asked = filters.read(request.args)
    shown = Shown(
        _month(request.args.get("mes", "")),
        KINDS.get(request.args.get("ver", "")),
        request.args.get("forma") == AGENDA,
    )
    weeks = Weeks().monthdatescalendar(shown.first.year, shown.first.month)
    first, last = weeks[0][0], weeks[-1][-1]
    chosen = filters.chosen(asked, offer["units"], due_from=first, due_until=last)
    kinds = frozenset(MarkKind if shown.kind is None else (shown.kind,))
    tasks = MarkKind.TASK in kinds
    rows = lists.between(chosen, actor.visibility, actor.person_id, at=moment()) if tasks else ()
    others = (
        ()
        if _of_tasks_only(asked)
        else marks(actor.visibility, chosen.unit_ids, kinds, first=first, last=last, at=moment())
    )
    return render_template(
        "tasks/month.html",
        asked=asked,
        shown=shown,
        kinds=MarkKind,
        before=shown.first - timedelta(days=1),
        after=shown.first + timedelta(days=31),
        weeks=weeks,
        by_day=_grouped((row.due_on, row) for row in rows),
        marked=_grouped((mark.on, mark) for mark in others),
        tasks_only=_of_tasks_only(asked),
        shorts=options.short_names(offer["units"]),
        counts=moment().calendar.is_business_day,
        today=moment().today,
        **offer,
    )


def _grouped(pairs: Iterable[tuple[date, Any]]) -> dict[date, list[Any]]:
    found: dict[date, list[Any]] = defaultdict(list)
    for day, one in pairs:
        found[day].append(one)
    return dict(found)


def _of_tasks_only(asked: filters.FilterArgs) -> bool:
    """Whether something was asked that only tasks have: a person, a turn, a word, a requirement."""
    by_unit = filters.FilterArgs(unit_id=asked.unit_id, alone=asked.alone)
    return replace(asked, page=1, order=by_unit.order) != by_unit


def _month(raw: str) -> date:
    """The first day of the month asked for as aaaa-mm, or of this one."""
    year, _, number = raw.partition("-")
    if year.isdecimal() and number.isdecimal() and int(year) in YEARS and 1 <= int(number) <= 12:
        return date(int(year), int(number), 1)
    if raw.strip():
        not_the_day(gettext("No entendimos el mes «%(typed)s»; se muestra este mes.", typed=raw[:SHOWN]))
    return moment().today.replace(day=1)
