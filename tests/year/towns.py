"""Makes the towns of a year, in the database and as the plain values of the oracle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sello.accounts.domain.actor import Actor, Role
from sello.accounts.models import Institution, Person, Unit
from sello.accounts.queries import identity
from sello.core.db import db, everywhere
from sello.reminders.domain.schedule import Kind, Weekday
from sello.reminders.models import ReminderSettings, ReminderSilence
from tests import builders
from tests.year import plain
from tests.year.plain import Policy, Rung, Town

ZONES = ("America/Santiago", "America/Punta_Arenas", "Pacific/Easter")

USUAL = (
    Rung("before", 5, "person"),
    Rung("before", 1, "person"),
    Rung("after", 1, "person", 5),
    Rung("after", 6, "head", 5),
)
LONG = (
    Rung("before", 10, "person"),
    Rung("before", 3, "person"),
    Rung("before", 0, "person"),
    Rung("before", 2, "head"),
    Rung("after", 1, "person", 3),
    Rung("after", 2, "substitute", 6),
    Rung("after", 4, "head", 5),
    Rung("after", 8, "above", 10),
    Rung("after", 10, "administration"),
    Rung("after", 12, "committee", 20),
)
SHORT = (Rung("before", 2, "person"), Rung("after", 1, "person"), Rung("after", 3, "above", 15))

POLICIES = (
    Policy(USUAL, own=False),
    Policy(LONG, send_at=time(9), mails_from=time(9), mails_until=time(18)),
    Policy(USUAL, send_at=time(8), mails_until=time(16, 30), off=frozenset({plain.DUE_SOON})),
    Policy(SHORT, send_at=time(8), mails_from=time(8), mails_until=time(19)),
)


def towns(count: int, first: date, random: Random) -> Iterator[Town]:
    """Make so many towns, each with its policy, people and days off; the caller commits."""
    for number in range(count):
        with everywhere():
            yield _town(number, first, random)


def actors(town: Town, today: date) -> dict[int, Actor]:
    """Its people as those who act."""
    found = {each: identity.actor(each, today=today) for each in town.people}
    return {each: actor for each, actor in found.items() if actor is not None}


def leaves(person: plain.Person) -> None:
    """Somebody's account is closed."""
    db.session.get_one(Person, person.id).active = False
    person.active = False


def _town(number: int, first: date, random: Random) -> Town:
    zone, policy = ZONES[number % len(ZONES)], POLICIES[number % len(POLICIES)]
    anniversary = first + timedelta(days=random.randrange(5, 60))
    closed = frozenset(() if number % 5 else (anniversary,))
    row = Institution(
        name=f"Municipalidad {number}",
        zone=zone,
        created_at=builders.NOW,
        days_off=[[day.isoformat(), "local", "Aniversario de la comuna"] for day in closed] or None,
    )
    db.session.add(row)
    db.session.flush()
    parents = _units(row.id)
    root, secretariat, first_unit, below, second, office = parents
    people = {
        each.id: each
        for each in (
            _person(row.id, "Alma Alcaldesa", Role.AUTHORITY, root),
            _person(row.id, "Sara Secretaria", Role.SECRETARIAT, secretariat),
            _person(row.id, "Ada Administradora", Role.UNIT_HEAD, root),
            _person(row.id, "Paula Primera", Role.UNIT_HEAD, first_unit),
            _person(row.id, "Carla Colabora", Role.CONTRIBUTOR, below),
            _person(row.id, "Mario Colabora", Role.CONTRIBUTOR, below),
            _person(row.id, "Diego Segundo", Role.UNIT_HEAD, second),
            _person(row.id, "Olga Oficina", Role.UNIT_HEAD, office),
            _person(row.id, "Nora Oficina", Role.CONTRIBUTOR, office),
        )
    }
    alma, sara, ada, _paula, carla, mario, diego, olga, nora = people
    _stands_in(people[carla], people[mario], first, random)
    _stands_in(people[olga], people[nora], first, random)
    _is_quiet(row.id, people[random.choice((ada, diego, nora))], random)
    _without_weeks(row.id, people)
    town = Town(row.id, ZoneInfo(zone), policy, parents, people, (ada,), (alma, sara), closed)
    if policy.own:
        db.session.add(_settings(town))
    db.session.flush()
    return town


def _units(institution_id: int) -> dict[int, int | None]:
    found: dict[int, int | None] = {}
    made: dict[str, int] = {}
    for name, above in (
        ("Alcaldía", None),
        ("Secretaría Ejecutiva", "Alcaldía"),
        ("Primera Dirección", "Alcaldía"),
        ("Oficina de Abajo", "Primera Dirección"),
        ("Segunda Dirección", "Alcaldía"),
        ("Oficina de Atención", "Segunda Dirección"),
    ):
        parent = made[above] if above else None
        unit = Unit(institution_id=institution_id, name=name, parent_id=parent, valid_from=builders.FOUNDED)
        db.session.add(unit)
        db.session.flush()
        made[name], found[unit.id] = unit.id, parent
    return found


def _person(institution_id: int, name: str, role: Role, unit: int) -> plain.Person:
    one = builders.person(institution_id, name, role, unit)
    return plain.Person(one.id, one.email, role.value, unit)


def _stands_in(absent: plain.Person, deputy: plain.Person, first: date, random: Random) -> None:
    """Somebody acts for another, during some days of the year too."""
    away = first + timedelta(days=random.randrange(10, 50))
    absent.substitute, absent.away = deputy.id, (away, away + timedelta(days=random.randrange(3, 20)))
    row = db.session.get_one(Person, absent.id)
    row.substitute_id = deputy.id
    row.substitute_from, row.substitute_until = absent.away


def _is_quiet(institution_id: int, person: plain.Person, random: Random) -> None:
    kind = random.choice((Kind.DUE_SOON, Kind.ESCALATED, Kind.FOLLOWED))
    person.silenced = frozenset({kind.value})
    db.session.add(ReminderSilence(institution_id=institution_id, person_id=person.id, kind=kind))


def _without_weeks(institution_id: int, people: Iterable[int]) -> None:
    """The year looks at what a ladder says, and not at the weekly digest, which says it again."""
    db.session.add_all(
        ReminderSilence(institution_id=institution_id, person_id=each, kind=Kind.DIGEST) for each in people
    )


def _settings(town: Town) -> ReminderSettings:
    policy = town.policy
    return ReminderSettings(
        institution_id=town.id,
        send_at=policy.send_at,
        ladder=[
            {"when": rung.when, "days": rung.days, "every": rung.every, "to": rung.to}
            for rung in policy.ladder
        ],
        administration=list(town.administration),
        committee=list(town.committee),
        digest_on=Weekday.MONDAY,
        digest_at=policy.send_at,
        expiring=[60, 30, 7],
        off=sorted(policy.off),
        mails_from=policy.mails_from,
        mails_until=policy.mails_until,
    )
