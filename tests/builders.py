"""Small functions that make rows for tests; every person is fictitious and her address ends in .example."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from sello.accounts.domain.access import digest
from sello.accounts.domain.actor import Role
from sello.accounts.models import Institution, Person, SignIn, Unit
from sello.core import clock
from sello.core.db import db, everywhere
from sello.core.moment import Moment

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
"""A Monday, 12:00 in Santiago."""

TODAY = date(2026, 11, 23)
ZONE = "America/Santiago"
AT = Moment(NOW, ZONE)
"""Now, in Santiago, with Chile's business days."""
FOUNDED = date(2020, 1, 1)
FAR = datetime(2126, 1, 1, tzinfo=UTC)
"""Later than any clock that runs the tests."""


@dataclass(frozen=True)
class Someone:
    """A person of a test's cast; `actor()` makes what services take."""

    id: int
    institution_id: int
    name: str
    email: str
    role: Role
    unit_id: int | None
    token: str

    @property
    def person_id(self) -> int:
        return self.id

    def actor(self):
        from sello.accounts.queries import identity

        return identity.actor(self.id, today=TODAY)


@dataclass(frozen=True)
class Town:
    institution: SimpleNamespace
    units: SimpleNamespace
    people: SimpleNamespace


def on(day: date) -> Moment:
    """Nine in the morning of a day, in Santiago."""
    return AT.then(AT.start_of(day) + timedelta(hours=9))


def here_and_now() -> Moment:
    """What a running instance takes for now."""
    return AT.then(clock.now())


def institution(name: str = "Municipalidad de Prueba", zone: str = ZONE) -> Institution:
    row = Institution(name=name, zone=zone, created_at=NOW)
    db.session.add(row)
    db.session.flush()
    return row


def unit(institution_id: int, name: str, parent: int | None = None, **values: object) -> int:
    row = Unit(institution_id=institution_id, name=name, parent_id=parent, valid_from=FOUNDED, **values)
    db.session.add(row)
    db.session.flush()
    return row.id


def person(institution_id: int, name: str, role: Role, unit_id: int | None, **values: object) -> Someone:
    slug = name.lower().replace(" ", ".")
    row = Person(
        institution_id=institution_id,
        name=name,
        email=f"{slug}@prueba{institution_id}.example",
        post=values.pop("post", role.label),
        role=role,
        unit_id=unit_id,
        created_at=NOW,
        **values,
    )
    db.session.add(row)
    db.session.flush()
    token = f"session-{institution_id}-{slug}"
    session = SignIn(
        institution_id=institution_id,
        person_id=row.id,
        token_hash=digest(token),
        device="Firefox, Linux",
        created_at=NOW,
        last_change_at=NOW,
        expires_at=FAR,
    )
    db.session.add(session)
    db.session.flush()
    return Someone(row.id, institution_id, row.name, row.email, role, unit_id, token)


def town(name: str = "Municipalidad de Prueba", zone: str = ZONE) -> Town:
    """An institution with a tree of units and one person of each role (two unit heads)."""
    with everywhere():
        place = institution(name, zone)
        alcaldia = unit(place.id, "Alcaldía")
        administracion = unit(place.id, "Administración Municipal", alcaldia)
        secretaria = unit(place.id, "Secretaría Ejecutiva para la Equidad de Género", administracion)
        daf = unit(place.id, "DAF", alcaldia)
        personas = unit(place.id, "Personas", daf)
        dideco = unit(place.id, "DIDECO", alcaldia)
        migrantes = unit(place.id, "Oficina de Migrantes", dideco)
        cast = SimpleNamespace(
            secretary=person(place.id, "Sara Secretaria", Role.SECRETARIAT, secretaria),
            head=person(place.id, "Paula Personas", Role.UNIT_HEAD, personas),
            other_head=person(place.id, "Diego Dideco", Role.UNIT_HEAD, dideco),
            contributor=person(place.id, "Mario Migrantes", Role.CONTRIBUTOR, migrantes),
            authority=person(place.id, "Alma Alcaldesa", Role.AUTHORITY, alcaldia),
            auditor=person(place.id, "Eva Evaluadora", Role.AUDITOR, None, access_until=FAR.date()),
        )
    return Town(
        institution=SimpleNamespace(id=place.id, name=place.name),
        units=SimpleNamespace(
            alcaldia=alcaldia,
            administracion=administracion,
            secretaria=secretaria,
            daf=daf,
            personas=personas,
            dideco=dideco,
            migrantes=migrantes,
        ),
        people=cast,
    )


LEVELS = [
    {"code": "bronce", "name": {"es": "Bronce"}, "mark": 1, "threshold": "60"},
    {"code": "plata", "name": {"es": "Plata"}, "mark": 2, "threshold": "70"},
    {"code": "oro", "name": {"es": "Oro"}, "mark": 3, "threshold": "80"},
]
