"""Adding, renaming, moving, merging and ending units; each with its day."""

from datetime import date

from sello.accounts.domain.actor import Actor
from sello.accounts.domain.units import UnitSpan, UnitTree, check_change_day, check_end_day, check_first_day
from sello.accounts.models import Unit, UnitHistory
from sello.accounts.queries import units
from sello.accounts.service.loading import find, find_as_shown
from sello.accounts.service.people import move_people
from sello.core.db import db
from sello.core.moment import Moment
from sello.core.trail.acts import Act
from sello.core.trail.recording import differing, record


def add_unit(
    actor: Actor,
    *,
    name: str,
    short_name: str,
    parent_id: int | None,
    is_corporation: bool,
    day: date,
    at: Moment,
) -> int:
    """Add a unit that exists from a day on; returns its id."""
    check_first_day(day, today=at.today)
    _check_place(
        units.tree(),
        None,
        parent_id=parent_id,
        name=name,
        is_corporation=is_corporation,
        days=(day, at.today),
    )
    row = Unit(
        institution_id=actor.institution_id,
        parent_id=parent_id,
        name=name,
        short_name=short_name,
        is_corporation=is_corporation,
        valid_from=day,
    )
    db.session.add(row)
    db.session.flush()
    record(actor, Act.UNIT_ADDED, row.id, now=at.now, parent_id=parent_id, day=day)
    return row.id


def change_unit(
    actor: Actor,
    unit_id: int,
    *,
    name: str,
    short_name: str,
    parent_id: int | None,
    day: date,
    version: int,
    at: Moment,
) -> None:
    """Rename or move a unit from a day on; what it was until then stays on record.

    Dated on the first day of the present form, the change corrects it instead. ``version`` is the one that
    the page showed: Stale when somebody saved meanwhile.
    """
    row = find_as_shown(Unit, unit_id, version)
    tree = units.tree()
    span = tree.last_known(at.today)[unit_id]
    check_change_day(span, day=day, today=at.today)
    _check_place(
        tree,
        unit_id,
        parent_id=parent_id,
        name=name,
        is_corporation=row.is_corporation,
        days=(day, at.today),
    )
    if (row.name, row.short_name, row.parent_id) == (name, short_name, parent_id):
        return
    _begin_form(row, span, day)
    before, after = differing(row, {"name": name, "short_name": short_name, "parent_id": parent_id})
    row.name, row.short_name, row.parent_id = name, short_name, parent_id
    row.version += 1
    record(actor, Act.UNIT_CHANGED, unit_id, now=at.now, before=before, after=after, day=day)


def end_unit(
    actor: Actor, unit_id: int, *, successor_id: int | None, day: date, version: int, at: Moment
) -> None:
    """End a unit on a day; its people, its units and all that belonged to it go to the one that continues it.

    Without a successor it must be empty, and what belonged to it is seen from the unit it depended on.
    Raises Stale when the unit was saved after ``version``.
    """
    row = find_as_shown(Unit, unit_id, version)
    tree = units.tree()
    check_end_day(tree.last_known(at.today)[unit_id], day=day, today=at.today)
    tree.check_end(
        unit_id, successor_id=successor_id, day=day, today=at.today, people=units.people_in(unit_id)
    )
    if successor_id is not None:
        move_people(unit_id, successor_id, day=day)
        _move_units(tree, unit_id, successor_id, day=day, today=at.today)
    row.valid_until, row.successor_id = day, successor_id
    row.version += 1
    record(actor, Act.UNIT_ENDED, unit_id, now=at.now, successor_id=successor_id, day=day)


def _move_units(tree: UnitTree, unit_id: int, successor_id: int, *, day: date, today: date) -> None:
    for span in tree.in_force(today).values():
        if span.parent_id == unit_id:
            tree.check_place(
                span.unit_id, parent_id=successor_id, name=span.name, is_corporation=False, day=today
            )
            child = find(Unit, span.unit_id)
            _begin_form(child, span, max(day, span.valid_from))
            child.parent_id = successor_id
            child.version += 1


def _begin_form(row: Unit, span: UnitSpan, day: date) -> None:
    """Keep the present name and place of a unit on record as of the day before another begins."""
    if day == span.valid_from:
        return
    db.session.add(
        UnitHistory(
            institution_id=row.institution_id,
            unit_id=row.id,
            parent_id=row.parent_id,
            name=row.name,
            short_name=row.short_name,
            valid_from=span.valid_from,
            valid_until=day,
        )
    )


def _check_place(
    tree: UnitTree,
    unit_id: int | None,
    *,
    parent_id: int | None,
    name: str,
    is_corporation: bool,
    days: tuple[date, date],
) -> None:
    """Check a place on its first day and today, since the tree may have changed between them."""
    for day in sorted(set(days)):
        tree.check_place(unit_id, parent_id=parent_id, name=name, is_corporation=is_corporation, day=day)
