"""Asking for renewals in time: once for each end, whoever wakes however often.

Where a duty asks for the renewed instrument itself by then, one thing is asked: the duty's.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_, select, update

from sello.core.db import db
from sello.core.moment import Moment
from sello.core.text import shortened
from sello.core.trail.recording import Doer
from sello.cycles.queries.cycles import current
from sello.duties.models import Duty
from sello.duties.queries.rows import read_rows
from sello.duties.queries.whom import asked_unit
from sello.register.domain import PartialDate, Purpose, Stage
from sello.register.models import Initiative
from sello.register.parts.domain.kinds import to_be_renewed
from sello.register.parts.domain.renewing import INSTRUMENT, RENEWED
from sello.register.queries.initiative import asked_of
from sello.register.queries.rows import feeds_of, units_of
from sello.register.service import linking
from sello.register.service.asking import TERM, WORDS, Translate
from sello.tasks.domain.drafts import TITLE_LIMIT
from sello.tasks.domain.due import due_date
from sello.tasks.queries.options import requirements
from sello.tasks.service import assigning

AHEAD = timedelta(days=800)
"""The longest notice of a renewal, in days of the calendar, with room for its holidays."""


def due_today(*, at: Moment) -> tuple[int, ...]:
    """The initiatives whose renewal is to be asked for today (one statement)."""
    statement = (
        select(
            Initiative.id,
            Initiative.kind,
            Initiative.ends_on,
            Initiative.ends_precision,
            Initiative.renew_days,
        )
        .where(_waits(at))
        .order_by(Initiative.ends_on, Initiative.id)
    )
    return tuple(
        row.id
        for row in db.session.execute(statement)
        if to_be_renewed(
            row.kind,
            PartialDate.holding(row.ends_on, row.ends_precision),
            row.renew_days,
            today=at.today,
            calendar=at.calendar,
        )
    )


def ask(doer: Doer, initiative_id: int, *, at: Moment, translate: Translate) -> int:
    """Ask the unit that answers most for an initiative; returns how many were asked for now, none or one.

    What somebody asks for already is left to her, what a duty brings is left to that; where there is no unit
    to be asked, it waits for one.
    """
    if _is_owed(initiative_id, at):
        return 0
    responsible = units_of(initiative_id)
    most = max(responsible, key=lambda unit: unit.share or 0, default=None)
    unit_id = None if most is None else asked_unit(most.id, initiative_id, at=at)
    if unit_id is None or not _claim(initiative_id, at) or Purpose.RENEWAL in asked_of(initiative_id):
        return 0
    row = db.session.get_one(Initiative, initiative_id, populate_existing=True)
    cycle = current()
    said, ends = WORDS[Purpose.RENEWAL], PartialDate.holding(row.ends_on, row.ends_precision)
    asked = assigning.TaskDraft(
        title=shortened(translate(said.title) % {"name": row.name}, TITLE_LIMIT),
        unit_id=unit_id,
        term=TERM,
        description=translate(said.text) % {"ends": ends},
        requirement_ids=_landing(initiative_id) if cycle else (),
    )
    due_on = due_date(TERM, today=at.today, calendar=at.calendar)
    cycle_id = cycle.id if cycle else None
    task_id = assigning.ask_by_itself(doer, asked, due_on, cycle_id=cycle_id, at=at)
    linking.note_asked(doer, initiative_id, task_id, Purpose.RENEWAL, now=at.now)
    return 1


def _waits(at: Moment) -> ColumnElement[bool]:
    """What ends some day soon, is not closed, and whose renewal nobody has asked for that end.

    What has ended is left to people: its page still offers to ask.
    """
    return and_(
        Initiative.kind.in_(RENEWED),
        Initiative.ends_on.between(at.today, at.today + AHEAD),
        or_(Initiative.stage.is_(None), Initiative.stage != Stage.DONE),
        or_(Initiative.renewal_for.is_(None), Initiative.renewal_for != Initiative.ends_on),
    )


def _is_owed(initiative_id: int, at: Moment) -> bool:
    """Whether a duty that is not over brings the renewed instrument in the days of the renewal's notice."""
    row = db.session.get_one(Initiative, initiative_id)
    ends = PartialDate.holding(row.ends_on, row.ends_precision)
    if ends is None:
        return False
    owed = (
        Duty.initiative_id == initiative_id,
        Duty.evidence_type == INSTRUMENT[row.kind],
        Duty.ended_on.is_(None),
    )
    return any(
        one.due_on >= duty.counts_from
        and to_be_renewed(row.kind, ends, row.renew_days, today=one.fell_on, calendar=at.calendar)
        for duty in read_rows(*owed)
        for one in duty.timing.fallings(at.calendar, first=ends.last - AHEAD, last=ends.last)
    )


def _claim(initiative_id: int, at: Moment) -> bool:
    """Write that it is asked for the end that it has; of two who wake, the first to write it is told so."""
    claim = update(Initiative).where(Initiative.id == initiative_id, _waits(at))
    taken = db.session.execute(claim.values(renewal_for=Initiative.ends_on).returning(Initiative.id))
    return taken.first() is not None


def _landing(initiative_id: int) -> tuple[int, ...]:
    """Where what proves it lands: what the initiative feeds and the current cycle asks for."""
    offered = {one.id for one in requirements()}
    return tuple(one.requirement_id for one in feeds_of(initiative_id) if one.requirement_id in offered)
