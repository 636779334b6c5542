"""Keeping scenarios, efforts and hours; nothing here touches an answer or a piece of evidence."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select

from sello.accounts.domain.actor import Actor
from sello.accounts.models import Institution
from sello.core.db import db
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import NotFound, Refusal, Stale
from sello.core.trail.acts import Act
from sello.core.trail.recording import changed, record
from sello.cycles.models import Cycle
from sello.planning.domain.suppose import Supposition
from sello.planning.models import Effort, Scenario, UnitHours
from sello.planning.queries import kept

MOST_SUPPOSITIONS = 200
MOST_HOURS = 2000
LONGEST_NAME = 120


class NameMissing(Refusal):
    """A kept scenario has a name."""

    message = N_("Escriba un nombre para el escenario, de hasta 120 caracteres.")
    field = "name"


class TooManySuppositions(Refusal):
    """A scenario is something that a person can still read."""

    message = N_("Un escenario admite hasta %(most)s suposiciones. Quite alguna antes de agregar otra.")


class HoursOutOfRange(Refusal):
    """Hours are a whole number within reason."""

    message = N_("Las horas deben ser un número entero entre 0 y %(most)s. No se guardó ningún cambio.")


def create_scenario(
    actor: Actor, cycle_id: int, name: str, suppositions: Sequence[Supposition] = (), *, now: datetime
) -> int:
    """Keep a new scenario for its author, and return its id."""
    row = Scenario(
        cycle_id=cycle_id,
        person_id=actor.person_id,
        name=_name(name),
        suppositions=_values(suppositions),
        created_at=now,
        changed_at=now,
    )
    db.session.add(row)
    db.session.flush()
    record(actor, Act.SCENARIO_CREATED, row.id, now=now, cycle_id=cycle_id)
    return row.id


def suppose(actor: Actor, scenario_id: int, added: Supposition, *, now: datetime) -> None:
    """Add a supposition at the end."""
    row = _own(actor, scenario_id)
    row.suppositions = _values([*map(Supposition.from_value, row.suppositions), added])
    row.changed_at = now
    row.version += 1


def take_back(actor: Actor, scenario_id: int, position: int, *, version: int, now: datetime) -> None:
    """Take back the supposition at a position (from 0); one that is not there any more is no fault.

    Raises Stale when the scenario was saved after ``version``: another supposition may stand there now.
    """
    row = _own(actor, scenario_id, version)
    row.suppositions = [value for n, value in enumerate(row.suppositions) if n != position]
    row.changed_at = now
    row.version += 1


def settle(actor: Actor, scenario_id: int, name: str, *, shared: bool, version: int, now: datetime) -> None:
    """Rename a scenario and say whether others may open it. Raises Stale when saved after ``version``."""
    row = _own(actor, scenario_id, version)
    row.name = _name(name)
    if row.shared != shared:
        record(actor, Act.SCENARIO_SHARED if shared else Act.SCENARIO_UNSHARED, row.id, now=now)
    row.shared = shared
    row.changed_at = now
    row.version += 1


def copy_scenario(actor: Actor, scenario_id: int, name: str, *, now: datetime) -> int:
    """Begin a scenario of one's own from one that may be read; its name fills the %(name)s of the copy's."""
    source = db.session.scalar(select(Scenario).where(Scenario.id == scenario_id))
    if source is None or not (source.shared or source.person_id == actor.person_id):
        raise NotFound
    supposed = [Supposition.from_value(value) for value in source.suppositions]
    named = name.replace("%(name)s", source.name)[:LONGEST_NAME]
    return create_scenario(actor, source.cycle_id, named, supposed, now=now)


def drop_scenario(actor: Actor, scenario_id: int, *, now: datetime) -> None:
    """Throw a scenario of one's own away."""
    row = _own(actor, scenario_id)
    record(actor, Act.SCENARIO_DROPPED, row.id, now=now)
    db.session.delete(row)


def set_efforts(
    actor: Actor,
    cycle_id: int,
    hours: Mapping[int, int | None],
    *,
    seen: Mapping[int, int | None],
    now: datetime,
) -> None:
    """Set the hours of requirements (by id) in a cycle; None, or the edition's own number, returns to it.

    ``seen`` are the hours that the page showed: Stale when one of them was changed meanwhile.
    """
    db.session.execute(select(Cycle.id).where(Cycle.id == cycle_id).with_for_update())
    rows = kept.efforts(cycle_id)
    usual = {row.requirement_id: row.usual for row in rows}
    if not usual.keys() >= set(hours):
        raise NotFound
    _check_hours(hours)
    saved = {row.requirement_id: row.hours for row in rows}
    _check_seen(hours, seen, saved)
    db.session.execute(
        delete(Effort).where(Effort.cycle_id == cycle_id, Effort.requirement_id.in_(sorted(hours)))
    )
    db.session.add_all(
        Effort(cycle_id=cycle_id, requirement_id=requirement, hours=value)
        for requirement, value in hours.items()
        if value is not None and value != usual[requirement]
    )
    kept_hours = {each: usual[each] if value is None else value for each, value in hours.items()}
    before, after = changed(saved, kept_hours)
    record(actor, Act.CYCLE_EFFORTS_SET, cycle_id, now=now, before=before, after=after)


def set_unit_hours(
    actor: Actor, weekly: Mapping[int, int | None], *, seen: Mapping[int, int | None], at: Moment
) -> None:
    """Set the weekly hours of units in force (by id); None takes the limit away.

    ``seen`` are the hours that the page showed: Stale when one of them was changed meanwhile.
    """
    db.session.execute(select(Institution.id).where(Institution.id == actor.institution_id).with_for_update())
    saved = {row.unit_id: row.weekly for row in kept.unit_hours(at.today)}
    if not saved.keys() >= set(weekly):
        raise NotFound
    _check_hours(weekly)
    _check_seen(weekly, seen, saved)
    db.session.execute(delete(UnitHours).where(UnitHours.unit_id.in_(sorted(weekly))))
    db.session.add_all(
        UnitHours(unit_id=unit, weekly=value) for unit, value in weekly.items() if value is not None
    )
    before, after = changed(saved, weekly)
    institution_id = actor.institution_id
    record(actor, Act.INSTITUTION_UNIT_HOURS_SET, institution_id, now=at.now, before=before, after=after)


def _check_hours(hours: Mapping[int, int | None]) -> None:
    if any(value is not None and not 0 <= value <= MOST_HOURS for value in hours.values()):
        raise HoursOutOfRange(most=MOST_HOURS)


def _check_seen(
    hours: Iterable[int], seen: Mapping[int, int | None], saved: Mapping[int, int | None]
) -> None:
    if any(saved[key] != seen.get(key) for key in hours):
        raise Stale


def _own(actor: Actor, scenario_id: int, version: int | None = None) -> Scenario:
    """A scenario of one's own, held until the commit. Raises Stale when it was saved after `version`."""
    row = db.session.scalar(
        select(Scenario)
        .where(Scenario.id == scenario_id, Scenario.person_id == actor.person_id)
        .with_for_update()
    )
    if row is None:
        raise NotFound
    if version is not None and row.version != version:
        raise Stale
    return row


def _name(raw: str) -> str:
    name = " ".join(raw.split())
    if not name or len(name) > LONGEST_NAME:
        raise NameMissing
    return name


def _values(suppositions: Sequence[Supposition]) -> list[dict[str, object]]:
    if len(suppositions) > MOST_SUPPOSITIONS:
        raise TooManySuppositions(most=MOST_SUPPOSITIONS)
    return [each.as_value() for each in suppositions]
