"""Who is asking: reads that happen before an institution is known, so each names its rows exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, select
from sqlalchemy.orm import aliased

from sello.accounts.domain.access import LinkKind, digest
from sello.accounts.domain.actor import (
    Actor,
    PersonFacts,
    Role,
    Substitution,
    actor_of,
)
from sello.accounts.domain.units import UnitSpan, UnitTree
from sello.accounts.models import AccessLink, Institution, Person, SignIn, Unit
from sello.accounts.queries.institutions import DAYS_OFF, HOUSE, days_off_of, house_of
from sello.accounts.queries.units import SPAN, span_of
from sello.core.changes import ChangeCounter, Numbers, grounded
from sello.core.dates import ONE_DAY
from sello.core.db import db, everywhere
from sello.core.mail.outbox import unread_of
from sello.core.moment import Moment
from sello.core.rows import row_as, rows_as

Absent = aliased(Person, name="absent")

FACTS = (
    Person.id.label("person_id"),
    Person.institution_id,
    Person.name,
    Person.email,
    Person.post,
    Person.role,
    Person.unit_id,
    Person.active,
    Person.access_until,
    Institution.zone,
    Institution.name.label("institution_name"),
    *HOUSE,
    *DAYS_OFF,
)


PERSON_OF_A_DAY = (
    select(
        *FACTS,
        Absent.post.label("absent_post"),
        Absent.role.label("absent_role"),
        Absent.unit_id.label("absent_unit_id"),
        Absent.substitute_from,
        Absent.substitute_until,
    )
    .select_from(Person)
    .join(Institution, Institution.id == Person.institution_id)
    .join(
        Absent,
        and_(
            Absent.substitute_id == Person.id,
            Absent.active,
            Absent.substitute_from <= bindparam("latest"),
            Absent.substitute_until >= bindparam("earliest"),
        ),
        isouter=True,
    )
    .order_by(Absent.id)
)
"""One row per person, or one per person whom she substitutes on one of the days."""

# Every page asks these, so they are built once; what differs comes as parameters.
BY_TOKEN = (
    PERSON_OF_A_DAY.add_columns(
        SignIn.id.label("sign_in_id"),
        SignIn.last_change_at,
        Person.password_temporary,
        ChangeCounter.number.label("changes"),
        ChangeCounter.ground,
        unread_of(Person.id, bindparam("now")).label("unread"),
    )
    .join(SignIn, SignIn.person_id == Person.id)
    .join(ChangeCounter, ChangeCounter.institution_id == Person.institution_id, isouter=True)
    .where(
        SignIn.token_hash == bindparam("token_hash"),
        SignIn.ended_at.is_(None),
        SignIn.expires_at > bindparam("now"),
    )
)
BY_ID = PERSON_OF_A_DAY.where(Person.id == bindparam("person_id"))
SPANS = select(*SPAN).where(Unit.institution_id == bindparam("institution_id"))


@dataclass(frozen=True)
class SignedIn:
    """An open session: whose it is, when and where she works, and whether her password must be changed."""

    actor: Actor
    at: Moment
    sign_in_id: int
    last_change_at: datetime
    must_change_password: bool
    changes: Numbers
    """The numbers under which what this reader sees is kept (`core.changes`)."""
    unread: int = 0
    """How many of her notices she has not read, up to `MOST_UNREAD`."""


@dataclass(frozen=True)
class Credentials:
    """What an attempt to sign in is checked against."""

    person: PersonFacts
    password: str | None
    temporary: bool


@dataclass(frozen=True)
class LinkOwner:
    """The person that a good link opens the account of."""

    person: PersonFacts
    link_id: int
    kind: LinkKind


@dataclass(frozen=True)
class SessionRow:
    """A browser in which somebody is signed in, as its owner sees it."""

    id: int
    device: str
    created_at: datetime
    last_change_at: datetime


@dataclass(frozen=True)
class DemoAccount:
    """An account that the sign-in page of a demonstration offers."""

    name: str
    email: str
    post: str
    role: Role


def signed_in(token: str, *, at: Moment) -> SignedIn | None:
    """The session of a browser's token with its actor: one statement, and one for the units (kept).

    `at` may be of any zone; the session's is her institution's. None when the token is unknown, the session
    was ended or is too old, or the account lets nobody in today.
    """
    asked = {"token_hash": digest(token), "now": at.now, **_about(at.today)}
    with everywhere():
        rows = db.session.execute(BY_TOKEN, asked).all()
        if not rows:
            return None
        here, first = at.there(rows[0].zone, days_off_of(rows[0])), rows[0]
        numbers = Numbers(first.changes or 0, first.ground or 0)
        made = _actor(rows, here.today, numbers)
    if made is None:
        return None
    return SignedIn(
        made,
        here,
        first.sign_in_id,
        first.last_change_at,
        first.password_temporary,
        numbers,
        first.unread,
    )


def actor(person_id: int, *, today: date) -> Actor | None:
    """The actor that a person is on a day, or None when her account lets nobody in."""
    with everywhere():
        rows = db.session.execute(BY_ID, {"person_id": person_id, **_about(today)}).all()
        return _actor(rows, today)


def credentials(email: str) -> Credentials | None:
    """What is on record for an e-mail, in whichever institution."""
    query = (
        select(*FACTS, Person.password, Person.password_temporary)
        .join(Institution, Institution.id == Person.institution_id)
        .where(Person.email == email.strip().lower())
    )
    with everywhere():
        row = db.session.execute(query).one_or_none()
    return None if row is None else Credentials(facts_of(row), row.password, row.password_temporary)


def link_owner(token: str, *, now: datetime) -> LinkOwner | None:
    """Whose account a link opens; None when it is unknown, used, too old, or its account is closed."""
    query = (
        select(*FACTS, AccessLink.id.label("link_id"), AccessLink.kind)
        .join(Institution, Institution.id == Person.institution_id)
        .join(AccessLink, AccessLink.person_id == Person.id)
        .where(
            AccessLink.token_hash == digest(token),
            AccessLink.spent_at.is_(None),
            AccessLink.expires_at > now,
            Person.active,
        )
    )
    with everywhere():
        row = db.session.execute(query).one_or_none()
    return None if row is None else LinkOwner(facts_of(row), row.link_id, row.kind)


def sessions(person_id: int, *, now: datetime) -> list[SessionRow]:
    """The open sessions of a person, the latest first."""
    query = (
        select(SignIn.id, SignIn.device, SignIn.created_at, SignIn.last_change_at)
        .where(SignIn.person_id == person_id, SignIn.ended_at.is_(None), SignIn.expires_at > now)
        .order_by(SignIn.last_change_at.desc(), SignIn.id.desc())
    )
    return list(rows_as(SessionRow, db.session.execute(query)))


def demo_accounts(emails: Sequence[str]) -> list[DemoAccount]:
    """The accounts of a demonstration among these e-mails, in the order of the e-mails."""
    query = select(Person.name, Person.email, Person.post, Person.role).where(
        Person.email.in_(emails), Person.active
    )
    with everywhere():
        found = {row.email: row_as(DemoAccount, row) for row in db.session.execute(query)}
    return [found[email] for email in emails if email in found]


def facts_of(row: Row[*tuple[Any, ...]]) -> PersonFacts:
    """The facts of a person from a row that selected FACTS."""
    return PersonFacts(
        person_id=row.person_id,
        institution_id=row.institution_id,
        name=row.name,
        email=row.email,
        post=row.post,
        role=row.role,
        unit_id=row.unit_id,
        active=row.active,
        access_until=row.access_until,
        zone=row.zone,
        institution_name=row.institution_name,
        house=house_of(row),
    )


def _about(day: date) -> dict[str, date]:
    """The days among which the one of an institution lies when it is this one elsewhere."""
    return {"earliest": day - ONE_DAY, "latest": day + ONE_DAY}


def _actor(
    rows: Sequence[Row[*tuple[Any, ...]]], today: date, numbers: Numbers | None = None
) -> Actor | None:
    if not rows:
        return None
    person = facts_of(rows[0])
    if not person.may_enter(today):
        return None
    acting = [
        Substitution(
            row.absent_post, row.absent_role, row.absent_unit_id, row.substitute_from, row.substitute_until
        )
        for row in rows
        if row.absent_role is not None
    ]
    has_unit = person.unit_id is not None or any(one.unit_id is not None for one in acting)
    tree = UnitTree(_spans(person.institution_id, numbers) if has_unit else ())
    return actor_of(person, tree, acting, today=today)


def _spans(institution_id: int, numbers: Numbers | None) -> tuple[UnitSpan, ...]:
    """The units of an institution, by the number that was read with who is asking, if any was."""

    def spans() -> tuple[UnitSpan, ...]:
        return tuple(map(span_of, db.session.execute(SPANS, {"institution_id": institution_id})))

    return spans() if numbers is None else grounded(spans, "spans", under=(institution_id, numbers.ground))
